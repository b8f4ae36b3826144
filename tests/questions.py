"""How many questions a page may ask the database besides its own."""

from django.db import connection


def of_row_security() -> int:
    """Count those by which PostgreSQL is told, and forgets, who reads (for accounts alone)."""
    return 2 if connection.vendor == "postgresql" else 0
