"""The journey: stages, what happened when, and programmes that spin-outs went through."""

from django.db import models
from django.db.models import F

from organisations import measured_fields
from organisations.measured import Unit
from organisations.measured_fields import MeasuredField
from organisations.models import Fact
from organisations.models.base import precision_field
from organisations.models.vocabulary import Term
from spinouts.choices import StageKind
from spinouts.querysets import StageEventQuerySet


class Stage(Term):
    """One stage of the journey, one way out of it, or an event on it."""

    kind = models.CharField(
        "kind",
        max_length=6,
        choices=StageKind.choices,
        help_text="An exit ends the spin-out; an event does not.",
    )
    order = models.PositiveSmallIntegerField(
        "order",
        default=0,
        help_text="Where it stands in lists: 10 comes before 20.",
    )
    is_public = models.BooleanField(
        "public", default=True, help_text="Untick for stages that only the parent body may see."
    )

    class Meta:
        verbose_name = "stage"
        verbose_name_plural = "stages"
        ordering = ["order", "name"]


class Cohort(Term):
    """One programme, wave or route: its spin-outs, and the size that was published for it."""

    published_size = MeasuredField(Unit.COUNT, "published size")

    class Meta:
        verbose_name = "cohort"
        verbose_name_plural = "cohorts"
        ordering = ["name"]
        constraints = measured_fields.constraints("published_size", Unit.COUNT, "Published size")


class StageEvent(Fact):
    """One spin-out reached one stage on a day, however exactly that day is known."""

    spin_out = models.ForeignKey(
        "spinouts.SpinOut", on_delete=models.CASCADE, related_name="stage_events"
    )
    stage = models.ForeignKey(
        Stage,
        on_delete=models.PROTECT,
        related_name="events",
        help_text="For example “launched”. Type part of it.",
    )
    happened_on = models.DateField(
        "on", null=True, blank=True, help_text="Leave empty where the source gives no date."
    )
    happened_on_precision = precision_field("on")

    objects = StageEventQuerySet.as_manager()

    class Meta:
        verbose_name = "stage event"
        verbose_name_plural = "stage events"
        ordering = [F("happened_on").asc(nulls_last=True), "id"]
        indexes = [models.Index(fields=["stage", "happened_on"])]

    def __str__(self) -> str:
        return f"{self.spin_out}: {self.stage}"
