"""Staff as members: how they own or control a mutual, and how many take part."""

from __future__ import annotations

from typing import Any

from spinouts.dashboards.lists.cells import capital, cell, column
from spinouts.dashboards.views.organisation.parts import Part, table
from spinouts.dashboards.words import date_words


def members_table(part: Part) -> dict[str, Any] | None:
    """Give counts of members and take-up: how many staff take part, never a stake."""
    rows = [
        [
            cell(
                capital(date_words(count.counted_on, count.counted_on_precision)),
                source_numbers=part.book.numbers(count, "members"),
                note=count.note,
            ),
            cell(count.who) if count.who else None,
            *(
                None if size is None else cell(size)
                for size in (count.eligible, count.members, count.take_up)
            ),
            _staff_seats_cell(count),
        ]
        for count in part.figures.membership_counts
    ]
    if not rows:
        return None
    columns = [
        column("Counted"),
        column("Of whom"),
        column("Could be members", is_numeric=True),
        column("Members", is_numeric=True),
        column("Take-up", is_numeric=True),
        column("Board seats elected by staff", is_numeric=True),
    ]
    return table("members", "Members among staff", columns, rows)


def _staff_seats_cell(count) -> dict[str, Any] | None:
    if count.staff_seats is None:
        return None
    return cell(f"{count.staff_seats} of {count.board_size or 'an unknown number'}")


def terms_rows(part: Part) -> list[dict[str, Any]]:
    """Give how staff own or control the mutual on the day."""
    terms = part.figures.terms
    if terms is None:
        return []
    numbers = part.book.numbers(terms, "how it is owned and controlled")
    rows = [
        part.row(
            "Owned or controlled",
            capital(terms.get_control_display()) if terms.control else "",
            source_numbers=numbers,
        )
    ]
    if terms.one_member_one_vote:
        words = capital(terms.get_one_member_one_vote_display())
        rows.append(part.row("One member, one vote", words))
    if terms.asset_lock:
        rows.append(part.row("Asset lock", capital(terms.get_asset_lock_display())))
    if terms.profit_rule:
        rows.append(part.row("Profit rule", terms.profit_rule))
    return rows
