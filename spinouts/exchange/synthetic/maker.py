"""Make the rows of a made-up register: organisations, spin-outs, stakes, contracts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from django.db import models, transaction
from simple_history.utils import bulk_create_with_history

from organisations.choices import OrganisationKind, PublicBodyKind, RecordState, Region, Sector
from organisations.measured import Disclosure, Measured, Qualifier, Unit
from organisations.models import Organisation, Profile, PublicBody, ServiceGroup, Source
from partnerships.actions import settle_stakes
from partnerships.choices import HolderClass, LinkKind, PartyRole, ValueKind
from partnerships.models import Contract, ContractChange, ContractParty, Stake, SupplyLink
from spinouts.choices import StageKind
from spinouts.exchange.synthetic.joint_working import JointWorkingMaker
from spinouts.models import SpinOut, SpinOutParent, Stage, StageEvent

FIRST_DAY, LAST_DAY = date(2008, 1, 1), date(2026, 12, 31)
SERVICES = ("health", "libraries", "youth", "leisure", "adult social care", "education")
BATCH = 500
REASON = "made-up register"


@dataclass(frozen=True)
class Scale:
    """How many rows of each kind."""

    organisations: int
    public_bodies: int
    spin_outs: int
    stakes: int
    contracts: int
    partnerships: int = 0
    competitions: int = 0
    investments: int = 0
    rules: int = 0
    primes: int = 0


FULL = Scale(
    organisations=50_000,
    public_bodies=5_000,
    spin_outs=20_000,
    stakes=200_000,
    contracts=1_000_000,
    partnerships=5_000,
    competitions=2_000,
    investments=20_000,
    rules=2_000,
    primes=500,
)
SCALES = {
    name: Scale(*(count // part for count in vars(FULL).values()))
    for name, part in (("S", 100), ("M", 10), ("L", 1))
}


class Maker:
    """Makes the rows of one register from one seed."""

    def __init__(self, scale: Scale, seed: int) -> None:
        self.scale = scale
        self.random = Random(seed)

    @transaction.atomic
    def make(self) -> None:
        """Make everything, in the order in which rows need one another."""
        self.source = Source.objects.create(slug="synthetic", title="Made-up figures")
        self.services = _stored(
            ServiceGroup(slug=name.replace(" ", "-"), name=name) for name in SERVICES
        )
        self._make_organisations()
        self._make_spin_outs()
        self._make_stakes()
        self._make_contracts()
        self._make_joint_working()

    def _make_joint_working(self) -> None:
        scale = self.scale
        maker = JointWorkingMaker(
            random=self.random,
            bodies=self.bodies,
            others=self.organisations[scale.public_bodies :],
            store=_stored,
            fact=self._fact(),
            first_day=FIRST_DAY,
            last_day=LAST_DAY,
        )
        maker.make_partnerships(scale.partnerships)
        maker.make_competitions(scale.competitions)
        maker.make_investments(scale.investments)
        maker.make_rules(scale.rules)
        maker.make_primes(scale.primes)

    def _fact(self) -> dict:
        return {"source": self.source}

    def _day(self, first: date = FIRST_DAY, last: date = LAST_DAY) -> date:
        return first + timedelta(days=self.random.randrange((last - first).days))

    def _make_organisations(self) -> None:
        bodies, outs = self.scale.public_bodies, self.scale.spin_outs
        self.organisations = _stored(
            Organisation(
                name=f"{self._words()} {number}",
                slug=f"made-up-{number}",
                kind=self._kind(number),
                region=self.random.choice(Region.values),
                state=RecordState.PUBLISHED,
                **self._fact(),
            )
            for number in range(self.scale.organisations)
        )
        self.bodies = self.organisations[:bodies]
        self.outs = self.organisations[bodies : bodies + outs]
        _stored(
            PublicBody(organisation=body, kind=self.random.choice(PublicBodyKind.values))
            for body in self.bodies
        )
        _stored(
            Profile(organisation=organisation, sector=self._sector(number), **self._fact())
            for number, organisation in enumerate(self.organisations)
        )

    def _kind(self, number: int) -> str:
        if number < self.scale.public_bodies:
            return OrganisationKind.PUBLIC_BODY
        if number < self.scale.public_bodies + self.scale.spin_outs:
            return OrganisationKind.SPIN_OUT
        return OrganisationKind.PROVIDER

    def _sector(self, number: int) -> str:
        if number < self.scale.public_bodies:
            return Sector.PUBLIC
        return self.random.choice([Sector.PRIVATE, Sector.SOCIAL, Sector.MUTUAL, Sector.HYBRID])

    def _words(self) -> str:
        first = self.random.choice(["Northern", "Riverside", "Union", "Harbour", "Castle", "Vale"])
        return f"{first} {self.random.choice(['Care', 'Libraries', 'Leisure', 'Health', 'Youth'])}"

    def _make_spin_outs(self) -> None:
        launched, _ = Stage.objects.get_or_create(
            slug="launched", defaults={"name": "Launched", "kind": StageKind.STEP}
        )
        spin_outs = _stored(
            SpinOut(
                organisation=organisation,
                service_group=self.random.choice(self.services),
                is_contrast=self.random.random() < 0.2,
                **self._fact(),
            )
            for organisation in self.outs
        )
        _stored(
            SpinOutParent(spin_out=spin_out, body=self.random.choice(self.bodies), **self._fact())
            for spin_out in spin_outs
        )
        _stored(
            StageEvent(spin_out=spin_out, stage=launched, happened_on=self._day(), **self._fact())
            for spin_out in spin_outs
        )

    def _make_stakes(self) -> None:
        """Give each subject one split or more, in periods that follow one another."""
        subjects = self.organisations[self.scale.public_bodies :]
        splits, spare = divmod(self.scale.stakes // 4, len(subjects))
        rows = []
        for number, subject in enumerate(subjects):
            count = splits + (number < spare)
            starts = [None, *sorted({self._day() for _ in range(count - 1)})]
            ends = [*starts[1:], None]
            for start, end in zip(starts, ends, strict=True):
                rows.extend(self._split(subject, start, end))
        _stored(rows)
        settle_stakes(organisation_ids=[subject.pk for subject in subjects])

    def _split(self, subject: Organisation, start: date | None, end: date | None) -> list[Stake]:
        cuts = sorted(self.random.sample(range(1, 100), 3))
        sizes = [high - low for low, high in zip([0, *cuts], [*cuts, 100], strict=True)]
        holders = [
            {"holder_class": HolderClass.EMPLOYEES},
            {"holder_class": HolderClass.EMPLOYEE_TRUST, "holder_name": "employee trust"},
            {"holder": self._other(subject, self.bodies)},
            {"holder": self._other(subject, self.organisations[self.scale.public_bodies :])},
        ]
        return [
            Stake(
                subject=subject,
                equity=self._size(size),
                valid_from=start,
                valid_to=end,
                state=RecordState.PUBLISHED,
                **holder,
                **self._fact(),
            )
            for holder, size in zip(holders, sizes, strict=True)
        ]

    def _size(self, size: int) -> Measured:
        drawn = self.random.random()
        if drawn < 0.05:
            return Measured.undisclosed(Unit.PERCENT, Disclosure.WITHHELD)
        qualifier = Qualifier.ABOUT if drawn < 0.15 else Qualifier.EXACT
        return Measured.qualified(Unit.PERCENT, size, qualifier)

    def _other(self, subject: Organisation, among: list[Organisation]) -> Organisation:
        while (other := self.random.choice(among)) == subject:
            pass
        return other

    def _make_contracts(self) -> None:
        for first in range(0, self.scale.contracts, 10 * BATCH):
            numbers = range(first, min(first + 10 * BATCH, self.scale.contracts))
            contracts = _stored(self._contract(number) for number in numbers)
            _stored(party for contract in contracts for party in self._parties(contract))
            fifth = contracts[::5]
            _stored(self._link(contract) for contract in fifth)
            _stored(self._change(contract) for contract in contracts[::20])

    def _contract(self, number: int) -> Contract:
        start = self._day(FIRST_DAY, date(2026, 1, 1))
        return Contract(
            slug=f"made-up-{number}",
            title=f"{self.random.choice(SERVICES).capitalize()} services {number}",
            service_group=self.random.choice(self.services),
            starts_on=start,
            ends_on=start + timedelta(days=self.random.randrange(90, 3650)),
            total_value=self._value(),
            value_kind=ValueKind.CONTRACT_VALUE,
            state=RecordState.PUBLISHED,
            **self._fact(),
        )

    def _value(self) -> Measured:
        if self.random.random() < 0.1:
            return Measured.undisclosed(Unit.MONEY)
        return Measured.exact(Unit.MONEY, self.random.randrange(10_000, 50_000_000))

    def _parties(self, contract: Contract) -> list[ContractParty]:
        providers = self.organisations[self.scale.public_bodies :]
        return [
            ContractParty(
                contract=contract,
                role=PartyRole.COMMISSIONER,
                organisation=self.random.choice(self.bodies),
                **self._fact(),
            ),
            ContractParty(
                contract=contract,
                role=PartyRole.PROVIDER,
                organisation=self.random.choice(providers),
                **self._fact(),
            ),
        ]

    def _link(self, contract: Contract) -> SupplyLink:
        value = None
        if contract.total_value.is_known:
            value = contract.total_value.times(self.random.randrange(5, 50)).low // 100
        return SupplyLink(
            contract=contract,
            receiver=self.random.choice(self.organisations[self.scale.public_bodies :]),
            kind=LinkKind.SUBCONTRACT,
            value=None
            if value is None
            else Measured(Unit.MONEY, value, value, Qualifier.EXACT, Disclosure.KNOWN),
            **self._fact(),
        )

    def _change(self, contract: Contract) -> ContractChange:
        return ContractChange(
            contract=contract,
            changed_on=contract.starts_on + timedelta(days=60),
            total_value=contract.total_value.times(2) if contract.total_value.is_known else None,
            reason="widened",
            **self._fact(),
        )


def _stored(rows: Iterable[models.Model]) -> list[models.Model]:
    """Store rows in batches with their history."""
    records = list(rows)
    if not records:
        return records
    return bulk_create_with_history(
        records, type(records[0]), batch_size=BATCH, default_change_reason=REASON
    )
