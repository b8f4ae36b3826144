"""The key figures at the head of the page, each with its rule; unknown ones in words."""

from __future__ import annotations

from typing import Any

from organisations.choices import ShareCapital
from partnerships.choices import Measure
from spinouts.dashboards.charts.words import counted
from spinouts.dashboards.figures.organisation.ownership import Share
from spinouts.dashboards.views.organisation.parts import Part, sentence
from spinouts.dashboards.words import money_words, percent_words

NOT_RECORDED = "not recorded"
MONTHS = 12


def key_figures(part: Part) -> list[dict[str, Any]]:
    """Give the figures that sum the organisation up on the day.

    A public body that nobody holds is told by what left it and by what it commissions.
    """
    figures = part.figures
    is_body = hasattr(figures.organisation, "public_body")
    found = []
    if is_body:
        found.append(_spun_out(part))
    if not is_body or len(figures.ownership.split):
        found.append(_staff_share(part))
    if figures.ownership.is_staff_reached_otherwise:
        found.append(_look_through(part))
    if is_body and figures.records.commissioned:
        found.append(_commissioned(part))
    if not is_body or figures.contracts.main:
        found += [_annual_value(part), _ending_soon(part)]
    return found


def _figure(value: str, label: str, note: str = "", rule: str = "") -> dict[str, Any]:
    is_missing = value in {NOT_RECORDED, "not known", "no shareholders", "none recorded"}
    return {
        "value": value,
        "label": label,
        "note": note,
        "rule": rule,
        "is_missing": is_missing,
    }


def _staff_share(part: Part) -> dict[str, Any]:
    label = "Staff share of equity"
    own = part.figures.ownership
    if own.profile is not None and own.profile.share_capital == ShareCapital.NO:
        note = _staff_power(part) or "Its members and its board control it."
        return _figure("no shareholders", label, note, "F1")
    share = own.staff_share(Measure.EQUITY)
    if share is None:
        return _figure(NOT_RECORDED, label, "No holder of equity is recorded for this day.", "F1")
    note = "Of all equity on this day: employees directly and an employee trust."
    return _figure(_share_words(share), label, note, "F1")


def _staff_power(part: Part) -> str:
    """Say what staff hold of votes and of the board, where that is recorded; may be empty."""
    own = part.figures.ownership
    clauses = []
    for measure, words in ((Measure.VOTES, "votes"), (Measure.BOARD_SEATS, "board seats")):
        share = own.staff_share(measure)
        if share is not None and share.high > 0:
            clauses.append(f"{_share_words(share)} of {words}")
    return sentence(f"staff hold {' and '.join(clauses)}") if clauses else ""


def _share_words(share: Share) -> str:
    if not share.is_known and share.low == 0 and share.high == 0:
        return NOT_RECORDED
    return percent_words(share.low, share.high, share.is_about)


def _look_through(part: Part) -> dict[str, Any]:
    share = part.figures.ownership.look_through_staff
    note = "Of all equity: what reaches staff when every chain of holders is followed."
    return _figure(_share_words(share), "Staff share, looked through", note, "F2")


def _spun_out(part: Part) -> dict[str, Any]:
    counted_ones = [parent for parent in part.figures.parented if not parent.is_contrast]
    contrast = len(part.figures.parented) - len(counted_ones)
    note = f"{contrast} more kept for contrast." if contrast else ""
    label = "Spin-out from this body" if len(counted_ones) == 1 else "Spin-outs from this body"
    return _figure(str(len(counted_ones)), label, note)


def _commissioned(part: Part) -> dict[str, Any]:
    count = part.figures.records.commissioned[0].commissioned_count
    label = "Contract that it commissions" if count == 1 else "Contracts that it commissions"
    return _figure(str(count), label, "Recorded here, begun by this day.")


def _annual_value(part: Part) -> dict[str, Any]:
    label = "Live contract value a year"
    risk = part.figures.contracts.risk
    if not risk.live_count:
        return _figure("none recorded", label, _no_live_words(risk), "F10")
    beside = [
        f"{risk.not_valued_count} of them without a yearly value" if risk.not_valued_count else "",
        f"{risk.not_income_count} more in no sum" if risk.not_income_count else "",
    ]
    words = [f"{counted(risk.live_count, 'contracts')} as provider", *filter(None, beside)]
    note = sentence("; ".join(words))
    if not risk.valued_count:
        return _figure("not known", label, note, "F10")
    value = money_words(risk.annual_low_pence, risk.annual_high_pence)
    return _figure(value, label, note, "F10")


def _no_live_words(risk) -> str:
    if risk.not_income_count:
        return "What runs has a ceiling or revenue managed on record, which is no income."
    return "No contract is known to run on this day."


def _ending_soon(part: Part) -> dict[str, Any]:
    label = "Of that, ends within 12 months"
    risk = part.figures.contracts.risk
    if not risk.valued_count:
        value = "not known" if risk.live_count else "none recorded"
        note = "No contract that runs on this day has a known yearly value."
        return _figure(value, label, note, "F10")
    ending = risk.ending[MONTHS]
    unknown = risk.end_not_known_count
    note = f"Of {counted(unknown, 'contracts')} the end is not known." if unknown else ""
    return _figure(money_words(ending.low_pence, ending.high_pence), label, note, "F10")
