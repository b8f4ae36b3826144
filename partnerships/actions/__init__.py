"""Writes of the partnerships app: atomic, by somebody, through something."""

from partnerships.actions.contract import settle_contracts
from partnerships.actions.stake import settle_stakes

__all__ = ["settle_contracts", "settle_stakes"]
