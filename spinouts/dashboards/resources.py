"""Charts as resources: `<page>charts/<name>.svg|png|csv|json`, and the same charts on the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from spinouts.dashboards.charts.chart import Chart
from spinouts.dashboards.charts.present import PresentedChart, present
from spinouts.dashboards.charts.render import render_csv, render_json, render_png, render_svg
from spinouts.dashboards.filters import Filters

Builder = Callable[[Any], Chart]
"""Makes a chart from a page's figures (an object of `spinouts.dashboards.figures`)."""


def chart_response(chart: Chart, extension: str) -> HttpResponse:
    """Answer with one chart in the form that its address asks for."""
    if extension == "svg":
        return HttpResponse(render_svg(chart, standalone=True), content_type="image/svg+xml")
    if extension == "png":
        return HttpResponse(render_png(chart), content_type="image/png")
    if extension == "json":
        return JsonResponse(render_json(chart))
    response = HttpResponse(render_csv(chart), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{chart.name}.csv"'
    return response


def build(builders: Mapping[str, Builder], name: str, figures: Any) -> Chart:
    """Make the chart of a name.

    :raises Http404: if the page has no chart of that name
    """
    if name not in builders:
        raise Http404(f"This page has no chart “{name}”. It has {', '.join(builders)}.")
    return builders[name](figures)


def presented(
    builders: Mapping[str, Builder], figures: Any, request: HttpRequest, filters: Filters
) -> dict[str, PresentedChart]:
    """Make all charts of a page, keyed by name with “_” for “-” so that templates can name them."""
    query = filters.query()
    return {
        name.replace("-", "_"): present(builder(figures), request.path, query)
        for name, builder in builders.items()
    }
