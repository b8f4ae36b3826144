"""Everything that the page of one organisation shows, each part worked out when asked for."""

from __future__ import annotations

from datetime import date
from functools import cached_property

import pandas as pd

from organisations.choices import NameKind
from organisations.frames import sectors_frame
from organisations.models import Organisation, OrganisationName, Succession, User
from spinouts.dashboards.figures.organisation.contracts import ContractFigures
from spinouts.dashboards.figures.organisation.facts import in_time
from spinouts.dashboards.figures.organisation.ownership import OwnershipFigures, profile_on
from spinouts.dashboards.figures.organisation.records import OrganisationRecords
from spinouts.dashboards.figures.organisation.rules import RuleFigures
from spinouts.dashboards.words import date_words
from spinouts.models import MembershipCount, MutualTerms, SpinOutParent, StageEvent

NAMES_IN_PLACE = (NameKind.REGISTERED, NameKind.FORMER)


class OrganisationFigures:
    """The figures of one organisation on one day, for one reader."""

    def __init__(
        self, organisation: Organisation, user: User, day: date, as_of_query: str = ""
    ) -> None:
        """Keep whose figures, for whom and for what day.

        :param organisation: of `find_organisation`
        :param as_of_query: what links must keep in their address, empty for today
        """
        self.organisation = organisation
        self.day = day
        self.as_of_query = as_of_query
        self.records = OrganisationRecords(organisation, user, day)

    @cached_property
    def sectors(self) -> pd.DataFrame:
        """Give the sectors over time of the organisation and of everyone around it."""
        return sectors_frame(self.records.profiles())

    @cached_property
    def ownership(self) -> OwnershipFigures:
        """Give who holds it."""
        return OwnershipFigures(self.records, self.sectors)

    @cached_property
    def rules(self) -> RuleFigures:
        """Give the rules about who must hold how much, and who joined whom."""
        return RuleFigures(self.records, self.ownership.holdings, self.sectors)

    @cached_property
    def contracts(self) -> ContractFigures:
        """Give what it provides."""
        return ContractFigures(self.records, self.sectors)

    @cached_property
    def events(self) -> list[StageEvent]:
        """Give the events of its journey by the day, in time; undated ones last."""
        return [event for event in self.records.events if not self._is_later(event.happened_on)]

    @cached_property
    def later_event_count(self) -> int:
        """Count the events after the day: not shown."""
        return len(self.records.events) - len(self.events)

    @cached_property
    def has_later_exit(self) -> bool:
        """Tell whether it left the register's spin-outs only after the day."""
        exited = self.organisation.exited_on
        return exited is not None and exited > self.day

    @cached_property
    def successions(self) -> list[Succession]:
        """Give whom it followed and who followed it by the day, in time."""
        own = [
            step
            for step in self.records.facts["successions"]
            if self.organisation.pk in (step.predecessor_id, step.successor_id)
            and not self._is_later(step.happened_on)
        ]
        return in_time(own, "happened_on")

    @cached_property
    def names(self) -> list[OrganisationName]:
        """Give its further names in use by the day."""
        return [name for name in self.records.facts["names"] if not self._is_later(name.valid_from)]

    @cached_property
    def membership_counts(self) -> list[MembershipCount]:
        """Give the counts of members by the day, the latest first; undated ones last."""
        counts = [
            count
            for count in self.records.facts["membership_counts"]
            if not self._is_later(count.counted_on)
        ]
        return sorted(counts, key=lambda count: (count.counted_on or date.min, -count.pk))[::-1]

    @cached_property
    def all_parented(self) -> list[SpinOutParent]:
        """Give the spin-outs that left the body; each carries `launched_day` and `launch_words`."""
        parented = self.records.facts["parented"]
        for parent in parented:
            text = parent.launched_on
            parent.launched_day = date.fromisoformat(text) if text else None
            parent.launch_words = date_words(parent.launched_day, parent.launched_on_precision)
        return sorted(parented, key=lambda parent: (parent.launched_on is None, parent.launched_on))

    @cached_property
    def parented(self) -> list[SpinOutParent]:
        """Give the spin-outs that left the body by the day, the earliest first."""
        return [parent for parent in self.all_parented if not self._is_later(parent.launched_day)]

    @cached_property
    def terms(self) -> MutualTerms | None:
        """Give how the mutual was owned and controlled on the day; None if not recorded."""
        return profile_on(self.records.facts["terms"], self.day)

    def _is_later(self, day: date | None) -> bool:
        return day is not None and day > self.day

    @cached_property
    def name(self) -> str:
        """Give the name that the organisation bore on the day."""
        for name in self.records.facts["names"]:
            if name.kind not in NAMES_IN_PLACE or not (name.valid_from or name.valid_to):
                continue
            begins = name.valid_from is None or name.valid_from <= self.day
            if begins and (name.valid_to is None or name.valid_to > self.day):
                return name.name
        return self.organisation.name
