"""Load ownership.csv: one row is one holder's right, or a fact about who holds or joins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from django.core.exceptions import ValidationError

from organisations.choices import RecordState, Sector, ShareCapital
from organisations.measured import Measured, Qualifier, Unit
from organisations.models import OperatingModel, Organisation, Profile
from partnerships import rules
from partnerships.choices import Basis, FigureRole, HolderClass, PeriodKind
from partnerships.models import Stake
from spinouts.exchange.register import cells
from spinouts.exchange.register.cells import CellError
from spinouts.exchange.register.loading import Loading, joined_notes, quote
from spinouts.exchange.register.organisations import put_profile
from spinouts.exchange.register.reading import Row, Table
from spinouts.models import MembershipCount

COLUMNS = {
    "subject": "org_key",
    "holder_name": "holder",
    "holder_class": "category",
    "holder_sector": "category",
    "valid_from": "from",
    "valid_to": "to",
    "equity": "percent",
    "votes": "percent",
    "profit_share": "percent",
    "take_up": "percent",
    "board_seats": "seats",
    "board_seats_total": "seats_total",
    "source": "source_key",
    "quote": "evidence",
}
PERCENT_RIGHTS = ("equity", "votes", "profit_share")
STAKE_RIGHTS = (*PERCENT_RIGHTS, "board_seats", "voice")
FACTS = ("share_take_up", "largest_single_shareholder")
NO_SHAREHOLDERS = "no_shareholders"
OUTSIDE = (Sector.PUBLIC, Sector.PRIVATE, Sector.SOCIAL, Sector.MUTUAL, Sector.HYBRID)
CATEGORIES = (*HolderClass.values, *OUTSIDE, NO_SHAREHOLDERS)
ONE_DAY = timedelta(days=1)


def load_ownership(table: Table, loading: Loading) -> None:
    """Store every row as what it is.

    Rights are stakes. `share_take_up` is how many staff hold a share: a membership count.
    `largest_single_shareholder` is evidence about the organisation. `no_shareholders` is a fact
    about its profile. `to` is the last day of a period, so that it is valid until the day after.
    `split_total` and `split_complete` are left in the file: the register adds up for itself.
    Rows that contradict one another are refused, the later ones in the file first.
    """
    contradictions = _contradictions(table, loading)

    def store(row: Row) -> None:
        if row.key in contradictions:
            raise contradictions[row.key]
        if row["category"] == NO_SHAREHOLDERS:
            _store_no_shareholders(row, loading)
        elif row["rights"] == "share_take_up":
            _store_take_up(row, loading)
        elif row["rights"] == "largest_single_shareholder":
            _store_largest(row, loading)
        else:
            loading.put(Stake, row.key, stake_values(row, loading))

    loading.each(table, COLUMNS, store)


def is_stake(row: Row) -> bool:
    """Tell whether a row states a right, not a fact about the organisation."""
    return row["category"] != NO_SHAREHOLDERS and row["rights"] not in FACTS


def stake_values(row: Row, loading: Loading) -> dict:
    """Give what a row says of its stake.

    :raises CellError: naming the column
    """
    valid_from, from_precision = cells.dated(row, "from")
    last_day, to_precision = cells.dated(row, "to")
    seen_on, seen_precision = cells.dated(row, "seen_on")
    holder = _holder(row, loading)
    return {
        "subject_id": loading.organisation(row, "org_key").pk,
        **holder,
        **_rights(row),
        "period_kind": cells.word(row, "period_kind", PeriodKind.values),
        "valid_from": valid_from,
        "valid_from_precision": from_precision,
        "valid_to": last_day and last_day + ONE_DAY,
        "valid_to_precision": to_precision,
        "seen_on": seen_on,
        "seen_on_precision": seen_precision,
        "basis": cells.word(row, "basis", Basis.values),
        "role": cells.word(row, "role", FigureRole.values),
        "is_derived": cells.is_yes(row, "derived"),
        "split_key": row["split_key"],
        "state": RecordState.PUBLISHED,
        "source_id": loading.source_id(row),
        "quote": quote(row),
        "note": joined_notes(row["note"], _difference(row, loading)),
    }


def _holder(row: Row, loading: Loading) -> dict:
    """Give the holder: a record, a class of people, or an outside holder named only.

    The words of the file stay beside a record where they are not its name: “councillors on the
    board” of a council, say.
    """
    category = cells.word(row, "category", CATEGORIES)
    if row["holder_key"]:
        holder = loading.organisation(row, "holder_key")
        name = "" if row["holder"] == holder.name else row["holder"]
        return _named(holder_id=holder.pk, holder_name=name)
    if category in OUTSIDE:
        return _named(holder_name=row["holder"], holder_sector=category)
    return _named(holder_name=row["holder"], holder_class=category)


def _named(**given: object) -> dict:
    empty = {"holder_id": None, "holder_name": "", "holder_class": "", "holder_sector": ""}
    return {**empty, **given}


def _difference(row: Row, loading: Loading) -> str:
    """Say where the file counts a holder otherwise than the sector of its record would."""
    if not row["holder_key"]:
        return ""
    profile = loading.known(Profile).get(f"{row['holder_key']}:profile")
    if profile is None:
        return ""
    vehicles = {
        model.pk for model in loading.terms(OperatingModel).values() if model.is_staff_vehicle
    }
    is_vehicle = profile.operating_model_id in vehicles
    recorded = HolderClass.EMPLOYEE_TRUST if is_vehicle else profile.sector
    if row["category"] == recorded:
        return ""
    return (
        f"the starter register counts this holder as {row['category']}; by its own record it is "
        f"{recorded or 'of no recorded sector'}"
    )


def _rights(row: Row) -> dict:
    right = cells.word(row, "rights", STAKE_RIGHTS)
    rights = {
        **dict.fromkeys((*PERCENT_RIGHTS, "board_seats", "board_seats_total")),
        "has_advisory_voice": right == "voice",
        "voice_seats": None,
        "voice_seats_total": None,
    }
    if right in PERCENT_RIGHTS:
        _expect_empty(row, "seats", "seats_total")
        rights[right] = _percent(row)
        return rights
    _expect_empty(row, "percent")
    total = cells.whole(row, "seats_total")
    if right == "voice":
        return rights | {"voice_seats": cells.whole(row, "seats"), "voice_seats_total": total}
    seats = cells.value(row, "seats", Unit.COUNT, row["qualifier"])
    seats = seats or Measured.undisclosed(Unit.COUNT)
    return rights | {"board_seats": seats, "board_seats_total": total}


def _expect_empty(row: Row, *columns: str) -> None:
    for column in columns:
        if row[column]:
            raise CellError(column, f"“{row[column]}” in a row of {row['rights']}. Expected none.")


def _percent(row: Row) -> Measured:
    """Read the percentage; one that is not given is not known, which is not 0."""
    if row["qualifier"] == Qualifier.BETWEEN and not row["percent"]:
        return cells.range_in_words(row, "percent", Unit.PERCENT)
    found = cells.value(row, "percent", Unit.PERCENT, row["qualifier"])
    return found or Measured.undisclosed(Unit.PERCENT)


def _store_no_shareholders(row: Row, loading: Loading) -> None:
    organisation = loading.organisation(row, "org_key")
    profile = put_profile(organisation, loading, {"share_capital": ShareCapital.NO})
    loading.put_evidence(profile, row, row["note"])


def _store_take_up(row: Row, loading: Loading) -> None:
    counted_on, precision = cells.dated(row, "seen_on", absent="unknown")
    loading.put(
        MembershipCount,
        row.key,
        {
            "organisation_id": loading.organisation(row, "org_key").pk,
            "who": row["holder"],
            "counted_on": counted_on,
            "counted_on_precision": precision,
            "take_up": _percent(row),
            "source_id": loading.source_id(row),
            "quote": quote(row),
            "note": row["note"],
        },
    )


def _store_largest(row: Row, loading: Loading) -> None:
    size = _percent(row)
    share = str(size) if size.is_known else "percent not stated"
    loading.put_evidence(
        loading.organisation(row, "org_key"),
        row,
        joined_notes(f"largest single shareholder: {row['holder']} ({share})", row["note"]),
    )


def _contradictions(table: Table, loading: Loading) -> dict[str, ValidationError]:
    """Find rows that cannot be true beside the rows before them and what was entered by hand.

    :return: key of the row to the reason
    """
    proposed = defaultdict(list)
    for row in table:
        try:
            if not row.fault and is_stake(row):
                stake = Stake(**stake_values(row, loading))
                proposed[stake.subject_id].append((row.key, stake))
        except CellError:
            continue
    keys = {row.key for row in table}
    others = _other_stakes(keys)
    organisations = {
        organisation.pk: organisation for organisation in loading.known(Organisation).values()
    }
    found = {}
    for subject_id, stakes in proposed.items():
        found |= _contradictions_in(organisations[subject_id], stakes, others[subject_id])
    return found


def _other_stakes(keys: set[str]) -> dict[int, list[Stake]]:
    others = defaultdict(list)
    for stake in Stake.objects.exclude(state=RecordState.HIDDEN).select_related("holder"):
        if stake.register_id not in keys:
            others[stake.subject_id].append(stake)
    return others


def _contradictions_in(
    organisation: Organisation, stakes: list[tuple[str, Stake]], others: Iterable[Stake]
) -> dict[str, ValidationError]:
    endings = organisation.dissolved_on, organisation.exited_on
    accepted = list(others)
    if _contradiction([*accepted, *(stake for _, stake in stakes)], endings) is None:
        return {}
    found = {}
    for key, stake in stakes:
        error = _contradiction([*accepted, stake], endings)
        if error is None:
            accepted.append(stake)
        else:
            found[key] = error
    return found


def _contradiction(stakes: list[Stake], endings: tuple) -> ValidationError | None:
    """Give what is wrong with stakes together; a stake wrong by itself is refused on storing."""
    sound = [stake for stake in stakes if _has_its_days(stake)]
    try:
        rules.check_stakes_of_one_organisation(sound, *endings)
    except ValidationError as error:
        return error
    return None


def _has_its_days(stake: Stake) -> bool:
    return stake.period_kind != PeriodKind.SNAPSHOT or stake.seen_on is not None
