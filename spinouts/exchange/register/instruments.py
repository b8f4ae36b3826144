"""What the words of investments.csv mean: the form of the money, and what enters no sum."""

from __future__ import annotations

import re

from partnerships.choices import Basis, FigureRole, Instrument

INSTRUMENTS = {
    "acquisition": Instrument.PURCHASE,
    "acquisition (enterprise value)": Instrument.VALUATION,
    "acquisition of remaining shares": Instrument.PURCHASE,
    "agreed investments": Instrument.EQUITY,
    "capital investment": Instrument.GRANT,
    "cash offer (values the share capital)": Instrument.VALUATION,
    "deferred cash, 3 x £9.4m": Instrument.PURCHASE,
    "deficit write-off": Instrument.GRANT,
    "equity capital (estimate)": Instrument.EQUITY,
    "equity investment": Instrument.EQUITY,
    "equity investment (A shares), cumulative": Instrument.EQUITY,
    "extra allocation for Right to Request": Instrument.FUND,
    "finance for children's home": Instrument.LOAN,
    "financing and services in kind": Instrument.IN_KIND,
    "financing package": Instrument.LOAN,
    "fund launch": Instrument.FUND,
    "fund total over four years": Instrument.FUND,
    "grant": Instrument.GRANT,
    "grant (Covid support)": Instrument.GRANT,
    "grant (land and development, Halesworth)": Instrument.GRANT,
    "grant or loan": Instrument.GRANT,
    "grant to assess a staff mutual": Instrument.GRANT,
    "initial payment for 75% stake": Instrument.PURCHASE,
    "investment": Instrument.EQUITY,
    "investment over three years and more": Instrument.EQUITY,
    "investment since 2010": Instrument.EQUITY,
    "loan": Instrument.LOAN,
    "loan finance": Instrument.LOAN,
    "loan for a care home": Instrument.LOAN,
    "loan outstanding": Instrument.LOAN,
    "Mutuals Support Programme": Instrument.FUND,
    "Mutuals Support Programme advice contracts": Instrument.IN_KIND,
    "Mutuals Support Programme launch": Instrument.FUND,
    "National Portfolio grant 2018-22": Instrument.GRANT,
    "new investment unlocked": Instrument.EQUITY,
    "new investment, six months": Instrument.EQUITY,
    "one-year loan at 1.5 per cent": Instrument.LOAN,
    "pension guarantee (ceiling)": Instrument.GUARANTEE,
    "permanent endowment": Instrument.GRANT,
    "placing and subscription": Instrument.EQUITY,
    "planned purchase of a further 5% by April 2019": Instrument.PURCHASE,
    "programme funding": Instrument.FUND,
    "purchase of 11% stake from government": Instrument.PURCHASE,
    "purchase of 25% Cabinet Office stake": Instrument.PURCHASE,
    "purchase of 45% stake": Instrument.PURCHASE,
    "purchase of 70 per cent": Instrument.PURCHASE,
    "purchase of 75% stake (enterprise value)": Instrument.VALUATION,
    "purchase, approved but not seen completed": Instrument.PURCHASE,
    "re-opened fund": Instrument.FUND,
    "sale of 24% government stake": Instrument.PURCHASE,
    "seed capital": Instrument.EQUITY,
    "set-up cost": Instrument.GRANT,
    "set-up cost contribution": Instrument.GRANT,
    "social investment": Instrument.EQUITY,
    "specialist support contracts": Instrument.IN_KIND,
    "start-up contribution": Instrument.GRANT,
    "support in kind (legal advice)": Instrument.IN_KIND,
    "support programme": Instrument.FUND,
    "upfront capital payment for controlling stake": Instrument.PURCHASE,
    "upfront cash for shareholding": Instrument.PURCHASE,
    "working capital loan": Instrument.LOAN,
}
"""The files' words for a form to ours. A whole programme or fund is a *fund* and a value put on a
company a *valuation*: both are shown and never added up. What owners put in without a form is
*equity*; what a public body pays towards costs is a *grant*; paying for shares is a *purchase*."""

REMARKS = {
    "agreed investments": "the source does not say in what form; counted as equity",
    "capital investment": "the council's spending on the buildings; counted as a grant",
    "deficit write-off": "a debt given up; counted as a grant",
    "finance for children's home": "the source does not say in what form; counted as a loan",
    "financing and services in kind": (
        "the source does not part the money from the services; counted as in kind"
    ),
    "grant or loan": "the source does not say which; counted as a grant",
    "investment": "the source does not say in what form; counted as equity",
    "social investment": "the source does not say in what form; counted as equity",
}
"""Our own remarks where the form is a reading of ours."""

WORDS_OF = {
    Instrument.GRANT: ("grant",),
    Instrument.LOAN: ("loan",),
    Instrument.GUARANTEE: ("guarantee",),
    Instrument.EQUITY: ("equity", "shares"),
    Instrument.PURCHASE: ("purchase", "acquisition"),
}
PLANNED = re.compile(r"\bplan(?:ned| only)?\b|not seen completed|\bannounced\b")
DOUBLE = re.compile(r"do not add|duplicate report|same fund|not additional")


def basis_of(words: str, note: str) -> Basis:
    """Tell from a row's form and note whether it was only planned when last seen."""
    text = f"{words}; {note}"
    return Basis.PLANNED if PLANNED.search(text) else Basis.ACTUAL


def role_of(note: str) -> FigureRole:
    """Tell from its note whether a row repeats money that another row has."""
    return FigureRole.ALTERNATIVE if DOUBLE.search(note) else FigureRole.MAIN
