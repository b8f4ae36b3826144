"""The colours, hatches and words of every category, and the paints that charts are drawn with.

One table rules them all: `static/css/charts.css` (checked by a test against `css_block`), the
literal colours of downloaded pictures, and the tests for contrast and colour blindness.

Every mark stands out from the page by at least 3 : 1, text on a mark by at least 4.5 : 1 (also on
its hatch). Two categories that a colour-blind reader could take for one another have different
hatches, so that no picture rests on colour alone.
"""

from dataclasses import dataclass
from typing import Literal

Hatch = Literal[
    "", "diagonal", "back", "lines", "upright", "dots", "grid", "crossed", "rings", "open"
]

WHITE = "#ffffff"
INK = "#0f1a22"


@dataclass(frozen=True)
class Tone:
    """One category in one theme.

    :param fill: the mark
    :param text: words on the mark
    :param stripe: the hatch on the mark
    """

    fill: str
    text: str
    stripe: str


@dataclass(frozen=True)
class Swatch:
    """One category: its words, its hatch and its colours on light and dark pages.

    :param key: the published code, or "series_1" ... for what is no category
    :param label: words of the legend
    :param hatch: which hatch lies on it; "" = plain; "open" = a light ground with an edge
    """

    key: str
    label: str
    hatch: Hatch
    light: Tone
    dark: Tone


def _swatch(key: str, label: str, hatch: Hatch, light: str, dark: str) -> Swatch:
    """Build a swatch from 'fill text stripe' written as three colours."""
    return Swatch(key, label, hatch, Tone(*light.split()), Tone(*dark.split()))


# In stacking order, bottom or left first.
_CATEGORIES = (
    _swatch("employees", "Employees", "",
            "#0b4f5c #ffffff #2d6873", "#379cae #0f1a22 #7abfcb"),
    _swatch("employee_trust", "Employee trust", "diagonal",
            "#23808f #ffffff #1b6470", "#8ad0d9 #0f1a22 #71abb2"),
    _swatch("managers", "Managers", "dots",
            "#274472 #ffffff #455e86", "#8fa9e0 #0f1a22 #758bb8"),
    _swatch("independents", "Independents", "lines",
            "#5d71a6 #ffffff #495881", "#b3bfe6 #0f1a22 #939dbd"),
    _swatch("financial_investors", "Financial investors", "back",
            "#5b3a73 #ffffff #725687", "#b79ad6 #0f1a22 #967eaf"),
    _swatch("service_users", "Service users", "upright",
            "#3e7d43 #ffffff #306034", "#7cc47f #0f1a22 #66a168"),
    _swatch("community", "Community", "dots",
            "#7b9a3d #0f1a22 #a1b775", "#b7cf72 #0f1a22 #96aa5d"),
    _swatch("individuals", "Other individuals", "grid",
            "#94603f #ffffff #724a31", "#d2a07c #0f1a22 #ac8366"),
    _swatch("not_disclosed", "Not disclosed", "crossed",
            "#5d6f7e #ffffff #485561", "#94a5b3 #0f1a22 #798793"),
    _swatch("public", "Public sector", "",
            "#c48510 #0f1a22 #d6aa58", "#f0bb4b #0f1a22 #c79b3e"),
    _swatch("private", "Private sector", "",
            "#994a7d #ffffff #74385f", "#eab0d6 #0f1a22 #c093af"),
    _swatch("social", "Social sector", "",
            "#2f6fb3 #ffffff #24558a", "#6fa8e8 #0f1a22 #5a88bc"),
    _swatch("mutual", "Mutuals", "diagonal",
            "#2c7a5b #ffffff #225e46", "#62c29a #0f1a22 #509f7e"),
    _swatch("hybrid", "Hybrids", "back",
            "#b5533c #ffffff #8d412f", "#ec8f75 #0f1a22 #c27560"),
    _swatch("not_recorded", "Not recorded", "open",
            "#f1f4f6 #0f1a22 #a9b6c0", "#1c2832 #f2f5f7 #51626f"),
    _swatch("circular", "Circular", "rings",
            "#6d7279 #ffffff #55595e", "#a9adb4 #0f1a22 #8b8e94"),
)  # fmt: skip

