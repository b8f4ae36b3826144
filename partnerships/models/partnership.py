"""Named joint working (joint ventures, primes, consortia, groups, programmes), and partners."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from organisations import measured_fields
from organisations.choices import RecordState, Sector
from organisations.measured import Unit
from organisations.measured_fields import MeasuredField
from organisations.models import Fact, Organisation
from organisations.models.base import precision_field
from partnerships.choices import (
    ContributionKind,
    Delivered,
    Denominator,
    MemberRole,
    PartnershipKind,
    PrimeType,
)
from partnerships.querysets import PartnershipMemberQuerySet, PartnershipQuerySet
from partnerships.rules import partnerships as rules


class Partnership(Fact):
    """One named way in which organisations work together, whoever owns what in it."""

    slug = models.SlugField(
        "address", max_length=80, unique=True, help_text="The last part of the page's address."
    )
    name = models.CharField(
        "name", max_length=200, help_text="For example “MyCSP mutual joint venture”."
    )
    kind = models.CharField(
        "kind",
        max_length=14,
        choices=PartnershipKind.choices,
        help_text="For example a joint venture or a consortium.",
    )
    vehicle = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="partnerships_led",
        verbose_name="joint body",
        help_text="The joint venture, prime or group itself, if it has a record.",
    )
    description = models.TextField(
        "description", blank=True, help_text="What it is for, in two sentences."
    )
    has_no_shareholders = models.BooleanField(
        "membership is no shareholding",
        default=False,
        help_text="Tick for a group or network whose members hold no shares in it.",
    )
    stated_member_count = MeasuredField(
        Unit.COUNT, "members in all", "Where the source counts more than it names: 550."
    )
    state = models.CharField(
        "record state",
        max_length=10,
        choices=RecordState.choices,
        default=RecordState.DRAFT,
        db_index=True,
        help_text="Drafts and hidden partnerships are seen by your own body and by curators only.",
    )

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        verbose_name = "partnership"
        verbose_name_plural = "partnerships"
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=RecordState.PUBLISHED) | Q(source__isnull=False),
                name="%(app_label)s_%(class)s_published_has_source",
                violation_error_message="A published partnership needs a source.",
            ),
            *measured_fields.constraints("stated_member_count", Unit.COUNT, "Members in all"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Give the address of its public page."""
        return reverse("spinouts:partnership-detail", args=[self.slug])


class PartnershipMember(Fact):
    """One member of a partnership over one period; what it owns stands in its stakes."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="members")
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        help_text="Its record, if it has one here. Type part of a name.",
    )
    name = models.CharField(
        "name", max_length=200, blank=True, help_text="If it has no record here."
    )
    sector = models.CharField(
        "sector",
        max_length=8,
        choices=Sector.choices,
        blank=True,
        help_text="Only for a member without a record.",
    )
    role = models.CharField(
        "role",
        max_length=14,
        choices=MemberRole.choices,
        default=MemberRole.MEMBER,
        help_text="What part it plays.",
    )
    role_words = models.CharField(
        "role in words", max_length=120, blank=True, help_text="As the source puts it."
    )
    joined_on = models.DateField("joined on", null=True, blank=True)
    joined_on_precision = precision_field("joined on")
    left_on = models.DateField(
        "left on", null=True, blank=True, help_text="The first day on which it was no member."
    )
    left_on_precision = precision_field("left on")
    signed_mission_on = models.DateField(
        "signed the shared mission on", null=True, blank=True, help_text="If it signed one."
    )

    objects = PartnershipMemberQuerySet.as_manager()

    class Meta:
        verbose_name = "member"
        verbose_name_plural = "members"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(name=""),
                name="%(app_label)s_%(class)s_named",
                violation_error_message="Choose the member's record or give its name.",
            ),
            models.CheckConstraint(
                condition=Q(joined_on=None) | Q(left_on=None) | Q(left_on__gt=F("joined_on")),
                name="%(app_label)s_%(class)s_leaves_after_joining",
                violation_error_message="The member leaves before it joins.",
            ),
        ]

    def __str__(self) -> str:
        return self.organisation.name if self.organisation_id else self.name

    def clean(self) -> None:
        """Check the rules that need several fields."""
        super().clean()
        rules.check_member(self)


class ProgrammeTally(Fact):
    """One published count of a programme: how much of it goes to one sector, of how much."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="tallies")
    denominator = models.CharField(
        "counted by",
        max_length=14,
        choices=Denominator.choices,
        help_text="Whether organisations, contracts or pounds are counted.",
    )
    sector = models.CharField(
        "sector",
        max_length=8,
        choices=Sector.choices,
        blank=True,
        help_text="Whose part it is. Empty: the source gives the whole only.",
    )
    part_count = MeasuredField(Unit.COUNT, "part", "How many of them: 36.")
    whole_count = MeasuredField(Unit.COUNT, "whole", "Of how many: 40.")
    part_value = MeasuredField(Unit.MONEY, "part of the value")
    whole_value = MeasuredField(Unit.MONEY, "whole value")
    as_at = models.DateField("as at", null=True, blank=True)
    as_at_precision = precision_field("as at")

    class Meta:
        verbose_name = "published count"
        verbose_name_plural = "published counts"
        ordering = ["denominator", "sector", "id"]
        constraints = [
            *measured_fields.constraints("part_count", Unit.COUNT, "Part"),
            *measured_fields.constraints("whole_count", Unit.COUNT, "Whole"),
            *measured_fields.constraints("part_value", Unit.MONEY, "Part of the value"),
            *measured_fields.constraints("whole_value", Unit.MONEY, "Whole value"),
        ]

    def __str__(self) -> str:
        return f"{self.partnership}: {self.get_denominator_display()}"

    def clean(self) -> None:
        """Check that the part does not exceed the whole."""
        super().clean()
        rules.check_tally(self)


