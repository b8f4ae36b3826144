"""Storing what the forms of competitions bring: under a lock, with who and through what.

Moves, scores and signing are actions of `partnerships.actions.competition`; here the notice, the
bids with their rows, and the assessors are written, each only over the version that was shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet
from django.forms import BaseInlineFormSet

from organisations.actions import fill_sources, save_record
from organisations.choices import Role
from organisations.models import Source, Succession, User
from organisations.slugs import free_slug
from partnerships.actions.competition import (
    Signing,
    hold_competition,
    move_bid,
    prefer_bid,
    sign_competition,
)
from partnerships.actions.competition.moves import refuse
from partnerships.actions.competition.scores import are_all_scored
from partnerships.choices import BidStatus
from partnerships.models import Bid, Bidder, CompetitionAssessor, Deal, PartnerCompetition
from partnerships.rules.competitions import TAKES_BIDS
from spinouts.dashboards.competitions.forms.bid import BidderRows, BidForm, OfferRows
from spinouts.dashboards.competitions.forms.competition import CompetitionForm, CriterionRows
from spinouts.dashboards.competitions.versions import (
    check_version,
    strands_of_bid,
    strands_of_competition,
)

REASON = "competition page"
NEW_PAGE = "new"
"""The last part of the address of the page for a new competition: no competition's own."""


@transaction.atomic
def store_competition(*, form: CompetitionForm, rows: CriterionRows, by: User) -> Model:
    """Store a competition's notice and its criteria, in the order in which they stand.

    :param form, rows: valid ones
    :raises PermissionDenied: if the account may not change the competition
    :raises OvertakenError: if somebody else has changed it meanwhile; nothing is stored then
    """
    competition = form.instance
    if competition.pk is None:
        competition.slug = free_slug(PartnerCompetition, competition.title)
        if competition.slug == NEW_PAGE:
            competition.slug = free_slug(PartnerCompetition, f"{competition.title} competition")
    else:
        hold_competition(competition_id=competition.pk, by=by)
        check_version(strands_of_competition(competition), form.cleaned_data["seen_version"])
    if competition.pk is None or form.changed_data:
        save_record(record=competition, by=by, reason=REASON)
    if not form.is_notice_closed:
        _store_rows(rows, by, also=_renumbered(rows))
    fill_sources(record=competition, by=by, reason=REASON)
    return competition


def _renumbered(rows: CriterionRows) -> list[Model]:
    """Give the criteria their numbers in the order in which they stand.

    :return: those whose number changed
    """
    turned = []
    for number, criterion in enumerate(rows.kept_rows(), start=1):
        if criterion.number != number:
            criterion.number = number
            turned.append(criterion)
    return turned


@transaction.atomic
def store_bid(
    *, form: BidForm, bidders: BidderRows, offers: OfferRows, competition_id: int, by: User
) -> Bid:
    """Store a bid with its bidders and what it offers.

    :param form, bidders, offers: valid ones
    :raises PermissionDenied: if the account may not change the competition
    :raises OvertakenError: if somebody else has changed the bid meanwhile
    :raises ValidationError: if the competition takes no bids, or the bid comes too late
    """
    competition = hold_competition(competition_id=competition_id, by=by)
    bid = form.instance
    bid.competition = competition
    if bid.pk is not None:
        check_version(strands_of_bid(bid), form.cleaned_data["seen_version"])
    if competition.status not in TAKES_BIDS:
        refuse("Bids are entered and changed while the competition is open or evaluated.", "closed")
    if bid.pk is None or form.changed_data:
        save_record(record=bid, by=by, reason=REASON)
    _store_bidders(bidders, by)
    _store_rows(offers, by)
    return bid


def _store_bidders(bidders: BidderRows, by: User) -> None:
    """Store the bidders: the one that led before makes room for the one that leads now."""
    lead = bidders.lead()
    turned = []
    for form in bidders.kept_forms():
        leads = form.instance is lead
        if form.instance.is_lead != leads:
            form.instance.is_lead = leads
            turned.append(form.instance)
    _store_rows(bidders, by, also=turned)


