"""What each test of a social prime asks for: data that curators edit."""

from django.db import models
from django.db.models import F, Q

from organisations.models import Tracked
from partnerships.choices import PrimeTest


class PrimeThreshold(Tracked):
    """One test of a social prime: its words and its threshold (FIGURES F6)."""

    test = models.CharField(
        "test", max_length=22, choices=PrimeTest.choices, unique=True, help_text="Which test."
    )
    definition = models.TextField("definition", help_text="What it asks, in plain words.")
    lowest = models.BigIntegerField(
        "lowest",
        help_text="What it needs at least: per cent, or whole pounds for major contracts.",
    )
    highest = models.BigIntegerField(
        "highest",
        null=True,
        blank=True,
        help_text="Only for balance: the largest share that is still balanced, in per cent.",
    )

    class Meta:
        verbose_name = "test of a social prime"
        verbose_name_plural = "tests of a social prime"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lowest__gte=0) & (Q(highest=None) | Q(highest__gte=F("lowest"))),
                name="%(app_label)s_%(class)s_ordered",
                violation_error_message="The lowest must not exceed the highest.",
            )
        ]

    def __str__(self) -> str:
        return self.get_test_display()
