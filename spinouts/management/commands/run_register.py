"""Bring a register on one's own machine up to date, and serve it: what `make run` does."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection

from organisations.models import Organisation
from spinouts.config import fingerprints

STARTER_REGISTER = settings.BASE_DIR / "data" / "register"
LOADER = settings.BASE_DIR / "spinouts" / "exchange" / "register"


class Command(BaseCommand):
    """Migrate, load what changed, make the demo accounts, collect static files, serve."""

    help = "Set up a register on this machine and serve it; whatever is up to date is left alone."

    def add_arguments(self, parser: CommandParser) -> None:
        """Say what can be asked for."""
        parser.add_argument("--no-serve", action="store_true", help="stop before serving")

    def handle(self, *, no_serve: bool, **options) -> None:
        """Do each step, saying which.

        :param no_serve: set everything up and stop
        """
        self.stdout.write("Database: applying migrations.")
        call_command("migrate", interactive=False, verbosity=0)
        self.load()
        call_command("make_demo_accounts", stdout=self.stdout)
        self.collect()
        if not no_serve:
            call_command("serve_register", stdout=self.stdout)

    def load(self) -> None:
        """Load the starter register, unless these very files are in this very database."""
        files = [*STARTER_REGISTER.glob("*.csv"), *LOADER.rglob("*.py")]
        fingerprint = fingerprints.of_contents(files, also=database_name())
        if fingerprints.is_kept("starter-register", fingerprint) and Organisation.objects.exists():
            self.stdout.write("Starter register: loaded, and its files have not changed.")
            return
        self.stdout.write("Starter register: loading.")
        call_command("load_register", stdout=self.stdout)
        fingerprints.keep("starter-register", fingerprint)

    def collect(self) -> None:
        """Collect and compress the static files, unless none has changed."""
        fingerprint = fingerprints.of_times(static_files())
        is_there = Path(settings.STATIC_ROOT, "staticfiles.json").exists()
        if is_there and fingerprints.is_kept("static-files", fingerprint):
            return
        self.stdout.write("Static files: collecting.")
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        fingerprints.keep("static-files", fingerprint)


def database_name() -> str:
    """Name the database that is in use, without its password."""
    return (
        f"{connection.vendor} {connection.settings_dict['HOST']} {connection.settings_dict['NAME']}"
    )


def static_files() -> list[Path]:
    """List every static file of the project and of the packages that it uses."""
    return [
        Path(storage.path(name))
        for finder in get_finders()
        for name, storage in finder.list(ignore_patterns=[])
    ]
