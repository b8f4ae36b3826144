"""Charts of one organisation's page, by name."""

from spinouts.dashboards.builders.organisation.contracts import contract_value, contracts_timeline
from spinouts.dashboards.builders.organisation.holdings import holdings
from spinouts.dashboards.builders.organisation.ownership import (
    look_through,
    look_through_over_time,
    ownership,
    ownership_over_time,
)
from spinouts.dashboards.builders.organisation.rules import rules_over_time

BUILDERS = {
    "ownership": ownership,
    "look-through": look_through,
    "ownership-over-time": ownership_over_time,
    "look-through-over-time": look_through_over_time,
    "holdings": holdings,
    "contracts-timeline": contracts_timeline,
    "contract-value": contract_value,
    "ownership-rules": rules_over_time,
}

__all__ = ["BUILDERS"]
