"""From a drawing to an SVG document: for a page, or standing alone with its words."""

from collections.abc import Callable

from spinouts.dashboards.charts import (
    limits_picture,
    line,
    ranked_bars,
    split_bar,
    stacked_columns,
    tiers_picture,
    tile_map,
    timeline,
)
from spinouts.dashboards.charts.canvas import Canvas, clean, number
from spinouts.dashboards.charts.chart import (
    Chart,
    HeldAgainstLimits,
    Holdings,
    Line,
    RankedBars,
    SplitBar,
    StackedColumns,
    TierFlows,
    TileMap,
    Timeline,
)
from spinouts.dashboards.charts.holdings import picture as holdings
from spinouts.dashboards.charts.words import day

WIDE = 720.0
NARROW = 340.0
_MARGIN = 28.0
_FONT = "Helvetica, Arial, sans-serif"
_NAMESPACE = "http://www.w3.org/2000/svg"

_KINDS: dict[type, Callable[..., float]] = {
    StackedColumns: stacked_columns.draw,
    SplitBar: split_bar.draw,
    Line: line.draw,
    RankedBars: ranked_bars.draw,
    Timeline: timeline.draw,
    Holdings: holdings.draw,
    TileMap: tile_map.draw,
    TierFlows: tiers_picture.draw,
    HeldAgainstLimits: limits_picture.draw,
}


def empty_words(chart: Chart) -> str:
    """Return the sentence that stands where there is nothing to draw."""
    if chart.empty_words:
        return chart.empty_words
    return f"There is nothing to draw: no {chart.record_noun} to show as of {day(chart.as_of)}."


def svg_document(chart: Chart, *, is_standalone: bool, is_narrow: bool, prefix: str = "") -> str:
    """Draw a chart as an SVG document.

    :param is_standalone: with title, summary, day and source inside, in literal colours
    :param is_narrow: for phones, 340 units across; else 720
    :param prefix: begins the ids; empty = the chart's name
    :return: one svg element
    """
    variant = "n" if is_narrow else "w"
    prefix = f"{prefix or chart.name}-{'s' if is_standalone else variant}"
    width = NARROW if is_narrow else WIDE
    canvas = Canvas(prefix, is_standalone=is_standalone, is_narrow=is_narrow, width=width)
    if chart.is_empty:
        height = canvas.paragraph(0, 8, empty_words(chart), width, size=14) + 8
    else:
        height = _KINDS[type(chart.drawing)](canvas, chart, chart.drawing)
    if is_standalone:
        return _standalone(chart, canvas, height)
    return _svg(
        chart,
        canvas,
        canvas.body(),
        (width, height),
        f' class="chart-picture chart-{"narrow" if is_narrow else "wide"}"',
    )


def _svg(
    chart: Chart, canvas: Canvas, body: str, size: tuple[float, float], attributes: str
) -> str:
    """Return the svg element around a body, with its accessible name and description."""
    width, height = (number(value) for value in size)
    role = "group" if canvas.has_links else "img"
    named = f"{canvas.prefix}-title"
    described = f"{canvas.prefix}-description"
    return (
        f'<svg xmlns="{_NAMESPACE}" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="{role}" aria-labelledby="{named}" '
        f'aria-describedby="{described}"{attributes}>'
        f'<title id="{named}">{clean(chart.title)}</title>'
        f'<desc id="{described}">{clean(chart.summary)}</desc>{body}</svg>'
    )


def _standalone(chart: Chart, canvas: Canvas, height: float) -> str:
    """Return the picture to keep: white ground, words above and below."""
    width = canvas.width + 2 * _MARGIN
    outer = Canvas(
        canvas.prefix, is_standalone=True, is_narrow=canvas.is_narrow, width=canvas.width
    )
    y = outer.paragraph(_MARGIN, _MARGIN - 6, chart.title, canvas.width, size=21, is_bold=True)
    y = outer.paragraph(_MARGIN, y + 4, chart.summary, canvas.width, size=14, paint="chart-muted")
    top = y + 18
    y = top + height + 16
    outer.line(_MARGIN, y, width - _MARGIN, y, "chart-grid")
    source = f"Register of public service spin-outs, as of {day(chart.as_of)}"
    if chart.rule:
        source += f". Worked out by rule {chart.rule}"
    y = outer.paragraph(_MARGIN, y + 8, f"{source}.", canvas.width, size=12, paint="chart-muted")
    whole = (width, y + 14)
    ground = f'<rect width="{number(whole[0])}" height="{number(whole[1])}" fill="#ffffff"/>'
    body = (
        f"{ground}{outer.body()}"
        f'<g transform="translate({number(_MARGIN)} {number(top)})">{canvas.body()}</g>'
    )
    return _svg(chart, canvas, body, whole, f' font-family="{_FONT}"')
