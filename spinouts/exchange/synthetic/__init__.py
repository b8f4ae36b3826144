"""A made-up register of any size, to measure on; never mixed with a real one."""

from spinouts.exchange.synthetic.maker import FULL, SCALES, Maker, Scale

__all__ = ["FULL", "SCALES", "Maker", "Scale"]
