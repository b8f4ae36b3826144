"""Load partnerships.csv: members of joint ventures and primes, bidders, and joint awards."""

from __future__ import annotations

from collections import defaultdict

from partnerships.actions import settle_contracts
from partnerships.choices import PartyRole
from partnerships.models import Contract, ContractParty
from spinouts.exchange.register import cells
from spinouts.exchange.register.bids import COLUMNS as BID_COLUMNS
from spinouts.exchange.register.bids import COMPETITION, Bidding, put_bidder
from spinouts.exchange.register.cells import CellError
from spinouts.exchange.register.joint_working import (
    KINDS,
    MEMBER_COLUMNS,
    JointWorking,
    put_member,
)
from spinouts.exchange.register.loading import Loading, quote
from spinouts.exchange.register.reading import Row, Table

JOINT_AWARD = "joint_award"
AWARD_COLUMNS = {"organisation": "member_key", "name": "member_name", "source": "source_key"}
ALL_KINDS = (*KINDS, COMPETITION, JOINT_AWARD)


def load_partnerships(
    table: Table, joint_working: JointWorking, bidding: Bidding, loading: Loading
) -> None:
    """Store every row as what its kind makes of it: a member, a bidder, a joint provider."""
    awards = defaultdict(set)
    for row in table:
        if row["kind"] == JOINT_AWARD and row["member_key"]:
            awards[row["partnership_key"]].add(row["member_key"])

    def store(row: Row) -> None:
        kind = cells.word(row, "kind", ALL_KINDS)
        if kind == JOINT_AWARD:
            _put_joint_award(row, awards[row["partnership_key"]], loading)
        elif kind == COMPETITION:
            put_bidder(row, bidding, loading)
        else:
            put_member(row, joint_working, loading)

    for row in table:
        columns = {JOINT_AWARD: AWARD_COLUMNS, COMPETITION: BID_COLUMNS}
        loading.each(Table(table.file, [row]), columns.get(row["kind"], MEMBER_COLUMNS), store)


def _put_joint_award(row: Row, members: set[str], loading: Loading) -> None:
    """Store a member of a joint award as a provider of its contract.

    The contract is the one with the same source of which a member of the award is provider
    already. A member whom contracts.csv names as provider is left as it stands.

    :param members: keys of all members of the award
    """
    contract = _contract_of(row, members, loading)
    member = loading.organisation(row, "member_key") if row["member_key"] else None
    if member is not None and _is_named_by_contract(contract, member.pk, loading):
        return
    loading.put(
        ContractParty,
        row.key,
        {
            "contract_id": contract.pk,
            "role": PartyRole.PROVIDER,
            "organisation_id": member and member.pk,
            "name": row["member_name"],
            "source_id": loading.source_id(row),
            "quote": quote(row),
            "note": row["note"],
        },
    )
    if loading.has_written:
        settle_contracts(contract_ids=[contract.pk])


def _contract_of(row: Row, members: set[str], loading: Loading) -> Contract:
    """Find the contract of a joint award by its source and by one of its members.

    :raises CellError: where none or several fit
    """
    source_id = loading.source_id(row)
    ids = {loading.organisation(row, "member_key", key).pk for key in members}
    fitting = {
        party.contract_id
        for party in loading.known(ContractParty).values()
        if party.role == PartyRole.PROVIDER and party.organisation_id in ids
    }
    contracts = [
        contract
        for contract in loading.known(Contract).values()
        if contract.pk in fitting and contract.source_id == source_id
    ]
    if len(contracts) != 1:
        raise CellError(
            "partnership_key",
            f"{len(contracts)} contracts fit this joint award. Expected one in contracts.csv with "
            "the same source_key and one of its members as provider.",
        )
    return contracts[0]


def _is_named_by_contract(contract: Contract, organisation_id: int, loading: Loading) -> bool:
    party = loading.known(ContractParty).get(f"{contract.register_id}:{PartyRole.PROVIDER}")
    return party is not None and party.organisation_id == organisation_id
