"""A register in a process of its own that signs a competition, for tests that kill it or race it.

`python -m tests.partnerships.signing_process <command>`:
  scene           make the tables, and a competition that waits for its signing
  sign [model]    sign it on its page; with a model, stop at the first write of such a record and
                  wait for the standard input to end; “commit”: stop when all is written
  race            open the page, say “ready”, wait for a line, then sign
  count           print how many records of the deal there are, and how far the competition is
Each prints one line of JSON when it is done.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spinouts.config.settings")  # noqa: TID251
django.setup()

from django.apps import apps  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.db.models.signals import post_save  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from organisations.measured import Measured, Unit  # noqa: E402
from organisations.models import Organisation, User  # noqa: E402
from partnerships.choices import BidStatus, CompetitionStatus  # noqa: E402
from partnerships.models import (  # noqa: E402
    Bid,
    Contract,
    ContractParty,
    Deal,
    DealStake,
    Investment,
    PartnerCompetition,
    Stake,
)
from spinouts.dashboards.competitions import storing  # noqa: E402
from tests import factories  # noqa: E402
from tests.dashboards.competition_forms import (  # noqa: E402
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
    print(word, flush=True)  # noqa: T201
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


if __name__ == "__main__":
    setup_test_environment()
    print(json.dumps(main(*sys.argv[1:])), flush=True)  # noqa: T201
