"""Fill an empty database with a made-up register, to measure on."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from organisations.models import Organisation
from spinouts.exchange.synthetic import SCALES, Maker


class Command(BaseCommand):
    """Make a register of a scale from a seed; refuses a database that holds organisations."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the scale and the seed."""
        parser.add_argument("--scale", choices=sorted(SCALES), default="S")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument(
            "--if-empty", action="store_true", help="Do nothing where there is a register already."
        )

    def handle(self, *, scale: str, seed: int, if_empty: bool, **options) -> None:
        """Make the register.

        :raises CommandError: if the database is in use
        """
        if Organisation.objects.exists():
            if if_empty:
                return
            raise CommandError(
                "This database already holds organisations. A made-up register goes into an "
                "empty one: name it in DATABASE_URL and run migrate first."
            )
        Maker(SCALES[scale], seed).make()
        self.stdout.write(f"Made a register of scale {scale}: {SCALES[scale]}.")
