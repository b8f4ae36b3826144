"""Deals: a competition, its winning bid, and the stakes and contract that came of it."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from organisations import measured_fields
from organisations.choices import RecordState
from organisations.measured import Unit
from organisations.measured_fields import MeasuredField
from organisations.models import Fact, Organisation, Tracked
from organisations.models.base import precision_field
from partnerships.choices import Basis
from partnerships.models.bid import Bid
from partnerships.models.competition import PartnerCompetition
from partnerships.models.contract import Contract
from partnerships.models.stake import Stake
from partnerships.querysets import DealQuerySet
from partnerships.rules import deals as rules


class Deal(Fact):
    """What one partner gave for a stake in one venture, and the contract that went with it."""

    slug = models.SlugField(
        "address", max_length=80, unique=True, help_text="The last part of the page's address."
    )
    title = models.CharField(
        "title", max_length=200, help_text="For example “Equiniti and MyCSP, 2012”."
    )
    venture = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="deals",
        verbose_name="venture",
        help_text="The organisation in which the stake is held.",
    )
    partner = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="deals_made",
        verbose_name="partner",
        help_text="Who gives investment and skills for the stake.",
    )
    partner_name = models.CharField(
        "partner's name", max_length=200, blank=True, help_text="If it has no record here."
    )
    competition = models.OneToOneField(
        PartnerCompetition,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="deal",
        help_text="By which the partner was chosen, if there was one.",
    )
    bid = models.OneToOneField(
        Bid,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="deal",
        verbose_name="winning bid",
        help_text="The bid that was signed.",
    )
    contract = models.ForeignKey(
        Contract,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="deals",
        help_text="The contract that went with the stake.",
    )
    signed_on = models.DateField("signed on", null=True, blank=True)
    signed_on_precision = precision_field("signed on")
    stake = MeasuredField(Unit.PERCENT, "stake", "The equity that the partner got: 40.")
    stake_price = MeasuredField(Unit.MONEY, "price of the stake")
    investment = MeasuredField(Unit.MONEY, "investment", "All that the partner put in: £1.9m.")
    basis = models.CharField(
        "basis",
        max_length=8,
        choices=Basis.choices,
        default=Basis.ACTUAL,
        help_text="A plan is shown as planned.",
    )
    state = models.CharField(
        "record state",
        max_length=10,
        choices=RecordState.choices,
        default=RecordState.DRAFT,
        db_index=True,
        help_text="Drafts and hidden deals are seen by your own body and by curators only.",
    )

    objects = DealQuerySet.as_manager()

    class Meta:
        verbose_name = "deal"
        verbose_name_plural = "deals"
        ordering = [F("signed_on").desc(nulls_last=True), "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(partner__isnull=False) | ~Q(partner_name=""),
                name="%(app_label)s_%(class)s_has_partner",
                violation_error_message="Choose the partner's record or give its name.",
            ),
            models.CheckConstraint(
                condition=~Q(state=RecordState.PUBLISHED) | Q(source__isnull=False),
                name="%(app_label)s_%(class)s_published_has_source",
                violation_error_message="A published deal needs a source.",
            ),
            *measured_fields.constraints("stake", Unit.PERCENT, "Stake"),
            *measured_fields.constraints("stake_price", Unit.MONEY, "Price of the stake"),
            *measured_fields.constraints("investment", Unit.MONEY, "Investment"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Give the address of its public page."""
        return reverse("spinouts:deal-detail", args=[self.slug])

    def clean(self) -> None:
        """Check the rules that need several fields."""
        super().clean()
        rules.check_deal(self)


class DealStake(Tracked):
    """One stake that came of a deal."""

    deal = models.ForeignKey(Deal, on_delete=models.CASCADE, related_name="stakes")
    stake = models.ForeignKey(
        Stake,
        on_delete=models.PROTECT,
        related_name="deals",
        help_text="The stake's own record in the register of holdings.",
    )

    class Meta:
        verbose_name = "stake of a deal"
        verbose_name_plural = "stakes of a deal"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["deal", "stake"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message="This stake is in the deal already.",
            )
        ]

    def __str__(self) -> str:
        return str(self.stake)
