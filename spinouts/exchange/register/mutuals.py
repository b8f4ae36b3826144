"""Tell from loaded stakes how a spin-out is built and how its staff own or control it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from organisations.choices import OrganisationKind, Sector
from organisations.models import OperatingModel, Organisation, Profile
from partnerships.choices import Basis, FigureRole, HolderClass
from partnerships.models import Stake
from spinouts.choices import Control, Structure
from spinouts.exchange.register.loading import Loading
from spinouts.models import Mutual, MutualTerms, SpinOut

STAFF = {HolderClass.EMPLOYEES, HolderClass.EMPLOYEE_TRUST}
PARTNERS = {Sector.PRIVATE, Sector.SOCIAL}
COUNCIL_OWNED = "council-owned-trading-company"


class HoldersInRegister:
    """The main, actual stakes that the register has loaded, with the category of each holder."""

    def __init__(self, loading: Loading) -> None:
        """Sort the stakes by the organisation that they are in."""
        self._profiles = loading.known(Profile)
        self._models = {model.pk: model for model in loading.terms(OperatingModel).values()}
        self._keys = {
            organisation.pk: key for key, organisation in loading.known(Organisation).items()
        }
        self._stakes = defaultdict(list)
        for stake in loading.known(Stake).values():
            if stake.role == FigureRole.MAIN and stake.basis == Basis.ACTUAL:
                self._stakes[stake.subject_id].append(stake)

    def stakes_in(self, organisation: Organisation) -> list[Stake]:
        """Give the main, actual stakes in one organisation."""
        return self._stakes[organisation.pk]

    def category(self, stake: Stake) -> str:
        """Tell where a holder counts: its class, its sector, or as an employees' trust."""
        if not stake.holder_id:
            return stake.holder_class or stake.holder_sector
        profile = self.profile(self._keys.get(stake.holder_id, ""))
        if profile is None:
            return ""
        model = self._models.get(profile.operating_model_id)
        return HolderClass.EMPLOYEE_TRUST if model and model.is_staff_vehicle else profile.sector

    def profile(self, key: str) -> Profile | None:
        """Give the profile that the register loaded for an organisation."""
        return self._profiles.get(f"{key}:profile")

    def is_council_owned(self, organisation: Organisation) -> bool:
        """Tell whether its operating model is a company owned by a public body."""
        profile = self.profile(organisation.register_id)
        model = profile and self._models.get(profile.operating_model_id)
        return bool(model) and model.slug == COUNCIL_OWNED


def structure_of(organisation: Organisation, holders: HoldersInRegister) -> Structure:
    """Tell how a spin-out stands, in the simplest way that the files allow.

    Its kind or operating model where that says joint venture or council-owned company; a joint
    venture also where staff and a private or social organisation hold equity in it, be it at
    different times; else standalone. None of the files says who joined a group.
    """
    if organisation.kind == OrganisationKind.JOINT_VENTURE:
        return Structure.JOINT_VENTURE
    if organisation.kind == OrganisationKind.COUNCIL_COMPANY:
        return Structure.COUNCIL_COMPANY
    if holders.is_council_owned(organisation):
        return Structure.COUNCIL_COMPANY
    owners = {
        holders.category(stake)
        for stake in holders.stakes_in(organisation)
        if stake.equity is not None
    }
    return Structure.JOINT_VENTURE if owners & STAFF and owners & PARTNERS else Structure.STANDALONE


def put_mutual(
    organisation: Organisation, spin_out: SpinOut, holders: HoldersInRegister, loading: Loading
) -> None:
    """Store that a spin-out of the mutual sector is a mutual, and how staff own or control it.

    Both are our reading of the files: the sector stands in organisations.csv, the rest follows
    from the stakes. Contrast cases are no mutuals.
    """
    profile = holders.profile(organisation.register_id)
    if spin_out.is_contrast or profile is None or profile.sector != Sector.MUTUAL:
        loading.drop_others(Mutual, [], organisation_id=organisation.pk)
        return
    mutual = loading.put(
        Mutual,
        f"{organisation.register_id}:mutual",
        {
            "organisation_id": organisation.pk,
            "is_derived": True,
            "source_id": organisation.source_id,
            "note": "organisations.csv gives its sector as mutual",
        },
    )
    stakes = holders.stakes_in(organisation)
    loading.put(
        MutualTerms,
        f"{organisation.register_id}:terms",
        {
            "mutual_id": mutual.pk,
            "control": control_of((stake, holders.category(stake)) for stake in stakes),
            "source_id": organisation.source_id,
            "note": "derived from its stakes as last recorded",
        },
    )


def control_of(stakes: Iterable[tuple[Stake, str]]) -> str:
    """Tell how staff own or control an organisation, from its stakes as last recorded.

    :param stakes: main, actual stakes, each with the category of its holder
    :return: a value of `Control`; empty where no stake of staff or members is recorded
    """
    stakes = list(stakes)
    owning = [entry for entry in stakes if entry[0].equity is not None and entry[1] in STAFF]
    categories = {category for _, category in _latest(owning)}
    if categories == STAFF:
        return Control.BOTH
    if HolderClass.EMPLOYEES in categories:
        return Control.DIRECT
    if HolderClass.EMPLOYEE_TRUST in categories:
        return Control.TRUST
    has_voters = any(stake.votes is not None for stake, _ in stakes)
    return Control.MEMBERSHIP if has_voters else Control.UNKNOWN


def _latest(stakes: list[tuple[Stake, str]]) -> list[tuple[Stake, str]]:
    """Keep the stakes that end last; one without an end lasts longest."""
    ends = [stake.valid_to or date.max for stake, _ in stakes]
    return [
        entry for entry, end in zip(stakes, ends, strict=True) if end == max(ends, default=None)
    ]
