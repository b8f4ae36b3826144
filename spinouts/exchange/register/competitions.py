"""Load partner competitions that public sources report: the contest, then who bid in it."""

from __future__ import annotations

from organisations.choices import RecordState
from organisations.measured import Unit
from organisations.models import ServiceGroup
from partnerships.choices import CompetitionOrigin, CompetitionStatus
from partnerships.models import PartnerCompetition
from spinouts.exchange.register import cells
from spinouts.exchange.register.facts import organisation_id, stated
from spinouts.exchange.register.loading import Loading
from spinouts.exchange.register.reading import Row, Table

COLUMNS = {
    "slug": "id",
    "venture": "venture_key",
    "public_body": "public_body_key",
    "source": "source_key",
}
NOT_NAMED = "not named in the starter register"
WINNER = "winner"


def load_competitions(table: Table, loading: Loading) -> None:
    """Store every competition of competitions.csv as one that public sources report.

    Nothing in it is secret: its bidders and their offers are what the sources published.
    """
    loading.put_terms(ServiceGroup, (row["service_group"] for row in table))

    def store(row: Row) -> None:
        opens_on, opens_precision = cells.dated(row, "opens_on")
        signed_on, signed_precision = cells.dated(row, "signed_on")
        loading.put(
            PartnerCompetition,
            row.key,
            {
                "slug": row.key,
                "title": row["title"],
                "origin": CompetitionOrigin.REPORTED,
                "public_body_id": organisation_id(row, "public_body_key", loading),
                "public_body_name": row["public_body_name"],
                "venture_id": organisation_id(row, "venture_key", loading),
                "venture_name": row["venture_name"],
                "service_area": row["service_area"],
                "service_group_id": loading.term_id(ServiceGroup, row, "service_group"),
                "stake_on_offer": cells.typed(row, "stake_on_offer", Unit.PERCENT),
                "contract_value": cells.typed(row, "contract_value", Unit.MONEY),
                "opens_on": opens_on,
                "opens_on_precision": opens_precision,
                "signed_on": signed_on,
                "signed_on_precision": signed_precision,
                "abandoned_on": cells.day(row, "abandoned_on"),
                "abandoned_why": row["abandoned_why"],
                "status": cells.word(row, "status", CompetitionStatus.values),
                "bidder_count": cells.typed(row, "bidder_count", Unit.COUNT),
                "state": RecordState.PUBLISHED,
                **stated(row, loading),
            },
        )

    loading.each(table, COLUMNS, store)


def put_untold(key: str, rows: list[Row], loading: Loading) -> PartnerCompetition:
    """Store a competition that competitions.csv leaves out, as far as its bidders' rows go.

    One that is known already stays as it is: a fuller file may have told of it before.

    :param rows: all rows of partnerships.csv with that key, in the order of the file
    """
    known = loading.known(PartnerCompetition).get(key)
    if known is not None:
        return known
    has_winner = any(row["role"] == WINNER for row in rows)
    return loading.put(
        PartnerCompetition,
        key,
        {
            "slug": key,
            "title": rows[0]["partnership_name"],
            "origin": CompetitionOrigin.REPORTED,
            "public_body_name": NOT_NAMED,
            "status": CompetitionStatus.SIGNED if has_winner else CompetitionStatus.EVALUATING,
            "state": RecordState.PUBLISHED,
            "source_id": loading.source_id(rows[0]),
        },
    )
