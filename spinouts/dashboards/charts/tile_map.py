"""Tile map: the regions of the UK as tiles that lie about where the regions lie."""

from collections.abc import Mapping

from spinouts.dashboards.charts.canvas import Canvas
from spinouts.dashboards.charts.chart import Chart, RegionTile, TileMap
from spinouts.dashboards.charts.measure import text_width
from spinouts.dashboards.charts.palette import RAMP
from spinouts.dashboards.charts.words import NOT_KNOWN, amount, short_pounds

# region -> (column, row, name, name for a narrow tile); ITL level 1.
PLACES: Mapping[str, tuple[int, int, str, str]] = {
    "scotland": (1, 0, "Scotland", "Scotland"),
    "northern_ireland": (0, 1, "N. Ireland", "N. Ireland"),
    "north_east": (2, 1, "North East", "N. East"),
    "north_west": (1, 2, "North West", "N. West"),
    "yorkshire_humber": (2, 2, "Yorks & Humber", "Yorks & H."),
    "wales": (0, 3, "Wales", "Wales"),
    "west_midlands": (1, 3, "West Midlands", "W. Mids"),
    "east_midlands": (2, 3, "East Midlands", "E. Mids"),
    "east_of_england": (3, 3, "East of England", "East"),
    "south_west": (1, 4, "South West", "S. West"),
    "south_east": (2, 4, "South East", "S. East"),
    "london": (3, 4, "London", "London"),
}
# What is no region, listed off to the side.
ASIDE: Mapping[str, tuple[str, str]] = {
    "england": ("England, several regions", "England"),
    "uk": ("UK-wide", "UK-wide"),
    "abroad": ("Abroad", "Abroad"),
    "unknown": ("Not known", "Not known"),
}
_GAP = 4.0


def shade(value: float, highest: float) -> int:
    """Return the step of the ramp for a value: 0 for nothing, 1 to 4 by quarters."""
    if value <= 0 or highest <= 0:
        return 0
    return min(4, 1 + int(4 * value / highest - 1e-9))


def draw(canvas: Canvas, chart: Chart, drawing: TileMap) -> float:
    """Draw the tiles, and off to the side (or below, on narrow pictures) what has no place.

    :return: height used
    """
    tiles = {tile.region: tile for tile in drawing.tiles}
    highest = max((tile.value or 0 for tile in drawing.tiles), default=0)
    canvas.label(0, 12, chart.unit, canvas.width, size=12, paint="chart-muted")
    top = 22.0
    if canvas.is_narrow:
        width, height = (canvas.width + _GAP) / 4, 64.0
    else:
        width, height = 128.0, 74.0
    for region, (column, row, name, short_name) in PLACES.items():
        box = (column * width, top + row * height, width - _GAP, height - _GAP)
        tile = tiles.get(region, RegionTile(region, 0))
        _draw_tile(canvas, drawing, tile, (name, short_name), box, highest)
    bottom = top + 5 * height
    given = [region for region in ASIDE if region in tiles]
    for position, region in enumerate(given):
        if canvas.is_narrow:
            box = (position * width, bottom + 12, width - _GAP, height - _GAP)
        else:
            box = (
                4 * width + 36,
                top + (position + 1) * height,
                canvas.width - 4 * width - 36,
                height - _GAP,
            )
        _draw_tile(canvas, drawing, tiles[region], ASIDE[region], box, highest, is_aside=True)
    if not canvas.is_narrow:
        _draw_key(canvas, drawing, highest, 4 * width + 36, top)
        return bottom
    if given:
        bottom += 12 + height
    _draw_key(canvas, drawing, highest, 0, bottom + 8)
    return bottom + 56


def _draw_tile(
    canvas: Canvas,
    drawing: TileMap,
    tile: RegionTile,
    names: tuple[str, str],
    box: tuple[float, float, float, float],
    highest: float,
    *,
    is_aside: bool = False,
) -> None:
    """Draw one tile with its name and number."""
    x, y, width, height = box
    is_known = tile.value is not None
    words = tile.words or (amount(tile.value, drawing.scale) if is_known else NOT_KNOWN)
    title = f"{names[0]}: {words}" + (f" ({tile.note})" if tile.note else "")
    size = 12.0
    name = names[0] if text_width(names[0], size) + 16 <= width else names[1]
    step = shade(tile.value or 0, highest)
    dashes = {"stroke_dasharray": "4 3"} if is_aside else {}
    if canvas.is_narrow and drawing.scale == "pounds" and tile.value and not tile.words:
        words = short_pounds(tile.value)
    number_size = next(
        (
            size
            for size in (21.0, 16.0, 13.0)
            if text_width(words, size, is_bold=True) + 14 <= width
        ),
        11.0,
    )
    with canvas.link(tile.href, title):
        if is_known:
            canvas.rectangle(
                x + 0.5,
                y + 0.5,
                width - 1,
                height - 1,
                f"fill-ramp-{step} chart-edge",
                title,
                rx=3,
                **dashes,
            )
        else:
            canvas.mark("not_recorded", x, y, width, height, title, rx=3)
        paint = f"on-ramp-{step}" + (" chart-link" if tile.href else "")
        canvas.label(x + 9, y + 19, name, width - 12, size=size, paint=paint)
        canvas.label(
            x + 9,
            y + height - 13,
            words,
            width - 12,
            size=number_size,
            is_bold=True,
            paint=f"on-ramp-{step}",
        )


def _draw_key(canvas: Canvas, drawing: TileMap, highest: float, x: float, y: float) -> None:
    """Draw the ramp with what its ends stand for."""
    if highest <= 0:
        return
    step_width = 30.0
    for step in range(len(RAMP)):
        canvas.rectangle(
            x + step * step_width + 0.5, y + 0.5, step_width - 2, 13, f"fill-ramp-{step} chart-edge"
        )
    canvas.text(x, y + 29, amount(0, drawing.scale), size=12, paint="chart-muted")
    canvas.text(
        x + len(RAMP) * step_width - 2,
        y + 29,
        amount(highest, drawing.scale),
        size=12,
        paint="chart-muted",
        anchor="end",
    )
