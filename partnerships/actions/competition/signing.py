"""Signing: one action that makes a preferred bid a deal, or stores nothing at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from organisations.actions import fill_sources, save_record
from organisations.choices import RecordState
from organisations.models import Organisation
from partnerships.actions.competition.moves import REASON, hold_competition, refuse
from partnerships.actions.competition.signed_parts import (
    close_bids,
    settled_venture,
    store_capital,
    store_contract,
    store_deal,
    store_split,
)
from partnerships.actions.competition.signing_terms import Signing
from partnerships.choices import BidStatus, CompetitionStatus
from partnerships.models import Bid, Bidder, Contract, Deal, PartnerCompetition

if TYPE_CHECKING:
    from organisations.models import User


@transaction.atomic
def sign_competition(*, competition_id: int, signing: Signing, by: User) -> Deal:
    """Sign the preferred bid of a competition: venture, stakes, contract, capital and deal.

    All of it is stored or, if any part is refused, none. May change the competition, all its
    bids, and the venture's stakes.

    :raises PermissionDenied: if the account may not change the competition
    :raises ValidationError: naming what is refused; also where somebody else has signed it
    """
    competition = hold_competition(competition_id=competition_id, by=by)
    bid = _preferred_bid(competition, signing)
    _check_named(signing, by)
    state = _state_of(competition, signing)
    if signing.source_id and not competition.source_id:
        competition.source_id = signing.source_id
    lead = _lead_of(bid)
    venture = settled_venture(competition, signing, by)
    stakes = store_split(venture, signing, state, by)
    contract = store_contract(competition, venture, signing, state, by)
    is_told = bid.pk in signing.told_bid_ids
    close_bids(competition, bid, signing, by)
    competition.status, competition.signed_on = CompetitionStatus.SIGNED, signing.signed_on
    competition.venture, competition.state = venture, state
    save_record(record=competition, by=by, reason=REASON)
    deal = store_deal(competition, bid, lead, venture, stakes, contract, signing, state, by)
    store_capital(deal, bid, lead, is_told, signing, state, by)
    for record in (competition, deal):
        fill_sources(record=record, by=by, reason=REASON)
    return deal


def _preferred_bid(competition: PartnerCompetition, signing: Signing) -> Bid:
    """Find the bid to be signed, having seen that nobody signed before."""
    if competition.status == CompetitionStatus.SIGNED:
        refuse(
            "Somebody else has signed this competition meanwhile. Nothing of yours is stored.",
            "signed_already",
        )
    bid = Bid.objects.select_for_update().filter(competition=competition, pk=signing.bid_id).first()
    is_ready = competition.status == CompetitionStatus.PREFERRED
    if bid is None or not is_ready or bid.status != BidStatus.PREFERRED:
        refuse(
            "Only the preferred bid can be signed. Look at the competition again.", "not_preferred"
        )
    if bid.submitted_on and signing.signed_on < bid.submitted_on:
        refuse("It cannot have been signed before the bid came in.", "signed_too_early")
    return bid


def _check_named(signing: Signing, by: User) -> None:
    """Refuse holders and a contract that the account cannot even see."""
    holders = {line.holder_id for line in signing.lines if line.holder_id is not None}
    if Organisation.objects.visible_to(by).filter(pk__in=holders).count() != len(holders):
        refuse("A holder of the split has no record that you can see.", "holder_unknown")
    wanted = signing.contract.contract_id if signing.contract else None
    if wanted and not Contract.objects.kept_by(by).filter(pk=wanted).exists():
        refuse("Choose a contract of your own body or of the venture.", "contract_of_another")


def _state_of(competition: PartnerCompetition, signing: Signing) -> str:
    source_id = signing.source_id or competition.source_id
    if signing.publishes and not source_id:
        refuse("To publish the deal, name the source that states it.", "source_missing")
    return RecordState.PUBLISHED if signing.publishes else RecordState.DRAFT


def _lead_of(bid: Bid) -> Bidder:
    bidders = list(bid.bidders.select_related("organisation"))
    leads = [one for one in bidders if one.is_lead] or (bidders if len(bidders) == 1 else [])
    if not leads:
        refuse("Say in the bid which bidder leads it.", "no_lead")
    return leads[0]
