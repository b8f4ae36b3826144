"""Stakes: rows on the page of the organisation held, and a page of their own."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from organisations.admin import BlockRows, EvidenceRows, RecordAdmin, StateActions, TableRows
from organisations.admin.access import mask_invisible, visible_rows
from organisations.admin.queues import WorkQueueFilter
from organisations.choices import RecordState
from organisations.forms import RowForm
from organisations.measured_fields import middle_of
from organisations.models import Organisation
from partnerships.actions import settle_stakes
from partnerships.choices import PeriodKind
from partnerships.forms import StakeFormSet, StakePageForm, StakeRowForm, stake_words
from partnerships.models import Stake, StakeCondition

HOLDER = (("holder", "holder_class", "holder_name", "holder_sector"),)
SIZE = (("equity", "votes", "board_seats", "board_seats_total"),)
TIME = (("period_kind", "valid_from", "valid_to", "seen_on"),)
STANDING = (("basis", "role", "state"),)
SAID = (("source", "location"), "quote")
RARE = (
    "profit_share",
    ("has_advisory_voice", "voice_seats", "voice_seats_total"),
    "share_class",
    ("consideration_kind", "consideration"),
    "is_derived",
    "note",
)


_NO_SIZE = (
    ~Q(equity_disclosure="known")
    & ~Q(votes_disclosure="known")
    & ~Q(board_seats_disclosure="known")
)


class StakeRows(BlockRows):
    """Who holds what in the page's organisation; rows are hidden, never removed.

    What is rarely known of a stake stands on the stake's own page, to which each row links.
    """

    model = Stake
    fk_name = "subject"
    template = "admin/partnerships/stake/edit_inline.html"
    form = StakeRowForm
    formset = StakeFormSet
    fieldsets = ((None, {"fields": (*HOLDER, *SIZE, *TIME, *STANDING, ("source", "location"))}),)
    autocomplete_fields = ("holder", "source")
    can_delete = False
    show_change_link = True


class ConditionRows(TableRows):
    """What binds the stake."""

    model = StakeCondition
    form = RowForm
    fields = ("kind", "percent", "due_on", "words")


class StakeQueueFilter(WorkQueueFilter):
    """Stakes that something is missing from."""

    queues = {
        "undated": ("not dated", lambda _, rows: rows.filter(period_kind=PeriodKind.UNDATED)),
        "no-size": ("size not known", lambda _, rows: rows.filter(_NO_SIZE)),
        "no-source": ("no source", lambda _, rows: rows.filter(source=None)),
        "drafts": ("drafts", lambda _, rows: rows.filter(state=RecordState.DRAFT)),
    }


@admin.register(Stake)
class StakeAdmin(StateActions, RecordAdmin):
    """Stakes of all organisations."""

    form = StakePageForm
    inlines = (ConditionRows, EvidenceRows)
    actions = ("publish", "hide")
    list_display = (
        "subject",
        "holder_shown",
        "equity_shown",
        "votes_shown",
        "seats_shown",
        "valid_from",
        "valid_to",
        "basis",
        "role",
        "state",
    )
    list_filter = (StakeQueueFilter, "state", "basis", "role")
    list_select_related = ("subject", "holder")
    search_fields = ("holder_name",)
    search_help_text = "Any name of the organisation held or of its holder"
    autocomplete_fields = ("subject", "holder", "source")
    fieldsets = (
        (None, {"fields": ("subject", *HOLDER, *SIZE)}),
        ("When", {"fields": TIME}),
        ("How it counts, and who says so", {"fields": (*STANDING, *SAID)}),
        ("More about this stake", {"classes": ("collapse",), "fields": RARE}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Stake | None = None) -> tuple:
        """Keep a stake in the organisation for which it was entered."""
        return () if obj is None else ("subject",)

    def get_changelist_instance(self, request: HttpRequest):
        """Put stand-ins for holders that the person may not see."""
        changelist = super().get_changelist_instance(request)
        changelist.result_list = mask_invisible(request, changelist.result_list)
        return changelist

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Search by names that the person may see; a hidden holder cannot be guessed."""
        if not search_term.split():
            return queryset, False
        seen = visible_rows(request, Organisation)
        named = seen.named_like(search_term).values("pk")
        outside = Q(holder=None) | Q(holder__in=seen.values("pk"))
        for word in search_term.split():
            outside &= Q(holder_name__icontains=word)
        return queryset.filter(Q(subject__in=named) | Q(holder__in=named) | outside), False

    def choice_words(self, stake: Stake) -> str:
        """Tell a stake from others of its holder in the answers of a search box."""
        return f"{stake.subject}: {stake_words(stake)}"

    def organisation_ids_of(self, record: Stake) -> set[int]:
        """Hold the organisation held."""
        return {record.subject_id}

    def settle(self, request: HttpRequest, record: Stake) -> None:
        """Check all stakes in the organisation together."""
        settle_stakes(organisation_ids={record.subject_id})

    @admin.display(description="holder")
    def holder_shown(self, stake: Stake) -> str:
        """Name the holder."""
        return stake.holder_words()

    @admin.display(description="equity", ordering=middle_of("equity"))
    def equity_shown(self, stake: Stake) -> str:
        """Print the equity as people write it."""
        return "" if stake.equity is None else str(stake.equity)

    @admin.display(description="votes", ordering=middle_of("votes"))
    def votes_shown(self, stake: Stake) -> str:
        """Print the votes as people write them."""
        return "" if stake.votes is None else str(stake.votes)

    @admin.display(description="board seats", ordering=middle_of("board_seats"))
    def seats_shown(self, stake: Stake) -> str:
        """Print the seats, of how many."""
        if stake.board_seats is None:
            return ""
        return f"{stake.board_seats} of {stake.board_seats_total or 'not known'}"
