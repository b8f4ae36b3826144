"""What organisations were on a day: their profile, and whether they existed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from organisations.choices import OrganisationStatus
from organisations.models import Organisation, Profile
from spinouts.dashboards.filter_forms import NOT_RECORDED
from spinouts.dashboards.words import date_words

NO_END = "no end recorded"


@dataclass(frozen=True)
class Standing:
    """How something stood on a day.

    :param words: its state in a word or two
    :param tag: kind of tag, see `_components/tag.html`; empty for plain words
    :param note: since when, or on what evidence; may be empty
    """

    words: str
    tag: str
    note: str = ""

    def as_cell(self) -> dict[str, str]:
        """Make a cell of `data_table.html`."""
        found = {"text": self.words, "note": self.note}
        return found | {"tag": self.tag} if self.tag else found


def profiles_on(day: date) -> QuerySet:
    """Choose the profiles that hold on a day."""
    return Profile.objects.filter(Q(valid_from=None) | Q(valid_from__lte=day)).filter(
        Q(valid_to=None) | Q(valid_to__gt=day)
    )


def prefetched_profiles(day: date, lookup: str = "profiles") -> Prefetch:
    """Read the profile of the day with its words, as the list `day_profiles`."""
    held = profiles_on(day).select_related("legal_form", "operating_model")
    return Prefetch(lookup, queryset=held, to_attr="day_profiles")


def with_profile(rows: QuerySet, day: date, **wanted: str) -> QuerySet:
    """Keep organisations of which the profile of the day says what is wanted.

    :param wanted: column of the profile to its value, `NOT_RECORDED` for none
    """
    own = profiles_on(day).filter(organisation=OuterRef("pk"))
    for column, value in wanted.items():
        if value == NOT_RECORDED:
            rows = rows.exclude(Exists(own.exclude(**{column: ""})))
        else:
            rows = rows.filter(Exists(own.filter(**{column: value})))
    return rows


def standing_condition(wanted: str, day: date) -> Q:
    """Give the condition under which an organisation stood so on a day.

    :param wanted: existing, dissolved or later (planned, or founded after the day)
    """
    dissolved = Q(dissolved_on__lte=day) | Q(dissolved_on=None, status=OrganisationStatus.DISSOLVED)
    later = Q(founded_on__gt=day) | Q(founded_on=None, status=OrganisationStatus.PLANNED)
    return {
        "dissolved": dissolved,
        "later": later & ~dissolved,
        "existing": ~(Q(pk__in=_those(dissolved)) | Q(pk__in=_those(later))),
    }[wanted]


def _those(condition: Q) -> QuerySet:
    """Choose by a condition that may meet empty columns, which a bare “not” would lose."""
    return Organisation.objects.filter(condition).values("pk")


def standing_of(organisation: Organisation, day: date) -> Standing:
    """Tell whether an organisation existed on a day, as far as is recorded."""
    ended, founded = organisation.dissolved_on, organisation.founded_on
    if ended is not None and ended <= day:
        precision = organisation.dissolved_on_precision
        return Standing("dissolved", "quiet", f"by {date_words(ended, precision)}")
    if ended is None and organisation.status == OrganisationStatus.DISSOLVED:
        return Standing("dissolved", "quiet", "date not known")
    since = date_words(founded, organisation.founded_on_precision)
    if founded is not None and founded > day:
        return Standing("not yet founded", "planned", f"founded {since}")
    if founded is None and organisation.status == OrganisationStatus.PLANNED:
        return Standing("planned", "planned")
    if organisation.status == OrganisationStatus.DORMANT:
        return Standing("dormant", "quiet", f"founded {since}" if founded else "")
    return Standing(NO_END, "", f"founded {since}" if founded else "")
