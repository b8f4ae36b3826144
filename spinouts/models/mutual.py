"""Mutuals: how staff or users own or control an organisation, and how many are members."""

from django.db import models
from django.db.models import F, Q

from organisations import measured_fields
from organisations.measured import Unit
from organisations.measured_fields import MeasuredField
from organisations.models import Fact, Organisation
from organisations.models.base import precision_field
from organisations.rules import check_period
from spinouts.choices import Control, YesNo


class Mutual(Fact):
    """The part of an organisation that is described as a mutual by a source."""

    organisation = models.OneToOneField(
        Organisation,
        on_delete=models.CASCADE,
        related_name="mutual",
        help_text="The organisation that a source describes as a mutual. Type part of a name.",
    )
    is_derived = models.BooleanField(
        "our reading",
        default=False,
        help_text="Tick if this is our reading of the source.",
    )

    class Meta:
        verbose_name = "mutual"
        verbose_name_plural = "mutuals"
        ordering = ["organisation__name"]

    def __str__(self) -> str:
        return str(self.organisation)


class MutualTerms(Fact):
    """How a mutual was owned and controlled over one period."""

    mutual = models.ForeignKey(Mutual, on_delete=models.CASCADE, related_name="terms")
    valid_from = models.DateField("from", null=True, blank=True)
    valid_from_precision = precision_field("from")
    valid_to = models.DateField("until", null=True, blank=True)
    valid_to_precision = precision_field("until")
    control = models.CharField(
        "ownership or control by staff",
        max_length=12,
        choices=Control.choices,
        blank=True,
        help_text="For example “a trust holds for staff”.",
    )
    one_member_one_vote = models.CharField(
        "one member, one vote",
        max_length=4,
        choices=YesNo.choices,
        blank=True,
        help_text="Does every member have one vote, whatever the shares?",
    )
    asset_lock = models.CharField(
        "asset lock",
        max_length=4,
        choices=YesNo.choices,
        blank=True,
        help_text="Are its assets kept for its purpose for good?",
    )
    profit_rule = models.CharField(
        "profit rule", max_length=300, blank=True, help_text="“All surplus is reinvested”, say."
    )

    class Meta:
        verbose_name = "terms"
        verbose_name_plural = "terms"
        ordering = [F("valid_from").asc(nulls_first=True), "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="%(app_label)s_%(class)s_period_forwards",
                violation_error_message="The period ends before it begins.",
            )
        ]

    def __str__(self) -> str:
        return self.get_control_display()

    def clean(self) -> None:
        """Check the period."""
        super().clean()
        check_period(self.valid_from, self.valid_to)


class MembershipCount(Fact):
    """How many staff could be members on a day, and how many were: take-up, never a stake."""

    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="membership_counts",
        help_text="Whose members were counted. Type part of a name.",
    )
    who = models.CharField(
        "of whom", max_length=160, blank=True, help_text="For example “permanent staff”."
    )
    counted_on = models.DateField("counted on", null=True, blank=True)
    counted_on_precision = precision_field("counted on")
    eligible = MeasuredField(Unit.COUNT, "eligible")
    members = MeasuredField(Unit.COUNT, "members")
    take_up = MeasuredField(Unit.PERCENT, "take-up", "Per cent of those eligible: 62, ~90.")
    staff_seats = models.PositiveSmallIntegerField(
        "board seats elected by staff",
        null=True,
        blank=True,
        help_text="For example 3.",
    )
    board_size = models.PositiveSmallIntegerField(
        "of how many seats",
        null=True,
        blank=True,
        help_text="All seats on the board.",
    )

    class Meta:
        verbose_name = "membership count"
        verbose_name_plural = "membership counts"
        ordering = [F("counted_on").desc(nulls_last=True), "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(staff_seats=None)
                | Q(board_size=None)
                | Q(board_size__gte=F("staff_seats")),
                name="%(app_label)s_%(class)s_seats_within_board",
                violation_error_message="There are more seats than the board has.",
            ),
            *measured_fields.constraints("eligible", Unit.COUNT, "Eligible"),
            *measured_fields.constraints("members", Unit.COUNT, "Members"),
            *measured_fields.constraints("take_up", Unit.PERCENT, "Take-up"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.take_up or self.members or 'members'}"
