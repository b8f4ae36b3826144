"""The command that loads the starter register."""

import sys
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from spinouts.exchange.register.load import load_register
from spinouts.exchange.register.reading import UnreadableRegisterError, read_register


class Command(BaseCommand):
    """Load the starter register: every row of every file, once, and again only what changed."""

    help = (
        "Load the starter register from its CSV files. Running it again changes only what the "
        "files changed. Ends with an error, and loads nothing, if a row is refused."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the folder and the two switches."""
        parser.add_argument(
            "folder",
            nargs="?",
            type=Path,
            default=settings.BASE_DIR / "data" / "register",
            help="folder with the CSV files (default: data/register)",
        )
        parser.add_argument(
            "--keep-good",
            action="store_true",
            help="load the good rows although others are refused",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would happen and store nothing"
        )

    def handle(self, *arguments, **options) -> None:
        """Read, load and report.

        :raises CommandError: if a file cannot be read or a row is refused
        """
        try:
            tables = read_register(options["folder"])
        except UnreadableRegisterError as unreadable:
            raise CommandError(f"Nothing was loaded.\n{unreadable}") from None
        rows = sum(len(table) for table in tables.values())
        is_terminal = sys.stderr.isatty()
        with tqdm(total=rows, unit=" rows", disable=not is_terminal, leave=False) as progress:
            try:
                report = load_register(
                    tables,
                    keep_good=options["keep_good"],
                    dry_run=options["dry_run"],
                    advance=progress.update,
                )
            except ValidationError as error:
                raise CommandError(f"Nothing was loaded.\n{' '.join(error.messages)}") from None
        if options["verbosity"] or not report.is_clean:
            self.stdout.write("\n".join(report.lines()))
        if options["verbosity"] and options["dry_run"]:
            self.stdout.write("\nDry run: nothing was stored.")
        if not report.is_clean:
            is_kept = options["keep_good"] and not options["dry_run"]
            done = "the other rows were loaded" if is_kept else "nothing was loaded"
            raise CommandError(f"Rows refused: {len(report.refusals)}; {done}.")
