"""Writes of the organisations app: atomic, by somebody, through something."""

from organisations.actions.record import Outcome, lock_organisations, put_record, save_record
from organisations.actions.sources import fill_sources
from organisations.actions.visibility import set_state

__all__ = [
    "Outcome",
    "fill_sources",
    "lock_organisations",
    "put_record",
    "save_record",
    "set_state",
]
