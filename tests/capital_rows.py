"""Rows of the investments frame for tests: by hand, or many from a seed."""

from __future__ import annotations

import datetime
import random

from partnerships.frames.capital import AMOUNTS, INVESTMENT_COLUMNS
from tests.registers import frame, party

INSTRUMENTS = ("grant", "loan", "equity", "guarantee", "sib", "in_kind", "purchase")
UNSUMMED = ("valuation", "fund")


def investment(number, investor=("Somebody", "private"), **more):
    """Give one row; amounts as pence, a (low, high) pair, `withheld`, `unknown`, or not at all."""
    amounts = {}
    for name in AMOUNTS:
        value = more.pop(name, "")
        is_known = not isinstance(value, str)
        low, high = (None, None)
        if is_known:
            low, high = value if isinstance(value, tuple) else (value, value)
        amounts |= {
            f"{name}_low_pence": low,
            f"{name}_high_pence": high,
            f"{name}_disclosure": "known" if is_known else value,
            f"{name}_is_about": more.pop(f"{name}_is_about", False) and is_known,
        }
    sides = {}
    for side, who in (("investor", investor), ("recipient", more.pop("recipient", 1))):
        parts = ("id", "key", "slug", "name", "sector_fixed")
        sides |= {f"{side}_{part}": value for part, value in zip(parts, party(who), strict=True)}
    return {
        "investment_id": number,
        **sides,
        "instrument": "grant",
        "programme": "",
        "currency": "GBP",
        "agreed_on": None,
        "role": "main",
        "basis": "actual",
        **amounts,
        **more,
    }


def investments_frame(rows):
    """Make an investments frame of rows."""
    return frame(rows, INVESTMENT_COLUMNS)


def random_investments(seed, ids, count=40):
    """Make rows of every kind; the same seed makes the same ones."""
    draw = random.Random(seed)

    def amount(emptiness=0.1):
        pence = draw.randrange(1, 10**9)
        choices = [pence, (pence, pence + draw.randrange(10**8)), (0, pence), (pence, None)]
        words = ["withheld", "unknown", "not_applicable"]
        if draw.random() < emptiness:
            return ""
        return draw.choice(choices if draw.random() < 0.8 else words)

    rows = []
    for number in range(1, count + 1):
        outside = (f"Outsider {draw.randrange(3)}", draw.choice(["private", "social", ""]))
        rows.append(
            investment(
                number,
                draw.choice([draw.choice(ids), outside]),
                instrument=draw.choice(INSTRUMENTS + (UNSUMMED if draw.random() < 0.3 else ())),
                currency=draw.choice(["GBP"] * 9 + ["EUR"]),
                role=draw.choice(["main"] * 6 + ["alternative"]),
                basis=draw.choice(["actual"] * 6 + ["planned"]),
                agreed_on=draw.choice(
                    [None, datetime.date(2009 + draw.randrange(9), draw.randrange(1, 13), 5)]
                ),
                committed=amount(),
                drawn=amount(0.6),
                called=amount(0.5),
                committed_is_about=draw.random() < 0.2,
                drawn_is_about=draw.random() < 0.2,
                called_is_about=draw.random() < 0.2,
            )
        )
    return rows
