"""Rows of the lists of partnerships, deals and partners."""
