"""Masthead and “what it is and was”: names, kinds, places, dates, identifiers, succession."""

from __future__ import annotations

from typing import Any

from organisations.choices import (
    NameKind,
    OrganisationStatus,
    RecordState,
    Region,
    ShareCapital,
)
from organisations.models import Organisation, Profile
from organisations.rules import SCHEMES
from spinouts.choices import LastStatus, StageKind
from spinouts.dashboards.lists.cells import capital, cell, column
from spinouts.dashboards.views.organisation.parts import Part, listed, sentence, table
from spinouts.dashboards.words import date_words, period_words
from spinouts.querysets import LAUNCHED

IDENTIFIER_PAGES = {
    "GB-COH": "https://find-and-update.company-information.service.gov.uk/company/{}",
    "GB-CHC": "https://register-of-charities.charitycommission.gov.uk/charity-details/?regid={}",
    "GB-SC": "https://www.oscr.org.uk/about-charities/search-the-register/charity-details"
    "?number={}",
    "GB-MPR": "https://mutuals.fca.org.uk/Search",
    "GB-NHS": "https://directory.spineservices.nhs.uk/ORD/2-0-0/organisations/{}",
    "CQC": "https://www.cqc.org.uk/provider/{}",
    "CQC-LOCATION": "https://www.cqc.org.uk/location/{}",
    "XI-LEI": "https://search.gleif.org/#/record/{}",
    "FR-RCS": "https://annuaire-entreprises.data.gouv.fr/entreprise/{}",
}
Tag = dict[str, str]


def kicker(part: Part) -> str:
    """Say in a few words what the organisation is."""
    organisation = part.figures.organisation
    spin_out = getattr(organisation, "spin_out", None)
    if spin_out is not None and spin_out.is_contrast:
        return f"{capital(organisation.get_kind_display())}, kept for comparison"
    if spin_out is not None:
        what = "Public service mutual" if hasattr(organisation, "mutual") else "Spin-out"
        parents = [parent.body_name for parent in part.figures.records.facts["parents"]]
        return f"{what}, spun out of {listed(parents)}" if parents else what
    body = getattr(organisation, "public_body", None)
    if body is not None:
        return capital(body.get_kind_display())
    return capital(organisation.get_kind_display())


def lead(part: Part) -> str:
    """Give its description, or a plain sentence of what is recorded; may be empty."""
    organisation = part.figures.organisation
    if organisation.description:
        return organisation.description
    spin_out = getattr(organisation, "spin_out", None)
    if spin_out is not None:
        return _journey_sentence(part, spin_out)
    if part.figures.parented:
        return _parented_sentence(part)
    return _profile_sentence(part)


def _parented_sentence(part: Part) -> str:
    """Say how many services left a public body by the day."""
    contrast = sum(parent.is_contrast for parent in part.figures.parented)
    count = len(part.figures.parented) - contrast
    services = {0: "No service has", 1: "One service has"}.get(count, f"{count} services have")
    beside = f"; {contrast} more kept here for contrast" if contrast else ""
    return f"{services} left it as a spin-out in this register{beside}."


def _profile_sentence(part: Part) -> str:
    """Say in one sentence what the profile of the day knows; may be empty."""
    profile, organisation = part.figures.ownership.profile, part.figures.organisation
    if profile is None or hasattr(organisation, "public_body"):
        return ""
    words = [profile.form_name or ""]
    if profile.sector:
        words.append(f"in the {profile.get_sector_display()} sector")
    if organisation.founded_on and organisation.founded_on <= part.figures.day:
        founded = date_words(organisation.founded_on, organisation.founded_on_precision)
        words.append(f"founded {founded}")
    known = ", ".join(word for word in words if word)
    return sentence(known) if known else ""


def _journey_sentence(part: Part, spin_out) -> str:
    parents = [parent.body_name for parent in part.figures.records.facts["parents"]]
    service = spin_out.service_area or "a service"
    origin = f" out of {listed(parents)}" if parents else " out of a public body"
    launch = next((event for event in part.figures.events if event.stage_slug == LAUNCHED), None)
    if launch is None:
        return f"Made to take {service}{origin}."
    words = date_words(launch.happened_on, launch.happened_on_precision)
    when = f" It launched {_in_or_on(launch, words)}." if launch.happened_on else ""
    return f"Took {service}{origin}.{when}"


def _in_or_on(event, words: str) -> str:
    return f"in {words}" if event.happened_on_precision in {"month", "year"} else f"on {words}"


