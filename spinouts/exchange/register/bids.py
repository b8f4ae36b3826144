"""Load bids in reported competitions: rows of partnerships.csv, and further ones of bids.csv."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Any

from organisations.choices import Sector
from organisations.measured import Measured, Unit
from partnerships.choices import BidStatus, CompetitionStatus
from partnerships.models import Bid, Bidder, PartnerCompetition
from spinouts.exchange.register import cells
from spinouts.exchange.register.cells import CellError
from spinouts.exchange.register.competitions import WINNER, put_untold
from spinouts.exchange.register.facts import organisation_id, record, sector_of, stated
from spinouts.exchange.register.loading import Loading
from spinouts.exchange.register.reading import Row, Table

COLUMNS = {
    "competition": "partnership_key",
    "organisation": "member_key",
    "name": "member_name",
    "share": "stake_percent",
    "source": "source_key",
}
FURTHER_COLUMNS = {"organisation": "bidder_key", "name": "bidder_name", "source": "source_key"}
COMPETITION = "competition"
ADVISER = "adviser"
LED = "lead of unsuccessful consortium"
OPENING = {
    WINNER: BidStatus.SIGNED,
    "unsuccessful bidder": BidStatus.LOST,
    LED: BidStatus.LOST,
    "shortlisted bidder": BidStatus.SHORTLISTED,
    "JV lead (The Manchester College)": BidStatus.SUBMITTED,
}
"""Roles whose row begins a bid, with what became of it."""
JOINING = ("staff mutual", "supporting partner")
"""Roles whose row names a further member of the bid begun last."""
LEFT = ("dropped out", "withdrawn", "withdrew")
ENDED = (BidStatus.SIGNED, BidStatus.LOST, BidStatus.WITHDRAWN)
WHOLE = Decimal(100)


class Bidding:
    """The bids of partnerships.csv: which rows make one bid, and in which competition."""

    def __init__(self, members: Table, competitions: Table) -> None:
        """Sort the rows of competitions into bids, in the order of the file.

        :param members: partnerships.csv
        :param competitions: competitions.csv
        """
        self._told = {row.key for row in competitions}
        self._rows: dict[str, list[Row]] = defaultdict(list)
        self._bid_of: dict[str, list[Row]] = {}
        last: dict[str, list[Row]] = {}
        for row in members:
            if row.fault or row["kind"] != COMPETITION:
                continue
            key = row["partnership_key"]
            self._rows[key].append(row)
            if row["role"] in OPENING or key not in last:
                last[key] = []
            last[key].append(row)
            self._bid_of[row.key] = last[key]

    def competition_of(self, row: Row, loading: Loading) -> PartnerCompetition:
        """Find the competition of a bidder's row, or store it where no other file tells of it."""
        key = row["partnership_key"]
        if key in self._told:
            return record(PartnerCompetition, key, row, "partnership_key", loading)
        return put_untold(key, self._rows[key], loading)

    def bid_of(self, row: Row) -> list[Row]:
        """Give the rows of the bid to which a row belongs; the first is the lead bidder's."""
        return self._bid_of[row.key]


def put_bidder(row: Row, bidding: Bidding, loading: Loading) -> None:
    """Store one bidder with its bid; an adviser is evidence about the competition.

    `stake_percent` is the bidder's share of its consortium, never a stake. What nobody holds back
    is shown: the bidders' names and what they offered are published already.

    :raises CellError: naming the column
    """
    competition = bidding.competition_of(row, loading)
    if row["role"] == ADVISER:
        loading.put_evidence(competition, row, f"adviser: {_name(row, loading)}; {row['note']}")
        return
    cells.word(row, "role", (*OPENING, *JOINING))
    rows = bidding.bid_of(row)
    bid = _put_bid(rows, competition, loading)
    name = "" if row["member_key"] else row["member_name"]
    loading.put(
        Bidder,
        row.key,
        {
            "bid_id": bid.pk,
            "organisation_id": organisation_id(row, "member_key", loading),
            "name": name,
            "sector": sector_of(name, row["role"]) if name else "",
            "share": _share(row, rows),
            "is_lead": row is rows[0],
            "role_words": row["role"],
            **stated(row, loading),
        },
    )


def _put_bid(rows: list[Row], competition: PartnerCompetition, loading: Loading) -> Bid:
    first = rows[0]
    status = status_of(first, competition.status)
    invested = next((row for row in rows if row["investment"]), None)
    remark = ""
    if status == BidStatus.SHORTLISTED:
        remark = "what became of this bid is not recorded"
    return loading.put(
        Bid,
        bid_key(first.key),
        {
            "competition_id": competition.pk,
            "name": _bid_name(rows, loading),
            "status": status,
            "investment": invested
            and cells.value(invested, "investment", Unit.MONEY, invested["qualifier"]),
            **_closed(first, status, competition),
            "is_name_withheld": False,
            "are_terms_withheld": False,
            **stated(first, loading, remark),
        },
    )


