"""Components in which a sum is exact: bounds by integer programming (HiGHS, through scipy).

Q. Huangfu and J. A. J. Hall, Parallelizing the dual revised simplex method, Mathematical Programming
Computation 10(1), 2018, pp. 119-142.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from reconcile.relations.cells import Cells, Real


@dataclass(frozen=True)
class Programme:
    """The rows of one component; the ends of its cells change from call to call."""

    cells: Cells

    @cached_property
    def _rows(self) -> Any:
        from scipy.optimize import LinearConstraint
        from scipy.sparse import csr_array

        rows, size = len(self.cells.whole), np.diff(self.cells.start)
        row = np.concatenate([np.repeat(np.arange(rows), size), np.arange(rows)])
        column = np.concatenate([self.cells.part, self.cells.whole])
        value = np.concatenate([np.ones(len(self.cells.part)), -np.ones(rows)])
        matrix = csr_array((value, (row, column)), shape=(rows, len(self.cells.node)))
        return LinearConstraint(matrix, np.where(self.cells.is_exact, 0.0, -np.inf), np.zeros(rows))

    def world(self, low: Real, high: Real, cost: Real) -> Real | None:
        """Return a possible world of the least cost, None when there is none.

        Parameters
        ----------
        low, high, cost : array of float, shape (cells,)
            Ends of the cells, which must be finite where the cost can run away.

        Returns
        -------
        array of float, shape (cells,), or None
        """
        from scipy.optimize import Bounds, milp

        if (low > high).any():
            return None
        result = milp(cost, integrality=np.ones(len(low), dtype=np.int64), bounds=Bounds(low, high),
                      constraints=self._rows, options={"mip_rel_gap": 0.0})
        if result.x is None and result.status != 2:
            raise RuntimeError(f"the solver gave no answer: {result.message}")
        return None if result.x is None else np.round(result.x)

    def is_possible(self, low: Real, high: Real) -> bool:
        """Say whether any world lies between the ends."""
        return self.world(low, high, np.zeros(len(low))) is not None

    def ends(self, low: Real, high: Real, wanted: list[int]) -> tuple[Real, Real]:
        """Return the tightest ends of some cells.

        Parameters
        ----------
        low, high : array of float, shape (cells,)
            Ends that no world goes beyond.
        wanted : list of int
            Cells to tighten.

        Returns
        -------
        low, high : array of float, shape (cells,)
            Tight for the wanted cells. A cell that reaches the ceiling, four times all stated ends
            together, has no upper end: the coefficients are units, so no vertex lies above their sum.
        """
        stated = low.sum() + high[np.isfinite(high)].sum()
        ceiling = 4.0 * stated + 4.0 * len(low) + 4.0
        capped = np.minimum(high, ceiling)
        result = {1: low.copy(), -1: high.copy()}
        for side in (1, -1):
            self._tighten(side, low, capped, wanted, result[side])
        result[-1][result[-1] > ceiling / 2] = np.inf
        return result[1], result[-1]

    def _tighten(self, side: int, low: Real, high: Real, wanted: list[int], end: Real) -> None:
        """Solve for each wanted cell that no world met so far shows to be tight."""
        cost = np.zeros(len(low))
        cost[wanted] = side
        first = self.world(low, high, cost)
        shown = np.zeros(len(low), dtype=bool)
        if first is not None:
            shown |= first == (low if side == 1 else high)
        for cell in wanted:
            if not shown[cell]:
                world = self.world(low, high, side * (np.arange(len(low)) == cell).astype(float))
                if world is not None:
                    end[cell] = world[cell]
                    shown |= world == (low if side == 1 else high)
