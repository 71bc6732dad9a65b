"""Labels beside marks: each at the nearest place where it covers neither a mark nor another label."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Box:
    """A rectangle on the sheet in millimetres; y runs downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Say whether two rectangles share any area."""
        return (self.left < other.right and other.left < self.right
                and self.top < other.bottom and other.top < self.bottom)

    def distance(self, other: Box) -> float:
        """Return how far two rectangles stand apart, 0 when they meet."""
        across = max(self.left - other.right, other.left - self.right, 0.0)
        return math.hypot(across, max(self.top - other.bottom, other.top - self.bottom, 0.0))

    def aside(self, shift: float) -> Box:
        """Return this rectangle so much further to the right."""
        return Box(self.left + shift, self.top, self.right + shift, self.bottom)

    def within(self, other: Box) -> bool:
        """Say whether this rectangle lies inside another."""
        return (self.left >= other.left and self.right <= other.right
                and self.top >= other.top and self.bottom <= other.bottom)


@dataclass
class Board:
    """The room for labels: its frame, and what is already taken.

    Parameters
    ----------
    frame : Box
        No label leaves it.
    taken : list of Box
        Marks and labels placed so far.
    soft : list of Box
        Lines: avoided while there is another place.
    marks : list of Box
        Marks: a label should stand nearer to its own than to any other.
    """

    frame: Box
    taken: list[Box] = field(default_factory=list)
    soft: list[Box] = field(default_factory=list)
    marks: list[Box] = field(default_factory=list)

    def is_free(self, box: Box, *, avoid_lines: bool = True) -> bool:
        """Say whether a label may stand here."""
        if not box.within(self.frame) or any(box.meets(other) for other in self.taken):
            return False
        return not (avoid_lines and any(box.meets(other) for other in self.soft))

    def place(self, around: Box, width: float, height: float, farthest: float, *,
              nearest: bool = True) -> Box | None:
        """Take the nearest free place for a label around a mark.

        Parameters
        ----------
        around : Box
            The mark.
        width, height : float
            Size of the label.
        farthest : float
            Largest distance from the mark in millimetres.
        nearest : bool
            Only where the label stands nearer to its own mark than to any other.

        Returns
        -------
        Box or None
            None when there is no room.
        """
        places = list(_places(around, width, height, farthest))
        for avoid_lines in (True, False):
            for box in places:
                if self.is_free(box, avoid_lines=avoid_lines) and (not nearest or self._is_nearest(around, box)):
                    self.taken.append(box)
                    return box
        return None

    def _is_nearest(self, around: Box, box: Box) -> bool:
        """Say whether a reader would take the label for this mark's and not for another's."""
        own = box.distance(around)
        return all(box.distance(mark) > own for mark in self.marks if mark != around)


def _places(around: Box, width: float, height: float, farthest: float) -> Iterator[Box]:
    """Yield places from the nearest outwards: right, left, above and below first, then all around."""
    x, y = (around.left + around.right) / 2, (around.top + around.bottom) / 2
    gap = 0.6
    near = ((around.right + gap, y - height / 2), (around.left - gap - width, y - height / 2),
            (x - width / 2, around.top - gap - height), (x - width / 2, around.bottom + gap),
            (around.right + gap, around.top - height), (around.right + gap, around.bottom),
            (around.left - gap - width, around.top - height), (around.left - gap - width, around.bottom))
    for left, top in near:
        yield Box(left, top, left + width, top + height)
    distance = 2.5
    while distance <= farthest:
        for turn in range(16):
            angle = 2 * math.pi * turn / 16
            left = x + math.cos(angle) * (distance + width / 2) - width / 2
            top = y - math.sin(angle) * (distance + height / 2) - height / 2
            yield Box(left, top, left + width, top + height)
        distance += 1.5


def spread(centres: Sequence[float], sizes: Sequence[Sequence[Box]], step: float, most: float) -> list[float]:
    """Return sideways shifts so that marks cover each other as little as the room allows.

    Parameters
    ----------
    centres : sequence of float
        Where each mark would stand, in millimetres across.
    sizes : sequence of sequence of Box
        The rectangles of each mark, with its own centre at zero across.
    step : float
        Shifts are multiples of this.
    most : float
        Largest shift.

    Returns
    -------
    list of float
        One shift a mark; 0 for those that stand alone, and for those that found no free place the
        shift that covers the fewest others.
    """
    placed: list[Box] = []
    shifts: list[float] = []
    for centre, boxes in zip(centres, sizes, strict=True):
        best, fewest = 0.0, math.inf
        for shift in _shifts(step, most):
            moved = [box.aside(centre + shift) for box in boxes]
            covered = sum(box.meets(other) for box in moved for other in placed)
            if covered < fewest:
                best, fewest = shift, covered
            if not covered:
                break
        shifts.append(best)
        placed += [box.aside(centre + best) for box in boxes]
    return shifts


def _shifts(step: float, most: float) -> Iterator[float]:
    yield 0.0
    number = 1
    while number * step <= most:
        yield number * step
        yield -number * step
        number += 1
