"""Spin-outs: organisations, or plans for them, that take a service out of a public body."""

from django.db import models

from organisations import measured_fields
from organisations.measured import Unit
from organisations.measured_fields import MeasuredField
from organisations.models import Fact, Organisation, ServiceGroup, Tracked
from organisations.models.base import precision_field
from spinouts.choices import LastStatus, StatusEvidence, Structure
from spinouts.querysets import SpinOutQuerySet


class SpinOut(Fact):
    """The part of an organisation that makes it a spin-out: what left whom, and how it stands."""

    organisation = models.OneToOneField(
        Organisation,
        on_delete=models.PROTECT,
        related_name="spin_out",
        help_text="The new organisation, or the plan for one. Type part of a name.",
    )
    is_contrast = models.BooleanField(
        "kept for contrast",
        default=False,
        db_index=True,
        help_text="Tick for council-owned companies and government joint ventures: they are kept "
        "for comparison and not counted as spin-outs.",
    )
    service_area = models.CharField(
        "service", max_length=120, blank=True, help_text="What left: “community health”."
    )
    service_group = models.ForeignKey(
        ServiceGroup,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="spin_outs",
        help_text="The field of service. Type part of it, for example “health”.",
    )
    structure = models.CharField(
        "structure",
        max_length=16,
        choices=Structure.choices,
        blank=True,
        help_text="For example “standalone” or “joint venture”.",
    )
    last_status = models.CharField(
        "status when last seen",
        max_length=30,
        choices=LastStatus.choices,
        default=LastStatus.LIVE,
        help_text="What the latest source says of it.",
    )
    last_status_words = models.CharField(
        "status in words",
        max_length=120,
        blank=True,
        help_text="In the source’s words, for example “main contract ended 2025”.",
    )
    status_evidence = models.CharField(
        "how fresh that is",
        max_length=8,
        choices=StatusEvidence.choices,
        blank=True,
        help_text="Is the latest source recent or old, or has the story ended?",
    )
    last_seen_on = models.DateField(
        "last seen on", null=True, blank=True, help_text="The date of the latest source about it."
    )
    seen_on = models.DateField("stated on", null=True, blank=True)
    seen_on_precision = precision_field("stated on")
    staff_transferred = MeasuredField(Unit.COUNT, "staff transferred")
    policy_route = models.CharField(
        "policy route", max_length=120, blank=True, help_text="For example “Right to Request”."
    )
    motive = models.TextField("motive", blank=True, help_text="Why it left, in plain words.")

    objects = SpinOutQuerySet.as_manager()

    class Meta:
        verbose_name = "spin-out"
        verbose_name_plural = "spin-outs"
        ordering = ["organisation__name"]
        constraints = measured_fields.constraints(
            "staff_transferred", Unit.COUNT, "Staff transferred"
        )

    def __str__(self) -> str:
        return str(self.organisation)

    def get_absolute_url(self) -> str:
        """Give the address of the organisation's page."""
        return self.organisation.get_absolute_url()


class SpinOutParent(Fact):
    """One public body that a spin-out left."""

    spin_out = models.ForeignKey(SpinOut, on_delete=models.CASCADE, related_name="parents")
    body = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="spin_outs_parented",
        verbose_name="public body",
        help_text="The public body whose service left, for example a council. Type part of a name.",
    )
    staff_transferred = MeasuredField(Unit.COUNT, "staff transferred from it")

    class Meta:
        verbose_name = "parent"
        verbose_name_plural = "parents"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["spin_out", "body"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message="This parent is already recorded.",
            ),
            *measured_fields.constraints("staff_transferred", Unit.COUNT, "Staff transferred"),
        ]

    def __str__(self) -> str:
        return str(self.body)


class SpinOutCohort(Tracked):
    """One programme or wave that a spin-out was part of."""

    spin_out = models.ForeignKey(SpinOut, on_delete=models.CASCADE, related_name="cohorts")
    cohort = models.ForeignKey(
        "spinouts.Cohort",
        on_delete=models.PROTECT,
        related_name="spin_outs",
        help_text="For example “Right to Request, wave 1”. Type part of it.",
    )

    class Meta:
        verbose_name = "cohort"
        verbose_name_plural = "cohorts"
        ordering = ["cohort__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["spin_out", "cohort"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message="This cohort is already recorded.",
            )
        ]

    def __str__(self) -> str:
        return str(self.cohort)
