"""Made-up partnerships, competitions, deals, capital, rules and primes, in proportion."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from random import Random
from typing import Any

from django.db import connection, models
from django.db.models import Func, Value

from organisations.choices import RecordState
from organisations.measured import Disclosure, Measured, Qualifier, Unit
from organisations.models import Organisation
from partnerships.choices import (
    BidStatus,
    CompetitionOrigin,
    CompetitionStatus,
    Instrument,
    MemberRole,
    PartnershipKind,
    PrimeType,
    RuleHolder,
    RuleKind,
)
from partnerships.models import (
    Accession,
    Bid,
    Bidder,
    CompetitionCriterion,
    Contract,
    Deal,
    DealStake,
    Investment,
    OwnershipRule,
    PartnerCompetition,
    Partnership,
    PartnershipMember,
    SocialPrime,
    Stake,
)
from partnerships.row_security import BODIES

Store = Callable[[Iterable[models.Model]], list]
MEMBERS = 4
BIDS = 4
RUN = 5
"""Every fifth competition is run in the register, unsigned, with secret bids; these name no source,
as sources are public."""


class JointWorkingMaker:
    """Makes what organisations do together, from organisations, stakes and contracts made before.

    `store` keeps rows with their history; `fact` is the source of every one.
    """

    def __init__(
        self,
        *,
        random: Random,
        bodies: list[Organisation],
        others: list[Organisation],
        store: Store,
        fact: dict[str, Any],
        first_day: date,
        last_day: date,
    ) -> None:
        self.random = random
        self.bodies, self.others = bodies, others
        self.store, self.fact = store, fact
        self.first_day, self.last_day = first_day, last_day

    def _day(self) -> date:
        return self.first_day + timedelta(
            days=self.random.randrange((self.last_day - self.first_day).days)
        )

    def _money(self, highest: int = 20_000_000) -> Measured:
        """Give an amount; a tenth is not known, a twentieth withheld."""
        drawn = self.random.random()
        if drawn < 0.1:
            return Measured.undisclosed(Unit.MONEY)
        if drawn < 0.15:
            return Measured.undisclosed(Unit.MONEY, Disclosure.WITHHELD)
        qualifier = Qualifier.ABOUT if drawn < 0.3 else Qualifier.EXACT
        return Measured.qualified(Unit.MONEY, self.random.randrange(10_000, highest), qualifier)

    def make_partnerships(self, count: int) -> None:
        """Make partnerships of four members each, some of whom have left."""
        partnerships = self.store(
            Partnership(
                slug=f"made-up-{number}",
                name=f"Partnership {number}",
                kind=self.random.choice(PartnershipKind.values),
                vehicle=self.random.choice(self.others) if number % 2 else None,
                state=RecordState.PUBLISHED,
                **self.fact,
            )
            for number in range(count)
        )
        self.store(
            self._member(partnership, organisation, place)
            for partnership in partnerships
            for place, organisation in enumerate(self.random.sample(self.others, MEMBERS))
        )

    def _member(
        self, partnership: Partnership, organisation: Organisation, place: int
    ) -> PartnershipMember:
        joined_on = self._day()
        has_left = self.random.random() < 0.2
        return PartnershipMember(
            partnership=partnership,
            organisation=organisation,
            role=MemberRole.LEAD if place == 0 else MemberRole.PARTNER,
            joined_on=joined_on,
            left_on=joined_on + timedelta(days=700) if has_left else None,
            **self.fact,
        )

    def make_competitions(self, count: int) -> None:
        """Make competitions of four bids; most are reported and signed and end in a deal."""
        competitions = self.store(self._competition(number) for number in range(count))
        _open_to_the_maker(competitions)
        self.store(
            CompetitionCriterion(competition=competition, number=number, name=name, weight=weight)
            for competition in competitions
            for number, (name, weight) in enumerate((("Price", 40), ("Quality", 60)), start=1)
        )
        bids = self.store(
            self._bid(competition, place) for competition in competitions for place in range(BIDS)
        )
        bidders = self.store(bidder for bid in bids for bidder in self._bidders(bid))
        self._make_deals([bidder for bidder in bidders if bidder.is_lead])

    def _competition(self, number: int) -> PartnerCompetition:
        is_run = number % RUN == 0
        opens_on = self._day()
        return PartnerCompetition(
            slug=f"made-up-{number}",
            title=f"Partner sought {number}",
            origin=CompetitionOrigin.RUN if is_run else CompetitionOrigin.REPORTED,
            status=CompetitionStatus.EVALUATING if is_run else CompetitionStatus.SIGNED,
            public_body=self.random.choice(self.bodies),
            opens_on=opens_on,
            closes_on=opens_on + timedelta(days=90),
            signed_on=None if is_run else opens_on + timedelta(days=200),
            state=RecordState.PUBLISHED,
            **self.fact,
        )

    def _bid(self, competition: PartnerCompetition, place: int) -> Bid:
        is_run = competition.origin == CompetitionOrigin.RUN
        ended = BidStatus.SIGNED if place == 0 else BidStatus.LOST
        return Bid(
            competition=competition,
            status=BidStatus.SUBMITTED if is_run else ended,
            cash=self._money(),
            stake_sought=Measured.exact(Unit.PERCENT, self.random.randrange(5, 75)),
            stake_price=self._money(),
            term_months=Measured.exact(Unit.COUNT, self.random.randrange(36, 120)),
            submitted_on=competition.opens_on + timedelta(days=30),
            closed_on=competition.signed_on,
            is_name_withheld=is_run,
            are_terms_withheld=is_run,
            **({} if is_run else self.fact),
        )

    def _bidders(self, bid: Bid) -> list[Bidder]:
        """Give one bidder, or for a quarter of the bids a consortium of two."""
        is_consortium = self.random.random() < 0.25
        members = self.random.sample(self.others, 2 if is_consortium else 1)
        shares = (51, 49) if is_consortium else (None,)
        return [
            Bidder(
                bid=bid,
                organisation=organisation,
                share=share and Measured.exact(Unit.PERCENT, share),
                is_lead=place == 0,
                **({} if bid.is_name_withheld else self.fact),
            )
            for place, (organisation, share) in enumerate(zip(members, shares, strict=True))
        ]

    def _make_deals(self, leads: list[Bidder]) -> None:
        """Make a deal of every signed bid, with a contract and a stake of the venture's."""
        signed = [lead for lead in leads if lead.bid.status == BidStatus.SIGNED]
        contracts = list(Contract.objects.order_by("pk")[: len(signed)])
        stakes = list(
            Stake.objects.order_by("pk").select_related("subject")[: 4 * len(signed)][::4]
        )
        deals = self.store(
            Deal(
                slug=f"made-up-{number}",
                title=f"Deal {number}",
                venture=stake.subject,
                partner=lead.organisation,
                competition=lead.bid.competition,
                bid=lead.bid,
                contract=contract,
                signed_on=lead.bid.closed_on,
                stake=lead.bid.stake_sought,
                stake_price=lead.bid.stake_price,
                investment=lead.bid.cash,
                state=RecordState.PUBLISHED,
                **self.fact,
            )
            for number, (lead, contract, stake) in enumerate(
                zip(signed, contracts, stakes, strict=False)
            )
        )
        self.store(
            DealStake(deal=deal, stake=stake) for deal, stake in zip(deals, stakes, strict=False)
        )

    def make_investments(self, count: int) -> None:
        """Make sums in every form, of every year, a tenth of them without a day."""
        self.store(
            Investment(
                investor=self.random.choice(self.others),
                recipient=self.random.choice(self.others),
                instrument=self.random.choice(Instrument.values),
                committed=self._money(),
                agreed_on=None if number % 10 == 0 else self._day(),
                programme=f"Programme {number % 20}" if number % 3 == 0 else "",
                state=RecordState.PUBLISHED,
                **self.fact,
            )
            for number in range(count)
        )

    def make_rules(self, count: int) -> None:
        """Make a rule about the staff's share in as many organisations, half with an accession."""
        bound = self.random.sample(self.others, min(count, len(self.others) - 1))
        self.store(
            OwnershipRule(
                organisation=organisation,
                kind=RuleKind.TARGET if number % 2 else RuleKind.FLOOR,
                whose=RuleHolder.STAFF,
                limit=Measured.exact(Unit.PERCENT, self.random.randrange(20, 60)),
                tolerance=Measured.exact(Unit.PERCENT, 5) if number % 2 else None,
                **self.fact,
            )
            for number, organisation in enumerate(bound)
        )
        self.store(
            Accession(
                group=group,
                spin_out_name=f"Service of {group}",
                joined_on=self._day(),
                shares_before=Measured.exact(Unit.COUNT, 1000),
                staff_before=Measured.exact(Unit.COUNT, 500),
                issued_to_others=Measured.exact(Unit.COUNT, 200),
                **self.fact,
            )
            for group in bound[::2]
        )

    def make_primes(self, count: int) -> None:
        """Make as many organisations primes, of every type."""
        self.store(
            SocialPrime(
                organisation=organisation,
                prime_type=self.random.choice(PrimeType.values),
                trading_income=Measured.exact(Unit.PERCENT, self.random.randrange(10, 100)),
                **self.fact,
            )
            for organisation in self.random.sample(self.others, min(count, len(self.others)))
        )


def _open_to_the_maker(competitions: list[PartnerCompetition]) -> None:
    """Let this transaction write secret bids, which PostgreSQL keeps from whoever is not told."""
    if connection.vendor == "postgresql":
        bodies = sorted({competition.public_body_id for competition in competitions})
        keys = Value(",".join(map(str, bodies)))
        setting = Func(
            Value(BODIES),
            keys,
            Value(True),
            function="set_config",
            output_field=models.TextField(),
        )
        PartnerCompetition.objects.values_list(setting, flat=True).first()
