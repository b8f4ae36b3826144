"""The search box that stands for a long list."""

from __future__ import annotations

from django.contrib.admin.widgets import AutocompleteSelect


class KnownAutocompleteSelect(AutocompleteSelect):
    """A search box that prints its present choice without asking the database again.

    `known`: key of the chosen record (as text) to its words, set by the form.
    """

    known: dict[str, str] = {}

    def optgroups(self, name: str, value: list, attr: dict | None = None) -> list:
        """Give the present choice alone, from memory if it is there."""
        chosen = [str(one) for one in value if one not in (None, "")]
        if not set(chosen) <= set(self.known):
            return super().optgroups(name, value, attr)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        options += [
            self.create_option(name, key, self.known[key], True, index + len(options))
            for index, key in enumerate(chosen)
        ]
        return [(None, options, 0)]
