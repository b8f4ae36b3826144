"""Contracts, their parties, what changed in them, and work passed on under them."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from organisations import measured_fields
from organisations.choices import RecordState, Sector
from organisations.measured import Unit
from organisations.measured_fields import MeasuredField
from organisations.models import Fact, Organisation, ServiceGroup
from organisations.models.base import precision_field
from partnerships import rules
from partnerships.choices import (
    ExtensionTreatment,
    FigureRole,
    LinkKind,
    PartyRole,
    ProcurementRoute,
    ReservedUnder,
    ValueKind,
    VatTreatment,
)
from partnerships.querysets import ContractPartyQuerySet, ContractQuerySet, SupplyLinkQuerySet


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
        ServiceGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="contracts"
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
        "procurement route", max_length=12, choices=ProcurementRoute.choices, blank=True
    )
    reserved_under = models.CharField(
        "reserved under", max_length=12, choices=ReservedUnder.choices, blank=True
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
    has_ended_early = models.BooleanField("ended early", default=False)
    early_end_reason = models.CharField("why it ended early", max_length=200, blank=True)
    extension_options = models.CharField(
        "extension options", max_length=200, blank=True, help_text="For example “two years”."
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
    vat = models.CharField("VAT", max_length=8, choices=VatTreatment.choices, blank=True)
    extensions_in_value = models.CharField(
        "extensions in the value", max_length=8, choices=ExtensionTreatment.choices, blank=True
    )
    currency = models.CharField("currency", max_length=3, default="GBP")
    role = models.CharField(
        "role", max_length=12, choices=FigureRole.choices, default=FigureRole.MAIN
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
    is_derived = models.BooleanField("our reading", default=False)
    state = models.CharField(
        "record state",
        max_length=10,
        choices=RecordState.choices,
        default=RecordState.DRAFT,
        db_index=True,
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


class ContractParty(Fact):
    """One commissioner or provider of a contract, with its fraction where that is known."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="parties")
    role = models.CharField("side", max_length=12, choices=PartyRole.choices)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="contract_parts"
    )
    name = models.CharField(
        "name in the source",
        max_length=200,
        blank=True,
        help_text="If it has no record here, or the source names it otherwise.",
    )
    sector = models.CharField(
        "sector",
        max_length=8,
        choices=Sector.choices,
        blank=True,
        help_text="Only for a party without a record.",
    )
    fraction = MeasuredField(
        Unit.PERCENT, "fraction", "Its per cent of the contract. Empty: shared equally."
    )

    objects = ContractPartyQuerySet.as_manager()

    class Meta:
        verbose_name = "party"
        verbose_name_plural = "parties"
        ordering = ["role", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(name=""),
                name="%(app_label)s_%(class)s_named",
                violation_error_message="Choose the party's record or give its name.",
            ),
            models.UniqueConstraint(
                fields=["contract", "role", "organisation"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message="This organisation is already on that side.",
            ),
            *measured_fields.constraints("fraction", Unit.PERCENT, "Fraction"),
        ]

    def __str__(self) -> str:
        return self.organisation.name if self.organisation_id else self.name


class ContractChange(Fact):
    """One change of a contract's value or end, from a day on."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="changes")
    changed_on = models.DateField("from", help_text="The first day on which the change counts.")
    changed_on_precision = precision_field("from")
    total_value = MeasuredField(Unit.MONEY, "new total value")
    annual_value = MeasuredField(Unit.MONEY, "new annual value")
    ends_on = models.DateField("new last day", null=True, blank=True)
    reason = models.CharField("reason", max_length=200, blank=True)

    class Meta:
        verbose_name = "change"
        verbose_name_plural = "changes"
        ordering = ["changed_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "changed_on"],
                name="%(app_label)s_%(class)s_one_per_day",
                violation_error_message="Two changes of a contract count from the same day.",
            ),
            *measured_fields.constraints("total_value", Unit.MONEY, "New total value"),
            *measured_fields.constraints("annual_value", Unit.MONEY, "New annual value"),
        ]

    def __str__(self) -> str:
        return f"change of {self.contract} on {self.changed_on}"


class SupplyLink(Fact):
    """Work that one organisation passes to another under a contract, at one tier."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="supply_links")
    tier = models.PositiveSmallIntegerField(
        "tier", default=1, help_text="1: from the provider itself. 2: passed on again …"
    )
    giver = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="links_given",
        verbose_name="from",
        help_text="Empty: the contract's provider.",
    )
    receiver = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="links_received",
        verbose_name="to",
    )
    receiver_name = models.CharField("receiver's name", max_length=200, blank=True)
    receiver_sector = models.CharField(
        "receiver's sector", max_length=8, choices=Sector.choices, blank=True
    )
    kind = models.CharField(
        "kind", max_length=12, choices=LinkKind.choices, default=LinkKind.SUBCONTRACT
    )
    value = MeasuredField(Unit.MONEY, "value")
    starts_on = models.DateField(
        "starts on", null=True, blank=True, help_text="Empty: when the contract starts."
    )
    ends_on = models.DateField(
        "ends on", null=True, blank=True, help_text="Its last day. Empty: when the contract ends."
    )
    does_design = models.BooleanField("designs", default=False)
    does_delivery = models.BooleanField("delivers", default=True)

    objects = SupplyLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "supply link"
        verbose_name_plural = "supply links"
        ordering = ["tier", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(receiver__isnull=False) | ~Q(receiver_name=""),
                name="%(app_label)s_%(class)s_receiver_named",
                violation_error_message="Choose who receives the work, or give its name.",
            ),
            models.CheckConstraint(
                condition=Q(giver=None) | Q(receiver=None) | ~Q(giver=F("receiver")),
                name="%(app_label)s_%(class)s_not_to_itself",
                violation_error_message="Work cannot be passed on to the giver itself.",
            ),
            models.CheckConstraint(
                condition=Q(tier__gte=1),
                name="%(app_label)s_%(class)s_tier_from_one",
                violation_error_message="Tiers are counted from 1.",
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="%(app_label)s_%(class)s_ends_after_start",
                violation_error_message="The link ends before it starts.",
            ),
            *measured_fields.constraints("value", Unit.MONEY, "Value"),
        ]

    def __str__(self) -> str:
        return f"{self.giver or 'provider'} to {self.receiver or self.receiver_name}"
