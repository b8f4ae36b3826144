"""What every record shares: history, and the source that states it."""

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from simple_history.models import HistoricalRecords

from organisations.choices import DatePrecision
from organisations.querysets import RecordQuerySet

DERIVED_COLUMNS = [
    "exited_on",
    "counts_from",
    "equity_counts_to",
    "votes_counts_to",
    "profit_share_counts_to",
    "board_seats_counts_to",
]
"""Columns worked out from other records and kept by actions; they have no history of their own."""


def precision_field(of_what: str) -> models.CharField:
    """Declare how exactly the date before it is known.

    :param of_what: the date in words
    """
    return models.CharField(
        f"{of_what}, how exact",
        max_length=8,
        choices=DatePrecision.choices,
        default=DatePrecision.DAY,
        help_text="Choose “to the month” or “to the year” where the source gives no day.",
    )


class Tracked(models.Model):
    """A record whose every change is kept: who, when, from what to what, and through what."""

    objects = RecordQuerySet.as_manager()
    history = HistoricalRecords(inherit=True, excluded_fields=DERIVED_COLUMNS)

    class Meta:
        abstract = True


class Fact(Tracked):
    """A record that somebody stated: it names its main source, and where in it."""

    source = models.ForeignKey(
        "organisations.Source",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="source",
        help_text="Where this is stated. Type part of the title or publisher.",
    )
    location = models.CharField(
        "page or line", max_length=120, blank=True, help_text="Where in the source: “p. 14”."
    )
    quote = models.CharField(
        "short quote",
        max_length=300,
        blank=True,
        help_text="At most 15 words of the source that show it.",
    )
    note = models.TextField(
        "note", blank=True, help_text="What a reader should know: how a date was inferred, say."
    )
    register_id = models.CharField(
        "starter row",
        max_length=60,
        null=True,
        blank=True,
        unique=True,
        editable=False,
        help_text="The row of the starter register that this came from.",
    )
    evidence = GenericRelation("organisations.Evidence")

    class Meta:
        abstract = True
