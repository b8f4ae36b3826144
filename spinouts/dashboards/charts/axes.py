"""Axes: round steps for amounts, and places of days on a time axis."""

import math
from dataclasses import dataclass
from datetime import date, timedelta


def round_step(top: float, most_steps: int) -> float:
    """Return a step of 1, 2, 2.5 or 5 times a power of ten that needs at most `most_steps`."""
    if top <= 0:
        return 1.0
    rough = top / most_steps
    power = 10 ** math.floor(math.log10(rough))
    for factor in (1, 2, 2.5, 5):
        if factor * power >= rough * 0.999999:
            return factor * power
    return 10 * power


def ticks(top: float, most_steps: int = 4, *, is_whole: bool = False) -> list[float]:
    """Return round values from 0 to the first one that is not below `top`.

    :param is_whole: only whole steps (counts)
    """
    step = round_step(top, most_steps)
    if is_whole:
        step = max(1.0, math.ceil(step))
    count = max(1, math.ceil(top / step - 1e-9))
    return [position * step for position in range(count + 1)]


@dataclass(frozen=True)
class TimeAxis:
    """Days drawn to scale between two ends.

    :param starts_on: day at the left edge
    :param ends_on: day at the right edge; later than starts_on
    :param left: place of the left edge
    :param right: place of the right edge
    """

    starts_on: date
    ends_on: date
    left: float
    right: float

    def place(self, day: date) -> float:
        """Return where a day lies, kept between the edges."""
        days = (self.ends_on - self.starts_on).days or 1
        fraction = (day - self.starts_on).days / days
        return self.left + (self.right - self.left) * min(1.0, max(0.0, fraction))

    def year_ticks(self, room: float) -> list[tuple[date, str]]:
        """Return 1 January of every year, or every 2nd, 5th ..., so that labels have room.

        :param room: smallest distance between two labels
        """
        first = self.starts_on.year + (self.starts_on > date(self.starts_on.year, 1, 1))
        years = range(first, self.ends_on.year + 1)
        span = max(1.0, (self.ends_on - self.starts_on).days / 365.25)
        per_year = (self.right - self.left) / span
        steps = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
        step = next((step for step in steps if step * per_year >= room), 5000)
        return [(date(year, 1, 1), str(year)) for year in years if year % step == 0]


def padded(starts_on: date, ends_on: date, fraction: float = 0.03) -> tuple[date, date]:
    """Widen a span by a fraction at both ends, at least 30 days, inside the calendar."""
    room = max(30, round((ends_on - starts_on).days * fraction))
    earliest, latest = date(1, 1, 1), date(9999, 12, 31)
    begin = starts_on - timedelta(days=min(room, (starts_on - earliest).days))
    end = ends_on + timedelta(days=min(room, (latest - ends_on).days))
    return begin, end
