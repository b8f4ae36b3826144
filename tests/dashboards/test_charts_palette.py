"""The palette: contrast, colour blindness, and agreement with the stylesheet."""

import itertools
import math
from pathlib import Path

import pytest

from organisations.choices import Region
from spinouts.dashboards.charts.paints import css_block, literal_attributes
from spinouts.dashboards.charts.palette import (
    CATEGORIES,
    CATEGORY_LABELS,
    FURNITURE,
    PALETTE,
    RAMP,
    text_label,
    tones,
)
from spinouts.dashboards.charts.tile_map import ASIDE, PLACES

THEMES = ("light", "dark")
STYLESHEET = Path(__file__).parents[2] / "static" / "css" / "charts.css"

# Machado, Oliveira, Fernandes (2009): A physiologically-based model for simulation of color
# vision deficiency, severity 1.0; on linear RGB.
SIGHTS = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
}


def linear(colour: str) -> tuple[float, ...]:
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return tuple(p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.2."""
    lights = [
        sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))
        for colour in (one, other)
    ]
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def lab(colour: str, sight: str) -> tuple[float, float, float]:
    rgb = linear(colour)
    seen = [
        min(1.0, max(0.0, sum(m * p for m, p in zip(row, rgb, strict=True))))
        for row in SIGHTS[sight]
    ]
    x = (0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.95047
    y = 0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]
    z = (0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.08883
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: str, other: str, sight: str) -> float:
    return math.dist(lab(one, sight), lab(other, sight))


def test_contrast_of_black_on_white_is_21():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("key", PALETTE)
def test_words_stand_out_from_their_mark_and_its_hatch(key, theme):
    tone = getattr(PALETTE[key], theme)

    assert contrast(tone.text, tone.fill) >= 4.5
    assert contrast(tone.text, tone.stripe) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("swatch", RAMP, ids=lambda swatch: swatch.key)
def test_words_stand_out_from_their_tile(swatch, theme):
    tone = getattr(swatch, theme)

    assert contrast(tone.text, tone.fill) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("key", PALETTE)
def test_marks_stand_out_from_the_page(key, theme):
    found = tones(theme)
    edge = found["axis"] if PALETTE[key].hatch == "open" else found[key.replace("_", "-")]

    assert contrast(edge, found["surface"]) >= 3


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("key", PALETTE)
def test_hatches_can_be_seen(key, theme):
    tone = getattr(PALETTE[key], theme)

    assert contrast(tone.fill, tone.stripe) >= 1.4


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", ["ink", "muted", "accent", "alert"])
def test_words_stand_out_from_the_page(name, theme):
    found = tones(theme)

    assert contrast(found[name], found["surface"]) >= 4.5
    assert contrast(found[name], found["box"]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("key", PALETTE)
def test_words_on_years_to_come_can_be_read(key, theme):
    found = tones(theme)
    name = "axis" if PALETTE[key].hatch == "open" else key.replace("_", "-")
    pairs = [(found[name][n : n + 2], found["surface"][n : n + 2]) for n in (1, 3, 5)]
    mixed = "#" + "".join(
        f"{round(int(mark, 16) * 0.2 + int(page, 16) * 0.8):02x}" for mark, page in pairs
    )

    assert contrast(found["ink"], mixed) >= 4.5


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("theme", THEMES)
def test_categories_differ_in_colour_or_hatch_whoever_looks(theme, sight):
    for one, other in itertools.combinations(CATEGORIES, 2):
        if PALETTE[one].hatch == PALETTE[other].hatch:
            colours = (getattr(PALETTE[key], theme).fill for key in (one, other))
            assert difference(*colours, sight) >= 12, (one, other)


@pytest.mark.parametrize("theme", THEMES)
def test_steps_of_the_ramp_are_told_apart(theme):
    for one, other in itertools.pairwise(RAMP):
        assert difference(getattr(one, theme).fill, getattr(other, theme).fill, "usual") >= 4


def test_palette_has_every_category_of_the_design_in_stacking_order():
    assert CATEGORIES == (
        "employees", "employee_trust", "managers", "independents", "financial_investors",
        "service_users", "community", "individuals", "not_disclosed", "public", "private",
        "social", "mutual", "hybrid", "not_recorded", "circular",
    )  # fmt: skip
    assert all(CATEGORY_LABELS[key] for key in CATEGORIES)


def test_own_words_come_before_those_of_the_category():
    assert text_label("public") == "Public sector"
    assert text_label("public", "Councils") == "Councils"


def test_every_region_has_a_place():
    assert {region.value for region in Region} == {*PLACES, *ASIDE}


def test_later_paint_overrides_an_earlier_one():
    assert literal_attributes("edge-public chart-bare") == {
        "stroke": PALETTE["public"].light.fill,
        "fill": "none",
    }


def test_stylesheet_agrees_with_the_palette():
    written = STYLESHEET.read_text(encoding="utf-8")
    between = written.split("/* palette: begin */")[1].split("/* palette: end */")[0]

    assert between.strip() == css_block().strip()


def test_stylesheet_asks_nobody_for_anything():
    written = STYLESHEET.read_text(encoding="utf-8")

    assert "url(" not in written
    assert "@import" not in written


def test_furniture_has_a_tone_for_each_theme():
    assert all(len(pair) == 2 for pair in FURNITURE.values())
    assert tones("light").keys() == tones("dark").keys()