def _store_rows(rows: BaseInlineFormSet, by: User, also: Iterable[Model] = ()) -> None:
    """Remove, change and add rows; those that lead a bid come last.

    :param also: rows of the set that changed although nobody typed into them
    """
    changed = rows.save(commit=False)
    for row in rows.deleted_objects:
        row._history_user = by
        row._change_reason = REASON
        row.delete()
    changed += [row for row in also if not any(row is one for one in changed)]
    for row in sorted(changed, key=lambda one: isinstance(one, Bidder) and one.is_lead):
        save_record(record=row, by=by, reason=REASON)


def officers_of(competition: PartnerCompetition) -> QuerySet:
    """Choose the active officers of the body that runs a competition, or of a predecessor."""
    known = {competition.public_body_id}
    frontier = known
    while frontier:
        earlier = Succession.objects.filter(successor__in=frontier)
        frontier = set(earlier.values_list("predecessor_id", flat=True)) - known
        known = known | frontier
    officers = User.objects.filter(role=Role.OFFICER, is_active=True, is_superuser=False)
    return officers.filter(ties__body__in=known).distinct().order_by("username")


@transaction.atomic
def store_assessors(
    *, competition_id: int, accounts: Iterable[User], seen_version: str, by: User
) -> None:
    """Make accounts the assessors of a competition, and nobody else.

    :param accounts: officers of its body
    :raises PermissionDenied: if the account may not change the competition
    :raises OvertakenError: if somebody else has changed it meanwhile
    :raises ValidationError: once all have scored, or for one who has scored and would be left out
    """
    competition = hold_competition(competition_id=competition_id, by=by)
    check_version(strands_of_competition(competition), seen_version)
    wanted = {account.pk for account in accounts}
    present = {one.account_id: one for one in competition.assessors.all()}
    if wanted == set(present):
        return
    if competition.are_scores_shared:
        refuse("All have scored already: the assessors stay as they are.", "scores_shared")
    for account_id in sorted(set(present) - wanted):
        _drop_assessor(present[account_id], competition, by)
    for account_id in sorted(wanted - set(present)):
        assessor = CompetitionAssessor(competition=competition, account_id=account_id)
        save_record(record=assessor, by=by, reason=REASON)
    _share_scores(competition, by)


@transaction.atomic
def move_one_bid(*, bid_id: int, to: str, by: User, day: date, why: str = "") -> Bid:
    """Move a bid along its path, as the actions of the partnerships app do.

    One that leaves may have been the last that waited for scores: then all have scored.
    """
    if to == BidStatus.PREFERRED:
        return prefer_bid(bid_id=bid_id, by=by)
    bid = move_bid(bid_id=bid_id, to=to, by=by, day=day, why=why)
    _share_scores(PartnerCompetition.objects.get(pk=bid.competition_id), by)
    return bid


def _share_scores(competition: PartnerCompetition, by: User) -> None:
    """Show all scores to all assessors once every one of them is there."""
    if not competition.are_scores_shared and are_all_scored(competition):
        competition.are_scores_shared = True
        save_record(record=competition, by=by, reason=REASON)


def _drop_assessor(assessor: CompetitionAssessor, competition: PartnerCompetition, by: Any) -> None:
    if assessor.account.bid_scores.filter(bid__competition=competition).exists():
        refuse(
            f"{assessor.account} has scored already and stays an assessor.", "assessor_has_scored"
        )
    assessor._history_user = by
    assessor._change_reason = REASON
    assessor.delete()


@transaction.atomic
def sign(*, competition_id: int, signing: Signing, new_source: Source | None, by: User) -> Deal:
    """Sign a competition, with the source that states it if that is new: all of it or nothing.

    :raises PermissionDenied: if the account may not change the competition
    :raises ValidationError: naming what is refused; also where somebody else has signed it
    """
    hold_competition(competition_id=competition_id, by=by)  # first, so that addresses are free
    if new_source is not None:
        new_source.slug = free_slug(Source, new_source.title)
        save_record(record=new_source, by=by, reason=REASON)
        signing = replace(signing, source_id=new_source.pk)
    return sign_competition(competition_id=competition_id, signing=signing, by=by)
