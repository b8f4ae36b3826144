"""The modeller's forms: what stands in the address, read strictly and shown again."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from django import forms
from django.core.exceptions import ValidationError

from organisations.choices import Sector
from organisations.measured import LARGEST, SCALE, Measured, Qualifier, Unit, parse
from organisations.measured_fields import MeasuredFormField
from partnerships.choices import Category
from partnerships.modelling import WAYS
from spinouts.dashboards.filter_forms import OneOf
from spinouts.dashboards.modeller.entries import LONGEST_ENTRY, MONEY_PARTS

# A list's first choice is the empty one, so that what nobody touched stays out of the address.
PERCENT, SHARES = UNITS = ("percent", "shares")
NOT_RECORDED = Category.NOT_RECORDED.value
FREE_CATEGORIES = [
    choice for choice in Category.choices if choice[0] not in {NOT_RECORDED, Category.CIRCULAR}
]
SECTORS = [
    ("", "as in the register"),
    *((value, label) for value, label in Sector.choices),
    (NOT_RECORDED, "not known"),
]
WAY_WORDS = [("", "new shares"), (WAYS[1], "shares passed on")]
STAFF = [
    ("", "employees directly"),
    (Category.EMPLOYEE_TRUST.value, "an employee trust"),
]
MONEY_AND_TERM = (*MONEY_PARTS, "months")
MOST_SHARES = LARGEST[Unit.COUNT]


class SharesField(forms.IntegerField):
    """A whole number of shares; commas between thousands are fine."""

    def __init__(self, label: str, *, least: int = 1, **options) -> None:
        words = f"Write a whole number of shares from {least} to {MOST_SHARES:,}, such as 1,000."
        super().__init__(
            label=label,
            required=False,
            min_value=least,
            max_value=MOST_SHARES,
            error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), words),
            widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 20}),
            **options,
        )

    def to_python(self, value: str | None) -> int | None:
        """Read the number without its commas."""
        return super().to_python(value.replace(",", "") if isinstance(value, str) else value)


class PointsField(forms.DecimalField):
    """An exact percentage."""

    def __init__(self, label: str, **options) -> None:
        words = "Write one exact percentage from 0 to below 100, such as 50 or 33.3333."
        super().__init__(
            label=label,
            required=False,
            min_value=0,
            max_value=Decimal("99.9999"),
            decimal_places=4,
            error_messages=dict.fromkeys(
                ("invalid", "min_value", "max_value", "max_decimal_places"), words
            ),
            widget=forms.TextInput(attrs={"inputmode": "decimal", "maxlength": 12}),
            **options,
        )

    def to_python(self, value: str | None) -> Decimal | None:
        """Read the number without a sign for per cent."""
        return super().to_python(value.rstrip("% ") if isinstance(value, str) else value)


def text_field(label: str, help_text: str = "", **attributes: str) -> forms.CharField:
    """Make a text box that may stay empty."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=LONGEST_ENTRY,
        widget=forms.TextInput(attrs=attributes),
    )


class EntryForm(forms.Form):
    """A part of the modeller's form: bound to the address, shown with what was typed."""

    def __init__(self, *arguments, **options) -> None:
        super().__init__(*arguments, **options, use_required_attribute=False)


class PresentForm(EntryForm):
    """Who owns the venture now: its record, or a split written out."""

    venture = text_field("Organisation", "Its name, or the last part of its page’s address.")
    shares = SharesField(
        "Shares in issue",
        help_text="How many there are now. Needed to count shares; percentages do without.",
    )
    unit = OneOf(
        "The split is written in",
        [("", "per cent"), (SHARES, "numbers of shares")],
        required=False,
    )

    def clean_unit(self) -> str:
        """Take per cent where nothing is chosen."""
        return self.cleaned_data["unit"] or PERCENT


class HolderForm(EntryForm):
    """One line of a split written out."""

    name = text_field("Holder")
    category = OneOf("Counts as", [("", "choose"), *FREE_CATEGORIES], required=False)
    amount = text_field("Holds")

    def __init__(self, *arguments, unit: str = PERCENT, **options) -> None:
        super().__init__(*arguments, **options)
        self.unit = unit

    def clean_amount(self) -> Measured | int | None:
        """Read per cent, or a whole number of shares."""
        text = self.cleaned_data["amount"]
        if not text:
            return None
        if self.unit == SHARES:
            return SharesField("Shares", least=0).clean(text)
        return parse(text, Unit.PERCENT)

    def clean(self) -> dict:
        """Ask for the parts that a line needs."""
        values = super().clean()
        if not values.get("category") and "category" not in self.errors:
            self.add_error("category", "Choose in which class or sector this holder counts.")
        if values.get("amount") is None and "amount" not in self.errors:
            self.add_error("amount", "Say how much this holder has; “unknown” is an answer.")
        return values


