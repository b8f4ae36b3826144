"""How supply chains and ownership rules are drawn: to scale, and never more than is known."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest

from spinouts.dashboards.charts.chart import (
    AllowedBand,
    DayMark,
    HeldAgainstLimits,
    HeldSpan,
    TierFlow,
    TierFlows,
    TierPart,
)
from spinouts.dashboards.charts.render import render_svg
from tests.dashboards.chart_samples import make_chart
from tests.dashboards.chart_samples_tiers import SERIES, group_target, three_tiers

SVG = "{http://www.w3.org/2000/svg}"


def elements(drawing, **variant) -> list[ElementTree.Element]:
    chart = make_chart(drawing, "sample")
    return list(ElementTree.fromstring(render_svg(chart, standalone=False, **variant)).iter())


def titled(drawing, words: str) -> list[ElementTree.Element]:
    """Give the elements whose tooltip begins with the words."""
    return [
        element
        for element in elements(drawing)
        if (title := element.find(f"{SVG}title")) is not None
        and (title.text or "").startswith(words)
    ]


def texts(drawing) -> list[str]:
    return [element.text or "" for element in elements(drawing) if element.tag == f"{SVG}text"]


def two_tiers(low, high, undisclosed: int = 0) -> TierFlows:
    """Return £10m of which something goes on."""
    return TierFlows(
        SERIES,
        ("Providers", "Tier 1"),
        ("£10m", ""),
        (TierPart(0, "private", 10e6, 10e6), TierPart(1, "social", low, high, undisclosed)),
        (TierFlow(0, "private", "social", low, high, undisclosed),),
    )


def test_tiers_are_drawn_to_one_scale():
    drawing = two_tiers(5e6, 5e6)

    whole = float(titled(drawing, "Providers, Private sector")[0].get("width"))
    half = float(titled(drawing, "Tier 1, Social sector")[0].get("width"))

    assert half == pytest.approx(whole / 2, abs=0.2)


def test_range_of_a_tier_is_striped_beside_its_low():
    solid, striped = titled(two_tiers(2e6, 4e6), "Tier 1, Social sector: £2m to £4m")

    assert float(striped.get("width")) == pytest.approx(float(solid.get("width")), abs=1.2)
    assert striped.get("fill").startswith("url(#")


def test_value_not_disclosed_has_a_box_and_a_broken_line_of_no_size():
    drawing = two_tiers(None, None, 3)

    box, line = titled(drawing, "Tier 1"), titled(drawing, "From private sector")

    assert [element.get("stroke-dasharray") for element in (*box, *line)] == ["4 3", "4 4"]
    assert box[0].find(f"{SVG}title").text == "Tier 1, Social sector: 3 not disclosed"
    assert "?" in texts(drawing)


def test_value_without_a_limit_is_marked_with_a_plus():
    assert "+" in texts(two_tiers(1e6, None))


def test_flow_to_a_sector_that_is_not_there_is_left_out():
    drawing = three_tiers()

    assert titled(drawing, "From mutuals to not recorded") == []
    assert len(titled(drawing, "From social sector to mutuals")) == 1


def test_ribbons_stay_within_what_they_come_from():
    giver = titled(three_tiers(), "Tier 0, Private sector")[0]
    left = float(giver.get("x"))
    right = left + float(giver.get("width"))

    for ribbon in titled(three_tiers(), "From private sector to"):
        start = float(re.match(r"M([\d.]+)", ribbon.get("d")).group(1))
        assert left - 0.1 <= start <= right + 30


def test_share_within_its_band_is_drawn_at_its_level():
    drawing = HeldAgainstLimits(
        "Staff",
        (HeldSpan(date(2010, 1, 1), None, 50, 50),),
        (AllowedBand(45, 55, None, None, "Allowed"),),
    )

    band = titled(drawing, "Allowed")[0]
    step = titled(drawing, "Staff 50%")[0]

    y = float(re.match(r"M[\d.]+ ([\d.]+)H", step.get("d")).group(1))
    top, height = float(band.get("y")), float(band.get("height"))
    assert y == pytest.approx(top + height / 2, abs=0.2)


def test_share_that_is_not_settled_is_striped_and_has_no_line():
    drawing = HeldAgainstLimits("Staff", (HeldSpan(date(2010, 1, 1), None, 75.1, 100),))

    found = titled(drawing, "Staff 75.1 to 100%")

    assert [element.tag for element in found] == [f"{SVG}rect"]


def test_period_without_a_holder_stays_blank():
    drawing = HeldAgainstLimits(
        "Staff",
        (
            HeldSpan(None, date(2010, 1, 1), None, None),
            HeldSpan(date(2010, 1, 1), None, 40, 40),
        ),
    )

    assert len(titled(drawing, "Staff")) == 1


def test_nothing_is_drawn_after_the_day_of_the_chart():
    drawing = HeldAgainstLimits("Staff", (HeldSpan(date(2010, 1, 1), date(2030, 1, 1), 40, 40),))

    assert not [words for words in texts(drawing) if words.startswith("202")]


def test_accessions_are_numbered_and_close_ones_share_a_badge():
    assert "1–2" in texts(group_target())


def test_accessions_apart_have_a_badge_each():
    marks = (DayMark(date(2005, 1, 1), "one"), DayMark(date(2012, 1, 1), "two"))
    drawing = HeldAgainstLimits(
        "Staff", (HeldSpan(date(2004, 1, 1), None, 50, 50),), (), marks, "Joined"
    )

    assert {"1", "2"} <= set(texts(drawing))
    assert [len(titled(drawing, words)) for words in ("1: one", "2: two")] == [1, 1]
