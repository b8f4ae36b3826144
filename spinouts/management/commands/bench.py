"""Measure pages and charts on the register at hand, as multiples of a bare page."""

from argparse import ArgumentParser
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from organisations.models import Organisation
from partnerships.models import Contract

ROUNDS = 7


@dataclass(frozen=True)
class Question:
    """One address and how many bare pages it may cost (PROMISES, Speed)."""

    words: str
    address: str
    bound: int


def questions() -> list[Question]:
    """List what is measured, with an ordinary organisation and the busiest one of this register.

    :raises CommandError: if the register is empty
    """
    ordinary = Organisation.objects.filter(stakes__isnull=False).order_by("pk").first()
    contract = Contract.objects.order_by("pk").first()
    if ordinary is None or contract is None:
        raise CommandError("There is nothing to measure: load or make a register first.")
    page = f"/organisations/{ordinary.slug}/"
    value = "/dashboards/contracts/charts/value-by-year-and-sector.csv"
    staff = "/dashboards/ownership/charts/staff-share-by-year.csv"
    return [
        Question("contract value by year and sector, data", value, 6),
        Question("the same, one service", f"{value}?region=london", 6),
        Question("contracts dashboard", "/dashboards/contracts/", 40),
        Question("median staff share by year, data", staff, 6),
        Question("ownership dashboard", "/dashboards/ownership/", 40),
        Question("largest providers", "/dashboards/contracts/charts/largest-providers.csv", 6),
        Question("ownership split of one", f"{page}charts/ownership.csv", 5),
        Question("look-through of one", f"{page}charts/look-through.csv", 5),
        Question("organisation page", page, 30),
        Question("contract page", f"/contracts/{contract.slug}/", 30),
        Question("home", "/", 40),
        Question("organisations, first page", "/organisations/", 15),
        Question("organisations, search", "/organisations/?q=care", 15),
        Question("spin-outs, first page", "/spin-outs/", 15),
        Question("contracts, first page", "/contracts/", 15),
        Question("partnerships, first page", "/partnerships/all/", 15),
        Question("competitions, first page", "/partnerships/competitions/", 15),
        Question("deals, first page", "/partnerships/deals/", 15),
        Question("partners, first page", "/partnerships/partners/", 15),
        Question("capital", "/partnerships/capital/", 40),
        Question("primes", "/partnerships/primes/", 40),
        Question("supply chains", "/partnerships/supply-chains/", 40),
        Question("partnerships dashboard", "/dashboards/partnerships/", 40),
    ]


class Command(BaseCommand):
    """Print time, multiple, bound, queries and bytes of each page; over its bound says so."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the number of rounds."""
        parser.add_argument("--rounds", type=int, default=ROUNDS)

    def handle(self, *, rounds: int, **options) -> None:
        """Measure warm pages in this process and print a table.

        :raises CommandError: if a page does not answer
        """
        with override_settings(ROOT_URLCONF="spinouts.config.bench_urls", ALLOWED_HOSTS=["*"]):
            client = Client()
            bare = self._time(client, "/bare/", max(rounds, 50))
            self.stdout.write(f"A bare page takes {bare * 1000:.2f} ms; medians of {rounds}, warm.")
            self.stdout.write(f"{'':42}{'ms':>9}{'bare':>7}{'bound':>7}{'queries':>9}{'KB':>7}")
            for question in questions():
                self._measure(client, question, bare, rounds)

    def _measure(self, client: Client, question: Question, bare: float, rounds: int) -> None:
        with CaptureQueriesContext(connection) as queries:
            response = client.get(question.address)
            count = len(queries)
        if response.status_code != 200:
            raise CommandError(f"{question.address} answered {response.status_code}.")
        seconds = self._time(client, question.address, rounds)
        multiple = seconds / bare
        mark = "" if multiple <= question.bound else "  over"
        self.stdout.write(
            f"{question.words:42}{seconds * 1000:9.1f}{multiple:7.0f}{question.bound:7}"
            f"{count:9}{len(response.content) / 1000:7.0f}{mark}"
        )

    def _time(self, client: Client, address: str, rounds: int) -> float:
        client.get(address)
        times = []
        for _ in range(rounds):
            started = perf_counter()
            client.get(address)
            times.append(perf_counter() - started)
        return median(times)
