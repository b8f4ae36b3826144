"""What is entered, read once: the forms of the page, bound to the address, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from django import forms

from organisations import measured
from organisations.models import Organisation, User
from partnerships.modelling import holders_in_shares, merged
from partnerships.modelling.holders import Holder
from spinouts.dashboards.filters import FilterError
from spinouts.dashboards.modeller.entries import (
    HOLDER_PREFIXES,
    OFFER_PREFIXES,
    filled,
    filled_offers,
)
from spinouts.dashboards.modeller.forms import (
    SHARES,
    AccessionForm,
    HolderForm,
    OfferForm,
    PresentForm,
)
from spinouts.dashboards.modeller.people import Found, find_people, not_found_words

MOST_PERCENT = Fraction(10_001, 100)
SCALE = measured.SCALE[measured.Unit.PERCENT]
SPARE_HOLDERS, SPARE_OFFERS = 2, 1
LEAST_HOLDERS, LEAST_OFFERS = 3, 2


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with what is entered.

    :ivar name: of the parameter; empty for a form as a whole
    :ivar field_id: id of the box
    :ivar words: the box's label and the message
    """

    name: str
    field_id: str
    words: str


class Sheet:
    """Everything that is entered, and what it says."""

    def __init__(self, entries: Mapping[str, str], user: User) -> None:
        """Bind the forms and look the names up.

        :param entries: parameters of the address, those of a competition among them
        """
        self.entries = entries
        self.user = user
        self.present = PresentForm(entries)
        self.present.is_valid()
        unit = self.present.cleaned_data.get("unit", "")
        self.holders = {
            prefix: HolderForm(entries, prefix=prefix, unit=unit)
            for prefix in HOLDER_PREFIXES
            if filled(entries, prefix)
        }
        self.offers = {
            prefix: OfferForm(entries, prefix=prefix) for prefix in filled_offers(entries)
        }
        self.accession = AccessionForm(entries)
        for form in self._bound():
            form.is_valid()
        self._check_venture()
        self._check_partners()
        self._check_lines()

    def _bound(self) -> Iterator[forms.Form]:
        yield self.present
        yield from self.holders.values()
        yield from self.offers.values()
        yield self.accession

    @cached_property
    def people(self) -> dict[str, Found]:
        """Look up the venture, and the partners that are to be records."""
        texts = [self.present.cleaned_data.get("venture", "")]
        texts += [
            form.cleaned_data.get("name", "")
            for form in self.offers.values()
            if not form.cleaned_data.get("sector")
        ]
        return find_people(texts, self.user)

    @property
    def venture(self) -> Organisation | None:
        """Give the record of the venture, if it was named by one."""
        found = self.people.get(self.present.cleaned_data.get("venture", ""))
        return found.organisation if found else None

    def partner(self, prefix: str) -> Organisation | None:
        """Give the record of the partner of an offer, if it was named by one."""
        values = self.offers[prefix].cleaned_data
        found = None if values.get("sector") else self.people.get(values.get("name", ""))
        return found.organisation if found else None

    @property
    def unit(self) -> str:
        """Give the unit in which the split is written out."""
        return self.present.cleaned_data["unit"]

    @property
    def shares_in_issue(self) -> int | None:
        """Give how many shares there are: as entered, else those of the lines."""
        entered = self.present.cleaned_data.get("shares")
        if entered is None and self.unit == SHARES:
            return sum(form.cleaned_data["amount"] for form in self.holders.values()) or None
        return entered

    def _check_venture(self) -> None:
        text = self.present.cleaned_data.get("venture", "")
        if not text:
            return
        if self.venture is None:
            otherwise = "Or leave this empty and write its split out below."
            words = not_found_words(text, self.people[text], otherwise)
            self.present.add_error("venture", words)
        elif self.holders:
            self.present.add_error(
                "venture", "Name the organisation or write its split out below, not both."
            )

    def _check_partners(self) -> None:
        for prefix, form in self.offers.items():
            text, sector = (form.cleaned_data.get(name) for name in ("name", "sector"))
            if not text or sector or "sector" in form.errors:
                continue
            partner = self.partner(prefix)
            if partner is None:
                otherwise = "Or choose a sector: then any name will do."
                form.add_error("name", not_found_words(text, self.people[text], otherwise))
            elif self.venture is not None and partner.pk == self.venture.pk:
                form.add_error("name", "The venture is no partner of its own.")

    def _check_lines(self) -> None:
        """See that what is written out is no more than the whole."""
        if any(form.errors for form in (self.present, *self.holders.values())) or not self.holders:
            return
        amounts = [form.cleaned_data["amount"] for form in self.holders.values()]
        if self.unit == SHARES:
            if not sum(amounts):
                self.present.add_error("unit", "The lines below add up to no shares at all.")
            elif sum(amounts) > self.shares_in_issue:
                words = f"The lines below add up to {sum(amounts):,}, which is more."
                self.present.add_error("shares", words)
        elif sum(Fraction(amount.bounds()[0] or 0, SCALE) for amount in amounts) > MOST_PERCENT:
            self.present.add_error("unit", "The lines below add up to more than 100 per cent.")

    @cached_property
    def written_holders(self) -> tuple[Holder, ...]:
        """Give the holders that are written out; only where nothing is wrong with them."""
        lines = [(_line(form), form.cleaned_data["amount"]) for form in self.holders.values()]
        if self.unit == SHARES and lines:
            return holders_in_shares(lines, self.shares_in_issue)
        sized = []
        for holder, amount in lines:
            low, high = amount.bounds()
            bounds = Fraction(low or 0, SCALE), Fraction(high or 0, SCALE)
            is_about = amount.qualifier == measured.Qualifier.ABOUT
            sized.append(replace(holder.holding(*bounds), is_about=is_about))
        return merged(sized)

    @property
    def is_valid(self) -> bool:
        """Tell whether all that is entered makes sense."""
        return not any(form.errors for form in self._bound())

    @property
    def problems(self) -> list[Problem]:
        """List what is wrong, in the order of the page."""
        found = []
        for form in self._bound():
            for name, messages in form.errors.items():
                is_whole = name == "__all__"
                box = None if is_whole else form[name]
                words = " ".join(messages)
                found.append(
                    Problem(
                        "" if is_whole else form.add_prefix(name),
                        "" if is_whole else box.id_for_label,
                        words if is_whole else f"{self._part(form)}{box.label}: {words}",
                    )
                )
        return found

    def _part(self, form: forms.Form) -> str:
        """Name the part of the page that a form is."""
        kind = {"h": "Holder", "o": "Offer"}.get((form.prefix or "")[:1])
        return f"{kind} {form.prefix[1:]}, " if kind else ""

    def refuse(self) -> None:
        """Refuse what does not make sense, for an answer that has no form.

        :raises FilterError: naming every parameter
        """
        if not self.is_valid:
            raise FilterError({one.name or "target": one.words for one in self.problems})

    @property
    def holder_forms(self) -> list[HolderForm]:
        """Give the lines to show: those filled, and some to fill."""
        shown = _shown(HOLDER_PREFIXES, self.holders, SPARE_HOLDERS, LEAST_HOLDERS)
        return [self.holders.get(prefix) or HolderForm(prefix=prefix) for prefix in shown]

    @property
    def offer_forms(self) -> list[OfferForm]:
        """Give the offers to show: those filled, and one to fill."""
        shown = _shown(OFFER_PREFIXES, self.offers, SPARE_OFFERS, LEAST_OFFERS)
        return [self.offers.get(prefix) or OfferForm(prefix=prefix) for prefix in shown]


def _shown(prefixes: tuple[str, ...], forms_by_prefix: Mapping, spare: int, least: int) -> list:
    """Choose the parts to show: as many spare ones as there is room for, none taken twice."""
    count = max(len(forms_by_prefix) + spare, least)
    spares = [prefix for prefix in prefixes if prefix not in forms_by_prefix]
    wanted = set(forms_by_prefix) | set(spares[: count - len(forms_by_prefix)])
    return [prefix for prefix in prefixes if prefix in wanted]


def _line(form: HolderForm) -> Holder:
    """Make the holder of one line; without a name it is its class or sector as a whole."""
    values = form.cleaned_data
    category = values["category"]
    words = dict(form.fields["category"].choices)[category]
    name = values["name"] or words
    return Holder(f"line:{name.casefold()}|{category}", name, None, category)
