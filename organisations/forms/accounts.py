"""Forms of accounts: making one, and changing its role."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.forms import (
    AdminUserCreationForm,
    ReadOnlyPasswordHashField,
    ReadOnlyPasswordHashWidget,
    UserChangeForm,
)

from organisations.models import User


class PasswordWidget(ReadOnlyPasswordHashWidget):
    """Says that there is a password, nothing of its hash, and links to where it is changed."""

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict:
        """Leave algorithm, salt and hash out of the page."""
        context = super().get_context(name, value, attrs)
        is_set = bool(value) and not value.startswith("!")
        words = "A password is set; only its hash is stored." if is_set else "No password is set."
        return {**context, "summary": [{"label": words}], "password_url": "../password/"}


class AccountCreationForm(AdminUserCreationForm):
    """A new account with its role and a first password."""

    class Meta(AdminUserCreationForm.Meta):
        model = User
        fields = ("username", "role", "email")


class AccountChangeForm(UserChangeForm):
    """An account; the password stays hashed and is changed on a page of its own."""

    password = ReadOnlyPasswordHashField(label="Password", widget=PasswordWidget)

    class Meta(UserChangeForm.Meta):
        model = User
        fields = "__all__"
