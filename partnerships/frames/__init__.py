"""Records as frames: what the calculations of this app read, with documented columns."""

from partnerships.frames.contracts import (
    CHANGE_COLUMNS,
    CONTRACT_COLUMNS,
    LINK_COLUMNS,
    NOT_PUBLIC,
    PROVIDER_COLUMNS,
    contract_changes_frame,
    contract_commissioners_frame,
    contract_providers_frame,
    contracts_frame,
    supply_links_frame,
)
from partnerships.frames.holdings import (
    HIDDEN_HOLDER,
    HOLDING_COLUMNS,
    holders_frame,
    holdings_frame,
)
from partnerships.frames.rows import organisation_ids_in

__all__ = [
    "CHANGE_COLUMNS",
    "CONTRACT_COLUMNS",
    "HIDDEN_HOLDER",
    "HOLDING_COLUMNS",
    "LINK_COLUMNS",
    "NOT_PUBLIC",
    "PROVIDER_COLUMNS",
    "contract_changes_frame",
    "contract_commissioners_frame",
    "contract_providers_frame",
    "contracts_frame",
    "holders_frame",
    "holdings_frame",
    "organisation_ids_in",
    "supply_links_frame",
]
