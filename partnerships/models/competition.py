"""Partner competitions: the contest a public body runs to choose a partner for a venture."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from organisations import measured_fields
from organisations.choices import RecordState
from organisations.measured import Unit
from organisations.measured_fields import MeasuredField
from organisations.models import Fact, Organisation, ServiceGroup, Tracked
from organisations.models.base import precision_field
from partnerships.choices import CompetitionOrigin, CompetitionStatus
from partnerships.models.remembering import Remembering
from partnerships.querysets import PartnerCompetitionQuerySet
from partnerships.rules import competitions as rules

HIGHEST_SCORE = 100


class PartnerCompetition(Remembering, Fact):
    """One contest for a partner: what is sought, what is offered for it, and how far it is.

    A competition *run* in the register keeps its bids and scores from everybody but its body's
    officers until it is signed. One *reported* by public sources has no secrets.
    """

    REMEMBERED = ("origin", "status", "public_body_id", "closes_on")

    slug = models.SlugField(
        "address", max_length=80, unique=True, help_text="The last part of the page's address."
    )
    title = models.CharField(
        "title", max_length=200, help_text="For example “Partner for school support services”."
    )
    origin = models.CharField(
        "record",
        max_length=8,
        choices=CompetitionOrigin.choices,
        default=CompetitionOrigin.RUN,
        help_text="Whether you run it here, or public sources report it.",
    )
    public_body = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="competitions",
        verbose_name="public body",
        help_text="Who looks for a partner.",
    )
    public_body_name = models.CharField(
        "public body in words",
        max_length=200,
        blank=True,
        help_text="Where the source does not name it: “two councils, not named”.",
    )
    venture = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="competitions_for",
        verbose_name="organisation to be formed",
        help_text="Its record, if there is one already.",
    )
    venture_name = models.CharField(
        "working name", max_length=200, blank=True, help_text="Of the organisation to be formed."
    )
    service_area = models.CharField(
        "service", max_length=120, blank=True, help_text="What it is to deliver: “school support”."
    )
    service_group = models.ForeignKey(
        ServiceGroup,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="competitions",
        help_text="The field of service. Type part of it, for example “health”.",
    )
    investment_sought = MeasuredField(Unit.MONEY, "investment sought")
    skills_sought = models.TextField(
        "skills sought", blank=True, help_text="What the partner should bring besides money."
    )
    stake_on_offer = MeasuredField(Unit.PERCENT, "stake on offer")
    term_months = MeasuredField(
        Unit.COUNT, "contract term on offer, in months", "For example 120, or 60-84."
    )
    contract_value = MeasuredField(Unit.MONEY, "contract value on offer")
    highest_score = models.PositiveSmallIntegerField(
        "highest score", default=5, help_text="Each criterion is scored from 0 to this."
    )
    opens_on = models.DateField("opens on", null=True, blank=True)
    opens_on_precision = precision_field("opens on")
    closes_on = models.DateField(
        "closes on", null=True, blank=True, help_text="The last day for bids."
    )
    closes_on_precision = precision_field("closes on")
    decides_on = models.DateField(
        "decision planned for", null=True, blank=True, help_text="When a partner is to be chosen."
    )
    signed_on = models.DateField("signed on", null=True, blank=True)
    signed_on_precision = precision_field("signed on")
    abandoned_on = models.DateField("abandoned on", null=True, blank=True)
    abandoned_why = models.CharField(
        "why it was abandoned", max_length=300, blank=True, help_text="In plain words."
    )
    status = models.CharField(
        "status",
        max_length=10,
        choices=CompetitionStatus.choices,
        default=CompetitionStatus.DRAFT,
        help_text="How far it is.",
    )
    are_scores_shared = models.BooleanField("all have scored", default=False, editable=False)
    bidder_count = MeasuredField(
        Unit.COUNT, "bidders in all", "Where the source counts more than it names: 16."
    )
    state = models.CharField(
        "record state",
        max_length=10,
        choices=RecordState.choices,
        default=RecordState.DRAFT,
        db_index=True,
        help_text="Published: the notice is public. Bids stay secret until it is signed.",
    )

    objects = PartnerCompetitionQuerySet.as_manager()

    class Meta:
        verbose_name = "partner competition"
        verbose_name_plural = "partner competitions"
        ordering = [F("opens_on").desc(nulls_last=True), "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(public_body__isnull=False)
                | Q(origin=CompetitionOrigin.REPORTED) & ~Q(public_body_name=""),
                name="%(app_label)s_%(class)s_has_body",
                violation_error_message="Say which public body looks for a partner.",
            ),
            models.CheckConstraint(
                condition=Q(opens_on=None) | Q(closes_on=None) | Q(closes_on__gte=F("opens_on")),
                name="%(app_label)s_%(class)s_closes_after_opening",
                violation_error_message="The competition closes before it opens.",
            ),
            models.CheckConstraint(
                condition=~Q(origin=CompetitionOrigin.RUN)
                | ~Q(status=CompetitionStatus.SIGNED)
                | Q(signed_on__isnull=False),
                name="%(app_label)s_%(class)s_signed_has_day",
                violation_error_message="A signed competition needs the day of signing.",
            ),
            models.CheckConstraint(
                condition=Q(highest_score__gte=1, highest_score__lte=HIGHEST_SCORE),
                name="%(app_label)s_%(class)s_scores_in_range",
                violation_error_message="The highest score lies between 1 and 100.",
            ),
            models.CheckConstraint(
                condition=~Q(state=RecordState.PUBLISHED) | Q(source__isnull=False),
                name="%(app_label)s_%(class)s_published_has_source",
                violation_error_message="A published competition needs a source.",
            ),
            *measured_fields.constraints("investment_sought", Unit.MONEY, "Investment sought"),
            *measured_fields.constraints("stake_on_offer", Unit.PERCENT, "Stake on offer"),
            *measured_fields.constraints("term_months", Unit.COUNT, "Contract term"),
            *measured_fields.constraints("contract_value", Unit.MONEY, "Contract value"),
            *measured_fields.constraints("bidder_count", Unit.COUNT, "Bidders in all"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Give the address of its page."""
        return reverse("spinouts:competition-detail", args=[self.slug])

    @property
    def is_disclosed(self) -> bool:
        """Tell whether its bids are no secret: it is signed, or reported by public sources."""
        return rules.is_disclosed(self)

    def clean(self) -> None:
        """Check the rules that need several fields, and the way its status went."""
        super().clean()
        rules.check_competition(self)