def bid_key(key: str) -> str:
    """Give the register_id of the bid that a row of partnerships.csv begins."""
    return f"{key}:bid"


def status_of(row: Row, competition_status: str) -> BidStatus:
    """Tell what became of a bid from the row that begins it.

    A winner is signed if its competition is, else preferred. A bidder whose note says that it
    dropped out or withdrew is withdrawn, whatever its role says.

    :raises CellError: for a role that begins no bid
    """
    status = cells.word(row, "role", OPENING)
    if any(words in row["note"] for words in LEFT):
        return BidStatus.WITHDRAWN
    if status == BidStatus.SIGNED and competition_status != CompetitionStatus.SIGNED:
        return BidStatus.PREFERRED
    return BidStatus(status)


def _closed(row: Row, status: BidStatus, competition: PartnerCompetition) -> dict[str, Any]:
    """Give the day on which a bid was decided: the row's last day, else its first.

    A row that is our reading has the day of its source, which decided nothing. A signed bid ended
    when its competition was signed, if that day is known.
    """
    day, precision = cells.dated(row, "to" if row["to"] else "from")
    if status not in ENDED or cells.is_yes(row, "derived"):
        day, precision = None, "day"
    elif status == BidStatus.SIGNED and competition.signed_on:
        day, precision = competition.signed_on, competition.signed_on_precision
    return {"closed_on": day, "closed_on_precision": precision}


def _share(row: Row, rows: list[Row]) -> Measured | None:
    """Read a bidder's share; shares that make up the whole are exact, whatever the row's word."""
    shares = [cells.number(one, "stake_percent") for one in rows]
    is_whole = None not in shares and sum(shares) == WHOLE
    return cells.value(row, "stake_percent", Unit.PERCENT, "" if is_whole else row["qualifier"])


def _bid_name(rows: list[Row], loading: Loading) -> str:
    if rows[0]["role"] == LED:
        return f"consortium led by {_name(rows[0], loading)}"
    return " and ".join(_name(row, loading) for row in rows) if len(rows) > 1 else ""


def _name(row: Row, loading: Loading) -> str:
    return loading.organisation(row, "member_key").name if row["member_key"] else row["member_name"]


def load_further_bids(table: Table, loading: Loading) -> None:
    """Store what bids.csv adds: bids of one bidder, and more about bids of partnerships.csv.

    A row that names a `bid` (the row of partnerships.csv that begins it) says more about that one.
    """

    def store(row: Row) -> None:
        said = {
            "skills": row["skills"],
            "closed_why": row["closed_why"],
            "stake_sought": cells.typed(row, "stake_sought", Unit.PERCENT),
            "stake_price": cells.typed(row, "stake_price", Unit.MONEY),
        }
        if row["bid"]:
            bid = record(Bid, bid_key(row["bid"]), row, "bid", loading)
            loading.put(Bid, bid.register_id, said)
            loading.put_evidence(bid, row, row["note"])
            return
        _put_single_bid(row, said, loading)

    loading.each(table, FURTHER_COLUMNS, store)


def _put_single_bid(row: Row, said: dict[str, Any], loading: Loading) -> None:
    competition = record(PartnerCompetition, row["competition"], row, "competition", loading)
    closed_on, closed_precision = cells.dated(row, "closed_on")
    fact = stated(row, loading)
    bid = loading.put(
        Bid,
        row.key,
        {
            "competition_id": competition.pk,
            "status": cells.word(row, "status", BidStatus.values),
            "investment": cells.typed(row, "investment", Unit.MONEY),
            "closed_on": closed_on,
            "closed_on_precision": closed_precision,
            "is_name_withheld": False,
            "are_terms_withheld": False,
            **said,
            **fact,
        },
    )
    if not (row["bidder_key"] or row["bidder_name"]):
        raise CellError("bidder_key", "empty. Expected who bids, here or in bidder_name.")
    loading.put(
        Bidder,
        f"{row.key}:bidder",
        {
            "bid_id": bid.pk,
            "organisation_id": organisation_id(row, "bidder_key", loading),
            "name": row["bidder_name"],
            "sector": cells.word(row, "bidder_sector", ["", *Sector.values]),
            "is_lead": True,
            **fact,
        },
    )
