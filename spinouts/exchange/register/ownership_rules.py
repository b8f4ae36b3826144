"""Load ownership_rules.csv: rules about who must own how much, and caps that bind one stake."""

from __future__ import annotations

from organisations.measured import Unit
from partnerships.choices import ConditionKind, Measure, RuleHolder, RuleKind
from partnerships.models import OwnershipRule, Stake, StakeCondition
from spinouts.exchange.register import cells
from spinouts.exchange.register.facts import organisation_id, period, record, stated
from spinouts.exchange.register.loading import Loading
from spinouts.exchange.register.reading import Row, Table

COLUMNS = {
    "organisation": "org_key",
    "holder": "holder_key",
    "valid_from": "from",
    "valid_to": "to",
    "source": "source_key",
}


def load_ownership_rules(table: Table, loading: Loading) -> None:
    """Store every rule; one that binds a stake is a condition of that stake as well."""

    def store(row: Row) -> None:
        limit = cells.typed(row, "limit", Unit.PERCENT)
        kind = cells.word(row, "kind", RuleKind.values)
        loading.put(
            OwnershipRule,
            row.key,
            {
                "organisation_id": loading.organisation(row, "org_key").pk,
                "kind": kind,
                "measure": cells.word(row, "measure", Measure.values),
                "whose": cells.word(row, "whose", RuleHolder.values),
                "holder_id": organisation_id(row, "holder_key", loading),
                "limit": limit,
                "tolerance": cells.typed(row, "tolerance", Unit.PERCENT),
                "words": row["words"],
                **period(row, "from", "to"),
                **stated(row, loading),
            },
        )
        if row["stake_row"]:
            stake = record(Stake, row["stake_row"], row, "stake_row", loading)
            is_cap = kind == RuleKind.CAP
            loading.put_part(
                StakeCondition,
                {
                    "stake_id": stake.pk,
                    "kind": ConditionKind.CAP if is_cap else ConditionKind.OTHER,
                },
                {"percent": limit, "words": row["words"]},
            )

    loading.each(table, COLUMNS, store)
