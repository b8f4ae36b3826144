"""The boxes of a holdings chart: a name, a note, a band in the holder's colour."""

from spinouts.dashboards.charts.canvas import Canvas
from spinouts.dashboards.charts.chart import HoldingNode
from spinouts.dashboards.charts.legend import LegendEntry, series_entry
from spinouts.dashboards.charts.measure import shorten, text_width, wrap
from spinouts.dashboards.charts.palette import CATEGORIES, text_label

NAME_SIZE = 12.5
NOTE_SIZE = 11.0
_LEADING = 15.5
_BAND = 7.0
_PADDING = 9.0
_SECOND = 15.0
_MOST_LINES = 4


def name_lines(node: HoldingNode, width: float) -> list[str]:
    """Return the name of a node broken to fit its box."""
    room = width - _BAND - 2 * _PADDING
    return wrap(node.name, room, NAME_SIZE, most_lines=_MOST_LINES, is_bold=node.is_subject)


def box_height(node: HoldingNode, width: float, share: str = "") -> float:
    """Return the height that a node's words need."""
    lines = len(name_lines(node, width))
    return lines * _LEADING + (_SECOND if node.note or share else 0.0) + 16.0


def draw_box(
    canvas: Canvas,
    node: HoldingNode,
    box: tuple[float, float, float, float],
    title: str,
    share: str = "",
) -> None:
    """Draw a node: the subject filled, the others with a band in their colour.

    :param share: what it holds of what stands above it, where no edge has room for it
    """
    x, y, width, height = box
    ink, muted = ("on-series-1", "on-series-1") if node.is_subject else ("chart-ink", "chart-muted")
    with canvas.link(node.href, title):
        if node.is_subject:
            canvas.rectangle(x, y, width, height, "fill-series-1", title, rx=4)
        else:
            canvas.rectangle(
                x + 0.5, y + 0.5, width - 1, height - 1, "chart-box chart-edge", title, rx=3
            )
            canvas.mark(node.category, x, y, _BAND, height)
        lines = name_lines(node, width)
        words_height = len(lines) * _LEADING + (_SECOND if node.note or share else 0.0)
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
        if share:
            canvas.text(left, baseline, share, size=12, is_bold=True, paint=ink)
            left += text_width(share, 12, is_bold=True) + 8
        if node.note:
            note = shorten(node.note, x + width - _PADDING / 2 - left, NOTE_SIZE)
            canvas.text(left, baseline - 0.5, note, size=NOTE_SIZE, paint=muted)


def category_entries(canvas: Canvas, nodes: list[HoldingNode]) -> list[LegendEntry]:
    """Return the legend of the categories that occur among holders, in the palette's order."""
    seen = {node.category for node in nodes if not node.is_subject}
    order = [key for key in CATEGORIES if key in seen]
    order += sorted(key for key in seen if key not in order)
    return [series_entry(canvas, key, text_label(key)) for key in order]
