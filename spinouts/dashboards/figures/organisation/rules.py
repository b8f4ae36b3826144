"""Ownership rules of one organisation and who joined it: F3 for one page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from organisations.measured import SCALE, Unit
from partnerships import ownership_rules
from partnerships.choices import Measure, RuleHolder, RuleKind
from partnerships.frames.rules import accessions_frame, ownership_rules_frame
from partnerships.models import Accession, OwnershipRule, SocialPrime
from spinouts.dashboards.figures.organisation.facts import in_time
from spinouts.dashboards.figures.organisation.records import OrganisationRecords

WHOLE = 100 * SCALE[Unit.PERCENT]
KEPT_BY_ISSUES = (RuleKind.TARGET, RuleKind.FLOOR)
"""Kinds of rules that staff can be kept to by giving them new shares."""


@dataclass(frozen=True)
class Needed:
    """How many shares staff had to receive at an accession, so that a rule still held.

    :param shares: None where it cannot be told
    :param rule: None where no rule was in force
    :param reason: why it cannot be told; empty where it can
    """

    shares: int | None
    rule: OwnershipRule | None
    reason: str = ""


class RuleFigures:
    """The ownership rules of one organisation on one day, and the accessions it took part in."""

    def __init__(
        self, records: OrganisationRecords, holdings: pd.DataFrame, sectors: pd.DataFrame
    ) -> None:
        """Keep the records with the holdings and sectors frames around them."""
        self.records = records
        self.holdings = holdings
        self.sectors = sectors
        self.day = records.day
        self.key = records.organisation.pk

    @cached_property
    def rules(self) -> list[OwnershipRule]:
        """Give the rules that began by the day, in time; those since ever first."""
        begun = [rule for rule in self.records.facts["rules"] if not self._is_later(rule)]
        return sorted(begun, key=lambda rule: (rule.valid_from or date.min, rule.pk))

    @cached_property
    def later_count(self) -> int:
        """Count the rules that begin after the day: not shown."""
        return len(self.records.facts["rules"]) - len(self.rules)

    def _is_later(self, rule: OwnershipRule) -> bool:
        return rule.valid_from is not None and rule.valid_from > self.day

    @cached_property
    def frame(self) -> pd.DataFrame:
        """Give the rules as a rules frame."""
        return ownership_rules_frame(self.rules)

    @cached_property
    def spans(self) -> pd.DataFrame:
        """Follow each rule over every change, up to the day (see `rules_over_time`)."""
        return ownership_rules.rules_over_time(self.frame, self.holdings, self.sectors, self.day)

    @cached_property
    def states(self) -> dict[int, str]:
        """Give the state on the day of each rule in force, by its key."""
        rows = ownership_rules.rules_on(self.frame, self.holdings, self.sectors, self.day)
        return dict(zip(rows["rule_id"], rows["state"], strict=True))

    @cached_property
    def drawn(self) -> list[OwnershipRule]:
        """Choose the rules of one chart, all of one holder: staff if there is a rule on them."""
        if not self.rules:
            return []
        first = next((rule for rule in self.rules if rule.whose == RuleHolder.STAFF), self.rules[0])
        wanted = (first.measure, first.whose, first.holder_id)
        return [rule for rule in self.rules if (rule.measure, rule.whose, rule.holder_id) == wanted]

    @cached_property
    def held(self) -> pd.DataFrame:
        """Follow what the holder of the drawn rules has, whether a rule is in force or not."""
        keys = [rule.pk for rule in self.drawn[:1]]
        own = self.frame[self.frame["rule_id"].isin(keys)]
        always = own.assign(valid_from=None, valid_to=None)
        spans = ownership_rules.rules_over_time(always, self.holdings, self.sectors, self.day)
        return spans.drop(columns=["rule_id", "state"])

    def band(self, rule: OwnershipRule) -> tuple[float, float]:
        """Give what a rule allows, in per cent 0-100: for certain if anything is certain."""
        row = self.frame[self.frame["rule_id"] == rule.pk].iloc[0]
        band = ownership_rules.band_of(
            row["kind"], row["percent_low"], row["percent_high"], row["tolerance"]
        )
        low, high = band.certain_low, band.certain_high
        if low > high:
            low, high = band.possible_low, band.possible_high
        return float(max(0, low)), float(min(100, high))

    @cached_property
    def accessions(self) -> list[Accession]:
        """Give the spin-outs that joined it by the day, in time; undated ones last."""
        return self._joined("group_id")

    @cached_property
    def joined(self) -> list[Accession]:
        """Give the groups that it joined by the day, in time; undated ones last."""
        return self._joined("spin_out_id")

    def _joined(self, side: str) -> list[Accession]:
        found = [
            accession
            for accession in self.records.facts["accessions"]
            if getattr(accession, side) == self.key
            and (accession.joined_on is None or accession.joined_on <= self.day)
        ]
        return in_time(found, "joined_on")

    @cached_property
    def staff_at(self) -> dict[int, tuple[float, float, float, float]]:
        """Give the staff's per cent before and after each accession, by its key; see F3.

        :return: before low, before high, after low, after high (missing where no shares are)
        """
        rows = ownership_rules.staff_at_accessions(accessions_frame(self.accessions))
        return {
            row.accession_id: (
                row.before_percent_low,
                row.before_percent_high,
                row.after_percent_low,
                row.after_percent_high,
            )
            for row in rows.itertuples()
        }

    def needed(self, accession: Accession) -> Needed:
        """Work out the shares that staff had to receive under the rule of that day (F3)."""
        rule = self._rule_on(accession.joined_on)
        if rule is None:
            return Needed(None, None, "no rule on staff is recorded for that day")
        counts = (accession.shares_before, accession.staff_before, accession.issued_to_others)
        if not all(_is_one_number(count) for count in counts):
            return Needed(None, rule, "the shares are not known")
        limit = rule.limit
        if not _is_one_number(limit) or limit.low >= WHOLE:
            return Needed(None, rule, "the limit is no single number below 100%")
        shares = ownership_rules.shares_to_issue(
            f"{limit.low}/{WHOLE}", *(count.low for count in counts)
        )
        return Needed(shares, rule)

    def _rule_on(self, day: date | None) -> OwnershipRule | None:
        """Find the rule on staff's equity in force on a day; of an unknown day, one since ever."""
        for rule in self.rules:
            is_about_staff = rule.whose == RuleHolder.STAFF and rule.measure == Measure.EQUITY
            begins = rule.valid_from is None or (day is not None and rule.valid_from <= day)
            holds = rule.valid_to is None or (day is not None and rule.valid_to > day)
            if is_about_staff and rule.kind in KEPT_BY_ISSUES and begins and holds:
                return rule
        return None

    @cached_property
    def social_prime(self) -> SocialPrime | None:
        """Give what makes it a prime; None if nothing is recorded."""
        return next(iter(self.records.facts["social_prime"]), None)


def _is_one_number(value) -> bool:
    """Tell whether a measured value is known and a single number."""
    return value is not None and value.is_known and value.low == value.high
