"""Pages of accounts, for superusers alone."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest

from organisations.admin.records import RecordAdmin
from organisations.admin.rows import TableRows
from organisations.forms import AccountChangeForm, AccountCreationForm, RowForm
from organisations.models import OfficerTie, User


class TieRows(TableRows):
    """Public bodies whose records the officer keeps."""

    model = OfficerTie
    form = RowForm
    fields = ("body",)
    autocomplete_fields = ("body",)


@admin.register(User)
class AccountAdmin(RecordAdmin, UserAdmin):
    """Accounts: a role, and for officers the public bodies whose records they keep."""

    form = AccountChangeForm
    add_form = AccountCreationForm
    inlines = (TieRows,)
    list_display = ("username", "role", "email", "is_superuser", "is_active", "last_login")
    list_filter = ("role", "is_superuser", "is_active")
    search_fields = ("username", "email", "first_name", "last_name")
    ordering = ("username",)
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "password", "role", "is_active", "is_superuser")}),
        ("Person", {"fields": ("first_name", "last_name", "email")}),
        ("Dates", {"classes": ("collapse",), "fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "classes": ("wide",),
                "fields": (
                    "username",
                    "role",
                    "email",
                    "usable_password",
                    "password1",
                    "password2",
                ),
            },
        ),
    )

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Delete no account: history names it. Who leaves is switched off."""
        return False

    def get_inlines(self, request: HttpRequest, obj: User | None) -> tuple:
        """Tie an account to bodies once it exists."""
        return self.inlines if obj is not None else ()

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Store the account with who did it in the history."""
        obj._history_user = request.user
        obj._change_reason = self.reason()
        obj.save()
