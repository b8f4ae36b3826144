"""Answers to addresses that ask for something that does not exist."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from spinouts.dashboards.filters import FilterError

PLAIN_ENDINGS = (".csv", ".svg", ".png")


class FilterErrorMiddleware:
    """Turn a `FilterError` into a page (or a line, for a chart) that names the parameter."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer 400 with the messages, in the form that was asked for."""
        if not isinstance(exception, FilterError):
            return None
        if request.path.endswith(PLAIN_ENDINGS):
            return HttpResponse(f"{exception}\n", status=400, content_type="text/plain")
        if request.path.endswith(".json"):
            return JsonResponse({"errors": exception.errors}, status=400)
        context = {"errors": exception.errors, "path": request.path}
        return render(request, "dashboards/filter_error.html", context, status=400)