class OfferForm(EntryForm):
    """One offer: who, how much of the venture, for what money and contract."""

    name = text_field("Partner", "Its record’s name, or any name with a sector below.")
    sector = OneOf("Sector", SECTORS, required=False)
    way = OneOf("How it gets its stake", WAY_WORDS, required=False)
    giver = text_field("Passed on by", "One of the holders; empty: all in proportion.")
    stake = MeasuredFormField(
        unit=Unit.PERCENT, label="Stake, per cent", help_text="40, ~40 or 25-30.", required=False
    )
    shares = SharesField("or number of shares")
    cash = MeasuredFormField(unit=Unit.MONEY, label="Investment in cash", required=False)
    in_kind = MeasuredFormField(unit=Unit.MONEY, label="Investment in kind", required=False)
    debt = MeasuredFormField(unit=Unit.MONEY, label="Investment as debt", required=False)
    investment = MeasuredFormField(
        unit=Unit.MONEY,
        label="Investment in all",
        help_text="Only where the parts are not known.",
        required=False,
    )
    price = MeasuredFormField(unit=Unit.MONEY, label="Price of the stake", required=False)
    value = MeasuredFormField(unit=Unit.MONEY, label="Contract value", required=False)
    months = MeasuredFormField(
        unit=Unit.COUNT,
        label="Contract term, months",
        help_text="84 is seven years.",
        required=False,
    )

    def __init__(self, *arguments, **options) -> None:
        super().__init__(*arguments, **options)
        for name, field in self.fields.items():
            if isinstance(field, MeasuredFormField):
                field.widget.attrs.setdefault("maxlength", field.max_length)
            if name in {"stake", "shares"}:
                field.widget.attrs["autocomplete"] = "off"

    def clean_way(self) -> str:
        """Take new shares where nothing is chosen."""
        return self.cleaned_data["way"] or WAYS[0]

    def clean(self) -> dict:
        """Ask for a name, and for one size only.

        :raises ValidationError: never; errors stand beside their fields
        """
        values = super().clean()
        if not values.get("name") and "name" not in self.errors:
            self.add_error("name", "Say who makes this offer.")
        if values.get("stake") is not None and values.get("shares") is not None:
            self.add_error(
                "shares", "Give the stake in per cent or as a number of shares, not both."
            )
        if values.get("giver") and values.get("way") == WAYS[0]:
            self.add_error("giver", "New shares come from nobody: choose “shares passed on”.")
        return values

    @property
    def who(self) -> list[forms.BoundField]:
        """Give the boxes about the partner and its stake."""
        return [self[name] for name in self.fields if name not in MONEY_AND_TERM]

    @property
    def money(self) -> list[forms.BoundField]:
        """Give the boxes about money and the contract."""
        return [self[name] for name in MONEY_AND_TERM]

    @property
    def has_money(self) -> bool:
        """Tell whether any of these is filled."""
        return any(self[name].value() for name in MONEY_AND_TERM)

    @property
    def is_about(self) -> bool:
        """Tell whether the stake is only about so much."""
        stake: Measured | None = self.cleaned_data.get("stake")
        return stake is not None and stake.qualifier == Qualifier.ABOUT

    @property
    def bounds(self) -> tuple[Fraction, Fraction] | None:
        """Give the stake asked for as exact per cent; None where it is not known."""
        stake: Measured | None = self.cleaned_data.get("stake")
        if stake is None or not stake.is_known:
            return None
        scale = SCALE[Unit.PERCENT]
        return Fraction(stake.low, scale), Fraction(stake.upper, scale)


class AccessionForm(EntryForm):
    """A spin-out that joins the venture as a group, under a target for its staff (F3)."""

    target = PointsField(
        "Staff shall hold, per cent", help_text="For example 50. Empty: nobody joins."
    )
    tolerance = PointsField("Points on either side", help_text="For example 5. Empty: none.")
    joiner = text_field("Who joins")
    joiner_shares = SharesField(
        "New shares for the joiner’s owners", least=0, help_text="Empty: none, the rule alone."
    )
    joiner_category = OneOf("They count as", [("", "choose"), *FREE_CATEGORIES], required=False)
    staff_category = OneOf("Staff hold through", STAFF, required=False)

    def clean_staff_category(self) -> str:
        """Take employees directly where nothing is chosen."""
        return self.cleaned_data["staff_category"] or Category.EMPLOYEES.value

    def clean(self) -> dict:
        """Ask what the joiner's owners count as.

        :raises ValidationError: if shares are given out without a target to keep
        """
        values = super().clean()
        if values.get("joiner_shares") and not values.get("joiner_category"):
            self.add_error("joiner_category", "Choose in which class or sector they count.")
        if values.get("joiner_shares") and values.get("target") is None and not self.errors:
            raise ValidationError(
                "Say what part staff shall hold when the spin-out joins.", code="no_target"
            )
        return values
