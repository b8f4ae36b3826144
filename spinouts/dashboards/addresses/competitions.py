"""Addresses of the pages of partner competitions."""

from django.urls import URLPattern, path

from spinouts.dashboards.competitions.views import editing, reading, running, signing

HERE = "partnerships/competitions/"
ONE = f"{HERE}<slug:slug>/"
BID = f"{ONE}bids/<int:bid_id>/"

urlpatterns: list[URLPattern] = [
    path(HERE, reading.competition_list, name="competition-list"),
    path(f"{HERE}new/", editing.competition_new, name="competition-new"),
    path(ONE, reading.competition_detail, name="competition-detail"),
    path(f"{ONE}edit/", editing.competition_edit, name="competition-edit"),
    path(f"{ONE}assessors/", editing.competition_assessors, name="competition-assessors"),
    path(f"{ONE}history/", running.competition_history, name="competition-history"),
    path(f"{ONE}ranking/", running.competition_ranking, name="competition-ranking"),
    path(f"{ONE}move/<slug:to>/", running.competition_move, name="competition-move"),
    path(f"{ONE}sign/", signing.competition_sign, name="competition-sign"),
    path(f"{ONE}bids/new/", editing.bid_new, name="bid-new"),
    path(BID, reading.bid_detail, name="bid-detail"),
    path(f"{BID}edit/", editing.bid_edit, name="bid-edit"),
    path(f"{BID}scores/", running.bid_scores, name="bid-scores"),
    path(f"{BID}move/<slug:to>/", running.bid_move, name="bid-move"),
]
