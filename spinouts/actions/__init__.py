"""Writes of the spin-outs app: atomic, by somebody, through something."""

from spinouts.actions.journey import settle_exits

__all__ = ["settle_exits"]
