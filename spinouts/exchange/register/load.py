"""Load the whole starter register in one transaction, and report on every row."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from organisations.models import Organisation, Source
from partnerships.models import Contract, Stake
from spinouts.actions import settle_exits
from spinouts.exchange.register.contracts import load_contracts
from spinouts.exchange.register.loading import Loading
from spinouts.exchange.register.organisations import load_organisations
from spinouts.exchange.register.ownership import load_ownership
from spinouts.exchange.register.partnerships import load_partnerships
from spinouts.exchange.register.public_bodies import (
    load_missing_successions,
    load_public_bodies,
    load_successions,
)
from spinouts.exchange.register.reading import Table
from spinouts.exchange.register.report import Report
from spinouts.exchange.register.sources import load_sources
from spinouts.exchange.register.spin_outs import load_spin_outs
from spinouts.exchange.register.vocabularies import put_vocabularies
from spinouts.models import SpinOut

MOST_NAMED = 10
LATER = ("investments.csv", "indicators.csv", "benchmarks.csv")
"""Files whose tables come with a later issue: kept, counted, not loaded."""


def load_register(
    tables: dict[str, Table],
    *,
    keep_good: bool = False,
    dry_run: bool = False,
    advance: Callable[[], object] = lambda: None,
) -> Report:
    """Store what every row says, through the same actions as the admin.

    :param tables: of `read_register`
    :param keep_good: store the good rows although others are refused; else it is all or nothing
    :param dry_run: do everything, then undo it
    :param advance: called after every row, for a progress bar
    :return: what became of every row
    :raises ValidationError: if what is stored by then cannot all be true; nothing is stored
    """
    report = Report()
    for file, table in tables.items():
        report.begin(file, table)
    with transaction.atomic():
        loading = Loading(report, advance)
        _load_files(tables, loading)
        _settle()
        if dry_run or not (report.is_clean or keep_good):
            transaction.set_rollback(True)
    return report


def _load_files(tables: dict[str, Table], loading: Loading) -> None:
    put_vocabularies(loading)
    bodies, successions = tables["public_bodies.csv"], tables["succession.csv"]
    load_sources(tables["sources.csv"], loading)
    load_organisations(tables["organisations.csv"], loading)
    load_public_bodies(bodies, loading, tables["organisations.csv"])
    load_successions(successions, loading)
    load_missing_successions(bodies, successions, loading)
    load_ownership(tables["ownership.csv"], loading)
    load_contracts(tables["contracts.csv"], loading)
    load_partnerships(tables["partnerships.csv"], loading)
    load_spin_outs(tables["spinouts.csv"], loading)
    for file in LATER:
        for row in tables[file]:
            loading.postpone(row)
    _notice_gone_rows(tables, loading)


def _notice_gone_rows(tables: dict[str, Table], loading: Loading) -> None:
    """Say which records came from rows that the files no longer have; they stay as they are."""
    keys = {row.key for table in tables.values() for row in table}
    for model in (Source, Organisation, Stake, Contract, SpinOut):
        gone = sorted(set(loading.known(model)) - keys)
        if gone:
            named = ", ".join(gone[:MOST_NAMED]) + (" …" if len(gone) > MOST_NAMED else "")
            loading.report.notices.append(
                f"{model._meta.verbose_name_plural} from rows that the files no longer have stay: "
                f"{named} ({len(gone)} in all)."
            )


def _settle() -> None:
    """Work out exits and the days on which stakes count, for all that may have changed.

    :raises ValidationError: naming the organisation's contradiction
    """
    concerned = Organisation.objects.filter(Q(stakes__isnull=False) | Q(spin_out__isnull=False))
    try:
        settle_exits(organisation_ids=concerned.distinct().values_list("pk", flat=True))
    except ValidationError as error:
        raise ValidationError(
            f"The stakes cannot all be true: {' '.join(error.messages)}", code="contradiction"
        ) from None
