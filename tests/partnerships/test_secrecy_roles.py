"""Who sees and changes what of a competition: every part, every model that holds secrets."""

from __future__ import annotations

from datetime import date

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError

from organisations import roles
from partnerships.models import (
    Bidder,
    BidGrant,
    BidOffer,
    BidScore,
    DealSketch,
)
from tests import factories

pytestmark = pytest.mark.django_db

UNSIGNED = {"own unsigned", "other unsigned"}
DRAFT = {"own draft", "other draft"}
OPEN_TO_ALL = {"own signed", "own reported", "other signed", "other reported"}
OWN = {"own unsigned", "own draft", "own signed", "own reported"}
ALL = UNSIGNED | DRAFT | OPEN_TO_ALL
SHARED = {"own signed", "other signed"}
NOTICES = ("partnercompetition", "competitioncriterion")
BIDS = ("bid", "bidder", "bidoffer")
MODELS = (*NOTICES, *BIDS, "bidscore", "competitionassessor", "dealsketch", "bidgrant")
GRANTED = "other unsigned"

SEEN = {
    "anonymous": {
        **dict.fromkeys(NOTICES, UNSIGNED | OPEN_TO_ALL),
        **dict.fromkeys(BIDS, OPEN_TO_ALL),
    },
    "researcher": {
        **dict.fromkeys(NOTICES, UNSIGNED | OPEN_TO_ALL),
        **dict.fromkeys(BIDS, OPEN_TO_ALL),
    },
    "researcher with leave": {
        **dict.fromkeys(NOTICES, UNSIGNED | OPEN_TO_ALL),
        **dict.fromkeys(BIDS, OPEN_TO_ALL | {GRANTED}),
        "competitionassessor": {GRANTED},
        "dealsketch": {GRANTED},
        "bidgrant": {GRANTED},
    },
    "officer": {
        **dict.fromkeys(NOTICES, UNSIGNED | OPEN_TO_ALL | OWN),
        **dict.fromkeys(BIDS, OPEN_TO_ALL | OWN),
        "bidscore": {"own signed"},
        "competitionassessor": OWN,
        "dealsketch": OWN,
        "bidgrant": OWN,
    },
    "assessor": {
        **dict.fromkeys(NOTICES, UNSIGNED | OPEN_TO_ALL | OWN),
        **dict.fromkeys(BIDS, OPEN_TO_ALL | OWN),
        "bidscore": OWN,
        "competitionassessor": OWN,
        "dealsketch": OWN,
        "bidgrant": OWN,
    },
    "curator": {
        **dict.fromkeys(NOTICES, ALL),
        **dict.fromkeys(BIDS, OPEN_TO_ALL),
        "bidscore": SHARED,
    },
    "curator with leave": {
        **dict.fromkeys(NOTICES, ALL),
        **dict.fromkeys(BIDS, OPEN_TO_ALL | {GRANTED}),
        "bidscore": SHARED,
        "competitionassessor": {GRANTED},
        "dealsketch": {GRANTED},
        "bidgrant": {GRANTED},
    },
    "superuser": {
        **dict.fromkeys(NOTICES, ALL),
        **dict.fromkeys(BIDS, OPEN_TO_ALL),
        "bidscore": SHARED,
        "bidgrant": ALL,
    },
    "author of the sketches": {
        **dict.fromkeys(NOTICES, UNSIGNED | OPEN_TO_ALL),
        **dict.fromkeys(BIDS, OPEN_TO_ALL),
        "dealsketch": ALL,
    },
    "switched off": {
        **dict.fromkeys(NOTICES, UNSIGNED | OPEN_TO_ALL),
        **dict.fromkeys(BIDS, OPEN_TO_ALL),
    },
}
"""Part to model to the competitions of which a row is seen; a model that is missing: none."""

CHANGED = {
    "officer": dict.fromkeys((*NOTICES, *BIDS, "competitionassessor"), OWN),
    "assessor": {
        **dict.fromkeys((*NOTICES, *BIDS, "competitionassessor"), OWN),
        "bidscore": OWN,
    },
    "curator": dict.fromkeys((*NOTICES, *BIDS), OPEN_TO_ALL),
    "curator with leave": dict.fromkeys((*NOTICES, *BIDS), OPEN_TO_ALL),
    "superuser": {**dict.fromkeys((*NOTICES, *BIDS), OPEN_TO_ALL), "bidgrant": ALL},
    "author of the sketches": {"dealsketch": ALL},
}


def _competition(name: str, body):
    kind = name.split()[1]
    values = {
        "unsigned": {"status": "preferred", "state": "published"},
        "draft": {"status": "draft", "state": "draft"},
        "signed": {
            "status": "signed",
            "signed_on": date(2025, 5, 1),
            "state": "published",
            "are_scores_shared": True,
        },
        "reported": {"status": "signed", "origin": "reported", "state": "published"},
    }[kind]
    source = factories.make_source(f"Notice {name}")
    return factories.make_competition(body, name, source=source, **values)


def _fill(competition, assessor, author, reader) -> None:
    bid = factories.make_bid(competition)
    Bidder.objects.create(bid=bid, name="Firm", sector="private", is_lead=True)
    BidOffer.objects.create(bid=bid, kind="capital", words="Money")
    criterion = factories.make_criterion(competition)
    BidScore.objects.create(bid=bid, criterion=criterion, assessor=assessor, score=3, why="Good")
    factories.make_assessor(competition, assessor)
    DealSketch.objects.create(account=author, competition=competition, title="S", query="a=1")
    BidGrant.objects.create(competition=competition, account=reader, why="audit", is_withdrawn=True)


