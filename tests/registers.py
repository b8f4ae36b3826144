"""Rows for the tests of calculations: by hand, or a whole register from a seed."""

from __future__ import annotations

import datetime
import itertools
import random

import pandas as pd

HOLDING_COLUMNS = [
    "stake_id",
    "subject_id",
    "measure",
    "holder_id",
    "holder_key",
    "holder_name",
    "holder_category",
    "percent_low",
    "percent_high",
    "is_size_known",
    "is_about",
    "is_last_seen",
    "counts_from",
    "counts_to",
]
SECTOR_COLUMNS = [
    "organisation_id",
    "sector",
    "is_staff_vehicle",
    "has_share_capital",
    "valid_from",
    "valid_to",
]
ORGANISATION_COLUMNS = [
    "organisation_id",
    "slug",
    "name",
    "is_public_body",
    "founded_on",
    "dissolved_on",
    "exited_on",
]
CLASSES = ("employees", "employee_trust", "managers", "financial_investors", "service_users")
SECTORS = ("public", "private", "social", "mutual", "hybrid")
FIRST_DAY = datetime.date(1968, 2, 27)


def frame(rows: list[dict], columns: list[str]) -> pd.DataFrame:
    """Make a frame of Python objects, as `organisations.frames.object_frame` does."""
    return pd.DataFrame(
        [[row[name] for name in columns] for row in rows], columns=columns, dtype=object
    )


def holding(subject_id, holder, low, high=None, *, measure="equity", since=None, to=None):
    """Give one row of a holdings frame; the holder is an id, a class, or (name, sector)."""
    is_known = low is not None
    low, high = (low, low if high is None else high) if is_known else (0.0, 100.0)
    if isinstance(holder, int):
        key, name, category = f"organisation:{holder}", f"Organisation {holder}", ""
    elif isinstance(holder, str):
        key, name, category = f"class:{holder}|", holder, holder
    else:
        key, name, category = f"outside:{holder[0]}|{holder[1]}", *holder
    return {
        "stake_id": 0,
        "subject_id": subject_id,
        "measure": measure,
        "holder_id": holder if isinstance(holder, int) else None,
        "holder_key": key,
        "holder_name": name,
        "holder_category": category,
        "percent_low": float(low),
        "percent_high": float(high),
        "is_size_known": is_known,
        "is_about": False,
        "is_last_seen": False,
        "counts_from": since,
        "counts_to": to,
    }


def sector(organisation_id, name, *, since=None, to=None, is_staff_vehicle=False):
    """Give one row of a sectors frame."""
    return {
        "organisation_id": organisation_id,
        "sector": name,
        "is_staff_vehicle": is_staff_vehicle,
        "has_share_capital": None,
        "valid_from": since,
        "valid_to": to,
    }


def organisation(organisation_id, *, is_public_body=False):
    """Give one row of an organisations frame."""
    return {
        "organisation_id": organisation_id,
        "slug": f"organisation-{organisation_id:03}",
        "name": f"Organisation {organisation_id}",
        "is_public_body": is_public_body,
        "founded_on": None,
        "dissolved_on": None,
        "exited_on": None,
    }


def holdings_frame(rows):
    """Make a holdings frame of rows, numbering the stakes."""
    rows = [row | {"stake_id": number} for number, row in enumerate(rows, 1)]
    return frame(rows, HOLDING_COLUMNS).astype({"percent_low": float, "percent_high": float})


def sectors_frame(rows):
    """Make a sectors frame of rows."""
    return frame(rows, SECTOR_COLUMNS)


def organisations_frame(rows):
    """Make an organisations frame of rows."""
    return frame(rows, ORGANISATION_COLUMNS)


