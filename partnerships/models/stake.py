"""Stakes: one holder's rights in one organisation over one unbroken period."""

from django.db import models
from django.db.models import F, Q

from organisations import measured_fields
from organisations.choices import RecordState, Sector
from organisations.measured import Measured, Unit
from organisations.measured_fields import MeasuredField
from organisations.models import Fact, Organisation, Tracked
from organisations.models.base import precision_field
from partnerships import rules
from partnerships.choices import (
    Basis,
    ConditionKind,
    Consideration,
    FigureRole,
    HolderClass,
    Measure,
    PeriodKind,
)
from partnerships.querysets import StakeQuerySet


class Stake(Fact):
    """One holder's rights in one organisation over one unbroken period.

    The holder is an organisation, a named outside holder (a name and a sector) or a class of
    people (with the name of its vehicle, if it has one).
    """

    subject = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="stakes",
        verbose_name="organisation held",
        help_text="Whose shares, votes or seats these are.",
    )
    holder = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="stakes_held",
        verbose_name="holder",
        help_text="If the holder has a record here. Otherwise choose a class, or name it below.",
    )
    holder_class = models.CharField(
        "holder class",
        max_length=20,
        choices=HolderClass.choices,
        blank=True,
        help_text="For people: employees, managers, service users …",
    )
    holder_name = models.CharField(
        "holder's name",
        max_length=200,
        blank=True,
        help_text="An outside holder without a record, or the vehicle of a class: "
        "“employee benefit trust”. Never the name of a person.",
    )
    holder_sector = models.CharField(
        "holder's sector",
        max_length=8,
        choices=Sector.choices,
        blank=True,
        help_text="Only for an outside holder that is named above and has no record.",
    )

    equity = MeasuredField(Unit.PERCENT, "equity")
    votes = MeasuredField(Unit.PERCENT, "votes")
    profit_share = MeasuredField(Unit.PERCENT, "profit share")
    board_seats = MeasuredField(Unit.COUNT, "board seats", "For example 2, or unknown.")
    board_seats_total = models.PositiveSmallIntegerField(
        "of how many seats", null=True, blank=True, help_text="All seats on the board."
    )
    has_advisory_voice = models.BooleanField(
        "advisory voice", default=False, help_text="A council that advises and does not decide."
    )
    voice_seats = models.PositiveSmallIntegerField(
        "advisory seats",
        null=True,
        blank=True,
        help_text="Seats from which it advises and does not decide.",
    )
    voice_seats_total = models.PositiveSmallIntegerField(
        "of how many advisory seats",
        null=True,
        blank=True,
        help_text="All advisory seats.",
    )
    share_class = models.CharField(
        "share class",
        max_length=60,
        blank=True,
        help_text="For example “A ordinary”.",
    )
    consideration_kind = models.CharField(
        "given for it",
        max_length=8,
        choices=Consideration.choices,
        blank=True,
        help_text="What the holder gave for the stake.",
    )
    consideration = MeasuredField(Unit.MONEY, "value given for it")

    period_kind = models.CharField(
        "what is known of time",
        max_length=8,
        choices=PeriodKind.choices,
        default=PeriodKind.PERIOD,
        help_text="“As seen on a day” counts from that day until the next figure of its kind.",
    )
    valid_from = models.DateField("from", null=True, blank=True)
    valid_from_precision = precision_field("from")
    valid_to = models.DateField(
        "until",
        null=True,
        blank=True,
        help_text="The first day on which it no longer held. Leave empty for “still”.",
    )
    valid_to_precision = precision_field("until")
    seen_on = models.DateField("seen on", null=True, blank=True)
    seen_on_precision = precision_field("seen on")
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
        help_text="Where sources disagree, one figure is main; rivals are shown beside it.",
    )
    is_derived = models.BooleanField(
        "our reading", default=False, help_text="Tick if the figure is our arithmetic or reading."
    )
    split_key = models.CharField("split", max_length=80, blank=True, editable=False)
    state = models.CharField(
        "record state",
        max_length=10,
        choices=RecordState.choices,
        default=RecordState.DRAFT,
        db_index=True,
        help_text="Drafts and hidden stakes are seen by your own body and by curators only.",
    )

    counts_from = models.DateField(null=True, editable=False)
    equity_counts_to = models.DateField(null=True, editable=False)
    votes_counts_to = models.DateField(null=True, editable=False)
    profit_share_counts_to = models.DateField(null=True, editable=False)
    board_seats_counts_to = models.DateField(null=True, editable=False)

    objects = StakeQuerySet.as_manager()

    class Meta:
        verbose_name = "stake"
        verbose_name_plural = "stakes"
        ordering = ["subject", F("valid_from").asc(nulls_first=True), "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(holder=None) | ~Q(holder=F("subject")),
                name="%(app_label)s_%(class)s_not_in_itself",
                violation_error_message="An organisation cannot hold a stake in itself.",
            ),
            models.CheckConstraint(
                condition=(
                    Q(holder__isnull=False, holder_class="", holder_sector="")
                    | Q(holder=None, holder_sector="") & ~Q(holder_class="")
                    | Q(holder=None, holder_class="") & ~Q(holder_sector="") & ~Q(holder_name="")
                ),
                name="%(app_label)s_%(class)s_one_holder",
                violation_error_message=(
                    "Name one holder: an organisation with a record, or a class of people, "
                    "or an outside holder with its name and sector."
                ),
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="%(app_label)s_%(class)s_period_forwards",
                violation_error_message="The stake's period ends before it begins.",
            ),
            models.CheckConstraint(
                condition=~Q(period_kind=PeriodKind.SNAPSHOT) | Q(seen_on__isnull=False),
                name="%(app_label)s_%(class)s_snapshot_has_day",
                violation_error_message="A stake seen on a day needs the day.",
            ),
            models.CheckConstraint(
                condition=Q(board_seats_total=None)
                | Q(board_seats_low=None)
                | Q(board_seats_total__gte=F("board_seats_low")),
                name="%(app_label)s_%(class)s_seats_within_board",
                violation_error_message="There are more seats than the board has.",
            ),
            models.CheckConstraint(
                condition=~Q(state=RecordState.PUBLISHED) | Q(source__isnull=False),
                name="%(app_label)s_%(class)s_published_has_source",
                violation_error_message="A published stake needs a source.",
            ),
            *measured_fields.constraints("equity", Unit.PERCENT, "Equity"),
            *measured_fields.constraints("votes", Unit.PERCENT, "Votes"),
            *measured_fields.constraints("profit_share", Unit.PERCENT, "Profit share"),
            *measured_fields.constraints("board_seats", Unit.COUNT, "Board seats"),
            *measured_fields.constraints("consideration", Unit.MONEY, "Value given"),
        ]
        indexes = [
            models.Index(fields=["subject", "counts_from"]),
            models.Index(fields=["holder", "counts_from"]),
        ]

    def __str__(self) -> str:
        return f"{self.holder_words()} in {self.subject}"

    def holder_words(self) -> str:
        """Name the holder as a reader would."""
        if self.holder_id:
            return self.holder.name
        return self.holder_name or self.get_holder_class_display()

    def rights(self) -> dict[str, Measured]:
        """Give what the stake carries: measure to its size, only where something was entered.

        :return: percentages by `Measure` and “profit_share”; board seats as percent of the board
        """
        sizes = {
            Measure.EQUITY: self.equity,
            Measure.VOTES: self.votes,
            "profit_share": self.profit_share,
            Measure.BOARD_SEATS: rules.seats_percent(self.board_seats, self.board_seats_total),
        }
        return {measure: size for measure, size in sizes.items() if size is not None}

    def clean(self) -> None:
        """Check the rules that need several fields."""
        super().clean()
        rules.check_stake(self)


class StakeCondition(Tracked):
    """One condition that binds a stake: a cap, an earn-in, a conversion, an option."""

    stake = models.ForeignKey(Stake, on_delete=models.CASCADE, related_name="conditions")
    kind = models.CharField(
        "kind",
        max_length=10,
        choices=ConditionKind.choices,
        help_text="For example a cap, or a share to be earned.",
    )
    percent = MeasuredField(Unit.PERCENT, "percentage", "The cap or the share to be earned: 25.")
    due_on = models.DateField(
        "on",
        null=True,
        blank=True,
        help_text="The day on which it takes effect, if there is one.",
    )
    words = models.CharField(
        "in words",
        max_length=300,
        blank=True,
        help_text="For example “may buy a further 10% after five years”.",
    )

    class Meta:
        verbose_name = "condition"
        verbose_name_plural = "conditions"
        ordering = ["id"]
        constraints = measured_fields.constraints("percent", Unit.PERCENT, "Percentage")

    def __str__(self) -> str:
        return self.words or f"{self.get_kind_display()} {self.percent or ''}".strip()
