"""Who holds an organisation on a day and over time: F1 and F2 for one page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from organisations.choices import DatePrecision
from organisations.frames import ORGANISATION_COLUMNS
from organisations.models import Profile
from partnerships import ownership
from partnerships.choices import Basis, Category, FigureRole, Measure, PeriodKind
from partnerships.frames import holders_frame, holdings_frame
from partnerships.models import Stake
from partnerships.rules import is_counted
from spinouts.dashboards.figures.organisation.records import OrganisationRecords

STAFF = ownership.STAFF_CATEGORIES
CLOSE = 0.01
"""Two shares that differ by no more are one share (F1)."""


@dataclass(frozen=True)
class Share:
    """A share in per cent: an interval, whether it is known, and whether a source says “about”."""

    low: float
    high: float
    is_known: bool
    is_about: bool

    @property
    def middle(self) -> float:
        """Give the middle, for putting shares in order."""
        return (self.low + self.high) / 2


@dataclass(frozen=True)
class HeldOn:
    """One stake that holds on the day, and the category in which it counts."""

    stake: Stake
    category: str


class OwnershipFigures:
    """The ownership of one organisation, direct and looked through."""

    def __init__(self, records: OrganisationRecords, sectors: pd.DataFrame) -> None:
        """Keep the records and the sectors frame of everyone in them."""
        self.records = records
        self.sectors = sectors
        self.day = records.day
        self.key = records.organisation.pk

    @cached_property
    def upstream(self) -> list[Stake]:
        """Give the stakes in the organisation and up every chain above it."""
        reached, frontier = {self.key}, {self.key}
        while frontier:
            holders = {
                stake.holder_id
                for stake in self.records.stakes
                if stake.subject_id in frontier and stake.holder_id
            }
            frontier = holders - reached
            reached |= frontier
        return [stake for stake in self.records.stakes if stake.subject_id in reached]

    @cached_property
    def holdings(self) -> pd.DataFrame:
        """Give the stakes that count as a holdings frame."""
        return holdings_frame(self.upstream)

    @cached_property
    def organisations(self) -> pd.DataFrame:
        """Give everyone in the chains as an organisations frame, the organisation among them."""
        holders = holders_frame(self.upstream)
        own = self.records.organisation
        row = (own.pk, own.slug, own.name, own.region, hasattr(own, "public_body"))
        mine = pd.DataFrame([(*row, None, None, None)], columns=ORGANISATION_COLUMNS, dtype=object)
        others = holders[holders["organisation_id"] != own.pk]
        return pd.concat([mine, others], ignore_index=True) if len(others) else mine

    @cached_property
    def all_splits(self) -> pd.DataFrame:
        """Split everyone in the chains by category on the day (F1)."""
        return ownership.split_on(self.holdings, self.sectors, self.day)

    @cached_property
    def split(self) -> pd.DataFrame:
        """Split the organisation by measure and category on the day (F1)."""
        own = self.all_splits[self.all_splits["subject_id"] == self.key]
        return _in_order(own.drop(columns="subject_id"))

    @cached_property
    def all_holders(self) -> pd.DataFrame:
        """Name the holders of everyone in the chains on the day."""
        return ownership.holders_on(self.holdings, self.sectors, self.day)

    @cached_property
    def holders(self) -> pd.DataFrame:
        """Name the organisation's holders on the day: one row per stake and measure."""
        return self.all_holders[self.all_holders["subject_id"] == self.key]

    @cached_property
    def held_on_day(self) -> list[HeldOn]:
        """Give the stakes that hold on the day, the largest first."""
        by_key = {stake.pk: stake for stake in self.records.own_stakes}
        categories = dict(zip(self.holders["stake_id"], self.holders["category"], strict=True))
        return [HeldOn(by_key[key], category) for key, category in categories.items()]

    @cached_property
    def look_through(self) -> pd.DataFrame:
        """Follow equity to the categories of its final holders on the day (F2)."""
        frame = ownership.look_through_on(
            self.holdings, self.sectors, self.organisations, self.day, [self.key]
        )
        named = frame.assign(measure=Measure.EQUITY.value).drop(columns="subject_id")
        return _in_order(named[["measure", "category", "percent_low", "percent_high"]])

    @cached_property
    def final_holders(self) -> pd.DataFrame:
        """Follow equity to each final holder on the day (F2)."""
        return ownership.look_through_holders_on(
            self.holdings, self.sectors, self.organisations, self.day, [self.key]
        )

    @cached_property
    def paths(self) -> pd.DataFrame:
        """List each path of equity with its product on the day (F2)."""
        return ownership.paths_to(
            self.holdings, self.sectors, self.organisations, self.key, self.day
        )

    @cached_property
    def over_time(self) -> pd.DataFrame:
        """Split the organisation period by period, for periods begun by the day (F1)."""
        return ownership.split_over_time(self.holdings, self.sectors, self.key, self.day)

    @cached_property
    def look_through_over_time(self) -> pd.DataFrame:
        """Look through the organisation's equity period by period, begun by the day (F2)."""
        return ownership.look_through_over_time(
            self.holdings, self.sectors, self.organisations, self.key, self.day
        )

    def staff_share(self, measure: str) -> Share | None:
        """Give what staff hold of a measure on the day; None without any stake of the measure."""
        return _share(self._staff(self.split), measure, is_about=self._is_staff_about(measure))

    @cached_property
    def look_through_staff(self) -> Share | None:
        """Give the equity that reaches staff through every chain; None without recorded holders."""
        staff = self._staff(self.look_through)
        return _share(staff, Measure.EQUITY, is_about=self._is_staff_about(Measure.EQUITY))

    def _staff(self, split: pd.DataFrame) -> pd.DataFrame:
        return ownership.staff_percent(split.assign(subject_id=self.key))

    def _is_staff_about(self, measure: str) -> bool:
        rows = self.holders
        is_staff = (rows["measure"] == measure) & rows["category"].isin(STAFF)
        return bool(rows.loc[is_staff, "is_about"].any())

    @cached_property
    def is_staff_reached_otherwise(self) -> bool:
        """Tell whether staff hold another share when chains are followed than directly."""
        direct, through = self.staff_share(Measure.EQUITY), self.look_through_staff
        if direct is None or through is None:
            return False
        return max(abs(direct.low - through.low), abs(direct.high - through.high)) > CLOSE

    @cached_property
    def is_look_through_different(self) -> bool:
        """Tell whether following chains ever changes the equity split, up to the day."""
        direct = self.over_time[self.over_time["measure"] == Measure.EQUITY]
        through = self.look_through_over_time
        columns = ["valid_from", "valid_to", "category"]
        if direct[columns].to_numpy().tolist() != through[columns].to_numpy().tolist():
            return True
        percents = ["percent_low", "percent_high"]
        gap = direct[percents].to_numpy(float) - through[percents].to_numpy(float)
        return bool(len(gap)) and float(abs(gap).max()) > CLOSE

    @cached_property
    def has_chain(self) -> bool:
        """Tell whether a holder of the day is itself held by somebody recorded."""
        return any(len(path) > 2 for path in self.paths["path"])

    @cached_property
    def has_periods(self) -> bool:
        """Tell whether a split changed at least once by the day."""
        periods = self.over_time[["measure", "valid_from", "valid_to"]].drop_duplicates()
        return bool(periods["measure"].duplicated().any())

    @cached_property
    def has_imprecise_dates(self) -> bool:
        """Tell whether a stake that counts begins or ends on a date not known to the day."""
        return any(
            day is not None and precision != DatePrecision.DAY
            for stake in self.records.own_stakes
            if is_counted(stake)
            for day, precision in (
                (stake.valid_from, stake.valid_from_precision),
                (stake.valid_to, stake.valid_to_precision),
                (stake.seen_on, stake.seen_on_precision),
            )
        )

    @cached_property
    def profile(self) -> Profile | None:
        """Give what the organisation was on the day; None where no profile holds the day."""
        return profile_on(self.records.facts["profiles"], self.day)

    def holds_on(self, stake: Stake) -> bool:
        """Tell whether a stake counts on the day for any measure that it carries."""
        if not is_counted(stake) or (stake.counts_from and stake.counts_from > self.day):
            return False
        ends = [getattr(stake, f"{measure}_counts_to") for measure in stake.rights()]
        return any(end is None or end > self.day for end in ends) or not ends

    @cached_property
    def standing_without_measure(self) -> list[Stake]:
        """Give stakes that hold on the day and carry no measure of a split: voice, profit share."""
        shown = {held.stake.pk for held in self.held_on_day}
        return [
            stake
            for stake in self.records.own_stakes
            if stake.pk not in shown and self.holds_on(stake)
        ]

    @cached_property
    def earlier(self) -> list[Stake]:
        """Give stakes that counted once and no longer do on the day, the latest first."""
        past = [
            stake
            for stake in self.records.own_stakes
            if is_counted(stake) and not self.is_later(stake) and not self.holds_on(stake)
        ]
        return sorted(past, key=lambda stake: (stake.counts_from or date.min, -stake.pk))[::-1]

    @cached_property
    def beside(self) -> list[Stake]:
        """Give plans, rival figures and undated stakes known by the day: in no sum."""
        others = [
            stake
            for stake in self.records.own_stakes
            if not is_counted(stake) and not self.is_later(stake)
        ]
        return sorted(others, key=lambda stake: (said_on(stake) or date.min, stake.pk))

    @cached_property
    def later_count(self) -> int:
        """Count stakes, plans and rival figures that begin after the day: not shown."""
        return sum(self.is_later(stake) for stake in self.records.own_stakes)

    def is_later(self, stake: Stake) -> bool:
        """Tell whether a stake begins, or was seen, only after the day."""
        begins = stake.counts_from if is_counted(stake) else said_on(stake)
        return begins is not None and begins > self.day

    @cached_property
    def held_in_others(self) -> list[Stake]:
        """Give the counted stakes that the organisation holds in others on the day."""
        held = [stake for stake in self.records.held_stakes if self.holds_on(stake)]
        return sorted(held, key=lambda stake: (stake.subject_name, stake.pk))

    @cached_property
    def held_before(self) -> list[Stake]:
        """Give other stakes that it held, planned or is said to hold in others by the day."""
        held = [
            stake
            for stake in self.records.held_stakes
            if not self.holds_on(stake) and not self.is_later(stake)
        ]
        return sorted(held, key=lambda stake: (stake.subject_name, stake.pk))