class RandomRegister:
    """A register made from a seed: chains to 8 deep, loops, closed groups, changes, gaps.

    :ivar holdings, sectors, organisations: frames
    :ivar days: days worth asking for: changes, the days before them, and some in between
    """

    def __init__(self, seed: int, organisation_count: int = 40):
        """Make a register; the same seed makes the same one."""
        self.random = random.Random(seed)
        self.ids = list(range(1, organisation_count + 1))
        self.public = set(self.random.sample(self.ids, organisation_count // 8))
        # organisations of depth 0 hold nobody; those of depth n are held by those below n
        self.depth = {number: self.random.randint(0, 8) for number in self.ids}
        self.change_days = set()
        self.organisations = organisations_frame(
            [organisation(number, is_public_body=number in self.public) for number in self.ids]
        )
        self.sectors = sectors_frame(self._sector_rows())
        self.holdings = holdings_frame(self._holding_rows())
        changes = sorted(self.change_days)
        picked = self.random.sample(changes, min(4, len(changes)))
        one_day = datetime.timedelta(days=1)
        self.days = [day - step for day in picked for step in (one_day, 0 * one_day)]
        self.days.append(self._day())

    def _day(self):
        return FIRST_DAY + datetime.timedelta(days=self.random.randrange(20_000))

    def _cuts(self, most):
        """Give the bounds of a run of periods, the outer ones open or not."""
        days = sorted(self._day() for _ in range(self.random.randint(0, most)))
        self.change_days.update(days)
        bounds = [None, *days, None]
        if len(days) >= 2 and self.random.random() < 0.3:
            bounds = days
        periods = list(itertools.pairwise(bounds))
        return [(start, end) for start, end in periods if start is None or start != end]

    def _sector_rows(self):
        rows = []
        for number in self.ids:
            for start, end in self._cuts(2):
                if self.random.random() < 0.9:
                    name = "public" if number in self.public else self.random.choice(SECTORS)
                    is_vehicle = number not in self.public and self.random.random() < 0.1
                    rows.append(
                        sector(number, name, since=start, to=end, is_staff_vehicle=is_vehicle)
                    )
        return rows

    def _holding_rows(self):
        rows = []
        for number in self.ids:
            if self.depth[number] == 0:
                continue
            for measure in ("equity", "votes", "board_seats"):
                if measure == "equity" or self.random.random() < 0.3:
                    for start, end in self._cuts(2):
                        rows += self._split_rows(number, measure, start, end)
        if self.random.random() < 0.5:
            rows = self._close_a_group(rows)
        return rows

    def _split_rows(self, subject, measure, start, end):
        """Give one split of one organisation, exact, or with unknown and imprecise sizes."""
        holders = self._holders(subject)
        cuts = sorted(self.random.sample(range(1, 1_000_000), len(holders) - 1))
        bounds = [0, *cuts, 1_000_000]
        sizes = [(b - a) / 10_000 for a, b in itertools.pairwise(bounds)]
        if self.random.random() < 0.2:
            sizes = [round(size, 1) * 0.9 for size in sizes]
        rows = []
        for holder, size in zip(holders, sizes, strict=True):
            low, high = self._bounds(round(size, 4))
            rows.append(holding(subject, holder, low, high, measure=measure, since=start, to=end))
        return rows

    def _bounds(self, size):
        draw = self.random.random()
        if draw < 0.05:
            return None, None
        if draw < 0.1:
            return size, 100.0
        if draw < 0.2:
            return round(size * 0.8, 4), round(min(100.0, size * 1.1), 4)
        if draw < 0.23:
            return 0.0, 0.0
        return size, size

    def _holders(self, subject):
        """Choose holders: organisations above in the chain, now and then one below (a loop)."""
        depth = self.depth[subject]
        above = [n for n in self.ids if self.depth[n] < depth and n != subject]
        anywhere = [n for n in self.ids if n != subject]
        holders = []
        for _ in range(self.random.randint(1, 4)):
            draw = self.random.random()
            if draw < 0.45 and above:
                nearest = max(self.depth[n] for n in above)
                holders.append(self.random.choice([n for n in above if self.depth[n] == nearest]))
            elif draw < 0.6:
                holders.append(self.random.choice(anywhere))
            elif draw < 0.85:
                holders.append(self.random.choice(CLASSES))
            else:
                name = f"Outsider {self.random.randint(1, 3)}"
                holders.append((name, self.random.choice(SECTORS)))
        return list(dict.fromkeys(holders))

    def _close_a_group(self, rows):
        """Let two or three organisations own each other wholly, and a third hang on them."""
        members = self.random.sample([n for n in self.ids if n not in self.public], 4)
        ring, hanger = members[:3], members[3]
        rows = [
            row for row in rows if not (row["subject_id"] in members and row["measure"] == "equity")
        ]
        pairs = zip(ring, ring[1:] + ring[:1], strict=True)
        rows += [holding(subject, holder, 100.0) for subject, holder in pairs]
        rows += [holding(hanger, ring[0], 60.0), holding(hanger, "employees", 40.0)]
        return rows


CONTRACT_COLUMNS = [
    "contract_id",
    "slug",
    "starts_on",
    "ends_on",
    "planned_ends_on",
    "total_low_pence",
    "total_high_pence",
    "is_total_known",
    "annual_low_pence",
    "annual_high_pence",
    "is_annual_known",
    "value_kind",
    "has_ended_early",
    "is_about",
    "are_dates_to_the_day",
]
PROVIDER_COLUMNS = [
    "contract_id",
    "organisation_id",
    "provider_key",
    "slug",
    "name",
    "sector_fixed",
    "fraction",
]
CHANGE_COLUMNS = [
    "contract_id",
    "changed_on",
    "total_low_pence",
    "total_high_pence",
    "annual_low_pence",
    "annual_high_pence",
    "ends_on",
]
LINK_COLUMNS = [
    "link_id",
    "contract_id",
    "tier",
    "giver_key",
    "giver_id",
    "giver_slug",
    "receiver_key",
    "receiver_id",
    "receiver_name",
    "receiver_sector_fixed",
    "receiver_slug",
    "value_low_pence",
    "value_high_pence",
    "is_value_known",
    "starts_on",
    "ends_on",
]


def _interval(value):
    """Read a value, a (low, high) pair or None into low, high and whether it is known."""
    if value is None:
        return None, None, False
    low, high = value if isinstance(value, tuple) else (value, value)
    return low, high, True


def contract(
    contract_id, start, end, total=None, *, annual=None, planned=None, early=False, **more
):
    """Give one row of a contracts frame; values in pence, as a number or a (low, high) pair."""
    total_low, total_high, is_total_known = _interval(total)
    annual_low, annual_high, is_annual_known = _interval(annual)
    return {
        "contract_id": contract_id,
        "slug": f"contract-{contract_id}",
        "starts_on": start,
        "ends_on": end,
        "planned_ends_on": planned,
        "total_low_pence": total_low,
        "total_high_pence": total_high,
        "is_total_known": is_total_known,
        "annual_low_pence": annual_low,
        "annual_high_pence": annual_high,
        "is_annual_known": is_annual_known,
        "value_kind": "contract_value",
        "has_ended_early": early,
        "is_about": False,
        "are_dates_to_the_day": True,
    } | more


def party(holder):
    """Give id, key, slug, name and fixed sector of an organisation (its id) or (name, sector)."""
    if isinstance(holder, int):
        name = f"Organisation {holder}"
        return holder, f"organisation:{holder}", f"organisation-{holder:03}", name, ""
    return None, f"outside:{holder[0]}", "", *holder


def provider(contract_id, who, fraction=None):
    """Give one row of a providers frame; who is an id or (name, sector)."""
    values = (contract_id, *party(who), fraction)
    return dict(zip(PROVIDER_COLUMNS, values, strict=True))


def change(contract_id, day, total=None, *, annual=None, end=None):
    """Give one row of a contract changes frame."""
    values = (contract_id, day, *_interval(total)[:2], *_interval(annual)[:2], end)
    return dict(zip(CHANGE_COLUMNS, values, strict=True))


def link(contract_id, giver, receiver, value=None, *, start=None, end=None, tier=1):
    """Give one row of a supply links frame; giver None takes from the providers."""
    giver_id, giver_key, giver_slug = (None, "", "") if giver is None else party(giver)[:3]
    receiver_id, key, slug, name, sector_fixed = party(receiver)
    low, high, is_known = _interval(value)
    return {
        "link_id": 0,
        "contract_id": contract_id,
        "tier": tier,
        "giver_key": giver_key,
        "giver_id": giver_id,
        "giver_slug": giver_slug,
        "receiver_key": key,
        "receiver_id": receiver_id,
        "receiver_name": name,
        "receiver_sector_fixed": sector_fixed,
        "receiver_slug": slug,
        "value_low_pence": low,
        "value_high_pence": high,
        "is_value_known": is_known,
        "starts_on": start,
        "ends_on": end,
    }


def contracts_frame(rows):
    """Make a contracts frame of rows."""
    return frame(rows, CONTRACT_COLUMNS)


def providers_frame(rows):
    """Make a contract providers frame of rows."""
    return frame(rows, PROVIDER_COLUMNS)


def changes_frame(rows):
    """Make a contract changes frame of rows."""
    return frame(rows, CHANGE_COLUMNS)


def links_frame(rows):
    """Make a supply links frame of rows, numbering the links."""
    return frame([row | {"link_id": number} for number, row in enumerate(rows, 1)], LINK_COLUMNS)


class RandomContracts:
    """Contracts made from a seed, around the organisations of a random register.

    :ivar contracts, providers, changes, links, sectors: frames
    :ivar days: days worth asking for
    """

    def __init__(self, seed: int, contract_count: int = 9):
        """Make contracts; the same seed makes the same ones."""
        self.random = random.Random(seed)
        register = RandomRegister(seed, organisation_count=10)
        self.ids, self.sectors = register.ids, register.sectors
        # some changes of sector in the years of the contracts
        rows = self.sectors.to_dict("records")
        rows = [row for row in rows if row["organisation_id"] > 4]
        for number in (1, 2, 3):
            cut = self._day()
            names = self.random.sample(SECTORS, 2)
            rows.append(sector(number, names[0], to=cut))
            rows.append(sector(number, names[1], since=cut))
        self.sectors = sectors_frame(rows)
        contracts, self.provider_rows, self.change_rows, self.link_rows = [], [], [], []
        for number in range(1, contract_count + 1):
            row = self._contract(number)
            contracts.append(row)
            self._add_providers(number)
            if self.random.random() < 0.35:
                self._add_changes(row)
            if self.random.random() < 0.5:
                self._add_links(row)
        self.contracts = contracts_frame(contracts)
        self.providers = providers_frame(self.provider_rows)
        self.changes = changes_frame(self.change_rows)
        self.links = links_frame(self.link_rows)
        self.days = [self._day(), datetime.date(2016, 2, 29), datetime.date(2030, 1, 1)]

    def _day(self):
        edge = [(2012, 2, 29), (2016, 2, 29), (2015, 3, 31), (2015, 4, 1), (1969, 12, 31)]
        if self.random.random() < 0.15:
            return datetime.date(*self.random.choice(edge))
        return datetime.date(2010, 1, 1) + datetime.timedelta(days=self.random.randrange(3600))

    def _value(self):
        draw = self.random.random()
        pence = self.random.randrange(10 ** self.random.randint(1, 11))
        if draw < 0.7:
            return pence
        if draw < 0.85:
            return pence, pence + self.random.randrange(1 + pence)
        if draw < 0.92:
            return pence, None
        return 0

    def _later(self, day, most=1500):
        return day + datetime.timedelta(days=self.random.randrange(most))

    def _contract(self, number):
        start = self._day()
        end = self._later(start)
        draw = self.random.random()
        total = self._value() if draw < 0.65 else None
        annual = self._value() if 0.5 < draw < 0.9 else None
        planned, early = None, False
        draw = self.random.random()
        if draw < 0.15:
            planned = self._later(end)
            early = self.random.random() < 0.7
        elif draw < 0.2:
            planned = self._later(start)
        elif draw < 0.25:
            early = True
        elif draw < 0.4:
            end = None
            planned = self._later(start) if self.random.random() < 0.5 else None
        elif draw < 0.45:
            start = None
        kinds = ["contract_value"] * 8 + ["ceiling", "revenue_managed", "budget", ""]
        kind = self.random.choice(kinds)
        return contract(
            number, start, end, total, annual=annual, planned=planned, early=early, value_kind=kind
        )

    def _holder(self):
        if self.random.random() < 0.2:
            return (f"Outsider {self.random.randint(1, 3)}", "private")
        return self.random.choice(self.ids)

    def _add_providers(self, number):
        names = list(dict.fromkeys(self._holder() for _ in range(self.random.randint(0, 3))))
        choices = {1: [[1.0], [None]], 2: [[0.5, 0.5], [0.333333, 0.666667], [0.9, 0.3]]}
        fractions = self.random.choice(choices.get(len(names), [[None] * len(names)]))
        for who, fraction in zip(names, fractions, strict=True):
            self.provider_rows.append(provider(number, who, fraction))

    def _add_changes(self, row):
        for _ in range(self.random.randint(1, 3)):
            kind = self.random.choice(["total", "annual", "end", "total and end"])
            day = self._later(row["starts_on"] or self._day(), 1000)
            self.change_rows.append(
                change(
                    row["contract_id"],
                    day,
                    self._value() if "total" in kind else None,
                    annual=self._value() if kind == "annual" else None,
                    end=self._later(day, 800) if "end" in kind else None,
                )
            )

    def _add_links(self, row):
        number = row["contract_id"]
        mine = [r for r in self.provider_rows if r["contract_id"] == number]
        for _ in range(self.random.randint(1, 3)):
            who = self.random.choice([None, *mine])
            giver = None if who is None else who["organisation_id"]
            value = self._value() if self.random.random() < 0.85 else None
            start = self._day() if self.random.random() < 0.4 else None
            end = self._later(start or self._day()) if self.random.random() < 0.4 else None
            self.link_rows.append(link(number, giver, self._holder(), value, start=start, end=end))
