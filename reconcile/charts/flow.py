"""Blocks that flow over columns as text does in a newspaper: down, then right, all columns about as long."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Block:
    """A block, and the heading that it stands under.

    Parameters
    ----------
    height : float
        In millimetres.
    group : hashable
        Blocks of one group follow each other under one heading.
    head, again : float
        Height of the heading, and of the one that says that the group goes on.
    """

    height: float
    group: Hashable
    head: float
    again: float

    def head_mm(self, *, is_first: bool) -> float:
        """Return the height of the heading over this block."""
        return self.head if is_first else self.again


@dataclass(frozen=True)
class Place:
    """Where a block stands.

    Parameters
    ----------
    column : int
        From 0.
    top, start : float
        Where its heading begins, and where the block itself does.
    is_first : bool
        It is the first of its group.
    """

    column: int
    top: float
    start: float
    is_first: bool

    @property
    def has_head(self) -> bool:
        """Whether a heading stands over it."""
        return self.start > self.top


def columns(blocks: Sequence[Block], number: int) -> tuple[list[Place], float]:
    """Spread blocks over columns so that the longest column is as short as the order allows.

    Parameters
    ----------
    blocks : sequence of Block
        At least one.
    number : int
        Columns.

    Returns
    -------
    places : list of Place
        One a block; a group that goes on in the next column has its heading there again.
    height : float
        Of the longest column.
    """
    low = max(block.height + max(block.head, block.again) for block in blocks)
    high = sum(block.height + max(block.head, block.again) for block in blocks)
    # Half a millimetre is closer than an eye can see.
    while high - low > 0.5:
        middle = (low + high) / 2
        if _fill(blocks, middle)[-1].column < number:
            high = middle
        else:
            low = middle
    places = _fill(blocks, high)
    return places, max(place.start + block.height for place, block in zip(places, blocks, strict=True))


def _fill(blocks: Sequence[Block], height: float) -> list[Place]:
    places: list[Place] = []
    column, y = 0, 0.0
    before: Block | None = None
    for block in blocks:
        is_first = before is None or before.group != block.group
        head = block.head_mm(is_first=is_first) if is_first or y == 0 else 0.0
        if y and y + head + block.height > height:
            column, y, head = column + 1, 0.0, block.head_mm(is_first=is_first)
        places.append(Place(column, y, y + head, is_first))
        y += head + block.height
        before = block
    return places
