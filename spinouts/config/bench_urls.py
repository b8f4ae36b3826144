"""The site's addresses and one bare page, against which `manage.py bench` measures the others."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def bare(request: HttpRequest) -> HttpResponse:
    """Answer with nothing but a word: what every page costs before it does anything."""
    return HttpResponse("bare")


urlpatterns = [path("bare/", bare), path("", include("spinouts.config.urls"))]
