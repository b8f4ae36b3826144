"""Lists that a curator keeps: words with plain definitions."""

from django.db import models

from organisations.models.base import Tracked


class Term(Tracked):
    """One word of a list, with its definition."""

    slug = models.SlugField(
        "code",
        max_length=60,
        unique=True,
        help_text="A short code that does not change, for example “cic”.",
    )
    name = models.CharField(
        "name",
        max_length=120,
        unique=True,
        help_text="As people read it, for example “community interest company”.",
    )
    definition = models.TextField("definition", blank=True, help_text="In plain words.")

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class LegalForm(Term):
    """A form in which the law lets an organisation exist: community interest company, charity."""

    class Meta(Term.Meta):
        verbose_name = "legal form"
        verbose_name_plural = "legal forms"


class OperatingModel(Term):
    """A way in which an organisation works: mutual, joint venture, employees' trust."""

    is_staff_vehicle = models.BooleanField(
        "holds for staff",
        default=False,
        help_text="Tick for employees' trusts and staff vehicles: what they hold counts as "
        "“employee trust” in an ownership split.",
    )

    class Meta(Term.Meta):
        verbose_name = "operating model"
        verbose_name_plural = "operating models"


class ServiceGroup(Term):
    """A field of public service by which spin-outs and contracts are grouped: health, libraries."""

    class Meta(Term.Meta):
        verbose_name = "service group"
        verbose_name_plural = "service groups"
