"""Signing a competition: one page, stored whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from organisations.models import Organisation, User
from partnerships.actions.competition import split_before
from partnerships.choices import CompetitionStatus, HolderClass
from partnerships.models import Bid, PartnerCompetition, Stake
from spinouts.dashboards.competitions.access import find_own_competition, for_insiders
from spinouts.dashboards.competitions.choosing import typed_name
from spinouts.dashboards.competitions.figures import CompetitionPage
from spinouts.dashboards.competitions.forms.fields import problems_of, say_refused
from spinouts.dashboards.competitions.forms.signing import WINNING, SigningForm
from spinouts.dashboards.competitions.forms.split import split_table
from spinouts.dashboards.competitions.phrases import bid_name
from spinouts.dashboards.competitions.storing import sign
from spinouts.dashboards.competitions.views.editing import form_view
from spinouts.dashboards.filters import today
from spinouts.dashboards.lists.cells import NOT_PUBLIC
from spinouts.dashboards.readers import reader_of

EMPTY_ROWS = 2
SIGNED_ALREADY = "Somebody else has signed this competition meanwhile. Nothing of yours is stored."
STAKES_APPEARED = (
    "This venture has stakes that were not in the table. They are in it now: look at the whole "
    "split, then sign again."
)


@form_view
@for_insiders
def competition_sign(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what is to be signed, and sign it."""
    reader = reader_of(request)
    competition = find_own_competition(slug, reader)
    desk = SigningDesk(competition, reader, today())
    if desk.bid is None or (request.method != "POST" and not desk.is_ready):
        messages.warning(request, "There is no preferred bid that could be signed.")
        return redirect("spinouts:competition-detail", slug)
    form, table = desk.sent(request) if request.method == "POST" else desk.fresh()
    if request.method == "POST":
        form, table, deal = desk.try_to_sign(form, table)
        if deal is not None:
            messages.success(request, f"Signed: {deal.title}.")
            return redirect("spinouts:competition-detail", slug)
    context = {
        "competition": competition,
        "partner": desk.partner,
        "bid": desk.bid,
        "bid_title": desk.partner,
        "form": form,
        "problems": problems_of(form, table),
        "table": table,
        "lines": desk.labelled(table),
    }
    return render(request, "competitions/competition_sign.html", context)


