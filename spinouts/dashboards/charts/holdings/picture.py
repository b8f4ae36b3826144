"""Chooses how holdings are drawn: from left to right where that fits, else as a ladder."""

from spinouts.dashboards.charts.canvas import Canvas
from spinouts.dashboards.charts.chart import Chart, Holdings
from spinouts.dashboards.charts.holdings import ladder, layered
from spinouts.dashboards.charts.holdings.boxes import category_entries
from spinouts.dashboards.charts.holdings.graph import build_graph
from spinouts.dashboards.charts.legend import draw_legend


def draw(canvas: Canvas, chart: Chart, drawing: Holdings) -> float:
    """Draw the legend, the boxes and the edges.

    :return: height used
    """
    graph = build_graph(drawing)
    top = 0.0
    if chart.unit:
        canvas.label(0, 12, chart.unit, canvas.width, size=12, paint="chart-muted")
        top = 22.0
    top = draw_legend(canvas, category_entries(canvas, list(graph.nodes.values())), top) + 14
    if not graph.forward and not graph.back:
        words = "No holder is recorded."
        canvas.text(0, top + 4, words, size=13, paint="chart-muted")
        top += 16
    if canvas.is_narrow or not layered.fits(graph):
        return ladder.draw(canvas, graph, top)
    return layered.draw(canvas, graph, top)