def tags(part: Part) -> list[Tag]:
    """Give the states of the organisation on the day, and of its record."""
    organisation, day = part.figures.organisation, part.figures.day
    found: list[Tag] = []
    if organisation.state != RecordState.PUBLISHED:
        words = f"{organisation.get_state_display()}: not public"
        found.append({"kind": "warning", "label": words})
    spin_out = getattr(organisation, "spin_out", None)
    if organisation.dissolved_on and organisation.dissolved_on <= day:
        when = date_words(organisation.dissolved_on, organisation.dissolved_on_precision)
        found.append({"kind": "dissolved", "label": f"dissolved, {when}"})
    elif spin_out is not None:
        found.append(_standing(part, spin_out))
    elif organisation.status in {OrganisationStatus.PLANNED, OrganisationStatus.DORMANT}:
        label = organisation.get_status_display()
        found.append({"kind": organisation.status, "label": label})
    if spin_out is not None and spin_out.is_contrast:
        words = "kept for contrast: not counted"
        found.append({"kind": "info", "label": words})
    return found


def _standing(part: Part, spin_out) -> Tag:
    """Tell how a spin-out stands on the day: by its events, else by when it was last seen."""
    figures = part.figures
    exits = [event for event in figures.events if event.stage_kind == StageKind.EXIT]
    if exits:
        when = date_words(exits[0].happened_on, exits[0].happened_on_precision)
        return {"kind": "ended", "label": f"{exits[0].stage_name.lower()}, {when}"}
    launches = [event for event in figures.records.events if event.stage_slug == LAUNCHED]
    if launches and not any(event in figures.events for event in launches):
        return {"kind": "planned", "label": "not launched by this day"}
    seen = spin_out.last_seen_on
    if figures.has_later_exit or (seen and seen >= figures.day):
        return {"kind": "live", "label": "live"}
    when = f", {seen.year}" if seen else ", date not known"
    if spin_out.last_status == LastStatus.LIVE:
        return {"kind": "live", "label": f"live when last seen{when}"}
    return {"kind": "ended", "label": f"{spin_out.get_last_status_display()}{when}"}


def identity_rows(part: Part) -> list[dict[str, Any]]:
    """Give the rows of “what it is and was”."""
    organisation = part.figures.organisation
    rows = [
        part.row(
            "Part it plays",
            capital(organisation.get_kind_display()),
            source_numbers=part.book.numbers(organisation, "the organisation"),
        )
    ]
    body = getattr(organisation, "public_body", None)
    if body is not None:
        rows.append(part.row("Kind of public body", capital(body.get_kind_display())))
    rows += _profile_rows(part)
    rows += _place_rows(part, organisation)
    rows += _date_rows(part, organisation)
    rows += _names_row(part)
    rows += _identifiers_row(part)
    if organisation.website:
        rows.append(part.row("Website", organisation.website, url=organisation.website))
    rows += _succession_rows(part)
    return rows


def _profile_rows(part: Part) -> list[dict[str, Any]]:
    profile = part.figures.ownership.profile
    if profile is None:
        return [part.row("Sector", ""), part.row("Legal form", "")]
    numbers = part.book.numbers(profile, "sector, legal form and operating model")
    sector = capital(profile.get_sector_display()) if profile.sector else ""
    rows = [
        part.row("Sector", sector, source_numbers=numbers),
    ]
    if profile.form_name or not hasattr(part.figures.organisation, "public_body"):
        rows.append(part.row("Legal form", capital(profile.form_name or "")))
    if profile.model_name:
        rows.append(part.row("Operating model", capital(profile.model_name)))
    if profile.share_capital != ShareCapital.UNKNOWN:
        rows.append(part.row("Shares", capital(profile.get_share_capital_display())))
    return rows


def _place_rows(part: Part, organisation: Organisation) -> list[dict[str, Any]]:
    rows = []
    if organisation.region != Region.UNKNOWN:
        rows.append(part.row("Region", capital(organisation.get_region_display())))
    if organisation.local_authority:
        code = organisation.local_authority_code
        note = f"Code {code}" if code else ""
        rows.append(part.row("Local authority", organisation.local_authority, note=note))
    if organisation.country not in {"", "GB"}:
        rows.append(part.row("Country", organisation.country))
    return rows


