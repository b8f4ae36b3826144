"""Pages that explain: methodology, glossary, accessibility."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organisations.choices import Sector
from organisations.models import LegalForm, OperatingModel, ServiceGroup
from partnerships.choices import Category
from spinouts.choices import StageKind
from spinouts.dashboards.filters import read_filters
from spinouts.models import Cohort, Stage


@require_safe
def methodology(request: HttpRequest) -> HttpResponse:
    """Explain every rule by which a figure is made, and where in the code it is made."""
    return render(request, "pages/methodology.html", {"filters": read_filters(request)})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement."""
    return render(request, "pages/accessibility.html", {"filters": read_filters(request)})


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """Define the words of the register, and list its vocabularies as they stand."""
    stages = list(Stage.objects.filter(is_public=True))
    context = {
        "filters": read_filters(request),
        "sectors": [(value, label) for value, label in Sector.choices],
        "categories": [(value, label) for value, label in Category.choices],
        "stages": [
            {"title": "Steps", "terms": _of_kind(stages, StageKind.STEP)},
            {"title": "Ways out", "terms": _of_kind(stages, StageKind.EXIT)},
            {"title": "Events that are no exit", "terms": _of_kind(stages, StageKind.EVENT)},
        ],
        "vocabularies": [
            {
                "anchor": "operating-models",
                "title": "Operating models",
                "lead": "How an organisation works. It holds for a period and can change.",
                "terms": list(OperatingModel.objects.all()),
            },
            {
                "anchor": "legal-forms",
                "title": "Legal forms",
                "lead": "The form in which the law lets an organisation exist.",
                "terms": list(LegalForm.objects.all()),
            },
            {
                "anchor": "service-groups",
                "title": "Services",
                "lead": "The fields by which spin-outs and contracts are grouped.",
                "terms": list(ServiceGroup.objects.all()),
            },
        ],
        "cohorts": list(Cohort.objects.all()),
    }
    return render(request, "pages/glossary.html", context)


def _of_kind(stages: list[Stage], kind: str) -> list[Stage]:
    return [stage for stage in stages if stage.kind == kind]
