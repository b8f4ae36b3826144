"""A register in a process of its own that signs a competition, for tests that kill it or race it.

The process sets Django up and then calls `run` with one command:
  scene           make the tables, and a competition that waits for its signing
  sign [model]    sign it on its page; with a model, stop at the first write of such a record and
                  wait for the standard input to end; “commit”: stop when all is written
  race            open the page, say “ready”, wait for a line, then sign
  count           print how many records of the deal there are, and how far the competition is
Each prints one line of JSON when it is done.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.db.models.signals import post_save
from django.test.utils import setup_test_environment

from organisations.measured import Measured, Unit
from organisations.models import Organisation, User
from partnerships.choices import BidStatus, CompetitionStatus
from partnerships.models import (
    Bid,
    Contract,
    ContractParty,
    Deal,
    DealStake,
    Investment,
    PartnerCompetition,
    Stake,
)
from spinouts.dashboards.competitions import storing
from tests import factories
from tests.dashboards.competition_forms import (
    fields_of,
    page_of,
    signed_in,
)

COUNTED = (Deal, DealStake, Stake, Contract, ContractParty, Investment)
OFFICERS = ("first", "second", "third", "fourth")
BOXES = {
    "split-0-equity": "40",
    "split-1-equity": "35",
    "split-2-equity": "25",
    "signed_on": "2025-05-01",
    "source_title": "Decision notice",
    "publishes": "on",
    "is_sure": "on",
}


def make_scene() -> dict[str, Any]:
    """Make a competition with a preferred bid and a rival, and officers who may sign it.

    The tables are made straight from the models, as in the other tests: that is ten times faster.
    """
    settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
    call_command("migrate", run_syncdb=True, verbosity=0)
    body = factories.make_body("Northshire Council")
    competition = factories.make_competition(
        body,
        "Partner for schools",
        status=CompetitionStatus.PREFERRED,
        venture_name="Northshire Services",
    )
    factories.make_bid(
        competition,
        factories.make_organisation("Firm"),
        status=BidStatus.PREFERRED,
        cash=Measured.exact(Unit.MONEY, 500_000),
    )
    factories.make_bid(competition, factories.make_organisation("Rival"))
    for name in OFFICERS:
        factories.make_user("officer", body, username=name)
    return {"slug": competition.slug}


def wait(word: str) -> None:
    """Say a word and wait for a line, or for the end of the standard input."""
    say(word)
    sys.stdin.readline()


def stop_at(model_name: str) -> None:
    """Stop at the first write of a record of a model."""
    model = apps.get_model(model_name)

    def stopped(**_options: Any) -> None:
        wait("stopped")

    post_save.connect(stopped, sender=model, weak=False)


def stop_before_commit() -> None:
    """Stop when everything has been written and nothing is committed yet."""
    sign = storing.sign_competition

    def stopped(**options: Any) -> Deal:
        deal = sign(**options)
        assert transaction.get_connection().in_atomic_block
        wait("stopped")
        return deal

    storing.sign_competition = stopped


def sign(officer: str, *, is_race: bool = False) -> dict[str, Any]:
    """Sign on the page, as an officer's browser does."""
    browser = signed_in(User.objects.get(username=officer))
    url = page_of(PartnerCompetition.objects.get(), "sign/")
    data = fields_of(browser.get(url)) | BOXES
    if is_race:
        wait("ready")
    response = browser.post(url, data)
    problems = [] if response.status_code == 302 else response.context["problems"]
    return {"status": response.status_code, "problems": [one["text"] for one in problems]}


def count() -> dict[str, Any]:
    """Count the records of the deal and their history, and read the statuses."""
    found: dict[str, Any] = {model.__name__: model.objects.count() for model in COUNTED}
    found["history"] = sum(model.history.count() for model in COUNTED)
    found["ventures"] = Organisation.objects.filter(kind="joint_venture").count()
    found["competition"] = PartnerCompetition.objects.get().status
    found["bids"] = list(Bid.objects.order_by("pk").values_list("status", flat=True))
    return found


def say(words: str) -> None:
    """Give whoever started the process one line."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main(command: str, *arguments: str) -> dict[str, Any]:
    """Do what the command line asks for."""
    if command == "scene":
        return make_scene()
    if command == "count":
        return count()
    if command == "race":
        return sign(arguments[0], is_race=True)
    if arguments == ("commit",):
        stop_before_commit()
    elif arguments:
        stop_at(arguments[0])
    return sign(OFFICERS[0])


def run() -> None:
    """Do what the command line asks for, and say what came of it."""
    setup_test_environment()
    say(json.dumps(main(*sys.argv[1:])))
