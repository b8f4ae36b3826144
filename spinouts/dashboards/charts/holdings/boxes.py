"""The boxes of a holdings chart: a name, a note, a band in the holder's colour."""

from spinouts.dashboards.charts.canvas import Canvas
from spinouts.dashboards.charts.chart import HoldingNode
from spinouts.dashboards.charts.legend import LegendEntry, series_entry
from spinouts.dashboards.charts.measure import shorten, wrap
from spinouts.dashboards.charts.palette import CATEGORIES, text_label

NAME_SIZE = 12.5
NOTE_SIZE = 11.0
_LEADING = 15.5
_BAND = 7.0
_PADDING = 9.0
_MOST_LINES = 4


def name_lines(node: HoldingNode, width: float) -> list[str]:
    """Return the name of a node broken to fit its box."""
    room = width - _BAND - 2 * _PADDING
    return wrap(node.name, room, NAME_SIZE, most_lines=_MOST_LINES, is_bold=node.is_subject)


def box_height(node: HoldingNode, width: float) -> float:
    """Return the height that a node's words need."""
    lines = len(name_lines(node, width))
    return lines * _LEADING + (14.0 if node.note else 0.0) + 16.0


def draw_box(
    canvas: Canvas, node: HoldingNode, box: tuple[float, float, float, float], title: str
) -> None:
    """Draw a node: the subject filled, the others with a band in their colour."""
    x, y, width, height = box
    with canvas.link(node.href, title):
        if node.is_subject:
            canvas.rectangle(x, y, width, height, "fill-series-1", title, rx=4)
        else:
            canvas.rectangle(
                x + 0.5, y + 0.5, width - 1, height - 1, "chart-box chart-edge", title, rx=3
            )
            canvas.mark(node.category, x, y, _BAND, height)
        ink = "on-series-1" if node.is_subject else "chart-ink"
        muted = "on-series-1" if node.is_subject else "chart-muted"
        lines = name_lines(node, width)
        words_height = len(lines) * _LEADING + (14.0 if node.note else 0.0)
        baseline = y + (height - words_height) / 2 + NAME_SIZE - 0.5
        left = x + _BAND + _PADDING
        for line in lines:
            canvas.text(
                left,
                baseline,
                line,
                size=NAME_SIZE,
                is_bold=node.is_subject,
                paint=f"{ink} chart-link" if node.href else ink,
            )
            baseline += _LEADING
        if node.note:
            note = shorten(node.note, width - _BAND - 2 * _PADDING, NOTE_SIZE)
            canvas.text(left, baseline - 1, note, size=NOTE_SIZE, paint=muted)


def category_entries(canvas: Canvas, nodes: list[HoldingNode]) -> list[LegendEntry]:
    """Return the legend of the categories that occur among holders, in the palette's order."""
    seen = {node.category for node in nodes if not node.is_subject}
    order = [key for key in CATEGORIES if key in seen]
    order += sorted(key for key in seen if key not in order)
    return [series_entry(canvas, key, text_label(key)) for key in order]
