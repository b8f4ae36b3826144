"""Sketches: keeping what is entered, listing what was kept, throwing it away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from organisations.models import User
from partnerships.actions.sketch import delete_sketch, save_sketch
from partnerships.models import DealSketch, PartnerCompetition
from spinouts.dashboards.filters import read_filters
from spinouts.dashboards.listing import list_context
from spinouts.dashboards.lists.cells import column, labelled, with_query
from spinouts.dashboards.modeller.entries import COMPETITION
from spinouts.dashboards.modeller.sketch_form import SketchForm
from spinouts.dashboards.readers import reader_of
from spinouts.dashboards.words import date_words

COLUMNS = [column("Sketch"), column("Competition"), column("Kept"), column("By"), column("Delete")]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def modeller_save(request: HttpRequest) -> HttpResponse:
    """Keep what is entered as a sketch of the signed-in account."""
    if request.method != "POST":  # somebody who had to sign in first
        return redirect("spinouts:modeller")
    form = SketchForm(request.POST)
    if not form.is_valid():
        return render(request, "modeller/sketch_save.html", {"form": form}, status=400)
    user, query = reader_of(request), form.cleaned_data["query"]
    sketch = save_sketch(
        title=form.cleaned_data["title"],
        query=query,
        competition=_competition(query, user),
        by=user,
    )
    messages.success(request, f"“{sketch.title}” is kept.")
    return redirect("spinouts:modeller-sketches")


def _competition(query: str, user: User) -> PartnerCompetition | None:
    """Find the competition that entries name, if the account may see it."""
    slug = QueryDict(query).get(COMPETITION, "")
    return PartnerCompetition.objects.visible_to(user).filter(slug=slug).first() if slug else None


@login_required
@require_safe
def modeller_sketches(request: HttpRequest) -> HttpResponse:
    """List the sketches that the account may see: its own, and those for its body's contests."""
    filters, user = read_filters(request), reader_of(request)
    made = DealSketch.history.filter(id=OuterRef("pk"), history_type="+").order_by("history_date")
    kept = (
        DealSketch.objects.visible_to(user)
        .select_related("competition", "account")
        .annotate(
            kept_at=Subquery(made.values("history_date")[:1]),
            is_competition_visible=Exists(
                PartnerCompetition.objects.visible_to(user).filter(pk=OuterRef("competition"))
            ),
        )
    )
    context = list_context(
        request,
        filters,
        kept.order_by("-pk").distinct(),
        present=lambda rows: [labelled(COLUMNS, _row(sketch, user)) for sketch in rows],
        columns=COLUMNS,
        noun="sketches",
        noun_one="sketch",
        caption="Sketches",
    )
    return render(request, "modeller/sketch_list.html", context)


def _row(sketch: DealSketch, user: User) -> list[dict[str, Any]]:
    is_own = sketch.account_id == user.pk
    delete_url = reverse("spinouts:modeller-sketch-delete", args=[sketch.pk])
    return [
        {"text": sketch.title, "url": with_query(reverse("spinouts:modeller"), sketch.query)},
        {"text": str(sketch.competition) if sketch.is_competition_visible else "–"},
        {"text": date_words(timezone.localtime(sketch.kept_at).date())},
        {"text": "you" if is_own else str(sketch.account)},
        {"text": "Delete", "url": delete_url} if is_own else {"text": "–"},
    ]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def modeller_sketch_delete(request: HttpRequest, number: int) -> HttpResponse:
    """Ask, and then throw one of the account's own sketches away.

    :raises Http404: if there is none of that number, or it is another account's
    """
    sketch = DealSketch.objects.filter(account=request.user, pk=number).first()
    if sketch is None:
        raise Http404("You have no sketch of that number.")
    if request.method != "POST":
        return render(request, "modeller/sketch_delete.html", {"sketch": sketch})
    title = sketch.title
    delete_sketch(sketch=sketch, by=request.user)
    messages.success(request, f"“{title}” is deleted.")
    return redirect("spinouts:modeller-sketches")
