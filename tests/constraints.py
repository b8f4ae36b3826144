"""Trying a row out: through the model's own checks, and past them straight into the database."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction


def is_held(row: models.Model, *, is_allowed: bool) -> None:
    """Store a row that is allowed; see one that is not refused by both doors."""
    if is_allowed:
        row.full_clean()
        with transaction.atomic():
            row.save()
        return
    with pytest.raises(ValidationError):
        row.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        models.Model.save_base(row, raw=True, force_insert=True)
