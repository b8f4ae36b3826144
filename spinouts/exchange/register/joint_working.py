"""Load joint ventures, primes, consortia and programmes: one row of partnerships.csv is a member.

What a member owns stands in ownership.csv: `stake_percent` repeats it, and never becomes a stake.
`investment` repeats investments.csv. Neither is read here.
"""

from __future__ import annotations

from organisations.choices import RecordState
from organisations.measured import Unit
from organisations.models import Organisation
from partnerships.choices import MemberRole, PartnershipKind
from partnerships.models import Contract, Partnership, PartnershipMember
from spinouts.exchange.register import cells
from spinouts.exchange.register.facts import (
    after,
    organisation_id,
    record,
    sector_of,
    stated,
)
from spinouts.exchange.register.loading import Loading
from spinouts.exchange.register.reading import Row, Table

COLUMNS = {
    "slug": "id",
    "name": "name",
    "vehicle": "vehicle_key",
    "stated_member_count": "members",
    "source": "source_key",
}
MEMBER_COLUMNS = {
    "slug": "partnership_key",
    "organisation": "member_key",
    "name": "member_name",
    "role_words": "role",
    "joined_on": "from",
    "left_on": "to",
    "source": "source_key",
}
KINDS = {
    "jv": PartnershipKind.JOINT_VENTURE,
    "prime": PartnershipKind.PRIME,
    "consortium": PartnershipKind.CONSORTIUM,
    "programme": PartnershipKind.PROGRAMME,
}
SUFFIXES = ("-jv", "-consortium")
ROLES = {
    "academic partner": MemberRole.PARTNER,
    "adviser": MemberRole.ADVISER,
    "co-owner": MemberRole.SHAREHOLDER,
    "council shareholder": MemberRole.SHAREHOLDER,
    "delivery subcontractor": MemberRole.SUBCONTRACTOR,
    "employee trust": MemberRole.STAFF,
    "employees": MemberRole.STAFF,
    "founding partner": MemberRole.PARTNER,
    "government shareholder": MemberRole.SHAREHOLDER,
    "joint provider": MemberRole.PARTNER,
    "JV partner": MemberRole.PARTNER,
    "JV partner (consortium)": MemberRole.PARTNER,
    "lead": MemberRole.LEAD,
    "lead (social prime)": MemberRole.LEAD,
    "lead provider": MemberRole.LEAD,
    "listed partner / subcontractor": MemberRole.PARTNER,
    "majority partner": MemberRole.SHAREHOLDER,
    "member": MemberRole.MEMBER,
    "mutual partner": MemberRole.PARTNER,
    "novo shareholder": MemberRole.SHAREHOLDER,
    "novo shareholder (staff mutual)": MemberRole.SHAREHOLDER,
    "owner / partner": MemberRole.SHAREHOLDER,
    "partner": MemberRole.PARTNER,
    "prime contractor": MemberRole.LEAD,
    "private partner": MemberRole.PARTNER,
    "shareholder": MemberRole.SHAREHOLDER,
    "staff mutual": MemberRole.PARTNER,
    "subcontractor": MemberRole.SUBCONTRACTOR,
    "supporting partner": MemberRole.PARTNER,
    "vehicle": MemberRole.VEHICLE,
}
"""The files' words for what a member does to ours; its own words are kept beside."""


class JointWorking:
    """The partnerships of partnerships.csv, each from all its rows, with what more is told."""

    def __init__(self, members: Table, further: Table) -> None:
        """Sort the rows by partnership.

        :param members: partnerships.csv
        :param further: joint_working.csv, which may name a joint body and further partnerships
        """
        self._first: dict[str, Row] = {}
        for row in members:
            if not row.fault and row["kind"] in KINDS:
                self._first.setdefault(row["partnership_key"], row)
        self._further = {row.key: row for row in further if not row.fault}

    def is_told_by_members(self, key: str) -> bool:
        """Tell whether partnerships.csv has members of a partnership."""
        return key in self._first

    def put(self, key: str, loading: Loading) -> Partnership:
        """Store a partnership as the first of its members' rows has it."""
        row = self._first[key]
        return loading.put(
            Partnership,
            key,
            {
                "slug": key,
                "name": row["partnership_name"],
                "kind": cells.word(row, "kind", KINDS),
                "vehicle_id": self._vehicle_id(key, row, loading),
                "source_id": loading.source_id(row),
                "state": RecordState.PUBLISHED,
            },
        )

    def _vehicle_id(self, key: str, row: Row, loading: Loading) -> int | None:
        """Find the joint body: the one told, or the one that bears the partnership's name."""
        told = self._further.get(key)
        if told is not None and told["vehicle_key"]:
            return loading.organisation(told, "vehicle_key").pk
        organisations = loading.known(Organisation)
        for suffix in SUFFIXES:
            named = organisations.get(key.removesuffix(suffix))
            if named is not None:
                return named.pk
        wanted = row["partnership_name"].casefold()
        same = [one.pk for one in organisations.values() if one.name.casefold() == wanted]
        return same[0] if len(same) == 1 else None


def put_member(row: Row, joint_working: JointWorking, loading: Loading) -> None:
    """Store one member; `to` is its last day.

    :raises CellError: naming the column
    """
    partnership = joint_working.put(row["partnership_key"], loading)
    joined_on, joined_precision = cells.dated(row, "from")
    last_day, left_precision = cells.dated(row, "to")
    name = "" if row["member_key"] else row["member_name"]
    loading.put(
        PartnershipMember,
        row.key,
        {
            "partnership_id": partnership.pk,
            "organisation_id": organisation_id(row, "member_key", loading),
            "name": name,
            "sector": sector_of(name, row["role"]) if name else "",
            "role": cells.word(row, "role", ROLES),
            "role_words": row["role"],
            "joined_on": joined_on,
            "joined_on_precision": joined_precision,
            "left_on": after(last_day),
            "left_on_precision": left_precision,
            **stated(row, loading),
        },
    )


def load_joint_working(table: Table, joint_working: JointWorking, loading: Loading) -> None:
    """Store what joint_working.csv adds: descriptions, stated numbers, contracts, further groups.

    A row whose id is no `partnership_key` is a partnership of its own: a group, say, whose members
    hold no shares in it.
    """

    def store(row: Row) -> None:
        values = {
            "description": row["description"],
            "has_no_shareholders": cells.is_yes(row, "has_no_shareholders"),
            "stated_member_count": cells.typed(row, "members", Unit.COUNT),
            "note": row["note"],
        }
        if joint_working.is_told_by_members(row.key):
            partnership = joint_working.put(row.key, loading)
        else:
            values |= {
                "slug": row.key,
                "name": row["name"],
                "kind": cells.word(row, "kind", PartnershipKind.values),
                "vehicle_id": organisation_id(row, "vehicle_key", loading),
                "state": RecordState.PUBLISHED,
                **stated(row, loading),
            }
        partnership = loading.put(Partnership, row.key, values)
        if joint_working.is_told_by_members(row.key) and row["source_key"]:
            loading.put_evidence(partnership, row, row["note"])
        for key in cells.parts(row["contract_rows"]):
            contract = record(Contract, key, row, "contract_rows", loading)
            loading.put(Contract, contract.register_id, {"partnership_id": partnership.pk})

    loading.each(table, COLUMNS, store)
