"""What partners bring, in words: skills, capital and the like, and whether it came about."""

from __future__ import annotations

from collections.abc import Iterable

from partnerships.choices import Basis, Delivered
from partnerships.models import Contribution, Investment
from spinouts.dashboards.lists.cells import capital
from spinouts.dashboards.words import NOT_KNOWN

CAME_ABOUT = {
    Delivered.YES: "came about",
    Delivered.PART: "came about in part",
    Delivered.NO: "did not come about",
}


def contribution_words(contribution: Contribution) -> str:
    """Write what a partner brings: Technology: a new system (came about in part)."""
    words = capital(contribution.get_kind_display())
    if contribution.words:
        words = f"{words}: {contribution.words}"
    came = CAME_ABOUT.get(contribution.delivered, "")
    return f"{words} ({came})" if came else words


def investment_words(investment: Investment) -> str:
    """Write a form and its sum: In kind: £1.9m (financing and services); Loan: amount withheld."""
    amount = investment.committed if investment.committed is not None else investment.drawn
    words = f"amount {NOT_KNOWN}" if amount is None else str(amount)
    if amount is not None and not amount.is_known:
        words = f"amount {amount}"
    form = capital(investment.get_instrument_display())
    is_planned = investment.basis == Basis.PLANNED
    notes = [investment.purpose, "planned" if is_planned else ""]
    note = ", ".join(note for note in notes if note)
    return f"{form}: {words} ({note})" if note else f"{form}: {words}"


def brought_words(
    contributions: Iterable[Contribution], investments: Iterable[Investment]
) -> list[str]:
    """Write everything that one partner brought, one sentence without its full stop each."""
    return [
        *(contribution_words(contribution) for contribution in contributions),
        *(investment_words(investment) for investment in investments),
    ]