class JVPartner(Fact):
    """The part of an organisation that makes it a partner: what it offers, and where."""

    organisation = models.OneToOneField(
        Organisation,
        on_delete=models.PROTECT,
        related_name="jv_partner",
        help_text="The private or social organisation that holds, or bids for, a stake.",
    )
    skills = models.TextField("skills it offers", blank=True, help_text="In plain words.")
    capital = MeasuredField(Unit.MONEY, "capital it offers")
    service_areas = models.CharField(
        "services", max_length=200, blank=True, help_text="For example “pensions, schools”."
    )
    works_in = models.CharField(
        "where it works", max_length=200, blank=True, help_text="Regions or places."
    )

    class Meta:
        verbose_name = "joint venture partner"
        verbose_name_plural = "joint venture partners"
        ordering = ["organisation__name"]
        constraints = measured_fields.constraints("capital", Unit.MONEY, "Capital it offers")

    def __str__(self) -> str:
        return str(self.organisation)


class Contribution(Fact):
    """One kind of thing that a partner brings to one venture, and whether it came about."""

    partner = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="contributions",
        help_text="Who brings it.",
    )
    venture = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="contributions_received",
        help_text="To which venture.",
    )
    kind = models.CharField(
        "kind", max_length=16, choices=ContributionKind.choices, help_text="What it brings."
    )
    words = models.CharField(
        "in words", max_length=300, blank=True, help_text="What exactly, in our words."
    )
    promised_on = models.DateField("promised on", null=True, blank=True)
    promised_on_precision = precision_field("promised on")
    delivered = models.CharField(
        "did it come about",
        max_length=8,
        choices=Delivered.choices,
        blank=True,
        help_text="As sources say since.",
    )

    class Meta:
        verbose_name = "contribution"
        verbose_name_plural = "contributions"
        ordering = ["venture", "kind", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(partner=F("venture")),
                name="%(app_label)s_%(class)s_to_another",
                violation_error_message="A venture does not contribute to itself.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.partner} to {self.venture}: {self.get_kind_display()}"


class SocialPrime(Fact):
    """The part of an organisation that makes it a prime: its type, mission and income."""

    organisation = models.OneToOneField(
        Organisation,
        on_delete=models.PROTECT,
        related_name="social_prime",
        help_text="The prime itself. Type part of a name.",
    )
    prime_type = models.CharField(
        "type",
        max_length=14,
        choices=PrimeType.choices,
        help_text="What kind of organisation leads the chain.",
    )
    mission = models.TextField(
        "shared mission", blank=True, help_text="Its words, or what they say."
    )
    adopted_on = models.DateField("mission adopted on", null=True, blank=True)
    adopted_on_precision = precision_field("mission adopted on")
    trading_income = MeasuredField(
        Unit.PERCENT,
        "income from contracts and trade",
        "Its per cent of all income, for example >90%.",
    )

    class Meta:
        verbose_name = "prime"
        verbose_name_plural = "primes"
        ordering = ["organisation__name"]
        constraints = measured_fields.constraints(
            "trading_income", Unit.PERCENT, "Income from contracts and trade"
        )

    def __str__(self) -> str:
        return str(self.organisation)
