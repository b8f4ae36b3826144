"""A small register with partner competitions, and secrets to plant in one of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.db import models

from organisations.models import Evidence, Organisation, Source, User
from partnerships.choices import BidStatus, CompetitionStatus
from partnerships.models import (
    Bid,
    Bidder,
    BidGrant,
    BidOffer,
    BidScore,
    CompetitionAssessor,
    DealSketch,
    PartnerCompetition,
)
from tests import factories

WORD = "Zanzibar"
"""Stands in every text of a secret row."""
DRAFT_WORD = "Timbuktu"
"""Stands in the texts of a competition that is not published."""
SECRET_MODELS = (Bid, Bidder, BidOffer, BidScore, CompetitionAssessor, DealSketch, BidGrant)


@dataclass
class Register:
    """What the tests need to know of the register that they look for secrets in."""

    body: Organisation
    firm: Organisation
    rival: Organisation
    draft_firm: Organisation
    newcomer: Organisation
    source: Source
    notice: PartnerCompetition
    given_up: PartnerCompetition
    draft: PartnerCompetition
    officer: User
    assessor: User


def make_register() -> Register:
    """Store competitions of every standing, and one of everything else that pages show."""
    body, other = factories.make_body("Own Council"), factories.make_body("Other Council")
    firm, rival = factories.make_organisation("Firm"), factories.make_organisation("Rival")
    for organisation in (firm, rival):
        factories.make_profile(organisation, "private")
    source = factories.make_source("Board paper")
    notice = factories.make_competition(
        body, "Partner for libraries", status="open", state="published", source=source
    )
    given_up = factories.make_competition(
        body,
        "Partner for parks",
        status="abandoned",
        abandoned_on=date(2025, 4, 1),
        state="published",
        source=source,
    )
    draft = factories.make_competition(body, f"{DRAFT_WORD} partner", status="draft", state="draft")
    for competition in (notice, given_up, draft):
        factories.make_criterion(competition)
    _make_what_is_known(other, firm, rival, source)
    return Register(
        body,
        firm,
        rival,
        factories.make_organisation(f"{DRAFT_WORD} Holdings", state="draft", source=source),
        factories.make_organisation("Newcomer"),
        source,
        notice,
        given_up,
        draft,
        factories.make_officer(body),
        factories.make_officer(body),
    )


def _make_what_is_known(body, firm, rival, source) -> None:
    """Store a reported and a signed competition with a deal, and what hangs on it."""
    spin_out = factories.make_spin_out("Newco", (body,), service_area="care")
    venture = spin_out.organisation
    factories.make_stage_event(spin_out, factories.make_stage(), date(2025, 5, 1))
    factories.make_mutual(venture)
    factories.make_profile(venture, "mutual")
    stake = factories.make_stake(venture, firm, equity="40")
    factories.make_stake(venture, equity="60")
    contract = factories.make_contract(
        "Care at home",
        (venture,),
        (body,),
        starts_on=date(2025, 5, 1),
        ends_on=date(2032, 4, 30),
        total_value="£7m",
    )
    factories.make_link(contract, rival, value="£1m")
    known = {"state": "published", "source": source, "status": "signed"}
    signed = factories.make_competition(
        body, "Partner for care", signed_on=date(2025, 5, 1), venture=venture, **known
    )
    won = factories.make_bid(signed, firm, status="signed", name="Care bid")
    factories.make_bid(signed, rival, status="lost", closed_on=date(2025, 5, 1))
    factories.make_competition(body, "Reported partner", origin="reported", **known)
    deal = factories.make_deal(
        venture, firm, (stake,), competition=signed, bid=won, contract=contract, stake="40"
    )
    factories.make_investment(venture, firm, committed="£1.9m", deal=deal)
    factories.make_jv_partner(firm)
    factories.make_contribution(firm, venture)
    joint = factories.make_partnership("Care together", kind="joint_venture", vehicle=venture)
    factories.make_member(joint, firm, role="shareholder")
    factories.make_social_prime(venture)
    factories.make_prime_threshold(highest=60)
    factories.make_ownership_rule(venture)
    factories.make_accession(venture, factories.make_organisation("Joining"))


def plant(register: Register) -> dict[type[models.Model], list[int]]:
    """Let bids come in, be scored and be preferred, with a telling word in every text.

    :return: the keys of the secret rows by model
    """
    for competition, status in (
        (register.notice, CompetitionStatus.PREFERRED),
        (register.given_up, CompetitionStatus.ABANDONED),
        (register.draft, CompetitionStatus.EVALUATING),
    ):
        _plant_in(register, competition)
        competition.are_scores_shared = True
        competition.status = status
        competition._history_user = register.officer
        competition._change_reason = f"{WORD} page"
        competition.save()
    return {
        model: list(model.objects.order_by("pk").values_list("pk", flat=True))
        for model in SECRET_MODELS
    }


def _plant_in(register: Register, competition: PartnerCompetition) -> None:
    words = {
        one.name: f"{WORD} {one.name.replace('_', ' ')}"
        for one in Bid._meta.concrete_fields
        if isinstance(one, models.CharField | models.TextField)
        and not one.choices
        and one.name not in {"register_id"}
    }
    bid = factories.make_bid(
        competition,
        register.firm,
        status=BidStatus.PREFERRED,
        source=register.source,
        cash="£1,234,567",
        stake_sought="37",
        **words,
    )
    lost = factories.make_bid(competition, status=BidStatus.LOST, closed_why=f"{WORD} too dear")
    for one in (bid, lost):
        Bidder.objects.create(
            bid=one,
            name=f"{WORD} plc",
            sector="private",
            role_words=f"{WORD} part",
            note=f"{WORD} note",
            quote=f"{WORD} quote",
            source=register.source,
        )
        BidOffer.objects.create(bid=one, kind="capital", words=f"{WORD} money")
        Evidence.objects.create(
            record=one, source=register.source, quote=f"{WORD} quote", note=f"{WORD} note"
        )
        BidScore.objects.create(
            bid=one,
            criterion=competition.criteria.get(),
            assessor=register.assessor,
            score=4,
            why=f"{WORD} reason",
        )
    Bidder.objects.create(bid=lost, organisation=register.rival, is_lead=True)
    Bidder.objects.create(bid=lost, organisation=register.draft_firm)
    Bidder.objects.create(bid=lost, organisation=register.newcomer)
    factories.make_assessor(competition, register.assessor)
    DealSketch.objects.create(
        account=register.officer,
        competition=competition,
        title=f"{WORD} sketch",
        query=f"venture={WORD}",
    )


def slugs() -> dict[str, list[str]]:
    """Give the slugs of all models that have some, by the beginning of their addresses."""
    of = {
        model._meta.model_name: list(model.objects.values_list("slug", flat=True))
        for app in ("organisations", "partnerships", "spinouts")
        for model in apps.get_app_config(app).get_models()
        if hasattr(model, "slug")
    }
    organisations = of["organisation"] = [
        one.slug
        for one in Organisation.objects.order_by("pk")
        if one.name in {"Newcomer", "Newco", "Own Council"} or DRAFT_WORD in one.name
    ]
    of["source"] = of["source"][:3]
    return {
        "slug": ["no-such-address", *(slug for known in of.values() for slug in known)],
        "organisations/:slug": organisations,
        "spin-outs/:slug": organisations[:1],
        "mutuals/:slug": organisations[:1],
        "public-bodies/:slug": organisations[:1],
        "contracts/:slug": of["contract"],
        "sources/:slug": of["source"],
        "partnerships/:slug": [*of["partnership"], organisations[0]],
        "partnerships/competitions/:slug": of["partnercompetition"],
        "partnerships/deals/:slug": of["deal"],
        "partnerships/primes/:slug": organisations,
    }