@pytest.fixture
def parts():
    """Store eight competitions with one row of everything, and give the accounts by their part."""
    own, other = factories.make_body("Own Council"), factories.make_body("Other Council")
    gone = factories.make_officer(own)
    gone.is_active = False
    accounts = {
        "anonymous": AnonymousUser(),
        "researcher": factories.make_user(),
        "researcher with leave": factories.make_user(),
        "officer": factories.make_officer(own),
        "assessor": factories.make_officer(own),
        "curator": factories.make_curator(),
        "curator with leave": factories.make_curator(),
        "superuser": factories.make_superuser(),
        "author of the sketches": factories.make_user(),
        "switched off": gone,
    }
    for name in sorted(ALL):
        competition = _competition(name, own if name.startswith("own") else other)
        _fill(
            competition,
            accounts["assessor"],
            accounts["author of the sketches"],
            factories.make_user(),
        )
        if name == GRANTED:
            for part in ("researcher with leave", "curator with leave"):
                BidGrant.objects.create(
                    competition=competition, account=accounts[part], why="audit"
                )
    return accounts


def _competition_of(row) -> str:
    competition = getattr(row, "competition", None)
    if competition is None:
        competition = row.bid.competition if hasattr(row, "bid") else row
    return competition.title


def _told(rows) -> set[str]:
    return {_competition_of(row) for row in rows}


def _model(name: str):
    return apps.get_model("partnerships", name)


@pytest.mark.parametrize("part", SEEN)
def test_rows_of_competitions_seen(part, parts):
    seen = {name: _told(_model(name).objects.visible_to(parts[part])) for name in MODELS}

    assert seen == {name: SEEN[part].get(name, set()) for name in MODELS}


@pytest.mark.parametrize("part", SEEN)
def test_rows_of_competitions_kept(part, parts):
    kept = {name: _told(_model(name).objects.kept_by(parts[part])) for name in MODELS}

    assert kept == {name: CHANGED.get(part, {}).get(name, set()) for name in MODELS}


def test_public_rows_of_competitions_are_those_of_anybody(parts):
    public = {name: _told(_model(name).objects.public()) for name in MODELS}

    assert public == {name: SEEN["anonymous"].get(name, set()) for name in MODELS}


@pytest.mark.parametrize("part", SEEN)
def test_may_agrees_with_the_rows_of_competitions(part, parts):
    user = parts[part]
    is_keeper = part.split()[0] in {"officer", "assessor", "curator", "superuser"}
    wrong = []

    for name in MODELS:
        model = _model(name)
        for row in model.objects.all():
            title = _competition_of(row)
            is_own_sketch = name == "dealsketch" and "researcher" in roles.part_of(user)
            views = is_keeper or is_own_sketch
            if name == "bidgrant":
                views = part == "superuser"
            wanted = {
                "view": views and title in _told(model.objects.visible_to(user).filter(pk=row.pk)),
                "change": title in CHANGED.get(part, {}).get(name, set()),
            }
            found = {action: roles.may(user, action, model, row) for action in wanted}
            if found != wanted:
                wrong.append((name, title, found, wanted))

    assert wrong == []


def test_records_of_competitions_are_deleted_by_superusers_where_they_are_reported(parts):
    allowed = {
        (part, name, _competition_of(row))
        for part, user in parts.items()
        for name in ("partnercompetition", "bid", "bidgrant")
        for row in _model(name).objects.all()
        if roles.may(user, "delete", _model(name), row)
    }

    assert allowed == {
        ("superuser", name, title)
        for name in ("partnercompetition", "bid")
        for title in ("own reported", "other reported")
    }


def test_leave_that_was_withdrawn_shows_nothing(parts):
    reader = parts["curator with leave"]
    BidGrant.objects.filter(account=reader).update(is_withdrawn=True)

    assert _told(_model("bid").objects.visible_to(reader)) == OPEN_TO_ALL


def test_officers_of_a_successor_see_no_bids_of_what_went_before(parts):
    body = _model("partnercompetition").objects.get(title="own unsigned").public_body
    successor = factories.make_body("Greater Own Council")
    factories.make_succession(body, successor)

    seen = _told(_model("bid").objects.visible_to(factories.make_officer(successor)))

    assert "own unsigned" not in seen


def test_competition_that_was_abandoned_keeps_its_bids_secret(parts):
    competition = _model("partnercompetition").objects.get(title="other unsigned")
    competition.status = "abandoned"
    competition.save()

    for part in ("anonymous", "officer", "curator", "superuser"):
        assert "other unsigned" not in _told(_model("bid").objects.visible_to(parts[part])), part


@pytest.mark.parametrize(
    ("name", "is_allowed"),
    [("own unsigned", False), ("own draft", False), ("own signed", True), ("own reported", True)],
)
def test_secret_bid_names_no_source(name, is_allowed, parts):
    bid = _model("bid").objects.get(competition__title=name)

    for record in (bid, bid.bidders.get()):
        record.source = factories.make_source("Bid document")
        if is_allowed:
            record.clean()
        else:
            with pytest.raises(ValidationError, match="Sources are public"):
                record.clean()
