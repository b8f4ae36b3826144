"""How the value of one contract goes down its supply chain (F5)."""

from __future__ import annotations

from organisations.frames import sectors_frame
from organisations.models import Profile
from partnerships import supply
from partnerships.choices import FigureRole
from partnerships.frames import (
    contract_changes_frame,
    contract_providers_frame,
    contracts_frame,
    organisation_ids_in,
    supply_links_frame,
)
from partnerships.models import ContractChange, SupplyLink
from spinouts.dashboards.figures.contract import ContractPage


def has_flow(page: ContractPage) -> bool:
    """Tell whether work is passed on under the contract, and it is a main record begun by then."""
    starts_on = page.contract.starts_on
    is_main = page.contract.role == FigureRole.MAIN
    return bool(page.links) and is_main and (starts_on is None or starts_on <= page.day)


def chains_of(page: ContractPage) -> supply.SupplyChains:
    """Follow the value of the contract from its providers down the tiers.

    :param page: of a contract that `has_flow`; of another the chains are empty
    """
    wanted = [page.contract] if has_flow(page) else []
    links = supply_links_frame(
        SupplyLink.objects.seen_by(page.user).filter(contract__in=wanted).distinct()
    )
    providers = contract_providers_frame(page.parties if wanted else [])
    ids = organisation_ids_in(providers["organisation_id"], links["receiver_id"], links["giver_id"])
    changes = ContractChange.objects.filter(contract__in=wanted)
    return supply.supply_chains(
        contracts_frame(wanted),
        providers,
        contract_changes_frame(changes),
        links,
        sectors_frame(Profile.objects.filter(organisation__in=ids)),
        page.day,
    )