@dataclass
class SigningDesk:
    """What lies on the table when a competition is signed."""

    competition: PartnerCompetition
    reader: User
    day: date

    @cached_property
    def page(self) -> CompetitionPage:
        """The competition's bids, as those who run it see them."""
        return CompetitionPage(self.competition, self.reader, self.day)

    @cached_property
    def bid(self) -> Bid | None:
        """The preferred bid, or the one that has been signed; None if there is neither."""
        return next((bid for bid in self.page.bids if bid.status in WINNING), None)

    @property
    def is_ready(self) -> bool:
        """Whether the competition waits for its signing."""
        return self.competition.status == CompetitionStatus.PREFERRED

    @property
    def partner(self) -> str:
        """The name of the bid that is signed."""
        return bid_name(self.page.shown[self.bid.pk])

    def _options(self) -> dict[str, Any]:
        bids = [(bid, bid_name(self.page.shown[bid.pk])) for bid in self.page.bids]
        return {
            "competition": self.competition,
            "bids": bids,
            "user": self.reader,
            "today": self.day,
        }

    def fresh(self) -> tuple[SigningForm, Any]:
        """Make the forms as they are first shown: filled from the bid and the present split."""
        competition = self.competition
        initial = {
            "bid_id": self.bid.pk,
            "signed_on": self.day,
            "venture_name": "" if competition.venture_id else competition.venture_name,
            "contract_service_area": competition.service_area,
            "contract_title": competition.title,
            "contract_total_value": competition.contract_value,
        }
        return SigningForm(initial=initial, **self._options()), self._table(self._first_lines())

    def _table(self, lines: list[dict[str, Any]]) -> Any:
        return split_table(EMPTY_ROWS)(
            initial=lines, prefix="split", form_kwargs={"user": self.reader}
        )

    def _first_lines(self) -> list[dict[str, Any]]:
        stakes = self._stakes(self.competition.venture_id, self.day)
        lines = [{"stake_id": stake.pk, "equity": stake.equity} for stake in stakes]
        lead = next(iter(self.page.bidders[self.bid.pk]), None)
        sought = self.bid.stake_sought
        if lead is not None and lead.organisation_id:
            lines.append({"holder": self._named(lead.organisation), "equity": sought})
        elif lead is not None:
            lines.append({"holder_name": lead.name, "holder_sector": lead.sector, "equity": sought})
        if not stakes:
            lines.append({"holder": self._named(self.competition.public_body)})
            lines.append({"holder_class": HolderClass.EMPLOYEE_TRUST})
        return lines

    def _named(self, organisation: Organisation) -> str:
        return typed_name(Organisation.objects.visible_to(self.reader), organisation)

    def _stakes(self, venture_id: int | None, day: date) -> list[Stake]:
        return split_before(venture_id, day) if venture_id else []

    def sent(self, request: HttpRequest) -> tuple[SigningForm, Any]:
        """Read the forms as they were sent."""
        form = SigningForm(request.POST, **self._options())
        table = split_table(0)(request.POST, prefix="split", form_kwargs={"user": self.reader})
        return form, table

    def try_to_sign(self, form: SigningForm, table: Any) -> tuple[SigningForm, Any, Any]:
        """Sign, or say what is refused.

        :return: the forms to be shown, and the deal, which is None where nothing was signed
        """
        are_right = [form.is_valid(), table.is_valid()]
        if not self.is_ready:
            form.add_error(None, SIGNED_ALREADY)
            return form, table, None
        if not all(are_right):
            return form, table, None
        if appeared := self._appeared(form, table):
            form.add_error(None, STAKES_APPEARED)
            lines = [{"stake_id": stake.pk, "equity": stake.equity} for stake in appeared]
            lines += [line.typed() for line in table.forms if not line.is_empty]
            return form, self._table(lines), None
        try:
            deal = sign(
                competition_id=self.competition.pk,
                signing=form.signing(table.lines()),
                new_source=form.new_source(),
                by=self.reader,
            )
        except ValidationError as refusal:
            say_refused(form, refusal)
            return form, table, None
        return form, table, deal

    def _appeared(self, form: SigningForm, table: Any) -> list[Stake]:
        """List the stakes in the venture that the table does not have."""
        venture = form.cleaned_data["venture"]
        known = {line.stake_id for line in table.lines()}
        stakes = self._stakes(venture.pk if venture else None, form.cleaned_data["signed_on"])
        return [stake for stake in stakes if stake.pk not in known]

    def labelled(self, table: Any) -> list[dict[str, Any]]:
        """Give the lines of the table, those of present stakes with the holder's name."""
        keys = [line.held_stake for line in table.forms if line.held_stake]
        stakes = Stake.objects.filter(pk__in=keys, subject__in=self._ventures())
        found = {stake.pk: stake for stake in stakes.select_related("holder")}
        seen = Organisation.objects.visible_to(self.reader).in_bulk(
            [stake.holder_id for stake in found.values() if stake.holder_id]
        )
        return [
            {"form": line, "label": self._holder(found.get(line.held_stake), seen)}
            for line in table.forms
        ]

    def _ventures(self) -> Any:
        return Organisation.objects.kept_by(self.reader)

    def _holder(self, stake: Stake | None, seen: dict[int, Organisation]) -> str:
        if stake is None:
            return ""
        if stake.holder_id:
            return seen[stake.holder_id].name if stake.holder_id in seen else NOT_PUBLIC
        return stake.holder_name or stake.get_holder_class_display()
