"""The measured value in models and forms: four columns, one attribute, one text box."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from organisations.measured import EXAMPLES, LARGEST, Disclosure, Measured, Qualifier, Unit, parse

PARTS = ("low", "high", "qualifier", "disclosure")


class MeasuredField(property):
    """Declare a measured value on a model.

    Adds the columns `<name>_low`, `<name>_high` (integers of the unit's scale), `<name>_qualifier`
    and `<name>_disclosure`, and the attribute `<name>` that reads and writes a `Measured` or None
    (nothing entered). `constraints(name, unit)` gives the row rules to put into `Meta`.
    A property, so that Django's models accept it as a keyword: `Stake(equity=…)`.
    """

    def __init__(self, unit: Unit, verbose_name: str, help_text: str = "") -> None:
        self.unit = unit
        self.verbose_name = self.short_description = verbose_name
        self.help_text = help_text or f"For example {EXAMPLES[unit]}."
        super().__init__(self._read, self._write)

    def contribute_to_class(self, model: type[models.Model], name: str) -> None:
        """Add the four columns and the attribute to the model."""
        self.name = name
        number = {"null": True, "blank": True, "editable": False}
        word = {"max_length": 14, "blank": True, "default": "", "editable": False}
        columns = {
            "low": models.BigIntegerField(f"{self.verbose_name}, lowest", **number),
            "high": models.BigIntegerField(f"{self.verbose_name}, highest", **number),
            "qualifier": models.CharField(
                f"{self.verbose_name}, qualifier", choices=Qualifier.choices, **word
            ),
            "disclosure": models.CharField(
                f"{self.verbose_name}, disclosure", choices=Disclosure.choices, **word
            ),
        }
        for part, column in columns.items():
            column.contribute_to_class(model, f"{name}_{part}")
        registry = dict(getattr(model, "measured_fields", {}))
        registry[name] = self
        model.measured_fields = registry
        setattr(model, name, self)

    def _read(self, instance: models.Model) -> Measured | None:
        """Read the four columns as one value; None where nothing was entered."""
        low, high, qualifier, disclosure = (
            getattr(instance, f"{self.name}_{part}") for part in PARTS
        )
        if not disclosure:
            return None
        return Measured(self.unit, low, high, qualifier, disclosure)

    def _write(self, instance: models.Model, value: Measured | str | None) -> None:
        """Write the four columns from a value, from text that people type, or from None."""
        if isinstance(value, str):
            value = parse(value, self.unit)
        parts = (
            (None, None, "", "")
            if value is None
            else (value.low, value.high, value.qualifier, value.disclosure)
        )
        for part, content in zip(PARTS, parts, strict=True):
            setattr(instance, f"{self.name}_{part}", content)

    def formfield(self, **options) -> MeasuredFormField:
        """Make the form's text box."""
        return MeasuredFormField(
            unit=self.unit,
            **{
                "label": self.verbose_name[:1].upper() + self.verbose_name[1:],
                "help_text": self.help_text,
                "required": False,
                **options,
            },
        )


def middle_of(name: str) -> Combinable:
    """Give the expression by which a measured value sorts (twice its middle)."""
    return F(f"{name}_low") + Coalesce(F(f"{name}_high"), F(f"{name}_low"))


def constraints(name: str, unit: Unit, label: str) -> list[models.CheckConstraint]:
    """Give the row rules of a measured value: bounds in order, numbers only where known.

    :param name: attribute name of the field
    :param unit: of the field
    :param label: words for the message
    """
    known = Q(**{f"{name}_disclosure": Disclosure.KNOWN})
    no_numbers = Q(**{f"{name}_low__isnull": True, f"{name}_high__isnull": True})
    has_low = Q(**{f"{name}_low__isnull": False})
    no_high = Q(**{f"{name}_high__isnull": True})
    in_range = Q(**{f"{name}_low__gte": 0, f"{name}_low__lte": LARGEST[unit]})
    ordered = Q(**{f"{name}_high__gte": F(f"{name}_low"), f"{name}_high__lte": LARGEST[unit]})
    return [
        models.CheckConstraint(
            condition=(known & has_low) | (~known & no_numbers),
            name=f"%(app_label)s_%(class)s_{name}_known",
            violation_error_message=(
                f"{label}: a number is needed where it is known, and only there."
            ),
        ),
        models.CheckConstraint(
            condition=no_numbers | (has_low & in_range & (no_high | ordered)),
            name=f"%(app_label)s_%(class)s_{name}_range",
            violation_error_message=(
                f"{label}: the lowest must not exceed the highest, nor either its limits."
            ),
        ),
    ]


class MeasuredFormField(forms.CharField):
    """Read a measured value from one text box and print it back as people write it."""

    def __init__(self, *, unit: Unit, **options) -> None:
        self.unit = unit
        super().__init__(max_length=80, **options)

    def prepare_value(self, value: Measured | str | None) -> str:
        """Print the stored value; text that could not be read stays as typed."""
        return "" if value is None else str(value)

    def to_python(self, value: str | None) -> Measured | None:
        """Parse the text.

        :raises ValidationError: where it cannot be read
        """
        return parse(super().to_python(value), self.unit)

    def clean(self, value: str | None) -> Measured | None:
        """Parse and check that a required value is there."""
        measured = self.to_python(value)
        if measured is None and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return measured

    def has_changed(self, initial: Measured | None, data: str | None) -> bool:
        """Compare as values, so that `50` and `50%` are no change."""
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True


class MeasuredFormMetaclass(forms.models.ModelFormMetaclass):
    """Declare a text box for every measured value of the form's model."""

    def __new__(mcs, name: str, bases: tuple, attributes: dict):
        """Add the boxes before Django reads the declared fields."""
        meta = attributes.get("Meta") or next(
            (base.Meta for base in bases if hasattr(base, "Meta")), None
        )
        model = getattr(meta, "model", None)
        for field_name, field in getattr(model, "measured_fields", {}).items():
            attributes.setdefault(field_name, field.formfield())
        return super().__new__(mcs, name, bases, attributes)


class MeasuredModelForm(forms.ModelForm, metaclass=MeasuredFormMetaclass):
    """A model form whose measured values are text boxes."""

    def __init__(self, *arguments, **options) -> None:
        super().__init__(*arguments, **options)
        for name in self._measured_names():
            self.initial.setdefault(name, getattr(self.instance, name))

    def _measured_names(self) -> list[str]:
        known = getattr(self._meta.model, "measured_fields", {})
        return [name for name in known if name in self.fields]

    def _post_clean(self) -> None:
        """Put the values on the instance before the model's own rules look at it."""
        for name in self._measured_names():
            if name in self.cleaned_data:
                setattr(self.instance, name, self.cleaned_data[name])
        super()._post_clean()
