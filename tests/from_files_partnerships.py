"""Partnerships, bids and capital of the starter register, worked out from its files alone.

Loops over rows of the CSV files: no model, no frame, no function of the project. What the register
stores of them must agree with it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from fractions import Fraction

from tests.from_files import ONE_DAY, day_of, rows_of

JOINT_WORKING = {"jv": "joint_venture", "prime": "prime", "consortium": "consortium"}
IN_NO_SUM = {
    "IV006": "a report of the fund in IV014",
    "IV016": "expected, not seen completed",
    "IV020": "a report of the fund in IV014",
    "IV021": "the estimate of what IV043 has paid in",
    "IV022": "counted within IV043",
    "IV026": "may include IV025",
    "IV028": "includes IV027",
    "IV047": "agreed, not seen completed",
    "IV048": "a plan",
    "IV049": "part of the programme of IV019",
    "IVX001": "announced, a plan",
    "IVX002": "may include IVX001",
    "IVX011": "part of the programme of IV019",
    "IVX017": "approved, not seen completed",
}
"""Rows of investments.csv that repeat other money or that were plans, and why."""
FORMS = (
    ("valuation", ("enterprise value", "values the share capital")),
    ("guarantee", ("guarantee",)),
    ("purchase", ("purchase", "acquisition", "sale of", " stake", "shareholding", "deferred cash")),
    ("in_kind", ("in kind", "support contracts", "advice contracts")),
    ("grant", ("grant", "set-up", "start-up", "write-off", "endowment", "capital investment")),
    ("loan", ("loan", "financing package", "finance for")),
    ("fund", ("fund", "programme", "extra allocation")),
)
"""Words that tell a form, in the order in which they are asked; whatever is left is equity."""
NEVER_SUMMED = ("valuation", "fund")


def form_of(words: str) -> str:
    """Tell the form of a row of investments.csv from single words in it."""
    lower = words.lower()
    for form, told_by in FORMS:
        if any(word in lower for word in told_by):
            return form
    return "equity"


def sums_of_capital() -> dict[tuple[str, int | None], tuple[Fraction, int]]:
    """Add up investments.csv: (form, year) to whole pence and number of rows with an amount.

    Rows in `IN_NO_SUM`, valuations, funds and rows without an amount are left out; *at most* an
    amount counts with nothing, its lowest value.
    """
    sums = defaultdict(lambda: [Fraction(0), 0])
    for row in rows_of("investments.csv"):
        form = form_of(row["instrument"])
        if row["id"] in IN_NO_SUM or form in NEVER_SUMMED or not row["amount"]:
            continue
        day = day_of(row["date"])
        cell = sums[form, day and day.year]
        cell[0] += 0 if row["qualifier"] == "at_most" else Fraction(row["amount"]) * 100
        cell[1] += 1
    return {key: (pence, count) for key, (pence, count) in sums.items()}


def memberships() -> dict[tuple[str, str], list[tuple]]:
    """Give (partnership, member) to its periods: first day, first day after the last."""
    found = defaultdict(list)
    for row in rows_of("partnerships.csv"):
        if row["kind"] in {*JOINT_WORKING, "programme"}:
            last = day_of(row["to"])
            member = row["member_key"] or row["member_name"]
            found[row["partnership_key"], member].append(
                (day_of(row["from"]), last + ONE_DAY if last else None)
            )
    return found


def partnerships() -> dict[str, str]:
    """Give the kind of every partnership that has members."""
    return {
        row["partnership_key"]: JOINT_WORKING.get(row["kind"], row["kind"])
        for row in rows_of("partnerships.csv")
        if row["kind"] in {*JOINT_WORKING, "programme"}
    }


def bids_by_outcome() -> dict[str, Counter]:
    """Count the bids of every competition by what became of them.

    Rows of the members of a consortium add nothing to the row of its lead.
    """
    outcomes = defaultdict(Counter)
    for row in rows_of("partnerships.csv"):
        if row["kind"] != "competition" or row["role"] in {"staff mutual", "supporting partner"}:
            continue
        outcome = _outcome(row)
        if outcome:
            outcomes[row["partnership_key"]][outcome] += 1
    for row in rows_of("bids.csv"):
        if not row["bid"]:
            outcomes[row["competition"]][row["status"]] += 1
    return outcomes


def _outcome(row: dict[str, str]) -> str:
    if row["role"] == "adviser":
        return ""
    if "withdrawn" in row["note"] or "dropped out" in row["note"]:
        return "withdrawn"
    if row["role"] == "winner":
        return "signed"
    return "shortlisted" if row["role"] == "shortlisted bidder" else "lost"


def bidders() -> list[tuple[str, str, str]]:
    """Give competition, bidder and share of the consortium as the file has it, sorted."""
    rows = [
        (row["partnership_key"], row["member_key"] or row["member_name"], row["stake_percent"])
        for row in rows_of("partnerships.csv")
        if row["kind"] == "competition" and row["role"] != "adviser"
    ]
    further = [
        (row["competition"], row["bidder_key"] or row["bidder_name"], "")
        for row in rows_of("bids.csv")
        if not row["bid"]
    ]
    return sorted(rows + further)
