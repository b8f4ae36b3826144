"""Supply chains: how contract value goes from tier to tier and from sector to sector (F5).

Frames in, frames out. The contracts, providers, changes and links frames come from
`partnerships.frames`, the sectors frame from `organisations.frames`. Money is whole pence.
`supply_chains` does the arithmetic once; the tables take what it gives.
"""

from partnerships.supply.chains import SupplyChains, supply_chains
from partnerships.supply.denominators import three_denominators
from partnerships.supply.tables import flows, retained, value_by_tier_and_sector

__all__ = [
    "SupplyChains",
    "flows",
    "retained",
    "supply_chains",
    "three_denominators",
    "value_by_tier_and_sector",
]
