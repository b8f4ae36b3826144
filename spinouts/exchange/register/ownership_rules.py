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
    """Store every rule; where a row names a stake, that stake is bound by it as well.

    A row that does not say whose part is bound binds the stake alone: its holder has no record.
    """

    def store(row: Row) -> None:
        if row["whose"]:
            _put_rule(row, loading)
        if row["stake_row"]:
            _put_condition(row, loading)

    loading.each(table, COLUMNS, store)


def _put_rule(row: Row, loading: Loading) -> None:
    loading.put(
        OwnershipRule,
        row.key,
        {
            "organisation_id": loading.organisation(row, "org_key").pk,
            "kind": cells.word(row, "kind", RuleKind.values),
            "measure": cells.word(row, "measure", Measure.values),
            "whose": cells.word(row, "whose", RuleHolder.values),
            "holder_id": organisation_id(row, "holder_key", loading),
            "limit": cells.typed(row, "limit", Unit.PERCENT),
            "tolerance": cells.typed(row, "tolerance", Unit.PERCENT),
            "words": row["words"],
            **period(row, "from", "to"),
            **stated(row, loading),
        },
    )


def _put_condition(row: Row, loading: Loading) -> None:
    stake = record(Stake, row["stake_row"], row, "stake_row", loading)
    is_cap = row["kind"] == RuleKind.CAP
    loading.put_part(
        StakeCondition,
        {"stake_id": stake.pk, "kind": ConditionKind.CAP if is_cap else ConditionKind.OTHER},
        {"percent": cells.typed(row, "limit", Unit.PERCENT), "words": row["words"]},
    )
