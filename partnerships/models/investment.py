"""Capital and support: who gave what to whom, in what form."""

from django.db import models
from django.db.models import F, Q

from organisations import measured_fields
from organisations.choices import RecordState, Sector
from organisations.measured import Unit
from organisations.measured_fields import MeasuredField
from organisations.models import Fact, Organisation
from organisations.models.base import precision_field
from partnerships.choices import Basis, FigureRole, Instrument
from partnerships.querysets import InvestmentQuerySet
from partnerships.rules import partnerships as rules


class Investment(Fact):
    """One sum, or one published figure for it, given or promised in one form."""

    investor = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="investments_made",
        help_text="Who gives, if it has a record here. Type part of a name.",
    )
    investor_name = models.CharField(
        "investor's name", max_length=200, blank=True, help_text="If it has no record here."
    )
    investor_sector = models.CharField(
        "investor's sector",
        max_length=8,
        choices=Sector.choices,
        blank=True,
        help_text="Only for an investor without a record.",
    )
    recipient = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="investments_received",
        help_text="In whom it is invested. Type part of a name.",
    )
    recipient_name = models.CharField(
        "recipient's name", max_length=200, blank=True, help_text="If it has no record here."
    )
    instrument = models.CharField(
        "instrument",
        max_length=10,
        choices=Instrument.choices,
        help_text="In what form. Valuations and funds are shown but never added up.",
    )
    purpose = models.CharField(
        "what for", max_length=200, blank=True, help_text="For example “start-up costs”."
    )
    committed = MeasuredField(Unit.MONEY, "committed")
    drawn = MeasuredField(Unit.MONEY, "drawn")
    called = MeasuredField(Unit.MONEY, "called", "Of a guarantee: what had to be paid.")
    repaid = MeasuredField(Unit.MONEY, "repaid")
    currency = models.CharField(
        "currency", max_length=3, default="GBP", help_text="GBP, unless the source says otherwise."
    )
    agreed_on = models.DateField("agreed on", null=True, blank=True, db_index=True)
    agreed_on_precision = precision_field("agreed on")
    ends_on = models.DateField(
        "ends on", null=True, blank=True, help_text="When a loan or guarantee ends."
    )
    terms = models.CharField(
        "terms", max_length=300, blank=True, help_text="For example “1.5 per cent for one year”."
    )
    programme = models.CharField(
        "programme", max_length=120, blank=True, help_text="The fund or programme it came from."
    )
    basis = models.CharField(
        "basis",
        max_length=8,
        choices=Basis.choices,
        default=Basis.ACTUAL,
        help_text="A plan is shown as planned and enters no sum.",
    )
    role = models.CharField(
        "role",
        max_length=12,
        choices=FigureRole.choices,
        default=FigureRole.MAIN,
        help_text="Where several sources report one sum, one figure is main.",
    )
    alternative_to = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="alternatives",
        help_text="The main figure for the same money.",
    )
    deal = models.ForeignKey(
        "partnerships.Deal",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="investments",
        help_text="The deal it was part of.",
    )
    is_derived = models.BooleanField(
        "our reading", default=False, help_text="Tick if the figure is our arithmetic or reading."
    )
    state = models.CharField(
        "record state",
        max_length=10,
        choices=RecordState.choices,
        default=RecordState.DRAFT,
        db_index=True,
        help_text="Drafts and hidden rows are seen by your own body and by curators only.",
    )

    objects = InvestmentQuerySet.as_manager()

    class Meta:
        verbose_name = "investment"
        verbose_name_plural = "investments"
        ordering = [F("agreed_on").desc(nulls_last=True), "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(investor__isnull=False) | ~Q(investor_name=""),
                name="%(app_label)s_%(class)s_has_investor",
                violation_error_message="Choose the investor's record or give its name.",
            ),
            models.CheckConstraint(
                condition=Q(recipient__isnull=False) | ~Q(recipient_name=""),
                name="%(app_label)s_%(class)s_has_recipient",
                violation_error_message="Choose the recipient's record or give its name.",
            ),
            models.CheckConstraint(
                condition=Q(agreed_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("agreed_on")),
                name="%(app_label)s_%(class)s_ends_after_start",
                violation_error_message="It ends before it was agreed.",
            ),
            models.CheckConstraint(
                condition=Q(alternative_to=None) | Q(role=FigureRole.ALTERNATIVE),
                name="%(app_label)s_%(class)s_alternative_is_one",
                violation_error_message="A figure beside a main one has the role “alternative”.",
            ),
            models.CheckConstraint(
                condition=~Q(state=RecordState.PUBLISHED) | Q(source__isnull=False),
                name="%(app_label)s_%(class)s_published_has_source",
                violation_error_message="A published investment needs a source.",
            ),
            *measured_fields.constraints("committed", Unit.MONEY, "Committed"),
            *measured_fields.constraints("drawn", Unit.MONEY, "Drawn"),
            *measured_fields.constraints("called", Unit.MONEY, "Called"),
            *measured_fields.constraints("repaid", Unit.MONEY, "Repaid"),
        ]

    def __str__(self) -> str:
        return f"{self.investor or self.investor_name} to {self.recipient or self.recipient_name}"

    def clean(self) -> None:
        """Check the rules that need several fields."""
        super().clean()
        rules.check_investment(self)
