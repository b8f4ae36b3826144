"""The words of the page of one partnership."""

from __future__ import annotations

from typing import Any

from organisations.choices import RecordState, ShareCapital
from partnerships.choices import MemberRole
from spinouts.dashboards.filters import Filters
from spinouts.dashboards.lists.cells import NOT_PUBLIC
from spinouts.dashboards.partnerships import held_tables, tables
from spinouts.dashboards.partnerships.figures.partnership import PartnershipFigures
from spinouts.dashboards.partnerships.page_part import PagePart
from spinouts.dashboards.partnerships.words import sectors_in_words
from spinouts.dashboards.views.organisation.closing import source_items
from spinouts.dashboards.views.organisation.parts import listed, sentence
from spinouts.dashboards.words import date_words

MOST_NAMED = 4
NO_SHAREHOLDERS = (
    "Its members hold no shares in it: membership is no shareholding, so there is no split to "
    "draw. Control is told by members, votes and board seats."
)


def page_context(part: PagePart, filters: Filters) -> dict[str, Any]:
    """Give the template everything but the charts.

    Sources are numbered as the parts are made, so the order here is the order of the page.
    """
    figures: PartnershipFigures = part.figures
    partnership = figures.partnership
    context = {
        "filters": filters,
        "partnership": partnership,
        "crumbs": [
            ("Home", part.link("home")),
            ("Partnerships", part.link("partnership-index")),
            ("All partnerships", part.link("partnership-list")),
            (figures.name, ""),
        ],
        "kicker": partnership.get_kind_display(),
        "lead": _lead(figures),
        "description": "" if figures.is_masked else partnership.description,
        "numbers": part.book.numbers(partnership, "the partnership", is_masked=figures.is_masked),
        "tags": _tags(figures),
        "key_figures": _key_figures(part),
        "members": tables.members_table(part),
        "no_shareholders": _no_shareholders(part),
        "body": _body(part),
        "held": held_tables.held_table(part),
        "rules": held_tables.rules_table(part),
        "deals": tables.deals_table(part),
        "tallies": tables.tallies_table(part),
        "contracts": tables.contracts_table(part),
        "contracts_more": figures.contract_count - len(figures.contracts),
        "later_count": figures.later_count,
        "note": _note(figures),
        "prime_url": _prime_url(part),
        "has_members": _has_members(figures),
        "is_masked": figures.is_masked,
        "sources": source_items(part),
    }
    return context | {"sections": _sections(context)}


def _note(figures: PartnershipFigures) -> str:
    note = figures.partnership.note
    return "" if figures.is_masked or not note else sentence(note)


def _prime_url(part: PagePart) -> str:
    """Give the address of the joint body's page as a prime; empty if it is none."""
    is_prime = part.figures.facts["primes"]
    return part.link("prime-detail", part.figures.body.slug) if is_prime else ""


def _has_members(figures: PartnershipFigures) -> bool:
    """Tell whether members are a matter of the page; a programme may be known by counts alone."""
    is_counted = figures.partnership.stated_member_count is not None
    return bool(figures.all_members) or is_counted or not figures.tallies


def _sections(context: dict[str, Any]) -> list[dict[str, Any]]:
    """List the parts of the page for its navigation."""
    is_owned = context["held"] or context["no_shareholders"] or context["rules"]
    parts = (
        ("counts", "Counted three ways", context["tallies"]),
        ("members", "Members", context["has_members"]),
        ("ownership", "Who holds it", is_owned),
        ("deals", "Deals", context["deals"]),
        ("contracts", "Contracts", context["contracts"]),
        ("sources", "Sources", True),
    )
    return [
        {"anchor": anchor, "label": label, "count": None} for anchor, label, shown in parts if shown
    ]


def _lead(figures: PartnershipFigures) -> str:
    """Say in a sentence who works together."""
    present = [one for one in figures.members if one.is_present]
    if not present:
        return ""
    names = [one.name or f"a member that is {NOT_PUBLIC}" for one in present]
    shown = names[:MOST_NAMED]
    if len(names) > MOST_NAMED:
        shown.append(f"{len(names) - MOST_NAMED} more")
    return sentence(f"{listed(shown)}, on {date_words(figures.day)}")


def _tags(figures: PartnershipFigures) -> list[dict[str, str]]:
    partnership = figures.partnership
    found = []
    if figures.members and not any(one.is_present for one in figures.members):
        left = [one.member.left_on for one in figures.members]
        found.append({"label": f"ended by {date_words(max(left))}", "kind": "quiet"})
    if not figures.members and figures.later_count:
        found.append({"label": "not begun by this day", "kind": "planned"})
    if partnership.state != RecordState.PUBLISHED:
        found.append({"label": f"{partnership.get_state_display()}: not public", "kind": "draft"})
    return found


def _key_figures(part: PagePart) -> list[dict[str, Any]]:
    figures: PartnershipFigures = part.figures
    found = [_member_figure(figures)] if _has_members(figures) else []
    people = [
        one for one in figures.members if one.is_present and one.member.role == MemberRole.STAFF
    ]
    if people:
        found.append(
            _figure("Staff", "take part as well", sentence(listed([one.name for one in people])))
        )
    if figures.contract_count:
        label = (
            "contract begun by this day"
            if figures.contract_count == 1
            else ("contracts begun by this day")
        )
        found.append(_figure(f"{figures.contract_count:,}", label, "On record here."))
    if figures.deals:
        label = "deal with a partner" if len(figures.deals) == 1 else "deals with partners"
        found.append(_figure(str(len(figures.deals)), label))
    return found


def _member_figure(figures: PartnershipFigures) -> dict[str, Any]:
    """Count the members named here, beside what a source counts."""
    total = sum(figures.count_by_sector.values())
    stated = figures.partnership.stated_member_count
    kinds = sectors_in_words(figures.count_by_sector)
    if stated is not None:
        named = f"{total} of them named here: {kinds}" if total else "None of them is named here"
        return _figure(str(stated), "members, as a source counts", sentence(named))
    label = (
        "organisation as a member on the day"
        if total == 1
        else ("organisations as members on the day")
    )
    value = f"{total:,}" if total else "none recorded"
    return _figure(value, label, sentence(kinds) if kinds else "")


def _figure(value: str, label: str, note: str = "", rule: str = "") -> dict[str, Any]:
    return {
        "value": value,
        "label": label,
        "note": note,
        "rule": rule,
        "is_missing": value == "none recorded",
    }


def _no_shareholders(part: PagePart) -> dict[str, Any] | None:
    """Say that members hold no shares in it, with the source that says so."""
    figures: PartnershipFigures = part.figures
    profile = figures.vehicle.ownership.profile if figures.vehicle is not None else None
    if profile is not None and profile.share_capital == ShareCapital.NO:
        numbers = part.book.numbers(profile, "no shareholders")
    elif figures.partnership.has_no_shareholders:
        numbers = part.book.numbers(
            figures.partnership, "no shareholders", is_masked=figures.is_masked
        )
    else:
        return None
    name = figures.body.name if figures.body else figures.name
    return {"title": f"{name} has no shareholders", "text": NO_SHAREHOLDERS, "numbers": numbers}


def _body(part: PagePart) -> dict[str, str] | None:
    """Name the joint body with a link, where it is another record than the page's."""
    figures: PartnershipFigures = part.figures
    if figures.body is None:
        return None
    return {"name": figures.vehicle.name, "url": part.organisation_link(figures.body.slug)}
