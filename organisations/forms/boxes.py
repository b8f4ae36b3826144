"""Boxes of the admin's forms, written without a template each: a long form has hundreds."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe


class TextBox(forms.TextInput):
    """A text box."""

    def render(
        self, name: str, value: Any, attrs: dict | None = None, renderer: Any = None
    ) -> SafeString:
        """Write the box as Django's template does."""
        widget = self.get_context(name, value, attrs)["widget"]
        text = {} if widget["value"] is None else {"value": widget["value"]}
        start = {"type": widget["type"], "name": widget["name"], **text}
        return format_html("<input{}>", flatatt(start | widget["attrs"]))


class ChoiceList(forms.Select):
    """A list of a few choices."""

    def render(
        self, name: str, value: Any, attrs: dict | None = None, renderer: Any = None
    ) -> SafeString:
        """Write the list as Django's template does, without groups."""
        widget = self.get_context(name, value, attrs)["widget"]
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (
                (
                    "" if option["value"] is None else option["value"],
                    mark_safe(" selected" if option["selected"] else ""),
                    conditional_escape(option["label"]),
                )
                for _, group, _ in widget["optgroups"]
                for option in group
            ),
        )
        return format_html(
            "<select{}>{}</select>", flatatt({"name": name, **widget["attrs"]}), options
        )


class SearchBox(ChoiceList, AutocompleteSelect):
    """A search box for a long list, which prints its present choice from memory.

    `known`: key of the chosen record (as text) to its words, set by the form.
    """

    known: dict[str, str] = {}

    def optgroups(self, name: str, value: list, attr: dict | None = None) -> list:
        """Give the present choice alone, from memory if it is there."""
        chosen = [str(one) for one in value if self._is_key(one)]
        if not set(chosen) <= set(self.known):
            return super().optgroups(name, chosen, attr)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        options += [
            self.create_option(name, key, self.known[key], True, index + len(options))
            for index, key in enumerate(chosen)
        ]
        return [(None, options, 0)]

    def _is_key(self, value: Any) -> bool:
        """Tell whether a value can be a key at all: addresses and forms may send anything."""
        key = self.field.target_field
        try:
            key.run_validators(number := key.to_python(value or None))
        except ValidationError:
            return False
        return number is not None