# For lines, bars and rows that are no category of ownership.
_SERIES = (
    _swatch("series_1", "", "", "#0b4f5c #ffffff #2d6873", "#379cae #0f1a22 #7abfcb"),
    _swatch("series_2", "", "", "#c48510 #0f1a22 #d6aa58", "#f0bb4b #0f1a22 #c79b3e"),
    _swatch("series_3", "", "", "#994a7d #ffffff #74385f", "#eab0d6 #0f1a22 #c093af"),
    _swatch("series_4", "", "diagonal", "#5d6f7e #ffffff #485561", "#94a5b3 #0f1a22 #798793"),
    _swatch("series_5", "", "", "#2f6fb3 #ffffff #24558a", "#6fa8e8 #0f1a22 #5a88bc"),
    _swatch("series_6", "", "back", "#b5533c #ffffff #8d412f", "#ec8f75 #0f1a22 #c27560"),
)

CATEGORIES: tuple[str, ...] = tuple(swatch.key for swatch in _CATEGORIES)
PALETTE: dict[str, Swatch] = {swatch.key: swatch for swatch in (*_CATEGORIES, *_SERIES)}
CATEGORY_LABELS: dict[str, str] = {swatch.key: swatch.label for swatch in _CATEGORIES}

# Shades of a tile by its number, smallest first.
RAMP = (
    Swatch("ramp_0", "", "", Tone("#f1f4f6", INK, WHITE), Tone("#18242d", "#f2f5f7", WHITE)),
    Swatch("ramp_1", "", "", Tone("#d5e6e8", INK, WHITE), Tone("#1d3d47", "#f2f5f7", WHITE)),
    Swatch("ramp_2", "", "", Tone("#9fc8cd", INK, WHITE), Tone("#24616e", "#f2f5f7", WHITE)),
    Swatch("ramp_3", "", "", Tone("#2d7481", WHITE, WHITE), Tone("#4ca9b8", INK, WHITE)),
    Swatch("ramp_4", "", "", Tone("#0b4f5c", WHITE, WHITE), Tone("#97d8e0", INK, WHITE)),
)

# Ground and furniture: (light, dark), in the tones of static/css/site.css.
FURNITURE: dict[str, tuple[str, str]] = {
    "surface": (WHITE, "#0f191c"),
    "ink": ("#13252b", "#e6eff0"),
    "muted": ("#4b5e65", "#a8babf"),
    "grid": ("#dbe4e6", "#2d3e43"),
    "axis": ("#6d7f86", "#7f949a"),
    "accent": ("#0a5d75", "#86d0e1"),
    "alert": ("#a4262c", "#ff9d94"),
    "box": ("#f1f6f6", "#162427"),
}


def text_label(key: str, label: str = "") -> str:
    """Return the words of a series: those given, else those of its category.

    :raises KeyError: if the key is not in the palette
    """
    return label or PALETTE[key].label or key


def css_name(key: str) -> str:
    """Return a key as it stands in class names and custom properties."""
    return key.replace("_", "-")


def tones(theme: Literal["light", "dark"]) -> dict[str, str]:
    """Return every colour token of one theme: {"public": ..., "public-text": ..., "ink": ...}."""
    position = 0 if theme == "light" else 1
    found = {name: pair[position] for name, pair in FURNITURE.items()}
    for swatch in (*PALETTE.values(), *RAMP):
        tone = swatch.light if theme == "light" else swatch.dark
        name = css_name(swatch.key)
        found[name] = tone.fill
        found[f"{name}-text"] = tone.text
        if not swatch.key.startswith("ramp"):
            found[f"{name}-stripe"] = tone.stripe
    return found
