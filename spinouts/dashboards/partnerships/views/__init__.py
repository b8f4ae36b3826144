"""Answers to the addresses under /partnerships/ that are about partnerships, deals and partners."""
