"""The published figures of the starter register, worked out from its files alone.

Loops over rows of the CSV files, day by day, in fractions: no model, no frame, no function of the
project. What the pages publish must agree with it.
"""

from __future__ import annotations

import csv
import datetime
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "data" / "register"
EXITS = {"closed", "returned_in_house", "acquired", "taken_into_council_ownership"}
STAFF = ("employees", "employee_trust")
ONE_DAY = datetime.timedelta(days=1)


def rows_of(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day_of(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


class Register:
    """The files, read once."""

    def __init__(self) -> None:
        self.organisations = {row["key"]: row for row in rows_of("organisations.csv")}
        self.bodies = {row["key"] for row in rows_of("public_bodies.csv")}
        self.spin_outs = {row["org_key"]: row for row in rows_of("spinouts.csv")}
        self.contracts = [row for row in rows_of("contracts.csv") if row["is_main"] == "yes"]
        self.awards = [row for row in rows_of("partnerships.csv") if row["kind"] == "joint_award"]
        self.stakes = [self._stake(row) for row in rows_of("ownership.csv") if _is_counted(row)]
        for stake in self.stakes:
            if stake["until"] == "next":
                stake["until"] = self._snapshot_end(stake)
        self.stakes_in = defaultdict(list)
        for stake in self.stakes:
            self.stakes_in[stake["subject"], stake["measure"]].append(stake)

    def sector(self, key: str) -> str:
        if key in self.bodies:
            return "public"
        sector = self.organisations[key]["sector"]
        return "social" if sector == "vcse" else sector

    def category(self, key: str) -> str:
        kind = self.organisations.get(key, {}).get("kind")
        return (
            "employee_trust" if kind in {"employee_trust", "employee_vehicle"} else self.sector(key)
        )

    def ended_on(self, key: str) -> list[datetime.date]:
        """The dissolution and the exit of an organisation."""
        dissolved = day_of(self.organisations[key]["dissolved"])
        spin_out = self.spin_outs.get(key)
        has_exit = spin_out is not None and spin_out["status_code"] in EXITS
        left = (dissolved or day_of(spin_out["last_source_date"])) if has_exit else None
        return [day for day in (dissolved, left) if day]

    def _stake(self, row: dict[str, str]) -> dict:
        low, high = _size(row)
        is_snapshot = row["period_kind"] == "snapshot"
        last = day_of(row["to"])
        return {
            "subject": row["org_key"],
            "measure": row["rights"],
            "holder": row["holder_key"],
            "category": self.category(row["holder_key"]) if row["holder_key"] else row["category"],
            "low": low,
            "high": high,
            "since": day_of(row["seen_on"] if is_snapshot else row["from"]),
            "until": "next" if is_snapshot else (last + ONE_DAY if last else None),
        }

    def _snapshot_end(self, stake: dict) -> datetime.date | None:
        later = [
            other["since"]
            for other in self.stakes
            if other["subject"] == stake["subject"] and other["measure"] == stake["measure"]
        ]
        ends = [*later, *self.ended_on(stake["subject"])]
        return min((day for day in ends if day and day > stake["since"]), default=None)

    def held(self, subject: str, measure: str, day: datetime.date) -> list[dict]:
        return [
            stake
            for stake in self.stakes_in[subject, measure]
            if (stake["since"] is None or stake["since"] <= day)
            and (stake["until"] is None or day < stake["until"])
        ]

    def split(self, subject: str, measure: str, day: datetime.date) -> dict[str, tuple]:
        """F1: category to its lowest and highest per cent; empty if nothing is held."""
        held = self.held(subject, measure, day)
        if not held:
            return {}
        lows, highs = defaultdict(Fraction), defaultdict(Fraction)
        for stake in held:
            lows[stake["category"]] += stake["low"]
            highs[stake["category"]] += stake["high"]
        low, high = sum(lows.values()), sum(highs.values())
        split = {
            category: (lows[category], min(highs[category], 100 - low + lows[category]))
            for category in lows
        }
        split["not_recorded"] = (max(Fraction(0), 100 - high), max(Fraction(0), 100 - low))
        return split

    def look_through(self, subject: str, day: datetime.date, rounds: int = 40) -> dict[str, tuple]:
        """F2, by putting the splits of holders in their place again and again."""
        reached, frontier = set(), [subject]
        while frontier:
            key = frontier.pop()
            if key not in reached:
                reached.add(key)
                frontier += self._held_holders(key, day)
        lows = {key: {} for key in reached}
        highs = {key: {} for key in reached}
        for _ in range(rounds):
            lows = {key: self._passed_on(key, day, lows, "low") for key in reached}
            highs = {key: self._passed_on(key, day, highs, "high") for key in reached}
        total = sum(lows[subject].values())
        return {
            category: (
                lows[subject].get(category, 0.0),
                min(high, 100 - total + lows[subject].get(category, 0.0)),
            )
            for category, high in highs[subject].items()
        }

    def _held_holders(self, subject: str, day: datetime.date) -> list[str]:
        return [
            stake["holder"]
            for stake in self.held(subject, "equity", day)
            if stake["holder"]
            and stake["holder"] not in self.bodies
            and self.held(stake["holder"], "equity", day)
        ]

    def _passed_on(self, subject: str, day: datetime.date, so_far: dict, end: str) -> dict:
        result, held = defaultdict(float), self.held(subject, "equity", day)
        for stake in held:
            percent = float(stake[end])
            if stake["holder"] in so_far:
                for category, share in so_far[stake["holder"]].items():
                    result[category] += percent / 100 * share
            else:
                result[stake["category"]] += percent
        other = "high" if end == "low" else "low"
        if held:
            result["not_recorded"] += max(0.0, 100 - float(sum(stake[other] for stake in held)))
        return {category: min(100.0, share) for category, share in result.items()}

    def staff_share(self, subject: str, day: datetime.date) -> Fraction | None:
        """Staff's direct share of equity; None where it is not known."""
        split = self.split(subject, "equity", day)
        staff = [split[category] for category in STAFF if category in split]
        low, high = (sum((pair[end] for pair in staff), Fraction(0)) for end in (0, 1))
        others = sum(
            pair[0] for category, pair in split.items() if category not in (*STAFF, "not_recorded")
        )
        high = min(high, 100 - others)
        is_known = (
            bool(split) and low == high and (staff or split["not_recorded"][1] < Fraction(1, 100))
        )
        return low if is_known else None

    def staff_shares(self, end: datetime.date) -> tuple[list[Fraction], int]:
        """Known staff shares of the spin-outs standing on a day, and how many are not known."""
        shares = [
            self.staff_share(key, end)
            for key, row in self.spin_outs.items()
            if row["is_contrast"] == "no"
            and row["launch_date"]
            and day_of(row["launch_date"]) <= end
            and all(day > end for day in self.ended_on(key))
        ]
        known = sorted(share for share in shares if share is not None)
        return known, len(shares) - len(known)

    def contract_value(self, day: datetime.date) -> dict[tuple[str, str], tuple]:
        """F4 and F5: (financial year, sector) to contracts, lowest and highest value in pence."""
        sums = defaultdict(lambda: [set(), Fraction(0), Fraction(0)])
        for row in self.contracts:
            for (year, provider), share in self._years(row, day).items():
                cell = sums[year, self.sector(provider)]
                cell[0].add(row["id"])
                value = Fraction(row["total_value"] or row["annual_value"]) * 100 * share
                cell[1] += value
                has_limit = row["qualifier"] != "at_least" and cell[2] is not None
                cell[2] = cell[2] + value if has_limit else None
        return {key: (len(cell[0]), cell[1], cell[2]) for key, cell in sums.items()}

    def _years(self, row: dict[str, str], day: datetime.date) -> dict:
        """How much of a contract's value, or of its annual value, falls in each year."""
        start, end = day_of(row["start"]), day_of(row["end"])
        planned = day_of(row["planned_end"]) or end
        is_summed = row["value_kind"] not in {"ceiling", "revenue_managed"}
        is_valued = bool(row["total_value"] or row["annual_value"])
        if not (is_summed and is_valued and start and start <= day):
            return {}
        if row["total_value"] and not planned:
            return {}
        last = min(planned, end or planned) if row["total_value"] else end or day
        shares = defaultdict(Fraction)
        providers = self._providers(row)
        current = start
        while current <= last:
            first = current.year if current.month >= 4 else current.year - 1
            whole = (
                (planned - start).days + 1
                if row["total_value"]
                else (datetime.date(first + 1, 4, 1) - datetime.date(first, 4, 1)).days
            )
            for provider in providers:
                key = f"{first}/{(first + 1) % 100:02d}", provider
                shares[key] += Fraction(1, whole * len(providers))
            current += ONE_DAY
        return shares

    def _providers(self, row: dict[str, str]) -> list[str]:
        joint = {
            award["member_key"] for award in self.awards if award["source_key"] == row["source_key"]
        }
        return sorted(joint) if row["provider_key"] in joint else [row["provider_key"]]


def _is_counted(row: dict[str, str]) -> bool:
    return (
        row["rights"] in {"equity", "votes", "board_seats"}
        and row["category"] != "no_shareholders"
        and row["role"] == "main"
        and row["basis"] == "actual"
        and row["period_kind"] != "undated"
    )


def _size(row: dict[str, str]) -> tuple[Fraction, Fraction]:
    if row["rights"] == "board_seats":
        if not (row["seats"] and row["seats_total"]):
            return Fraction(0), Fraction(100)
        share = Fraction(100 * int(row["seats"]), int(row["seats_total"]))
        return share, share
    if not row["percent"]:
        return Fraction(0), Fraction(100)
    share = Fraction(row["percent"])
    return share, Fraction(100) if row["qualifier"] == "at_least" else share
