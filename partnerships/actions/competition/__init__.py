"""Writes of partner competitions: opening, moving, scoring and signing, each under a lock."""

from partnerships.actions.competition.moves import (
    hold_competition,
    move_bid,
    move_competition,
    open_competition,
    prefer_bid,
)
from partnerships.actions.competition.scores import ScoreGiven, save_scores
from partnerships.actions.competition.signing import sign_competition
from partnerships.actions.competition.signing_terms import (
    ContractTerms,
    HoldingLine,
    Signing,
    check_whole,
    split_before,
)

__all__ = [
    "ContractTerms",
    "HoldingLine",
    "ScoreGiven",
    "Signing",
    "check_whole",
    "hold_competition",
    "move_bid",
    "move_competition",
    "open_competition",
    "prefer_bid",
    "save_scores",
    "sign_competition",
    "split_before",
]