def profile_on(profiles: list[Profile], day: date) -> Profile | None:
    """Choose the profile whose period holds the day."""
    for profile in profiles:
        begins = profile.valid_from is None or profile.valid_from <= day
        if begins and (profile.valid_to is None or profile.valid_to > day):
            return profile
    return None


def said_on(stake: Stake) -> date | None:
    """Give the day that a stake out of all sums is about; None if it is undated."""
    return stake.valid_from or stake.seen_on


def kind_of_figure(stake: Stake) -> str:
    """Say why a stake enters no sum: planned, rival figure, undated; empty if it does."""
    if stake.basis == Basis.PLANNED:
        return "planned"
    if stake.role == FigureRole.ALTERNATIVE:
        return "rival figure"
    return "undated" if stake.period_kind == PeriodKind.UNDATED else ""


def _share(staff: pd.DataFrame, measure: str, *, is_about: bool) -> Share | None:
    """Take the staff share of one measure out of a frame of `staff_percent`."""
    rows = staff[staff["measure"] == measure]
    if not len(rows):
        return None
    row = rows.iloc[0]
    return Share(
        float(row["percent_low"]), float(row["percent_high"]), bool(row["is_known"]), is_about
    )


def _in_order(split: pd.DataFrame) -> pd.DataFrame:
    """Order a split by measure and category, as the categories are listed everywhere."""
    places = {category: place for place, category in enumerate(Category.values)}
    measures = {measure: place for place, measure in enumerate(Measure.values)}
    order = pd.DataFrame(
        {
            "measure": split["measure"].map(measures),
            "category": split["category"].map(places),
        }
    ).sort_values(["measure", "category"], kind="stable")
    return split.loc[order.index].reset_index(drop=True)
