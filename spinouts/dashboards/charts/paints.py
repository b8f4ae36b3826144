"""Paints: the class names that marks carry on a page, and what each stands for.

On a page a mark carries classes, and `static/css/charts.css` colours them for light and dark
pages, print and forced colours. In a picture to keep, the same paint is written out as
presentation attributes in the light colours. Both come from `PAINTS`.
"""

from functools import lru_cache

from spinouts.dashboards.charts.palette import PALETTE, RAMP, css_name, tones

# paint -> {presentation attribute: value}; "@name" = the colour token of that name.
PAINTS: dict[str, dict[str, str]] = {
    "chart-surface": {"fill": "@surface"},
    "chart-box": {"fill": "@box"},
    "chart-ink": {"fill": "@ink"},
    "chart-muted": {"fill": "@muted"},
    "chart-accent": {"fill": "@accent"},
    "chart-alert": {"fill": "@alert"},
    "chart-bare": {"fill": "none"},
    "chart-grid": {"stroke": "@grid", "fill": "none"},
    "chart-axis": {"stroke": "@axis", "fill": "none"},
    "chart-line": {"stroke": "@ink", "fill": "none"},
    "chart-as-of": {"stroke": "@alert", "fill": "none"},
    "chart-subject": {"stroke": "@accent"},
    "chart-loop": {"stroke": "@alert", "fill": "none"},
    "chart-cut": {"stroke": "@surface", "stroke-width": "1"},
    "chart-edge": {"stroke": "@axis", "stroke-width": "1"},
    "chart-halo": {
        "stroke": "@surface",
        "stroke-width": "4",
        "paint-order": "stroke",
        "stroke-linejoin": "round",
    },
    "chart-link": {"text-decoration": "underline"},
}

for _swatch in (*PALETTE.values(), *RAMP):
    _name = css_name(_swatch.key)
    PAINTS[f"fill-{_name}"] = {"fill": f"@{_name}"}
    PAINTS[f"on-{_name}"] = {"fill": f"@{_name}-text"}
    if _swatch.key.startswith("ramp"):
        continue
    _edge = "axis" if _swatch.hatch == "open" else _name
    PAINTS[f"edge-{_name}"] = {"stroke": f"@{_edge}"}
    PAINTS[f"tint-{_name}"] = {"fill": f"@{_edge}", "fill-opacity": "0.2"}
    PAINTS[f"stripe-{_name}"] = {"stroke": f"@{_name}-stripe"}
    PAINTS[f"dot-{_name}"] = {"fill": f"@{_name}-stripe"}

_LIGHT = tones("light")


def literal_attributes(classes: str) -> dict[str, str]:
    """Return the presentation attributes, in light colours, of one or more paints.

    :param classes: paints, separated by spaces; a later paint overrides an earlier one
    :raises KeyError: if a paint does not exist
    """
    found: dict[str, str] = {}
    for name in classes.split():
        if name == "chart-link":
            continue  # a picture to keep has no links
        for attribute, value in PAINTS[name].items():
            found[attribute] = _LIGHT[value[1:]] if value.startswith("@") else value
    return found


@lru_cache(maxsize=1024)
def literal_paint(classes: str) -> str:
    """Return the same as text, with a leading space before each attribute."""
    pairs = literal_attributes(classes).items()
    return "".join(f' {name}="{value}"' for name, value in pairs)


def css_block() -> str:
    """Return the part of charts.css that must agree with the palette: tokens and paints."""
    lines = [":root {"]
    lines += [f"  --chart-{name}: {value};" for name, value in tones("light").items()]
    lines += ["}", "", "@media screen and (prefers-color-scheme: dark) {", "  :root {"]
    lines += [f"    --chart-{name}: {value};" for name, value in tones("dark").items()]
    lines += ["  }", "}", ""]
    for name, attributes in PAINTS.items():
        declarations = "; ".join(
            f"{attribute}: var(--chart-{value[1:]})"
            if value.startswith("@")
            else f"{attribute}: {value}"
            for attribute, value in attributes.items()
        )
        lines.append(f".{name} {{ {declarations}; }}")
    return "\n".join(lines)


if __name__ == "__main__":
    import sys

    sys.stdout.write(css_block() + "\n")
