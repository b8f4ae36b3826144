"""Bids in partner competitions, who makes them, what they bring, and how they were scored."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from organisations import measured_fields
from organisations.choices import Sector
from organisations.measured import Unit
from organisations.measured_fields import MeasuredField
from organisations.models import Fact, Organisation, Tracked
from organisations.models.base import precision_field
from partnerships.choices import BidStatus, ContributionKind
from partnerships.models.competition import (
    HIGHEST_SCORE,
    CompetitionCriterion,
    PartnerCompetition,
)
from partnerships.models.remembering import Remembering
from partnerships.querysets import BidQuerySet, BidScoreQuerySet
from partnerships.rules import competitions as rules


class Bid(Remembering, Fact):
    """One offer in a partner competition, by one organisation or a consortium; confidential."""

    REMEMBERED = ("status",)

    competition = models.ForeignKey(
        PartnerCompetition, on_delete=models.PROTECT, related_name="bids"
    )
    name = models.CharField(
        "name of the bid",
        max_length=200,
        blank=True,
        help_text="Of a consortium, for example; empty: the lead bidder's name.",
    )
    status = models.CharField(
        "status",
        max_length=12,
        choices=BidStatus.choices,
        default=BidStatus.INVITED,
        help_text="How far it is.",
    )
    cash = MeasuredField(Unit.MONEY, "investment in cash")
    in_kind = MeasuredField(Unit.MONEY, "investment in kind")
    debt = MeasuredField(Unit.MONEY, "investment as debt")
    investment = MeasuredField(
        Unit.MONEY, "investment in all", "Only where the parts are not known: £4m, or withheld."
    )
    stake_sought = MeasuredField(Unit.PERCENT, "stake sought")
    stake_price = MeasuredField(Unit.MONEY, "price for the stake")
    term_months = MeasuredField(Unit.COUNT, "contract term asked for, in months", "For example 84.")
    skills = models.TextField(
        "skills", blank=True, help_text="What the bidders bring besides money, in their words."
    )
    values_statement = models.TextField(
        "statement of values", blank=True, help_text="What they say they stand for."
    )
    invited_on = models.DateField("invited on", null=True, blank=True)
    submitted_on = models.DateField("submitted on", null=True, blank=True)
    submitted_on_precision = precision_field("submitted on")
    closed_on = models.DateField(
        "decided on",
        null=True,
        blank=True,
        help_text="The day on which it was signed, lost or withdrawn.",
    )
    closed_on_precision = precision_field("decided on")
    closed_why = models.CharField(
        "why it was lost or withdrawn", max_length=300, blank=True, help_text="In plain words."
    )
    is_name_withheld = models.BooleanField(
        "keep the bidders' names back",
        default=True,
        help_text="After signing, the public sees their sector only. The winner is always named.",
    )
    are_terms_withheld = models.BooleanField(
        "keep the offer back",
        default=True,
        help_text="After signing, the public sees “withheld” instead of amounts and stakes.",
    )

    objects = BidQuerySet.as_manager()

    class Meta:
        verbose_name = "bid"
        verbose_name_plural = "bids"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["competition"],
                condition=Q(status__in=(BidStatus.PREFERRED, BidStatus.SIGNED)),
                name="%(app_label)s_%(class)s_one_preferred",
                violation_error_message="Another bid is preferred or signed already.",
            ),
            *measured_fields.constraints("cash", Unit.MONEY, "Investment in cash"),
            *measured_fields.constraints("in_kind", Unit.MONEY, "Investment in kind"),
            *measured_fields.constraints("debt", Unit.MONEY, "Investment as debt"),
            *measured_fields.constraints("investment", Unit.MONEY, "Investment in all"),
            *measured_fields.constraints("stake_sought", Unit.PERCENT, "Stake sought"),
            *measured_fields.constraints("stake_price", Unit.MONEY, "Price for the stake"),
            *measured_fields.constraints("term_months", Unit.COUNT, "Contract term"),
        ]

    def __str__(self) -> str:
        return self.name or f"bid no. {self.pk}"

    def clean(self) -> None:
        """Check the rules that need several fields, and the way its status went."""
        super().clean()
        rules.check_bid(self)


class Bidder(Fact):
    """One organisation that makes a bid, alone or as a member of a consortium."""

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="bidders")
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bids",
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
        help_text="Only for a bidder without a record.",
    )
    share = MeasuredField(
        Unit.PERCENT, "share of the bid", "Its per cent of the consortium, for example 51."
    )
    is_lead = models.BooleanField("leads the bid", default=False, help_text="One of them leads.")
    role_words = models.CharField(
        "part it plays", max_length=120, blank=True, help_text="For example “staff mutual”."
    )

    class Meta:
        verbose_name = "bidder"
        verbose_name_plural = "bidders"
        ordering = ["-is_lead", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(name=""),
                name="%(app_label)s_%(class)s_named",
                violation_error_message="Choose the bidder's record or give its name.",
            ),
            models.UniqueConstraint(
                fields=["bid", "organisation"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message="This organisation is in the bid already.",
            ),
            models.UniqueConstraint(
                fields=["bid"],
                condition=Q(is_lead=True),
                name="%(app_label)s_%(class)s_one_lead",
                violation_error_message="Another bidder leads this bid already.",
            ),
            *measured_fields.constraints("share", Unit.PERCENT, "Share of the bid"),
        ]

    def __str__(self) -> str:
        return self.organisation.name if self.organisation_id else self.name

    def clean(self) -> None:
        """Check that a secret bid names no source."""
        super().clean()
        if self.bid.competition_id is not None:
            rules.check_names_no_source(self, self.bid.competition)


class BidOffer(Tracked):
    """One kind of thing that a bid brings besides money, in words."""

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="offers")
    kind = models.CharField(
        "kind", max_length=16, choices=ContributionKind.choices, help_text="What is brought."
    )
    words = models.CharField("in words", max_length=300, help_text="What exactly is offered.")

    class Meta:
        verbose_name = "thing offered"
        verbose_name_plural = "things offered"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["bid", "kind"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message="This kind is in the bid already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.words}"


class BidScore(Tracked):
    """What one assessor gives one bid for one criterion, and why."""

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(
        CompetitionCriterion, on_delete=models.PROTECT, related_name="scores"
    )
    assessor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="bid_scores"
    )
    score = models.PositiveSmallIntegerField("score", help_text="From 0 to the highest score.")
    why = models.TextField("reason", help_text="What in the bid earns this score.")

    objects = BidScoreQuerySet.as_manager()

    class Meta:
        verbose_name = "score"
        verbose_name_plural = "scores"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["bid", "criterion", "assessor"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message="This assessor has scored that already.",
            ),
            models.CheckConstraint(
                condition=Q(score__lte=HIGHEST_SCORE),
                name="%(app_label)s_%(class)s_in_range",
                violation_error_message="The score is too high.",
            ),
            models.CheckConstraint(
                condition=~Q(why=""),
                name="%(app_label)s_%(class)s_has_reason",
                violation_error_message="A score needs its reason.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.score}"

    def clean(self) -> None:
        """Check that bid, criterion and score belong together."""
        super().clean()
        rules.check_score(self)
