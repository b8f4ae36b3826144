"""F11: the weighted scores of the bids of a competition, and their ranks."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

import pandas as pd

SCORE_COLUMNS = ["bid_id", "score", "is_complete", "missing_count", "rank"]


def weighted_scores(
    criteria: pd.DataFrame, scores: pd.DataFrame, bids: Iterable[int], assessors: Iterable[int]
) -> pd.DataFrame:
    """Score and rank the bids of one competition (F11).

    A bid's score is the sum of weight x mean of the assessors' scores over the criteria, divided
    by the sum of the weights. It is worked out in exact fractions, and ranked on them, so that
    equal bids are never told apart by rounding.

    :param criteria: criterion_id, weight (any numbers not below 0)
    :param scores: bid_id, criterion_id, assessor_id, score (missing: not yet given); at most one
        row each; those of other bids, criteria or assessors are passed over
    :param bids: ids of the bids to rank
    :param assessors: ids of those who have to score
    :return: one row per bid, in the order given: bid_id; score, on the scale of the scores
        (missing until every assessor has scored every criterion); is_complete; missing_count
        (scores not yet given); rank (1 is best, equal scores share one and the next is left out;
        missing while the bid is not complete)
    """
    weights = {row.criterion_id: _exact(row.weight) for row in criteria.itertuples()}
    people = list(assessors)
    given = {
        (row.bid_id, row.criterion_id, row.assessor_id): _exact(row.score)
        for row in scores.itertuples()
        if not pd.isna(row.score)
    }
    rows = []
    for bid_id in bids:
        by_criterion = {
            criterion: [
                given[bid_id, criterion, person]
                for person in people
                if (bid_id, criterion, person) in given
            ]
            for criterion in weights
        }
        missing = len(weights) * len(people) - sum(map(len, by_criterion.values()))
        rows.append((bid_id, _score(weights, by_criterion, missing), missing))
    complete = [score for _, score, _ in rows if score is not None]
    frame = pd.DataFrame(
        [
            (
                bid_id,
                None if score is None else float(score),
                score is not None,
                missing,
                None if score is None else 1 + sum(other > score for other in complete),
            )
            for bid_id, score, missing in rows
        ],
        columns=SCORE_COLUMNS,
        dtype=object,
    )
    return frame.astype(
        {"score": float, "is_complete": bool, "missing_count": int, "rank": "Int64"}
    )


def _exact(number: object) -> Fraction:
    """Read a number as it is written: 0.1 is a tenth, not the binary number closest to it."""
    return Fraction(Decimal(str(number)))


def _score(weights: dict, by_criterion: dict, missing: int) -> Fraction | None:
    """Give the weighted score of one bid; None if scores are missing or nothing carries weight."""
    whole = sum(weights.values(), Fraction(0))
    if missing or not whole or not all(by_criterion.values()):
        return None
    return (
        sum(
            (
                weights[criterion] * sum(found) / len(found)
                for criterion, found in by_criterion.items()
            ),
            Fraction(0),
        )
        / whole
    )