class CompetitionCriterion(Tracked):
    """One thing by which bids are judged, and how much it weighs."""

    competition = models.ForeignKey(
        PartnerCompetition, on_delete=models.CASCADE, related_name="criteria"
    )
    number = models.PositiveSmallIntegerField("number", default=1, help_text="Its place: 1, 2 …")
    name = models.CharField("criterion", max_length=120, help_text="For example “Price”.")
    guidance = models.TextField(
        "guidance", blank=True, help_text="What a good bid shows, for bidders and assessors."
    )
    weight = models.PositiveSmallIntegerField(
        "weight", default=1, help_text="Any whole numbers: 40, 30, 30."
    )

    class Meta:
        verbose_name = "criterion"
        verbose_name_plural = "criteria"
        ordering = ["number", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(weight__gte=1, weight__lte=1000),
                name="%(app_label)s_%(class)s_weighs_something",
                violation_error_message="A weight is a whole number from 1 to 1,000.",
            ),
            models.UniqueConstraint(
                fields=["competition", "name"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message="This competition already has that criterion.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CompetitionAssessor(Tracked):
    """One officer who is to score the bids of a competition."""

    competition = models.ForeignKey(
        PartnerCompetition, on_delete=models.CASCADE, related_name="assessors"
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="assessing",
        help_text="An officer of the body that runs the competition.",
    )

    class Meta:
        verbose_name = "assessor"
        verbose_name_plural = "assessors"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["competition", "account"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message="This officer is an assessor already.",
            )
        ]

    def __str__(self) -> str:
        return str(self.account)


class BidGrant(Tracked):
    """Leave for one account to read the bids of one competition, given on record by a superuser."""

    competition = models.ForeignKey(
        PartnerCompetition,
        on_delete=models.PROTECT,
        related_name="grants",
        help_text="Whose bids may be read. Type part of its title.",
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="bid_grants",
        help_text="Who may read them.",
    )
    why = models.CharField(
        "reason", max_length=300, help_text="The body's officers see it beside the name."
    )
    is_withdrawn = models.BooleanField(
        "withdrawn", default=False, help_text="Tick to end it; the record stays."
    )

    class Meta:
        verbose_name = "leave to read bids"
        verbose_name_plural = "leaves to read bids"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["competition", "account"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message="This account has a record for that competition already.",
            ),
            models.CheckConstraint(
                condition=~Q(why=""),
                name="%(app_label)s_%(class)s_has_reason",
                violation_error_message="Say why the bids may be read.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account}: {self.competition}"
