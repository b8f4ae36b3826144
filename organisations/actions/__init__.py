"""Writes of the organisations app: atomic, by somebody, through something."""

from organisations.actions.record import Outcome, lock_organisations, put_record, save_record
from organisations.actions.visibility import set_state

__all__ = ["Outcome", "lock_organisations", "put_record", "save_record", "set_state"]
