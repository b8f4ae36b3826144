"""Hatches: SVG patterns that tell categories apart without colour."""

from collections.abc import Callable

Paint = Callable[[str], str]

# hatch -> (tile size, turn in degrees)
_TILES = {
    "diagonal": (7, 45),
    "back": (7, -45),
    "lines": (6, 0),
    "upright": (6, 90),
    "dots": (7, 45),
    "grid": (8, 0),
    "crossed": (8, 45),
    "rings": (9, 0),
    "open": (6, 45),
}


def _pattern(identifier: str, size: int, turn: int, inner: str) -> str:
    """Return a pattern element with a square tile."""
    turned = f' patternTransform="rotate({turn})"' if turn else ""
    return (
        f'<pattern id="{identifier}" width="{size}" height="{size}" '
        f'patternUnits="userSpaceOnUse"{turned}>{inner}</pattern>'
    )


def hatch_pattern(identifier: str, name: str, hatch: str, paint: Paint) -> str:
    """Return the pattern of a hatched category.

    :param identifier: id of the pattern
    :param name: the category as in class names
    :param hatch: a key of the tiles above
    :param paint: writes paints as attributes
    """
    size, turn = _TILES[hatch]
    ground = f'<rect width="{size}" height="{size}"{paint(f"fill-{name}")}/>'
    stripe = paint(f"stripe-{name}")
    dot = paint(f"dot-{name}")
    half = size / 2
    across = f'<path d="M0 {half}H{size}"{stripe} stroke-width="1.6"/>'
    down = f'<path d="M{half} 0V{size}"{stripe} stroke-width="1.6"/>'
    drawn = {
        "dots": f'<circle cx="{half}" cy="{half}" r="1.5"{dot}/>',
        "rings": f'<circle cx="{half}" cy="{half}" r="2.4" fill="none"{stripe} '
        'stroke-width="1.3"/>',
        "grid": across + down,
        "crossed": across + down,
    }.get(hatch, across)
    return _pattern(identifier, size, turn, ground + drawn)


def range_pattern(
    identifier: str, names: tuple[str, ...], edges: tuple[str, ...], paint: Paint
) -> str:
    """Return the pattern of a range: stripes of every category that may claim it, on the ground.

    :param names: categories as in class names, at least one
    :param edges: for each, "axis" to draw it in the furniture's grey, else empty
    """
    size = 6 * len(names)
    ground = f'<rect width="{size}" height="{size}"{paint("chart-surface")}/>'
    stripes = ""
    for position, (name, edge) in enumerate(zip(names, edges, strict=True)):
        stroke = paint("chart-axis" if edge else f"edge-{name}")
        level = 6 * position + 3
        stripes += f'<path d="M0 {level}H{size}"{stroke} stroke-width="2.2"/>'
    return _pattern(identifier, size, -45, ground + stripes)
