"""Screens of the admin for what binds organisations."""

from partnerships.admin.contract import ContractAdmin
from partnerships.admin.stake import StakeAdmin, StakeRows

__all__ = ["ContractAdmin", "StakeAdmin", "StakeRows"]
