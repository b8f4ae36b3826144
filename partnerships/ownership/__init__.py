"""Who owns what on a day and over time: F1 (direct splits) and F2 (look-through).

Frames in, frames out. The holdings, sectors and organisations frames come from
`partnerships.frames` and `organisations.frames`.
"""

from partnerships.ownership.look_through import look_through_holders_on, look_through_on
from partnerships.ownership.over_time import look_through_over_time, split_over_time
from partnerships.ownership.paths import paths_to
from partnerships.ownership.split import holders_on, split_on, staff_percent
from partnerships.ownership.staff import staff_on_days
from partnerships.ownership.stakes import CATEGORIES, MEASURES, STAFF_CATEGORIES

__all__ = [
    "CATEGORIES",
    "MEASURES",
    "STAFF_CATEGORIES",
    "holders_on",
    "look_through_holders_on",
    "look_through_on",
    "look_through_over_time",
    "paths_to",
    "split_on",
    "split_over_time",
    "staff_on_days",
    "staff_percent",
]
