"""Settling contracts: the rules across their parties, changes and supply links."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from partnerships import rules
from partnerships.choices import PartyRole
from partnerships.models import Contract


@transaction.atomic
def settle_contracts(*, contract_ids: Iterable[int]) -> None:
    """Check each contract with all that hangs on it; changes nothing.

    To be called in the transaction of every write that touches a contract, its parties, changes
    or links. Holds the contract, so that two people saving at once meet here one after the other.

    :raises ValidationError: naming the tier or the side whose sum is too high
    """
    wanted = Contract.objects.filter(pk__in=set(contract_ids)).order_by("pk")
    for contract in wanted.select_for_update():
        changes = contract.changes.all()
        rules.check_links_within_contract(
            [contract.total_value, *(change.total_value for change in changes)],
            [rules.PassedOn(link.tier, link.value) for link in contract.supply_links.all()],
        )
        for role in PartyRole.values:
            parties = contract.parties.filter(role=role)
            rules.check_fractions([party.fraction for party in parties])
