"""The situations that are compared: the present split, and what each offer would make of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property, reduce
from operator import or_

import pandas as pd
from django.db.models import Q

from organisations.frames import ORGANISATION_COLUMNS, object_frame, sectors_frame
from organisations.models import Organisation, Profile, User
from partnerships import modelling, ownership_rules
from partnerships.frames import holders_frame, holdings_frame
from partnerships.frames.rules import ownership_rules_frame
from partnerships.modelling import (
    NEW_VENTURE,
    Accession,
    AccessionOutcome,
    Check,
    DealOutcome,
    Holder,
    ImpossibleDeal,
    Offer,
    enclosing,
)
from partnerships.models import OwnershipRule, Stake
from partnerships.querysets import is_visible
from spinouts.dashboards.modeller.sheet import Sheet

NOW = "Now"


@dataclass(frozen=True)
class Situation:
    """Who would hold what in one of the situations that are compared.

    :ivar key: `now`, or the prefix of the offer
    :ivar label: words
    :ivar outcome: of the offer; None for the present, and for an offer whose stake is not known
    :ivar accession: of the spin-out that joins, None if none does or it cannot be told
    :ivar ends: all holders at the end of it all, for each end that a range of stakes leads to
    :ivar split, look_through: category, percent_low, percent_high
    :ivar checks: by `modelling.CHECKS`
    :ivar rules: rule_id, percent_low, percent_high, state
    """

    key: str
    label: str
    outcome: DealOutcome | None
    accession: AccessionOutcome | None
    ends: tuple[tuple[Holder, ...], ...]
    split: pd.DataFrame
    look_through: pd.DataFrame
    checks: dict[str, Check]
    rules: pd.DataFrame

    @property
    def holders(self) -> tuple[Holder, ...]:
        """Give everybody with the least and the most that they would have."""
        return enclosing(self.ends)


class Modeller:
    """What the modeller's page and charts show, worked out when asked for."""

    def __init__(self, sheet: Sheet, user: User, day: date) -> None:
        """Keep what was entered, who reads and for what day.

        :param sheet: valid; an offer that cannot be carried out adds its error to it
        """
        self.sheet = sheet
        self.user = user
        self.day = day
        self.venture = sheet.venture
        self.key = self.venture.pk if self.venture else NEW_VENTURE

    @property
    def name(self) -> str:
        """Name the venture."""
        return self.venture.name if self.venture else "the venture"

    @cached_property
    def organisations_named(self) -> dict[int, Organisation]:
        """Give the records of the venture and the partners."""
        named = [self.venture, *(self.sheet.partner(prefix) for prefix in self.sheet.offers)]
        return {one.pk: one for one in named if one is not None}

    @cached_property
    def stakes(self) -> list[Stake]:
        """Read the stakes in the venture and the partners, and up every chain above them."""
        if not self.organisations_named:
            return []
        upstream = (Stake.objects.upstream_of(key) for key in self.organisations_named)
        return list(reduce(or_, upstream).seen_by(self.user).order_by("pk"))

    @cached_property
    def holdings(self) -> pd.DataFrame:
        """Give these stakes as a holdings frame."""
        return holdings_frame(self.stakes)

    @cached_property
    def sectors(self) -> pd.DataFrame:
        """Give the sectors of everybody in the chains."""
        keys = {stake.holder_id for stake in self.stakes if stake.holder_id}
        return sectors_frame(
            Profile.objects.filter(organisation__in=keys | set(self.organisations_named))
        )

    @cached_property
    def organisations(self) -> pd.DataFrame:
        """Give everybody in the chains as an organisations frame."""
        holders = holders_frame(self.stakes)
        named = self.organisations_named
        rows = [
            (key, one.slug, one.name, one.region, hasattr(one, "public_body"), None, None, None)
            for key, one in named.items()
        ]
        own = object_frame(rows, ORGANISATION_COLUMNS)
        others = holders[~holders["organisation_id"].isin(list(named))]
        return pd.concat([own, others], ignore_index=True) if len(others) else own

    @cached_property
    def rules(self) -> list[OwnershipRule]:
        """Read the ownership rules of the venture that are in force on the day."""
        if self.venture is None:
            return []
        begun = Q(valid_from=None) | Q(valid_from__lte=self.day)
        not_ended = Q(valid_to=None) | Q(valid_to__gt=self.day)
        return list(
            OwnershipRule.objects.visible_to(self.user)
            .filter(begun & not_ended, organisation=self.venture)
            .select_related("holder")
            .annotate(is_holder_visible=is_visible(self.user, "holder"))
            .order_by("pk")
            .distinct()
        )

    @cached_property
    def present_holders(self) -> tuple[Holder, ...]:
        """Give who holds the venture now."""
        if self.venture is None:
            return self.sheet.written_holders
        return modelling.holders_on_day(self.holdings, self.sectors, self.key, self.day)

    @cached_property
    def situations(self) -> list[Situation]:
        """Work out the present and what each offer would make of it."""
        return [self._now(), *(self._after(prefix) for prefix in self.sheet.offers)]

    @property
    def offers(self) -> list[Situation]:
        """Give the situations after an offer."""
        return self.situations[1:]

    def try_offers(self) -> None:
        """Try every offer out; one that cannot be carried out adds an error to its form."""
        for prefix in self.sheet.offers:
            self._outcome(prefix)
        self._check_accession()

    def _check_accession(self) -> None:
        values = self.sheet.accession.cleaned_data
        if values.get("target") is not None and not self.sheet.shares_in_issue:
            self.sheet.present.add_error(
                "shares", "Say how many shares there are: a joining spin-out needs their number."
            )

    def _now(self) -> Situation:
        known = ownership_rules_frame(self.rules)
        rules = ownership_rules.rules_on(known, self.holdings, self.sectors, self.day)
        return self._situation("now", NOW, None, None, (self.present_holders,), rules)

    def _after(self, prefix: str) -> Situation:
        number, partner = prefix[1:], self._partner(prefix)
        outcome = self._outcome(prefix)
        accession = self._accession(outcome)
        ends = () if outcome is None else tuple(end.holders for end in outcome.ends)
        if accession is not None:
            ends = accession.ends
        rules = modelling.rule_states(ownership_rules_frame(self.rules), ends)
        label = f"Offer {number}: {partner.name}"
        return self._situation(prefix, label, outcome, accession, ends, rules)

    def _situation(
        self,
        key: str,
        label: str,
        outcome: DealOutcome | None,
        accession: AccessionOutcome | None,
        ends: tuple[tuple[Holder, ...], ...],
        rules: pd.DataFrame,
    ) -> Situation:
        frames = self.holdings, self.sectors
        split = modelling.split_after(*frames, self.key, ends, self.day)
        through = modelling.look_through_after(
            *frames, self.organisations, self.key, ends, self.day
        )
        checks = modelling.check_ownership(ends, through)
        return Situation(key, label, outcome, accession, ends, split, through, checks, rules)

    def _partner(self, prefix: str) -> Holder:
        """Make the partner of an offer a holder, its size left open."""
        values = self.sheet.offers[prefix].cleaned_data
        record, name = self.sheet.partner(prefix), values["name"]
        if record is None:
            made = Holder(f"outside:{name}|{values['sector']}", name, None, values["sector"])
            return next((one for one in self.present_holders if _is_same(one, made)), made)
        category = modelling.category_on(self.sectors, record.pk, self.day)
        return Holder(f"organisation:{record.pk}", record.name, record.pk, category)

    def _outcome(self, prefix: str) -> DealOutcome | None:
        """Carry an offer out; None if its stake is not known, or it cannot be carried out."""
        form = self.sheet.offers[prefix]
        values, stake = form.cleaned_data, form.bounds
        if stake is None and values.get("shares") is None:
            return None
        partner = replace(self._partner(prefix), is_about=form.is_about)
        offer = Offer(partner, values["way"], stake, values.get("shares"), self._giver(prefix))
        try:
            return modelling.apply_offer(self.present_holders, self.sheet.shares_in_issue, offer)
        except ImpossibleDeal as refusal:
            field, words = self._refusal(refusal.code)
            if field not in form.errors:
                form.add_error(field, words)
            return None

    def _giver(self, prefix: str) -> str:
        """Give the key of the holder who passes shares on; the name itself if nobody has it."""
        text = self.sheet.offers[prefix].cleaned_data["giver"].casefold()
        keys = {holder.name.casefold(): holder.key for holder in self.present_holders}
        return keys.get(text, text)

    def _refusal(self, code: str) -> tuple[str, str]:
        """Say in words why an offer cannot be carried out, and beside which box."""
        names = ", ".join(holder.name for holder in self.present_holders) or "nobody on record"
        return {
            "needs_shares": (
                "shares",
                "Say above how many shares are in issue, or give the stake in per cent.",
            ),
            "not_all_of_it": ("stake", "New shares can never be all of them: ask for less."),
            "no_such_holder": ("giver", f"The present holders are: {names}."),
            "holds_less": ("giver", "Nobody passes on more shares than they have."),
        }[code]

    def _accession(self, outcome: DealOutcome | None) -> AccessionOutcome | None:
        """Let the spin-out join; None if none does, or it cannot be told."""
        values = self.sheet.accession.cleaned_data
        if values.get("target") is None or outcome is None:
            return None
        category = values["joiner_category"]
        joiner = values["joiner"] or "the joiner"
        return modelling.accede(
            outcome.ends,
            Accession(
                target=Fraction(values["target"]),
                tolerance=Fraction(values["tolerance"] or 0),
                to_others=values["joiner_shares"] or 0,
                others=Holder(f"joiner:{joiner}|{category}", f"owners of {joiner}", None, category),
                staff=self._staff(values["staff_category"]),
            ),
        )

    def _staff(self, category: str) -> Holder:
        """Give whoever of the present holders stands for staff so, or make one."""
        own = (one for one in self.present_holders if one.category == category)
        words = {"employees": "employees directly", "employee_trust": "employee trust"}
        made = Holder(f"class:{category}|", words[category], None, category)
        return next(own, made)


def _is_same(one: Holder, other: Holder) -> bool:
    """Tell whether two holders without a record are one: same name, same category."""
    names = one.name.casefold() == other.name.casefold()
    return names and one.category == other.category and one.holder_id is None
