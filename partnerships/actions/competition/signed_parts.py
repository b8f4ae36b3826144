"""The parts of a signed deal, each stored by the action that signs it and by nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from organisations import roles
from organisations.actions import lock_organisations, save_record
from organisations.choices import OrganisationKind, RecordState
from organisations.measured import Disclosure, Measured, Unit
from organisations.models import Organisation, Profile
from organisations.slugs import free_slug
from partnerships.actions.competition.moves import REASON, refuse
from partnerships.actions.competition.signing_terms import HoldingLine, Signing
from partnerships.actions.contract import settle_contracts
from partnerships.actions.stake import settle_stakes
from partnerships.choices import BidStatus, Instrument, PartyRole, ValueKind
from partnerships.models import (
    Bid,
    Bidder,
    Contract,
    ContractParty,
    Deal,
    DealStake,
    Investment,
    PartnerCompetition,
    Stake,
)

if TYPE_CHECKING:
    from organisations.models import User

WHY_LOST = "another bid was signed"
WHY_NO_BID = "made no bid"


def settled_venture(competition: PartnerCompetition, signing: Signing, by: User) -> Organisation:
    """Find the joint venture, or make its record."""
    wanted = signing.venture_id or competition.venture_id
    if wanted:
        (venture,) = lock_organisations([wanted]) or [None]
        if venture is None:
            refuse("The venture's record is gone.", "venture_gone")
        if not roles.may(by, "change", Organisation, venture):
            refuse("This organisation's record is kept by another body.", "venture_of_another")
    else:
        name = signing.venture_name.strip() or competition.venture_name.strip()
        if not name:
            refuse("Name the joint venture.", "venture_unnamed")
        venture = Organisation(
            name=name,
            slug=free_slug(Organisation, name),
            kind=OrganisationKind.JOINT_VENTURE,
            founded_on=signing.signed_on,
            source_id=signing.source_id or competition.source_id,
        )
    if signing.publishes and venture.state == RecordState.DRAFT:
        venture.state = RecordState.PUBLISHED
        venture.source_id = venture.source_id or signing.source_id or competition.source_id
    is_new = venture.pk is None
    if is_new or signing.publishes:
        save_record(record=venture, by=by, reason=REASON)
    if is_new and signing.venture_sector:
        profile = Profile(
            organisation=venture,
            sector=signing.venture_sector,
            valid_from=signing.signed_on,
            source_id=venture.source_id,
        )
        save_record(record=profile, by=by, reason=REASON)
    return venture


def store_split(venture: Organisation, signing: Signing, state: str, by: User) -> list[Stake]:
    """Bring the venture's stakes to the split that was signed.

    :return: the stakes that begin with the signing
    """
    if not signing.lines:
        refuse("Say who holds what in the venture after signing.", "no_split")
    begun = []
    for line in signing.lines:
        before = None
        if line.stake_id is not None:
            before = Stake.objects.filter(pk=line.stake_id, subject=venture).first()
            if before is None:
                refuse("A stake of the split is gone. Look at the split again.", "stake_gone")
            if before.equity == line.equity:
                continue
            before.valid_to = signing.signed_on
            save_record(record=before, by=by, reason=REASON)
        if line.equity is None or (line.equity.is_known and line.equity.high == 0):
            continue
        begun.append(_begin_stake(venture, line, before, signing, state, by))
    settle_stakes(organisation_ids=[venture.pk])
    return begun


def _begin_stake(
    venture: Organisation,
    line: HoldingLine,
    before: Stake | None,
    signing: Signing,
    state: str,
    by: User,
) -> Stake:
    holder = before or line
    stake = Stake(
        subject=venture,
        holder_id=holder.holder_id,
        holder_class=holder.holder_class,
        holder_name=holder.holder_name,
        holder_sector=holder.holder_sector,
        equity=line.equity,
        votes=line.votes if before is None else before.votes,
        board_seats=line.board_seats if before is None else before.board_seats,
        board_seats_total=holder.board_seats_total,
        valid_from=signing.signed_on,
        state=state,
        source_id=signing.source_id,
    )
    return save_record(record=stake, by=by, reason=REASON)


def store_contract(
    competition: PartnerCompetition, venture: Organisation, signing: Signing, state: str, by: User
) -> Contract | None:
    """Find the contract, or store it with the body as commissioner and the venture as provider."""
    terms = signing.contract
    if terms is None:
        return None
    if terms.contract_id:
        return Contract.objects.get(pk=terms.contract_id)
    contract = Contract(
        slug=free_slug(Contract, terms.title),
        title=terms.title,
        service_area=terms.service_area or competition.service_area,
        service_group_id=competition.service_group_id,
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        total_value=terms.total_value,
        annual_value=terms.annual_value,
        value_kind=ValueKind.CONTRACT_VALUE,
        state=state,
        source_id=signing.source_id or competition.source_id,
    )
    save_record(record=contract, by=by, reason=REASON)
    sides = ((PartyRole.COMMISSIONER, competition.public_body_id), (PartyRole.PROVIDER, venture.pk))
    for role, organisation_id in sides:
        party = ContractParty(
            contract=contract,
            role=role,
            organisation_id=organisation_id,
            source_id=contract.source_id,
        )
        save_record(record=party, by=by, reason=REASON)
    settle_contracts(contract_ids=[contract.pk])
    return contract


def close_bids(competition: PartnerCompetition, bid: Bid, signing: Signing, by: User) -> None:
    """Sign the one bid, lose the others, and note what of each is not held back."""
    for other in competition.bids.all():
        if other.pk == bid.pk:
            other.status, other.closed_on = BidStatus.SIGNED, signing.signed_on
        elif other.status == BidStatus.INVITED:
            other.status, other.closed_on = BidStatus.WITHDRAWN, signing.signed_on
            other.closed_why = WHY_NO_BID
        elif other.status in {BidStatus.SUBMITTED, BidStatus.SHORTLISTED}:
            other.status, other.closed_on = BidStatus.LOST, signing.signed_on
            other.closed_why = WHY_LOST
        other.is_name_withheld = other.pk not in signing.named_bid_ids
        other.are_terms_withheld = other.pk not in signing.told_bid_ids
        save_record(record=other, by=by, reason=REASON)


def store_deal(
    competition: PartnerCompetition,
    bid: Bid,
    lead: Bidder,
    venture: Organisation,
    stakes: Sequence[Stake],
    contract: Contract | None,
    signing: Signing,
    state: str,
    by: User,
) -> Deal:
    """Store the deal and the stakes that came of it."""
    is_told = bid.pk in signing.told_bid_ids
    got = [
        stake
        for stake in stakes
        if lead.organisation_id and stake.holder_id == lead.organisation_id
    ]
    title = signing.title.strip() or f"{lead} and {venture.name}, {signing.signed_on.year}"
    deal = Deal(
        slug=free_slug(Deal, title),
        title=title,
        venture=venture,
        partner_id=lead.organisation_id,
        partner_name="" if lead.organisation_id else lead.name,
        competition=competition,
        bid=bid,
        contract=contract,
        signed_on=signing.signed_on,
        stake=got[0].equity if got else None,
        stake_price=_told(bid.stake_price, is_told),
        investment=_told(bid.investment, is_told),
        state=state,
        source_id=signing.source_id or competition.source_id,
    )
    save_record(record=deal, by=by, reason=REASON)
    for stake in stakes:
        save_record(record=DealStake(deal=deal, stake=stake), by=by, reason=REASON)
    return deal


def _told(value: Measured | None, is_told: bool) -> Measured | None:
    """Give a figure of the bid, or say that it is withheld."""
    if value is None or is_told:
        return value
    return Measured.undisclosed(value.unit, Disclosure.WITHHELD)


def store_capital(
    deal: Deal, bid: Bid, lead: Bidder, is_told: bool, signing: Signing, state: str, by: User
) -> None:
    """Store what the partner promised to put in, one row for each form of it."""
    parts = (
        (Instrument.EQUITY, bid.cash),
        (Instrument.IN_KIND, bid.in_kind),
        (Instrument.LOAN, bid.debt),
    )
    for instrument, value in parts:
        if value is None or value == Measured.exact(Unit.MONEY, 0):
            continue
        investment = Investment(
            investor_id=lead.organisation_id,
            investor_name="" if lead.organisation_id else lead.name,
            investor_sector="" if lead.organisation_id else lead.sector,
            recipient=deal.venture,
            instrument=instrument,
            committed=_told(value, is_told),
            agreed_on=signing.signed_on,
            deal=deal,
            state=state,
            source_id=deal.source_id,
        )
        save_record(record=investment, by=by, reason=REASON)
