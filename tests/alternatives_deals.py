"""The slow twins of the figures of competitions and deals: loops, and exact fractions."""

from __future__ import annotations

import itertools
from decimal import Decimal
from fractions import Fraction


def weighted_scores(criteria, scores, bids, assessors):
    """F11, one mean after the other.

    :return: {bid id: (exact score or None, missing scores, rank or None)}
    """
    found = {}
    for bid in bids:
        total, weight_sum, missing = Fraction(0), Fraction(0), 0
        for criterion in criteria:
            given = Fraction(0)
            for assessor in assessors:
                score = the_score(scores, bid, criterion["criterion_id"], assessor)
                if score is None:
                    missing += 1
                else:
                    given += Fraction(Decimal(str(score)))
            weight = Fraction(Decimal(str(criterion["weight"])))
            weight_sum += weight
            total += weight * given / len(assessors)
        found[bid] = (None if missing else total / weight_sum), missing
    best_first = sorted({score for score, _ in found.values() if score is not None}, reverse=True)
    ranks, taken = {}, 0
    for score in best_first:
        ranks[score] = taken + 1
        taken += sum(1 for other, _ in found.values() if other == score)
    return {bid: (score, missing, ranks.get(score)) for bid, (score, missing) in found.items()}


def the_score(scores, bid, criterion, assessor):
    """Look a score up; None if it has not been given."""
    for row in scores:
        if (row["bid_id"], row["criterion_id"], row["assessor_id"]) == (bid, criterion, assessor):
            return row["score"]
    return None


def win_rates(bids):
    """F11, bid by bid.

    :return: {sector: (won, lost, withdrawn, open, exact per cent or None)}
    """
    rates = {}
    for bid in bids:
        counts = rates.setdefault(bid["sector"] or "not_recorded", dict.fromkeys(OUTCOMES, 0))
        counts[bid["outcome"]] += 1
    return {
        sector: (
            *counts.values(),
            Fraction(100 * counts["won"], counts["won"] + counts["lost"])
            if counts["won"] + counts["lost"]
            else None,
        )
        for sector, counts in rates.items()
    }


OUTCOMES = ("won", "lost", "withdrawn", "open")


def extremes(parts, wholes):
    """Divide every end by every end: the least and the most; None where there is no limit.

    :param parts, wholes: (low, high), a high of None without limit; wholes are not all 0
    """
    low, high = Fraction(0), None
    if wholes[1] is not None:
        low = Fraction(parts[0], wholes[1])
    if None not in (*parts, *wholes) and wholes[0] > 0:
        ratios = [Fraction(part, whole) for part, whole in itertools.product(parts, wholes)]
        low, high = min(ratios), max(ratios)
    elif parts[1] is not None and wholes[0] > 0:
        high = Fraction(parts[1], wholes[0])
    return low, high
