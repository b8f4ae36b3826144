"""Screens of the admin for who exists, and what all the admin's pages share."""

from organisations.admin.accounts import AccountAdmin
from organisations.admin.records import RecordAdmin
from organisations.admin.rows import BlockRows, EvidenceRows, Rows, TableRows
from organisations.admin.sources import SourceAdmin
from organisations.admin.states import StateActions
from organisations.admin.successions import SuccessionAdmin
from organisations.admin.vocabularies import (
    LegalFormAdmin,
    OperatingModelAdmin,
    ServiceGroupAdmin,
    TermAdmin,
)

__all__ = [
    "AccountAdmin",
    "BlockRows",
    "EvidenceRows",
    "LegalFormAdmin",
    "OperatingModelAdmin",
    "RecordAdmin",
    "Rows",
    "ServiceGroupAdmin",
    "SourceAdmin",
    "StateActions",
    "SuccessionAdmin",
    "TableRows",
    "TermAdmin",
]
