"""What lateness costs: a share of the points earned, for each day begun after the due date."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True)
class LatePolicy:
    """Nothing within the grace; after it, days count from the due date."""

    percent_per_day: float = 0.0
    grace: timedelta = timedelta(0)
    at_most_percent: float = 100.0

    def percent(self, late: timedelta) -> float:
        """The share that is taken off.

        >>> policy = LatePolicy(10, timedelta(hours=2), at_most_percent=25)
        >>> [policy.percent(timedelta(hours=hours)) for hours in (-5, 2, 3, 25, 99)]
        [0.0, 0.0, 10.0, 20.0, 25.0]
        """
        if late <= max(self.grace, timedelta(0)):
            return 0.0
        return float(min(self.percent_per_day * math.ceil(late / DAY), self.at_most_percent))

    def deduction(self, points: float, late: timedelta) -> float:
        """The points that are taken off, rounded to hundredths.

        >>> LatePolicy(10).deduction(7.25, timedelta(minutes=1))
        0.73
        """
        return math.floor(max(points, 0.0) * self.percent(late) + 0.5) / 100
