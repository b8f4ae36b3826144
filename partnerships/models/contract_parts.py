"""What hangs on a contract: its parties, what changed in it, and work passed on under it."""

from django.db import models
from django.db.models import F, Q

from organisations import measured_fields
from organisations.choices import Sector
from organisations.measured import Unit
from organisations.measured_fields import MeasuredField
from organisations.models import Fact, Organisation
from organisations.models.base import precision_field
from partnerships.choices import LinkKind, PartyRole
from partnerships.models.contract import Contract
from partnerships.querysets import ContractPartyQuerySet, SupplyLinkQuerySet


class ContractParty(Fact):
    """One commissioner or provider of a contract, with its fraction where that is known."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="parties")
    role = models.CharField(
        "side",
        max_length=12,
        choices=PartyRole.choices,
        help_text="Does it pay for the service, or provide it?",
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contract_parts",
        help_text="Its record, if it has one here. Type part of a name.",
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
    ends_on = models.DateField(
        "new last day", null=True, blank=True, help_text="Only where the end was moved."
    )
    reason = models.CharField(
        "reason",
        max_length=200,
        blank=True,
        help_text="For example “two-year extension agreed”.",
    )

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
        help_text="Who does the work, if it has a record here.",
    )
    receiver_name = models.CharField(
        "receiver's name",
        max_length=200,
        blank=True,
        help_text="Who does the work, if it has no record here.",
    )
    receiver_sector = models.CharField(
        "receiver's sector",
        max_length=8,
        choices=Sector.choices,
        blank=True,
        help_text="Only for a receiver without a record.",
    )
    kind = models.CharField(
        "kind",
        max_length=12,
        choices=LinkKind.choices,
        default=LinkKind.SUBCONTRACT,
        help_text="For example a subcontract or a grant.",
    )
    value = MeasuredField(Unit.MONEY, "value")
    starts_on = models.DateField(
        "starts on", null=True, blank=True, help_text="Empty: when the contract starts."
    )
    ends_on = models.DateField(
        "ends on", null=True, blank=True, help_text="Its last day. Empty: when the contract ends."
    )
    does_design = models.BooleanField(
        "designs",
        default=False,
        help_text="Tick if the receiver helps to design the service.",
    )
    does_delivery = models.BooleanField(
        "delivers",
        default=True,
        help_text="Tick if the receiver delivers the service.",
    )

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
