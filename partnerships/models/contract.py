"""Contracts, and rival figures for them."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from organisations import measured_fields
from organisations.choices import RecordState
from organisations.measured import Unit
from organisations.measured_fields import MeasuredField
from organisations.models import Fact, ServiceGroup
from organisations.models.base import precision_field
from partnerships import rules
from partnerships.choices import (
    ExtensionTreatment,
    FigureRole,
    ProcurementRoute,
    ReservedUnder,
    ValueKind,
    VatTreatment,
)
from partnerships.querysets import ContractQuerySet


class Contract(Fact):
    """One agreement to provide a public service, or one published figure for it.

    Days are inclusive: `ends_on` is the last day of the contract as it actually ran,
    `planned_ends_on` the last day first agreed where that is another one.
    """

    slug = models.SlugField(
        "address", max_length=80, unique=True, help_text="The last part of the page's address."
    )
    title = models.CharField(
        "title", max_length=300, help_text="For example “Care Closer to Home”."
    )
    service_area = models.CharField(
        "service", max_length=120, blank=True, help_text="What is delivered: “community health”."
    )
    service_group = models.ForeignKey(
        ServiceGroup,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contracts",
        help_text="The field of service. Type part of it, for example “health”.",
    )
    reference = models.CharField(
        "reference", max_length=80, blank=True, help_text="The commissioner's own number."
    )
    ocid = models.CharField(
        "open contracting ID",
        max_length=80,
        blank=True,
        help_text="From the notice, for example ocds-h6vhtk-04cd05.",
    )
    procurement_route = models.CharField(
        "procurement route",
        max_length=12,
        choices=ProcurementRoute.choices,
        blank=True,
        help_text="How the provider was chosen, for example “open competition”.",
    )
    reserved_under = models.CharField(
        "reserved under",
        max_length=12,
        choices=ReservedUnder.choices,
        blank=True,
        help_text="Only where the competition was kept to mutuals or social enterprises.",
    )
    starts_on = models.DateField("starts on", null=True, blank=True, db_index=True)
    starts_on_precision = precision_field("starts on")
    ends_on = models.DateField(
        "ends on",
        null=True,
        blank=True,
        db_index=True,
        help_text="The last day, as it really ended or is going to end.",
    )
    ends_on_precision = precision_field("ends on")
    planned_ends_on = models.DateField(
        "planned to end on",
        null=True,
        blank=True,
        help_text="The last day first agreed; only where it ended on another day.",
    )
    planned_ends_on_precision = precision_field("planned to end on")
    has_ended_early = models.BooleanField(
        "ended early",
        default=False,
        help_text="Tick if it ended before the day first agreed.",
    )
    early_end_reason = models.CharField(
        "why it ended early",
        max_length=200,
        blank=True,
        help_text="For example “services brought back in-house”.",
    )
    extension_options = models.CharField(
        "extension options", max_length=200, blank=True, help_text="For example “two years”."
    )
    partnership = models.ForeignKey(
        "partnerships.Partnership",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contracts",
        help_text="The partnership or programme that it belongs to.",
    )
    total_value = MeasuredField(Unit.MONEY, "total value")
    annual_value = MeasuredField(Unit.MONEY, "annual value")
    value_kind = models.CharField(
        "kind of value",
        max_length=16,
        choices=ValueKind.choices,
        blank=True,
        help_text="Ceilings and revenue managed are shown but never added up.",
    )
    vat = models.CharField(
        "VAT",
        max_length=8,
        choices=VatTreatment.choices,
        blank=True,
        help_text="Whether VAT is in the value, if the source says so.",
    )
    extensions_in_value = models.CharField(
        "extensions in the value",
        max_length=8,
        choices=ExtensionTreatment.choices,
        blank=True,
        help_text="Whether optional years are in the value, if the source says so.",
    )
    currency = models.CharField(
        "currency",
        max_length=3,
        default="GBP",
        help_text="Three letters, for example GBP.",
    )
    role = models.CharField(
        "role",
        max_length=12,
        choices=FigureRole.choices,
        default=FigureRole.MAIN,
        help_text="A second figure for the same contract is an alternative and enters no sum.",
    )
    alternative_to = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="alternatives",
        verbose_name="alternative to",
        help_text="The main record of the same contract, if this is a rival figure for it.",
    )
    status_words = models.CharField(
        "status as the source says",
        max_length=120,
        blank=True,
        help_text="Whether a contract is live follows from its dates, not from this.",
    )
    seen_on = models.DateField("seen on", null=True, blank=True)
    seen_on_precision = precision_field("seen on")
    is_derived = models.BooleanField(
        "our reading",
        default=False,
        help_text="Tick if a figure is our arithmetic or reading.",
    )
    state = models.CharField(
        "record state",
        max_length=10,
        choices=RecordState.choices,
        default=RecordState.DRAFT,
        db_index=True,
        help_text="Drafts and hidden contracts are seen by their own bodies and by curators only.",
    )

    objects = ContractQuerySet.as_manager()

    class Meta:
        verbose_name = "contract"
        verbose_name_plural = "contracts"
        ordering = [F("starts_on").desc(nulls_last=True), "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="%(app_label)s_%(class)s_ends_after_start",
                violation_error_message="The contract ends before it starts.",
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None)
                | Q(planned_ends_on=None)
                | Q(planned_ends_on__gte=F("starts_on")),
                name="%(app_label)s_%(class)s_plan_after_start",
                violation_error_message="The contract was planned to end before it starts.",
            ),
            models.CheckConstraint(
                condition=~Q(state=RecordState.PUBLISHED) | Q(source__isnull=False),
                name="%(app_label)s_%(class)s_published_has_source",
                violation_error_message="A published contract needs a source.",
            ),
            *measured_fields.constraints("total_value", Unit.MONEY, "Total value"),
            *measured_fields.constraints("annual_value", Unit.MONEY, "Annual value"),
        ]
        indexes = [models.Index(fields=["role", "state", "starts_on"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Give the address of its public page."""
        return reverse("spinouts:contract-detail", args=[self.slug])

    def clean(self) -> None:
        """Check the rules that need several fields."""
        super().clean()
        rules.check_contract(self)
