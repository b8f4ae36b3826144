"""Worked examples of the modeller: each is an address, written out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Example:
    """One example: its words and what it enters."""

    title: str
    text: str
    entries: Mapping[str, str]


EXAMPLES = (
    Example(
        "A partner buys in",
        "The government holds 75% and passes 40% on; staff keep their quarter. Beside it the same "
        "stake in new shares.",
        {
            "h1-name": "Government",
            "h1-category": "public",
            "h1-amount": "75",
            "h2-name": "Employee trust",
            "h2-category": "employee_trust",
            "h2-amount": "25",
            "o1-name": "Partner A",
            "o1-sector": "private",
            "o1-way": "transfer",
            "o1-giver": "Government",
            "o1-stake": "40",
            "o1-cash": "£1m",
            "o1-in_kind": "£900,000",
            "o1-value": "£21m",
            "o1-months": "84",
            "o2-name": "Partner B",
            "o2-sector": "social",
            "o2-stake": "40",
            "o2-cash": "£2.4m",
            "o2-price": "withheld",
            "o2-value": "£21m",
            "o2-months": "60",
        },
    ),
    Example(
        "A spin-out joins a group",
        "Staff hold 500 of 1,000 shares and shall hold half. The joiner’s owners get 200 new "
        "shares: how many must staff receive?",
        {
            "unit": "shares",
            "h1-name": "Staff",
            "h1-category": "employees",
            "h1-amount": "500",
            "h2-name": "Investors",
            "h2-category": "financial_investors",
            "h2-amount": "500",
            "o1-name": "Nobody buys in",
            "o1-sector": "not_recorded",
            "o1-stake": "0",
            "o2-name": "New investor",
            "o2-sector": "private",
            "o2-shares": "250",
            "target": "50",
            "tolerance": "5",
            "joiner": "the spin-out",
            "joiner_shares": "200",
            "joiner_category": "community",
        },
    ),
    Example(
        "How much may a partner take?",
        "Three offers for new shares in a staff-owned company of 1,000 shares, before staff fall "
        "below three quarters.",
        {
            "unit": "shares",
            "h1-name": "Staff",
            "h1-category": "employees",
            "h1-amount": "1000",
            "o1-name": "Asks for a fifth",
            "o1-sector": "private",
            "o1-stake": "20",
            "o1-cash": "£500,000",
            "o2-name": "Asks for a quarter or so",
            "o2-sector": "private",
            "o2-stake": "~24.9",
            "o2-cash": "£700,000",
            "o3-name": "Asks for 25 to 51",
            "o3-sector": "private",
            "o3-stake": "25-51",
            "o3-cash": "£1m-£2m",
        },
    ),
)
