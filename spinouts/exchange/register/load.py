"""Load the whole starter register in one transaction, and report on every row."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from organisations.models import Organisation, Source
from partnerships.models import (
    Bid,
    Contract,
    Contribution,
    Deal,
    Investment,
    JVPartner,
    OwnershipRule,
    PartnerCompetition,
    Partnership,
    PartnershipMember,
    SocialPrime,
    Stake,
    SupplyLink,
)
from spinouts.actions import settle_exits
from spinouts.exchange.register.bids import Bidding, bid_key, load_further_bids
from spinouts.exchange.register.competitions import load_competitions
from spinouts.exchange.register.contracts import load_contracts
from spinouts.exchange.register.deals import load_deals
from spinouts.exchange.register.evidence import load_evidence
from spinouts.exchange.register.investments import load_investments
from spinouts.exchange.register.joint_working import JointWorking, load_joint_working
from spinouts.exchange.register.loading import Loading
from spinouts.exchange.register.organisations import load_organisations
from spinouts.exchange.register.ownership import load_ownership
from spinouts.exchange.register.ownership_rules import load_ownership_rules
from spinouts.exchange.register.partners import load_contributions, load_partners
from spinouts.exchange.register.partnerships import load_partnerships
from spinouts.exchange.register.primes import load_primes, put_thresholds
from spinouts.exchange.register.programmes import WORK_PROGRAMME, is_tally, load_tallies
from spinouts.exchange.register.public_bodies import (
    load_missing_successions,
    load_public_bodies,
    load_successions,
)
from spinouts.exchange.register.reading import SUPPLEMENTS, Table
from spinouts.exchange.register.report import Report
from spinouts.exchange.register.sources import load_sources
from spinouts.exchange.register.spin_outs import load_spin_outs
from spinouts.exchange.register.supply_links import load_supply_links
from spinouts.exchange.register.vocabularies import put_vocabularies
from spinouts.models import SpinOut

MOST_NAMED = 10
KEPT = (
    Source,
    Organisation,
    Stake,
    Contract,
    SpinOut,
    Partnership,
    PartnershipMember,
    PartnerCompetition,
    Bid,
    Investment,
    Deal,
    OwnershipRule,
    SocialPrime,
    JVPartner,
    Contribution,
    SupplyLink,
)
"""Records that have a row of their own and are looked for again in every run."""
LATER = ("indicators.csv", "benchmarks.csv")
"""Files whose tables come with a later issue, but for counts of programmes: kept, counted."""


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
    tables = {**{file: Table(file) for file in SUPPLEMENTS}, **tables}
    put_vocabularies(loading)
    put_thresholds(loading)
    bodies, successions = tables["public_bodies.csv"], tables["succession.csv"]
    load_sources(tables["sources.csv"], loading)
    load_sources(tables["more_sources.csv"], loading)
    load_organisations(tables["organisations.csv"], loading)
    load_public_bodies(bodies, loading, tables["organisations.csv"])
    load_successions(successions, loading)
    load_missing_successions(bodies, successions, loading)
    load_ownership(tables["ownership.csv"], loading)
    load_contracts(tables["contracts.csv"], loading)
    _load_joint_working(tables, loading)
    load_spin_outs(tables["spinouts.csv"], loading)
    for file in LATER:
        for row in tables[file]:
            if not is_tally(row):
                loading.postpone(row)
    _notice_gone_rows(tables, loading)


def _load_joint_working(tables: dict[str, Table], loading: Loading) -> None:
    """Store joint ventures, competitions, capital, deals and primes; later files need earlier."""
    members, further = tables["partnerships.csv"], tables["joint_working.csv"]
    competitions = tables["competitions.csv"]
    joint_working = JointWorking(members, further)
    load_competitions(competitions, loading)
    load_partnerships(members, joint_working, Bidding(members, competitions), loading)
    load_tallies(tables["indicators.csv"], loading)
    load_joint_working(further, joint_working, loading)
    load_further_bids(tables["bids.csv"], loading)
    load_investments(tables["investments.csv"], tables["investment_readings.csv"], loading)
    load_deals(tables["deals.csv"], loading)
    load_ownership_rules(tables["ownership_rules.csv"], loading)
    load_primes(tables["primes.csv"], loading)
    load_partners(tables["partners.csv"], loading)
    load_contributions(tables["contributions.csv"], loading)
    load_supply_links(tables["supply_links.csv"], loading)
    load_evidence(tables["more_evidence.csv"], loading)


def _notice_gone_rows(tables: dict[str, Table], loading: Loading) -> None:
    """Say which records came from rows that the files no longer have; they stay as they are."""
    rows = [row for table in tables.values() for row in table]
    keys = {row.key for row in rows} | {bid_key(row.key) for row in rows} | {WORK_PROGRAMME}
    keys |= {row["partnership_key"] for row in tables["partnerships.csv"]}
    for model in KEPT:
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
