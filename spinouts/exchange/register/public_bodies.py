"""Load public_bodies.csv and succession.csv: who commissions or ran services, and who followed."""

from __future__ import annotations

from datetime import timedelta

from organisations.choices import (
    OrganisationKind,
    OrganisationStatus,
    PublicBodyKind,
    RecordState,
    Sector,
    SuccessionExtent,
)
from organisations.models import Organisation, PublicBody, Succession
from spinouts.exchange.register import cells
from spinouts.exchange.register.cells import CellError
from spinouts.exchange.register.loading import Loading
from spinouts.exchange.register.organisations import place, put_identifiers, put_profile
from spinouts.exchange.register.reading import Row, Table

COLUMNS = {"slug": "key", "dissolved_on": "abolished", "source": "source_key", "kind": "body_type"}
SUCCESSION_COLUMNS = {
    "predecessor": "predecessor_key",
    "successor": "successor_key",
    "happened_on": "date",
    "extent": "whole_or_part",
    "source": "source_key",
}
ONE_DAY = timedelta(days=1)


def load_public_bodies(table: Table, loading: Loading, organisations: Table) -> None:
    """Store every public body as an organisation of the public sector with its kind.

    `abolished` is the last day on which it existed, so it is dissolved on the day after. The
    `successor` column repeats succession.csv and is read there (`load_missing_successions`).

    :param organisations: the file that shares one set of keys with this one
    """
    taken = {row.key: row.number for row in organisations}

    def store(row: Row) -> None:
        if row.key in taken:
            raise CellError(
                "key", f"“{row.key}” already names organisations.csv row {taken[row.key]}."
            )
        abolished, precision = cells.dated(row, "abolished")
        organisation = loading.put(
            Organisation,
            row.key,
            {
                **place(row),
                "slug": row.key,
                "name": row["name"],
                "kind": OrganisationKind.PUBLIC_BODY,
                "dissolved_on": abolished and abolished + ONE_DAY,
                "dissolved_on_precision": precision,
                "status": (
                    OrganisationStatus.DISSOLVED if abolished else OrganisationStatus.ACTIVE
                ),
                "state": RecordState.PUBLISHED,
                "source_id": loading.source_id(row),
                "note": row["note"],
            },
        )
        put_identifiers(row, organisation, loading)
        put_profile(
            organisation,
            loading,
            {"source_id": organisation.source_id, "sector": Sector.PUBLIC},
        )
        loading.put_part(
            PublicBody,
            {"organisation_id": organisation.pk},
            {"kind": cells.word(row, "body_type", PublicBodyKind.values)},
        )

    loading.each(table, COLUMNS, store)


def load_successions(table: Table, loading: Loading) -> None:
    """Store every succession."""

    def store(row: Row) -> None:
        happened_on, precision = cells.dated(row, "date", absent="unknown")
        loading.put(
            Succession,
            row.key,
            {
                "predecessor_id": loading.organisation(row, "predecessor_key").pk,
                "successor_id": loading.organisation(row, "successor_key").pk,
                "happened_on": happened_on,
                "happened_on_precision": precision,
                "extent": cells.word(row, "whole_or_part", SuccessionExtent.values),
                "source_id": loading.source_id(row),
                "note": row["note"],
            },
        )

    loading.each(table, SUCCESSION_COLUMNS, store)


def missing_successions(bodies: Table, successions: Table) -> dict[str, list[str]]:
    """Find successors that public_bodies.csv names and succession.csv does not.

    :return: key of a body to the keys of such successors
    """
    told = {(row["predecessor_key"], row["successor_key"]) for row in successions}
    missing = {
        row.key: [key for key in cells.parts(row["successor"]) if (row.key, key) not in told]
        for row in bodies
        if not row.fault
    }
    return {key: successors for key, successors in missing.items() if successors}


def load_missing_successions(bodies: Table, successions: Table, loading: Loading) -> None:
    """Store the successions that only public_bodies.csv tells of, dated the day after abolition.

    The rows were counted with their own file; one that cannot be stored is refused there.
    """
    missing = missing_successions(bodies, successions)

    def store(row: Row) -> None:
        predecessor = loading.organisation(row, "key")
        abolished, precision = cells.dated(row, "abolished", absent="unknown")
        for key in missing[row.key]:
            loading.put(
                Succession,
                f"{row.key}:successor:{key}"[:60],
                {
                    "predecessor_id": predecessor.pk,
                    "successor_id": loading.organisation(row, "successor", key).pk,
                    "happened_on": abolished and abolished + ONE_DAY,
                    "happened_on_precision": precision,
                    "source_id": loading.source_id(row),
                    "note": "from public_bodies.csv",
                },
            )

    for row in bodies:
        if row.key in missing:
            loading.amend(row, COLUMNS, store)
