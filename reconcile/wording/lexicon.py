"""The profiles: which interval each wording is read as, by whose rule, with the published source.

One row of ``data/lexicon.csv`` is one rule of one profile. The default profile has a row for every rule;
another profile holds only the rows its publisher states and falls back on the default for the rest.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from reconcile.errors import UsageError

PROFILES: tuple[str, ...] = ("default", "acled", "airwars", "gtd", "ccc", "countlove", "dca")
"""Names of the profiles; see the rows of each with :func:`lexicon_rules`."""

KINDS: tuple[str, ...] = ("published", "house")

NO_NUMBER = "none"
"""In ``low`` and ``high``: the profile enters no number for the wording."""

_SAMPLES = (4, 5, 11, 12, 24, 40, 99, 100, 412, 1250, 4404, 5000, 123456, 10**6, 2**53 - 1)


def _significant(n: int) -> tuple[int, int]:
    """Return how many significant digits ``n`` has, and the unit of the last one."""
    digits = str(n)
    bare = digits.rstrip("0")
    return len(bare), 10 ** (len(digits) - len(bare))


def about_width(n: int) -> int | None:
    """Return half a unit of the last significant digit of ``n``; None when 10 per cent applies instead.

    A house rule: a number given with one or two significant digits is taken as rounded by up to
    10 per cent; one with three or more by half a unit of the last, which is never more than that.
    """
    significant, unit = _significant(n)
    return unit // 2 if significant > 2 else None


def _about_low(n: int) -> int:
    width = about_width(n)
    return _ceil_tenths(n, 9) if width is None else n - width


def _about_high(n: int) -> int:
    width = about_width(n)
    return n * 11 // 10 if width is None else n + width


def _ceil_tenths(n: int, tenths: int) -> int:
    return -(-n * tenths // 10)


FORMULAS: dict[str, Callable[[int], int]] = {
    "n": lambda n: n,
    "n+1": lambda n: n + 1,
    "n-1": lambda n: n - 1,
    "n+2": lambda n: n + 2,
    "n-2": lambda n: n - 2,
    "ceil(0.9n)": lambda n: _ceil_tenths(n, 9),
    "floor(0.8n)": lambda n: n * 8 // 10,
    "ceil(1.2n)": lambda n: _ceil_tenths(n, 12),
    "about_low(n)": _about_low,
    "about_high(n)": _about_high,
}
"""What may stand in an end of a rule besides a whole number; exact in integers."""


@dataclass(frozen=True)
class Rule:
    """One row of a profile.

    Attributes
    ----------
    profile, rule : str
        Together the name printed with every figure, ``default:dozens``.
    example : str
        A wording it reads.
    low, high, compatible_low, compatible_high : str
        A whole number or a key of :data:`FORMULAS` in the stated number n; an empty high end is open;
        ``none`` in low and high enters no number. Empty compatible ends of another profile than the
        default mean: the default's, widened to hold the coding.
    is_soft : bool
        The ends are a reading of a vague word.
    kind : str
        ``published`` or ``house``.
    source, note : str
        Title and address of the publication, or ``house rule``; the reason or a remark.
    """

    profile: str
    rule: str
    example: str
    low: str
    high: str
    compatible_low: str
    compatible_high: str
    is_soft: bool
    kind: str
    source: str
    note: str

    @property
    def name(self) -> str:
        """Profile and rule as printed."""
        return f"{self.profile}:{self.rule}"

    @property
    def enters_number(self) -> bool:
        """Whether the profile enters a number at all."""
        return self.low != NO_NUMBER

    @property
    def has_compatible(self) -> bool:
        """Whether the row states a compatible interval of its own."""
        return self.compatible_low != ""

    def coding(self, low: float, high: float) -> tuple[float, float]:
        """Return the coding interval for a stated number, or for the ends of a stated interval."""
        if not self.enters_number:
            return math.nan, math.nan
        return end_of(self.low, low), end_of(self.high, high)

    def compatible(self, low: float, high: float) -> tuple[float, float]:
        """Return the compatible interval of the row for the same ends."""
        return end_of(self.compatible_low, low), end_of(self.compatible_high, high)


def end_of(formula: str, n: float) -> float:
    """Work out one end of a rule.

    Parameters
    ----------
    formula : str
        See :class:`Rule`.
    n : float
        The stated number; ``inf`` and ``nan`` stay as they are in a formula of n.

    Returns
    -------
    float
    """
    if formula == "":
        return math.inf
    if formula in FORMULAS:
        return float(FORMULAS[formula](int(n))) if math.isfinite(n) else n
    return float(int(formula))


def lexicon_rules(lexicon: str) -> tuple[Rule, ...]:
    """Return all rows in force in a profile, in the order of the file.

    Parameters
    ----------
    lexicon : str
        One of :data:`PROFILES`.

    Returns
    -------
    tuple of Rule
        The profile's own rows, and the default's for every rule it does not state.

    Raises
    ------
    UsageError
        For an unknown profile.
    """
    return tuple(rules_of(lexicon).values())


@lru_cache(maxsize=None)
def rules_of(lexicon: str) -> Mapping[str, Rule]:
    """Return the rows in force in a profile by the name of their rule."""
    if lexicon not in PROFILES:
        raise UsageError(f"unknown lexicon {lexicon!r}; choose one of: {', '.join(PROFILES)}")
    rows = _all_rows()
    own = {row.rule for row in rows if row.profile == lexicon}
    return {row.rule: row for row in rows
            if row.profile == lexicon or row.profile == "default" and row.rule not in own}


@lru_cache(maxsize=None)
def _all_rows() -> tuple[Rule, ...]:
    text = files("reconcile").joinpath("data", "lexicon.csv").read_text(encoding="utf-8")
    return checked_rows(csv.DictReader(text.splitlines()))


def checked_rows(table: Iterable[Mapping[str, str]]) -> tuple[Rule, ...]:
    """Turn rows of text into rules and check every one.

    Raises
    ------
    ValueError
        Naming the row: unknown profile, kind or formula, a row given twice, ends that cross, a coding
        interval outside the compatible one, a published row without a source.
    """
    rows: dict[str, Rule] = {}
    for cells in table:
        rule = Rule(**{**cells, "is_soft": cells["is_soft"] == "1"})  # type: ignore[arg-type]
        if rule.name in rows:
            raise ValueError(f"lexicon.csv, {rule.name}: the row is there twice")
        _check(rule)
        rows[rule.name] = rule
    return tuple(rows.values())


def _check(rule: Rule) -> None:
    problem = _problem(rule)
    if problem:
        raise ValueError(f"lexicon.csv, {rule.name}: {problem}")


def _problem(rule: Rule) -> str:
    if rule.profile not in PROFILES:
        return f"unknown profile {rule.profile!r}"
    if rule.kind not in KINDS:
        return f"unknown kind {rule.kind!r}"
    if rule.kind == "published" and "http" not in rule.source:
        return "a published row needs the address of its source"
    for text in (rule.low, rule.high, rule.compatible_low, rule.compatible_high):
        if not (text in FORMULAS or text in ("", NO_NUMBER) or text.isdecimal()):
            return f"unknown formula {text!r}"
    if rule.profile == "default" and not rule.has_compatible:
        return "a row of the default profile needs a compatible interval"
    return next((fault for n in _SAMPLES if (fault := _problem_at(rule, n))), "")


def _problem_at(rule: Rule, n: int) -> str:
    low, high = rule.coding(n, n)
    if rule.enters_number and not 0 <= low <= high:
        return f"the coding interval for n = {n} is [{low:g}, {high:g}]"
    if not rule.has_compatible:
        return ""
    widest_low, widest_high = rule.compatible(n, n)
    if not 0 <= widest_low <= widest_high:
        return f"the compatible interval for n = {n} is [{widest_low:g}, {widest_high:g}]"
    if rule.enters_number and not widest_low <= low <= high <= widest_high:
        return f"the coding interval for n = {n} is not within the compatible one"
    return ""
