"""Say an interval in words that read back as the same interval."""

from __future__ import annotations

import math


def render(low: float, high: float) -> str:
    """Return the canonical English phrase for an interval.

    Parameters
    ----------
    low, high : float
        Inclusive whole numbers of persons; ``high`` may be ``inf``; both ``nan`` for an unknown number.

    Returns
    -------
    str
        Such as "40", "at least 40", "no more than 5", "between 36 and 99"; ``parse_wording`` gives the
        interval back.

    Raises
    ------
    ValueError
        When the ends are no interval of counts.
    """
    if math.isnan(low) and math.isnan(high):
        return "an unknown number"
    if not 0 <= low <= high or math.isinf(low) or low % 1 or (math.isfinite(high) and high % 1):
        raise ValueError(f"[{low}, {high}] is no interval of counts")
    if low == high:
        return f"{low:,.0f}"
    if math.isinf(high):
        return f"at least {low:,.0f}"
    return f"no more than {high:,.0f}" if low == 0 else f"between {low:,.0f} and {high:,.0f}"
