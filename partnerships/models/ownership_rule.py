"""Rules about who must own how much, and spin-outs that join a group."""

from django.db import models
from django.db.models import F, Q

from organisations import measured_fields
from organisations.measured import Unit
from organisations.measured_fields import MeasuredField
from organisations.models import Fact, Organisation
from organisations.models.base import precision_field
from partnerships.choices import Measure, RuleHolder, RuleKind
from partnerships.rules import partnerships as rules


class OwnershipRule(Fact):
    """One floor, cap or target for what a class or holder has in an organisation (FIGURES F3)."""

    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="ownership_rules",
        help_text="Whose shares, votes or seats the rule is about.",
    )
    kind = models.CharField(
        "kind", max_length=8, choices=RuleKind.choices, help_text="Floor, cap or target."
    )
    measure = models.CharField(
        "measure",
        max_length=12,
        choices=Measure.choices,
        default=Measure.EQUITY,
        help_text="Whether equity, votes or board seats are bound.",
    )
    whose = models.CharField(
        "whose part", max_length=14, choices=RuleHolder.choices, help_text="Who is bound."
    )
    holder = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="rules_about",
        help_text="Only for a rule about one holder.",
    )
    limit = MeasuredField(Unit.PERCENT, "limit", "For example 25, ~50 or 45-55.")
    tolerance = MeasuredField(
        Unit.PERCENT, "tolerance", "Points on either side of a target, for example 5."
    )
    words = models.CharField(
        "in words", max_length=300, blank=True, help_text="What the rule says, in our words."
    )
    valid_from = models.DateField("from", null=True, blank=True)
    valid_from_precision = precision_field("from")
    valid_to = models.DateField(
        "until", null=True, blank=True, help_text="The first day on which it no longer held."
    )
    valid_to_precision = precision_field("until")

    class Meta:
        verbose_name = "ownership rule"
        verbose_name_plural = "ownership rules"
        ordering = ["organisation", F("valid_from").asc(nulls_first=True), "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="%(app_label)s_%(class)s_period_forwards",
                violation_error_message="The rule ends before it begins.",
            ),
            models.CheckConstraint(
                condition=Q(whose=RuleHolder.HOLDER, holder__isnull=False)
                | ~Q(whose=RuleHolder.HOLDER) & Q(holder=None),
                name="%(app_label)s_%(class)s_one_holder",
                violation_error_message="A rule about one holder names the holder; no other does.",
            ),
            *measured_fields.constraints("limit", Unit.PERCENT, "Limit"),
            *measured_fields.constraints("tolerance", Unit.PERCENT, "Tolerance"),
        ]

    def __str__(self) -> str:
        return self.words or f"{self.get_whose_display()} {self.get_kind_display()} {self.limit}"

    def clean(self) -> None:
        """Check the rules that need several fields."""
        super().clean()
        rules.check_ownership_rule(self)


class Accession(Fact):
    """One spin-out joining a group, with the shares issued so that its rule still holds."""

    group = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="accessions",
        help_text="The group that it joins.",
    )
    spin_out = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="accessions_to",
        verbose_name="spin-out",
        help_text="Who joins, if it has a record here.",
    )
    spin_out_name = models.CharField(
        "spin-out's name", max_length=200, blank=True, help_text="If it has no record here."
    )
    joined_on = models.DateField("joined on", null=True, blank=True)
    joined_on_precision = precision_field("joined on")
    shares_before = MeasuredField(Unit.COUNT, "shares in issue before", "For example 1,000.")
    staff_before = MeasuredField(Unit.COUNT, "of these held by staff", "For example 500.")
    issued_to_staff = MeasuredField(Unit.COUNT, "shares issued to staff", "For example 200.")
    issued_to_others = MeasuredField(Unit.COUNT, "shares issued to others", "For example 200.")

    class Meta:
        verbose_name = "accession to a group"
        verbose_name_plural = "accessions to groups"
        ordering = ["group", F("joined_on").asc(nulls_last=True), "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(spin_out__isnull=False) | ~Q(spin_out_name=""),
                name="%(app_label)s_%(class)s_named",
                violation_error_message="Choose who joins, or give its name.",
            ),
            models.CheckConstraint(
                condition=Q(spin_out=None) | ~Q(spin_out=F("group")),
                name="%(app_label)s_%(class)s_not_itself",
                violation_error_message="A group does not join itself.",
            ),
            *measured_fields.constraints("shares_before", Unit.COUNT, "Shares before"),
            *measured_fields.constraints("staff_before", Unit.COUNT, "Held by staff"),
            *measured_fields.constraints("issued_to_staff", Unit.COUNT, "Issued to staff"),
            *measured_fields.constraints("issued_to_others", Unit.COUNT, "Issued to others"),
        ]

    def __str__(self) -> str:
        return f"{self.spin_out or self.spin_out_name} joins {self.group}"

    def clean(self) -> None:
        """Check the rules that need several fields."""
        super().clean()
        rules.check_accession(self)
