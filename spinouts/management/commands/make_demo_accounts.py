"""Make an account of each role, for people who try the register on their own machine."""

import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.db.models import Count, Q

from organisations.choices import PublicBodyKind, RecordState, Role
from organisations.models import OfficerTie, Organisation

ACCOUNTS = {
    "researcher": {"role": Role.RESEARCHER},
    "officer": {"role": Role.OFFICER},
    "curator": {"role": Role.CURATOR},
    "superuser": {"role": Role.CURATOR, "is_superuser": True},
}


class Command(BaseCommand):
    """Make the accounts that are missing and print their passwords, this once."""

    help = (
        "Make a demo account of each role with a random password, which is printed once. "
        "Accounts that exist stay as they are; --reset gives them new passwords."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Say what can be asked for."""
        parser.add_argument("--reset", action="store_true", help="new passwords for all of them")
        parser.add_argument(
            "--body", help="slug of the public body whose records the officer keeps"
        )

    def handle(self, *, reset: bool, body: str | None, **options) -> None:
        """Make the accounts in one transaction, then print them.

        :param reset: also give new passwords to accounts that exist
        :param body: slug of the officer's public body; else the council with most spin-outs
        """
        if not settings.IS_LOCAL:
            raise CommandError("Demo accounts are for a register on one's own machine only.")
        with transaction.atomic():
            passwords = {
                username: password
                for username, fields in ACCOUNTS.items()
                if (password := self.make_account(username, fields, is_reset=reset))
            }
            tied_to = self.tie_officer(body)
        self.print_accounts(passwords, tied_to)

    def make_account(self, username: str, fields: dict, *, is_reset: bool) -> str | None:
        """Make one account if it is missing.

        :return: its new password; None for an account that was left as it is
        """
        account, is_new = get_user_model().objects.get_or_create(username=username, defaults=fields)
        if not is_new and not is_reset:
            return None
        password = secrets.token_urlsafe(12)
        account.set_password(password)
        account.save()
        return password

    def tie_officer(self, slug: str | None) -> Organisation | None:
        """Tie the officer to a public body, unless it is tied to one and none is asked for.

        :return: a body that the officer is tied to; None in a register without councils
        :raises CommandError: for a slug that is no public body's
        """
        officer = get_user_model().objects.get(username="officer")
        tie = officer.ties.first()
        if tie and slug is None:
            return tie.body
        body = self.named_body(slug) if slug else self.busiest_council()
        if body:
            OfficerTie.objects.get_or_create(user=officer, body=body)
        return body

    def named_body(self, slug: str) -> Organisation:
        """Find the public body that was asked for."""
        body = Organisation.objects.filter(slug=slug, public_body__isnull=False).first()
        if body is None:
            raise CommandError(f"No public body has the slug “{slug}”.")
        return body

    def busiest_council(self) -> Organisation | None:
        """Find the published council with most spin-outs; the first by slug among equals."""
        is_spin_out = Q(spin_outs_parented__spin_out__is_contrast=False)
        return (
            Organisation.objects.filter(
                public_body__kind=PublicBodyKind.COUNCIL, state=RecordState.PUBLISHED
            )
            .annotate(with_spin_out_count=Count("spin_outs_parented", filter=is_spin_out))
            .order_by("-with_spin_out_count", "slug")
            .first()
        )

    def print_accounts(self, passwords: dict[str, str], tied_to: Organisation | None) -> None:
        """Print new passwords, or how to get some."""
        if not passwords:
            self.stdout.write(
                "Demo accounts exist; “make passwords” (manage.py make_demo_accounts --reset) "
                "gives them new passwords."
            )
            return
        self.stdout.write("Demo accounts; their passwords are shown this once:")
        for username, password in passwords.items():
            keeps = f"  keeps the records of {tied_to}" if username == "officer" and tied_to else ""
            self.stdout.write(f"  {username:<11} {password}{keeps}")