def _date_rows(part: Part, organisation: Organisation) -> list[dict[str, Any]]:
    rows = []
    if organisation.founded_on:
        words = date_words(organisation.founded_on, organisation.founded_on_precision)
        is_later = organisation.founded_on > part.figures.day
        rows.append(part.row("Founded", words, note="After this day" if is_later else ""))
    dissolved = organisation.dissolved_on
    if dissolved and dissolved <= part.figures.day:
        words = date_words(dissolved, organisation.dissolved_on_precision)
        rows.append(part.row("Dissolved", words))
    return rows


def _names_row(part: Part) -> list[dict[str, Any]]:
    names = [name for name in part.figures.names if name.name != part.figures.name]
    if part.figures.name != part.figures.organisation.name:
        return [_today_name_row(part), *_other_names(part, names)]
    return _other_names(part, names)


def _today_name_row(part: Part) -> dict[str, Any]:
    return part.row("Name in the register today", part.figures.organisation.name)


def _other_names(part: Part, names: list) -> list[dict[str, Any]]:
    if not names:
        return []
    first, *others = ({"value": name.name, "note": _name_note(name)} for name in names)
    numbers = part.numbers(names, "names")
    value = first.pop("value")
    return [part.row("Other names", value, **first, more=others, source_numbers=numbers)]


def _name_note(name) -> str:
    kind = NameKind(name.kind).label
    if not (name.valid_from or name.valid_to):
        return capital(kind)
    period = period_words(
        name.valid_from, name.valid_to, name.valid_from_precision, name.valid_to_precision
    )
    return capital(f"{kind}, {period}")


def _identifiers_row(part: Part) -> list[dict[str, Any]]:
    identifiers = part.figures.records.facts["identifiers"]
    if not identifiers:
        return []
    first, *others = (
        {
            "value": identifier.value,
            "note": SCHEMES[identifier.scheme].label,
            "url": IDENTIFIER_PAGES.get(identifier.scheme, "").format(identifier.value),
        }
        for identifier in identifiers
    )
    numbers = part.numbers(identifiers, "identifiers")
    value = first.pop("value")
    return [part.row("Identifiers", value, **first, more=others, source_numbers=numbers)]


def _succession_rows(part: Part) -> list[dict[str, Any]]:
    key = part.figures.organisation.pk
    known = part.figures.successions
    follows = [step for step in known if step.successor_id == key]
    followed = [step for step in known if step.predecessor_id == key]
    return [
        *_one_way(part, "Follows", follows, "predecessor"),
        *_one_way(part, "Followed by", followed, "successor"),
    ]


def _one_way(part: Part, term: str, steps: list, side: str) -> list[dict[str, Any]]:
    if not steps:
        return []
    first, *others = (
        {
            "value": getattr(step, f"{side}_name"),
            "url": part.organisation_link(getattr(step, f"{side}_slug")),
            "note": capital(
                f"{step.get_extent_display()}, "
                f"{date_words(step.happened_on, step.happened_on_precision)}"
            ),
        }
        for step in steps
    )
    numbers = part.numbers(steps, "succession of bodies")
    return [part.row(term, first.pop("value"), **first, more=others, source_numbers=numbers)]


def profile_table(part: Part) -> dict[str, Any] | None:
    """Give what it was over time, if that changed by the day."""
    profiles = [
        profile
        for profile in part.figures.records.facts["profiles"]
        if profile.valid_from is None or profile.valid_from <= part.figures.day
    ]
    if len(profiles) < 2:
        return None
    profiles.sort(key=lambda profile: (profile.valid_from is not None, profile.valid_from))
    columns = [
        column("When"),
        column("Sector"),
        column("Legal form"),
        column("Operating model"),
    ]
    return table("profiles", "What it was over time", columns, [_cells(part, p) for p in profiles])


def _cells(part: Part, profile: Profile) -> list[dict[str, Any] | None]:
    period = period_words(
        profile.valid_from,
        profile.valid_to,
        profile.valid_from_precision,
        profile.valid_to_precision,
    )
    numbers = part.book.numbers(profile, "sector, legal form and operating model")
    return [
        cell(capital(period), source_numbers=numbers),
        cell(capital(profile.get_sector_display()) if profile.sector else ""),
        cell(capital(profile.form_name or "")),
        cell(capital(profile.model_name)) if profile.model_name else None,
    ]


def existence_notice(part: Part) -> str:
    """Say that it did not exist on the day, if so; empty otherwise."""
    organisation = part.figures.organisation
    if organisation.founded_on and organisation.founded_on > part.figures.day:
        words = date_words(organisation.founded_on, organisation.founded_on_precision)
        return sentence(f"on this day it did not exist yet: it was founded {words}")
    return ""
