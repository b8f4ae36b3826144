"""Running a competition: moves that ask first, scores of one's own, and the ranking."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerships.choices import BidStatus, CompetitionStatus
from partnerships.models import BidScore
from spinouts.dashboards.competitions.steps import moves_of_bid, steps_of_competition
from tests import factories
from tests.dashboards.competition_forms import (
    bid_page,
    errors_of,
    page_of,
    send,
    signed_in,
    text_of,
)

pytestmark = pytest.mark.django_db

FAR = date(2099, 1, 1)
LAST = ["What happened", "Abandon it"]


@pytest.fixture
def body():
    return factories.make_body("Northshire Council")


@pytest.fixture
def officer(body):
    return factories.make_officer(body)


@pytest.fixture
def client(officer):
    return signed_in(officer)


@pytest.fixture
def firm():
    return factories.make_organisation("Firm")


def test_move_asks_before_it_does_anything(client, body):
    made = factories.make_competition(body, status=CompetitionStatus.DRAFT, closes_on=FAR)
    factories.make_criterion(made)

    response = client.get(page_of(made, "move/open/"))

    made.refresh_from_db()
    assert "Open the competition for bids?" in text_of(response)
    assert made.status == CompetitionStatus.DRAFT


def test_move_opens_a_competition(client, body):
    made = factories.make_competition(body, status=CompetitionStatus.DRAFT, closes_on=FAR)
    factories.make_criterion(made)

    response = client.post(page_of(made, "move/open/"))

    made.refresh_from_db()
    assert response.headers["Location"] == page_of(made)
    assert made.status == CompetitionStatus.OPEN


def test_move_that_a_rule_refuses_says_why(client, body):
    made = factories.make_competition(body, status=CompetitionStatus.DRAFT, closes_on=FAR)

    response = client.post(page_of(made, "move/open/"))

    assert "by which criteria bids will be judged" in errors_of(response)


def test_move_to_evaluating_before_the_closing_day_is_refused(client, body):
    made = factories.make_competition(body, status=CompetitionStatus.OPEN, closes_on=FAR)

    response = client.post(page_of(made, "move/evaluating/"))

    assert "Bids are taken until the end of the closing day" in errors_of(response)


def test_abandoning_needs_a_reason(client, body):
    made = factories.make_competition(body)

    response = client.post(page_of(made, "move/abandoned/"), {"why": ""})

    made.refresh_from_db()
    assert "Why it is abandoned (public): This field is required." in errors_of(response)
    assert made.status == CompetitionStatus.EVALUATING


def test_abandoning_keeps_its_reason(client, body):
    made = factories.make_competition(body)

    client.post(page_of(made, "move/abandoned/"), {"why": "No bid met the price."})

    made.refresh_from_db()
    assert (made.status, made.abandoned_why) == ("abandoned", "No bid met the price.")


@pytest.mark.parametrize("to", ["signed", "preferred", "draft", "nonsense"])
def test_competition_has_no_page_for_other_moves(client, body, to):
    made = factories.make_competition(body)

    assert client.get(page_of(made, f"move/{to}/")).status_code == 404


def test_bid_that_came_in_keeps_its_day(client, body, firm):
    made = factories.make_competition(body, status=CompetitionStatus.OPEN)
    bid = factories.make_bid(made, firm, status=BidStatus.INVITED, submitted_on=None)

    client.post(bid_page(bid, "move/submitted/"), {"day": "2025-03-30"})

    bid.refresh_from_db()
    assert (bid.status, bid.submitted_on) == ("submitted", date(2025, 3, 30))


def test_bid_that_came_in_too_late_is_refused(client, body, firm):
    made = factories.make_competition(body, status=CompetitionStatus.OPEN)
    bid = factories.make_bid(made, firm, status=BidStatus.INVITED, submitted_on=None)

    response = client.post(bid_page(bid, "move/submitted/"), {"day": "2025-04-01"})

    assert "a later bid is not taken" in errors_of(response)


def test_bid_moves_on_no_day_to_come(client, body, firm):
    bid = factories.make_bid(factories.make_competition(body), firm)

    response = client.post(bid_page(bid, "move/lost/"), {"day": "2099-01-01", "why": ""})

    assert "That day has not come yet." in errors_of(response)


def test_bid_becomes_the_preferred_one(client, body, firm):
    made = factories.make_competition(body)
    bid = factories.make_bid(made, firm, status=BidStatus.SHORTLISTED)

    client.post(bid_page(bid, "move/preferred/"))

    made.refresh_from_db()
    bid.refresh_from_db()
    assert (made.status, bid.status) == ("preferred", "preferred")


def test_second_officer_who_moves_the_same_bid_is_told(client, body, firm):
    made = factories.make_competition(body)
    bid = factories.make_bid(made, firm, status=BidStatus.SHORTLISTED)
    client.post(bid_page(bid, "move/lost/"), {"day": "2025-04-10", "why": "Too dear"})

    response = client.post(bid_page(bid, "move/preferred/"))

    assert "From “lost” the next is nothing" in errors_of(response)


def test_preferred_bid_that_withdraws_sends_the_competition_back(client, body, firm):
    made = factories.make_competition(body, status=CompetitionStatus.PREFERRED)
    bid = factories.make_bid(made, firm, status=BidStatus.PREFERRED)

    client.post(bid_page(bid, "move/withdrawn/"), {"day": "2025-04-10", "why": "Merged"})

    made.refresh_from_db()
    assert made.status == CompetitionStatus.EVALUATING


@pytest.mark.parametrize("to", ["signed", "invited", "nonsense"])
def test_bid_has_no_page_for_other_moves(client, body, firm, to):
    bid = factories.make_bid(factories.make_competition(body), firm)

    assert client.get(bid_page(bid, f"move/{to}/")).status_code == 404


@pytest.mark.parametrize(
    ("competition_status", "bid_status", "expected"),
    [
        ("open", "invited", ("submitted", "withdrawn")),
        ("open", "submitted", ("shortlisted", "lost", "withdrawn")),
        ("open", "shortlisted", ("lost", "withdrawn")),
        ("evaluating", "shortlisted", ("preferred", "lost", "withdrawn")),
        ("preferred", "preferred", ("lost", "withdrawn")),
        ("preferred", "shortlisted", ("lost", "withdrawn")),
        ("signed", "signed", ()),
        ("abandoned", "submitted", ()),
    ],
)
def test_moves_of_bid_follow_its_path(body, firm, competition_status, bid_status, expected):
    made = factories.make_competition(body, status=competition_status, signed_on=date(2025, 5, 1))

    assert moves_of_bid(factories.make_bid(made, firm, status=bid_status)) == expected


@pytest.mark.parametrize(
    ("status", "closes_on", "expected"),
    [
        ("draft", FAR, ["Open for bids", "Change the notice", "Assessors", *LAST]),
        ("open", FAR, ["Enter a bid", "Change the notice", "Assessors", *LAST]),
        (
            "open",
            date(2025, 3, 31),
            ["Enter a bid", "Start evaluating", "Change the notice", "Assessors", *LAST],
        ),
        (
            "evaluating",
            date(2025, 3, 31),
            ["Enter a bid", "Scores and ranking", "Change the notice", "Assessors", *LAST],
        ),
        (
            "preferred",
            date(2025, 3, 31),
            ["Sign the deal", "Change the notice", "Assessors", *LAST],
        ),
        ("signed", date(2025, 3, 31), ["Change the notice", "What happened"]),
        ("abandoned", date(2025, 3, 31), ["Change the notice", "What happened"]),
    ],
)
def test_steps_of_competition_follow_its_path(body, status, closes_on, expected):
    made = factories.make_competition(
        body, status=status, closes_on=closes_on, signed_on=date(2025, 5, 1)
    )

    found = steps_of_competition(made, date(2025, 6, 1), is_assessor=False)

    assert [step.label for step in found] == expected


@pytest.fixture
def scored(body, officer, firm):
    """A competition with two criteria, two bids and two assessors, who have not scored yet."""
    made = factories.make_competition(body)
    criteria = factories.make_criterion(made, "Price", 3), factories.make_criterion(made, "Care", 1)
    colleague = factories.make_officer(body)
    for account in (officer, colleague):
        factories.make_assessor(made, account)
    bids = (
        factories.make_bid(made, firm),
        factories.make_bid(made, factories.make_organisation("Rival")),
    )
    return made, criteria, bids, colleague


def score(client, bid, criteria, *points: int, why: str = "Reason"):
    boxes = {}
    for criterion, given in zip(criteria, points, strict=True):
        boxes |= {f"score_{criterion.pk}": given, f"why_{criterion.pk}": why}
    return send(client, bid_page(bid, "scores/"), **boxes)


def test_scores_are_stored_with_their_reasons(client, officer, scored):
    _made, criteria, (bid, _), _ = scored

    response = score(client, bid, criteria, 4, 2)

    assert response.headers["Location"] == bid_page(bid)
    stored = BidScore.objects.order_by("criterion").values_list("assessor", "score", "why")
    assert list(stored) == [(officer.pk, 4, "Reason"), (officer.pk, 2, "Reason")]


def test_scores_may_be_given_in_part(client, scored):
    _made, (price, _), (bid, _), _ = scored

    send(
        client,
        bid_page(bid, "scores/"),
        **{f"score_{price.pk}": 4, f"why_{price.pk}": "Low"},
    )

    assert BidScore.objects.get().criterion == price


def test_score_without_a_reason_is_refused_and_keeps_the_number(client, scored):
    _made, (price, _), (bid, _), _ = scored

    response = send(client, bid_page(bid, "scores/"), **{f"score_{price.pk}": 4})

    assert "Price: say what in the bid earns this score." in errors_of(response)
    assert 'value="4"' in response.content.decode()


@pytest.mark.parametrize("points", ["6", "-1", "four", "2.5"])
def test_score_out_of_range_is_refused(client, scored, points):
    _made, (price, _), (bid, _), _ = scored

    response = send(
        client,
        bid_page(bid, "scores/"),
        **{f"score_{price.pk}": points, f"why_{price.pk}": "So"},
    )

    assert "Score, from 0 to 5" in errors_of(response)
    assert not BidScore.objects.exists()


def test_scores_of_others_stay_hidden_until_all_have_scored(client, scored):
    made, criteria, (first, second), colleague = scored
    other = signed_in(colleague)
    score(other, first, criteria, 5, 5, why="Zanzibar")
    score(other, second, criteria, 1, 1, why="Zanzibar")
    score(client, first, criteria, 3, 3)
    pages = [page_of(made), page_of(made, "ranking/")]
    pages += [bid_page(first), bid_page(first, "scores/"), bid_page(second)]

    assert [page for page in pages if "Zanzibar" in text_of(client.get(page))] == []

    score(client, second, criteria, 2, 2)

    assert "Zanzibar" in text_of(client.get(page_of(made, "ranking/")))
    assert "Zanzibar" in text_of(client.get(bid_page(first)))


def test_progress_counts_scores_without_telling_them(client, scored):
    made, criteria, (first, _), colleague = scored
    score(signed_in(colleague), first, criteria, 5, 5)

    progress = client.get(page_of(made)).context["assessors"]

    assert {row["name"]: (row["given"], row["is_done"]) for row in progress}[
        colleague.username
    ] == (2, False)


def test_officer_who_is_no_assessor_has_no_page_to_score(body, scored):
    _made, _criteria, (bid, _), _ = scored

    one = signed_in(factories.make_officer(body))

    assert one.get(bid_page(bid, "scores/")).status_code == 404
    assert one.post(bid_page(bid, "scores/")).status_code == 404


def test_scores_after_the_evaluation_are_refused(client, scored):
    made, (price, _), (bid, _), _ = scored
    made.status = CompetitionStatus.PREFERRED
    made.save()

    response = send(
        client, bid_page(bid, "scores/"), **{f"score_{price.pk}": 1, f"why_{price.pk}": "So"}
    )

    assert "Bids are scored while they are evaluated." in errors_of(response)


def test_ranking_weighs_the_means_of_all_assessors(client, scored):
    made, criteria, (first, second), colleague = scored
    other = signed_in(colleague)
    score(client, first, criteria, 4, 0)
    score(other, first, criteria, 2, 4)
    score(client, second, criteria, 5, 1)
    score(other, second, criteria, 4, 0)

    rows = client.get(page_of(made, "ranking/")).context["rows"]

    # Firm: (3 x 3 + 1 x 2) / 4 = 2.75; Rival: (3 x 4.5 + 1 x 0.5) / 4 = 3.5
    assert [[cell["text"] for cell in row] for row in rows] == [
        ["Rival", "1", "3.50", "4.50", "0.50"],
        ["Firm", "2", "2.75", "3.00", "2.00"],
    ]


def test_ranking_of_equal_bids_shares_the_rank(client, scored):
    made, criteria, bids, colleague = scored
    for one in (client, signed_in(colleague)):
        for bid in bids:
            score(one, bid, criteria, 3, 3)

    rows = client.get(page_of(made, "ranking/")).context["rows"]

    assert [row[1]["text"] for row in rows] == ["1", "1"]


def test_all_have_scored_when_the_last_unscored_bid_withdraws(client, scored):
    made, criteria, (first, second), colleague = scored
    for one in (client, signed_in(colleague)):
        score(one, first, criteria, 3, 3)

    client.post(bid_page(second, "move/withdrawn/"), {"day": "2025-04-10", "why": "Merged"})

    made.refresh_from_db()
    assert made.are_scores_shared


def test_all_have_scored_when_the_last_silent_assessor_leaves(client, officer, scored):
    made, criteria, bids, _colleague = scored
    for bid in bids:
        score(client, bid, criteria, 3, 3)

    send(client, page_of(made, "assessors/"), accounts=[officer.pk])

    made.refresh_from_db()
    assert made.are_scores_shared


@pytest.mark.parametrize(
    "page", ["edit/", "assessors/", "bids/new/", "ranking/", "move/abandoned/"]
)
def test_pages_of_running_refuse_a_day_that_makes_no_sense(client, body, page):
    made = factories.make_competition(body)

    assert client.get(page_of(made, page), {"as_of": "never"}).status_code == 400


@pytest.mark.parametrize("number", ["0", "9" * 19, "9" * 60])
def test_bid_of_a_number_that_no_bid_has_is_not_found(client, body, number):
    made = factories.make_competition(body)

    for page in ("", "edit/", "scores/", "move/lost/"):
        assert client.get(page_of(made, f"bids/{number}/{page}")).status_code == 404


def test_history_tells_who_changed_what(client, officer, body):
    made = factories.make_competition(body, status=CompetitionStatus.DRAFT)
    send(client, page_of(made, "edit/"), stake_on_offer="40")

    latest = client.get(page_of(made, "history/")).context["rows"][0]

    assert latest[1]["text"] == officer.username
    assert latest[2]["text"] == "partner competition changed"
    assert latest[3]["text"] == "stake on offer: nothing → 40%"


def test_history_tells_of_bids_and_of_no_scores(client, officer, scored):
    made, criteria, (bid, _), _ = scored
    send(client, bid_page(bid, "edit/"), skills="Bidding")
    score(client, bid, criteria, 3, 3, why="Zanzibar")

    text = text_of(client.get(page_of(made, "history/")))

    assert "skills: nothing → Bidding" in text
    assert "Zanzibar" not in text


def test_history_names_no_bidder_that_the_officer_may_not_see(client, body):
    made = factories.make_competition(body)
    factories.make_bid(made, factories.make_organisation("Zanzibar Ltd", state="hidden"))

    text = text_of(client.get(page_of(made, "history/")))

    assert "Zanzibar" not in text
    assert "not public" in text


def test_history_is_cut_into_pages_and_stays_within_its_queries(client, body):
    made = factories.make_competition(body)
    for number in range(60):
        factories.make_bid(made, factories.make_organisation(f"Firm {number}"))

    with CaptureQueriesContext(connection) as queries:
        response = client.get(page_of(made, "history/"))

    assert len(response.context["rows"]) == 50
    assert len(queries) <= 19


def test_history_of_a_new_record_tells_what_was_entered_alone(client, body):
    made = factories.make_competition(body)
    factories.make_criterion(made, "Price", 40)

    latest = client.get(page_of(made, "history/")).context["rows"][0]

    assert latest[2]["text"] == "criterion entered"
    assert latest[3]["text"] == "number: 1; criterion: Price; weight: 40"
