"""Find every count a phrase mentions, with its hedges, and say which of them cannot be counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from reconcile.wording.items import HEDGES_BEFORE as _BEFORE
from reconcile.wording.language import has_no_articles
from reconcile.wording.digits import LARGEST, Number
from reconcile.wording.view import View

HEDGES_BEFORE = _BEFORE | {"hedge_both"}
_QUANTITIES = frozenset({"number", "vague"})
_OPENING = HEDGES_BEFORE | _QUANTITIES | {"between", "from", "person_one"}
_PASSED_OVER = frozenset({"word", "person", "person_one", "describing", "stop", "in", "of"})
_MOST_BETWEEN = 4
_MOST_CHANGED = 8


@dataclass(frozen=True, slots=True)
class Quantity:
    """A rule of the lexicon and the number it is applied to (None for a word without one)."""

    rule: str
    n: int | None = None


@dataclass(slots=True)
class Mention:
    """One count in a phrase.

    Attributes
    ----------
    lower, upper : Quantity
        The same object unless the phrase states two ends.
    hedges : list of str
        Rules of the hedges, the outer one first.
    first, last : int
        Items of the count with the hedges that touch it.
    start, end : int
        Tokens of the count with all its hedges.
    refusal : str
        Key of the reason why this is no count, or empty.
    is_part, is_prior : bool
        Part of another count of the phrase; a figure that another one replaced.
    measures : set of str
        What the words around it say is counted.
    """

    lower: Quantity
    upper: Quantity
    hedges: list[str]
    first: int
    last: int
    start: int
    end: int
    refusal: str = ""
    is_part: bool = False
    is_prior: bool = False
    is_indefinite: bool = False
    measures: set[str] = field(default_factory=set)

    @property
    def meaning(self) -> tuple[Quantity, Quantity, tuple[str, ...]]:
        """What two mentions must share to say the same thing."""
        return self.lower, self.upper, tuple(self.hedges)


class Scanner(View):
    """Reads mentions off the items of one phrase."""

    def mentions(self) -> list[Mention]:
        """Return all counts in the order of the phrase."""
        found: list[Mention] = []
        at = 0
        while at < len(self.items):
            mention = self._mention(at) if self.items[at].role in _OPENING else None
            if mention is not None:
                found.append(mention)
            at = mention.last if mention is not None else self._past_hedges(at)
        return found

    def _past_hedges(self, at: int) -> int:
        """Step over an item, or a run of hedges that reached no number."""
        at += 1
        while self.role(at - 1) in HEDGES_BEFORE and self.role(at) in HEDGES_BEFORE:
            at += 1
        return at

    def _mention(self, at: int) -> Mention | None:
        core_at, hedges = self._hedges(at)
        found = self._core(at, core_at)
        if found is None:
            return None
        if self.role(core_at) == "between" and self._is_about(core_at + 1):
            hedges.append("about")
        lower, upper, last, refusal = found
        if hedges and lower is upper and lower.rule in ("about", "more_than"):
            lower = upper = Quantity("exact", lower.n)  # "more than a centaine" is more than 100
        if last > core_at + 1 and lower is upper and self.role(core_at) not in ("from", "between"):
            hedges = []  # "from about 10 to 13": the hedge stays with the figure that no longer counts
        if not hedges and lower is upper and self.role(core_at) == "number" and (
                self._is_doubted(at - 1) or self._is_inverted(at - 1, last)):
            at, hedges = at - 1, ["about"]
        framed = self.role(at) in HEDGES_BEFORE or self.role(at) in ("between", "from")
        first = at if hedges or framed else core_at
        start = self.items[first].first
        mention = Mention(lower, upper, hedges, first, last, start, self.items[last - 1].last, refusal)
        self._add_hedges_after(mention)
        return mention

    def _is_about(self, at: int) -> bool:
        """Say whether "some" or "about" stands here, as in "between some 200 and 300"."""
        return self.role(at) in HEDGES_BEFORE and self.value(at) == "about"

    def _is_doubted(self, at: int) -> bool:
        """Say whether "perhaps" or the like stands here, before a number of its own."""
        return self.role(at) == "vague_join" and self.value(at) == "about"

    def _is_inverted(self, at: int, last: int) -> bool:
        """Say whether the noun stands before its number, "человек двадцать", which makes it an estimate."""
        return self.language.is_in(self.text(at), "inverted") and self.role(last) not in ("person", "person_one") and (
            self.role(at - 1) not in ("number", "vague", "indefinite"))

    def _hedges(self, at: int) -> tuple[int, list[str]]:
        """Read the hedges before a number; return the item after them."""
        hedges: list[str] = []
        begin = at
        while self.role(at) in HEDGES_BEFORE or hedges and self.role(at) == "filler":
            if self.role(at) in HEDGES_BEFORE:
                hedges.append(self.value(at))
            at += 1
        if hedges[:1] == ["up_to"] and self._is_reached(begin):
            hedges = hedges[1:]  # "went up to 13" is a change, not a bound
        return at, hedges

    def _is_reached(self, at: int) -> bool:
        """Say whether a bound is the figure a change led to: "went up to 13", "выросло с 10 человек до 13"."""
        if not self.language.is_in(self.text(at), "to_word"):
            return self.role(at - 1) == "change"
        return self._has_changed(at)

    def _has_changed(self, at: int) -> bool:
        """Say whether a verb of change stands some words before an item, in the same part of the phrase."""
        for before in range(at - 1, max(at - 1 - _MOST_CHANGED, -1), -1):
            if self.role(before) == "change":
                return True
            if self.role(before) in ("mark", "part", "share") and self.text(before) != ",":
                return False
        return False

    def _core(self, begin: int, at: int) -> tuple[Quantity, Quantity, int, str] | None:
        """Read one quantity or a range; return its ends, the item after it, and a refusal."""
        frame = self.role(at) if self.role(at) in ("between", "from") else ""
        first = at + bool(frame)
        while frame == "between" and (self.role(first) == "filler" or self._is_about(first)):
            first += 1
        if not self.is_quantity(first):
            return self._bounded_person(begin, first)
        if self._is_changing(begin - 1) or frame == "from" and self._has_changed(begin):
            to = self.role(first + 1) == "to" or self.language.is_in(self.text(first + 1), "to_word")
            moved = to and self.is_quantity(first + 2)
            return self._single(first + 2 if moved else first, "")
        second = self._second(first, frame)
        if second is None:
            return self._single(first, "frame" if frame == "between" else "")
        if self._is_from_after(second - 1) and self._changes_after(second + 1):
            return self._single(second, "")
        return self._range(first, second, frame)

    def _bounded_person(self, begin: int, at: int) -> tuple[Quantity, Quantity, int, str] | None:
        """Read one person with a bound, in a language without articles: "at least (one) man"."""
        bounded = begin < at and self.value(begin) in ("at_least", "more_than") or (
            self.role(at + 1) == "hedge_both" and not self._leads_number(at + 1))
        if not bounded or self.role(at) != "person_one" or self.is_quantity(at - 1) or (
                not has_no_articles(self.language)):
            return None
        quantity = Quantity("exact", 1)
        return quantity, quantity, at + 1, ""

    def _is_changing(self, at: int) -> bool:
        """Say whether a verb of change stands here: in "fell from 41 to 31" the last figure counts."""
        at -= self.role(at) in ("from", "by")
        return self.role(at) in ("change", "prior", "step")

    def _is_from_after(self, at: int) -> bool:
        """Say whether an item makes the number before it the beginning: "10-нан 13-ке"."""
        return self.language.is_in(self.text(at), "from_after")

    def _changes_after(self, at: int) -> bool:
        """Say whether a verb of change ends the clause that a number stands in: "13 адамға жетті"."""
        while self.role(at) in _PASSED_OVER or self._is_end_after(at):
            at += 1
        return self.role(at) == "change"

    def _is_end_after(self, at: int) -> bool:
        """Say whether "up to" stands after its number: "13-ке дейін"."""
        return self.role(at) == "hedge_late" and self.value(at) == "up_to"

    def _is_reached_after(self, mention: Mention, at: int) -> bool:
        """Say whether an "up to" after a number only closes a range or names what a change led to."""
        closes = mention.lower is not mention.upper and self._is_from_after(mention.last - 2)
        return self._is_end_after(at) and (closes or self._changes_after(at + 1))

    def _second(self, first: int, frame: str) -> int | None:
        """Find the other end of a range that begins at an item."""
        after = first + 1
        to = self.role(after) == "to" or bool(frame) and self.language.is_in(self.text(after), "to_word")
        joins = to or (self.is_and(after) if frame == "between" else self.role(after) == "or")
        if joins and self.is_quantity(after + 1) and not self._is_rank(first) and not self._is_rank(after + 1):
            return after + 1
        if self.is_quantity(after) and self.tokens[self.items[after].first].hyphened:
            return after
        return self._second_vague(first)

    def _is_rank(self, at: int) -> bool:
        number = self.items[at].number
        return number is not None and number.rule == "ordinal"

    def _second_vague(self, first: int) -> int | None:
        """Find the other word of "dozens, if not hundreds"."""
        at = first + 1
        at += self.text(at) == ","
        if self.role(first) == "vague" and self.role(at) == "vague_join":
            at += 1
            at += self.text(at) == ","
            if self.role(at) == "vague" and self.is_quantity(at):
                return at
        return None

    def _single(self, at: int, refusal: str) -> tuple[Quantity, Quantity, int, str]:
        number = self.items[at].number
        if number is None:
            quantity = Quantity(self.value(at))
            return quantity, quantity, at + 1, refusal
        quantity, problem = _counted(number, number.value)
        return quantity, quantity, at + 1, refusal or problem

    def _range(self, first: int, second: int, frame: str) -> tuple[Quantity, Quantity, int, str]:
        low, high = self.items[first].number, self.items[second].number
        if low is None or high is None:
            return self._mixed_range(first, second)
        value = low.value
        if low.scale == 1 and high.scale > 1 and value < high.mantissa:
            value *= high.scale
        lower, problem_low = _counted(low, value, high.rule)
        upper, problem_high = _counted(high, high.value)
        refusal = problem_low or problem_high
        if not refusal and low.value > high.value and value > high.value:
            refusal = "reversed"
        if not refusal and frame != "between" and self._is_half_scaled(first, second, value, high.value):
            refusal = "half_scaled"
        return lower, upper, second + 1, refusal

    def _is_half_scaled(self, first: int, second: int, low: Fraction, high: Fraction) -> bool:
        """Say whether "2-3,000" may mean 2,000 to 3,000."""
        digits = self.text(first)
        return (digits.isdecimal() and len(digits) <= 2 and self.text(second)[-4:] in (",000", " 000", ".000")
                and low < high / 1000 < 100)

    def _mixed_range(self, first: int, second: int) -> tuple[Quantity, Quantity, int, str]:
        lower, _, _, problem_low = self._single(first, "")
        upper, _, _, problem_high = self._single(second, "")
        return lower, upper, second + 1, problem_low or problem_high

    def _add_hedges_after(self, mention: Mention) -> None:
        """Attach "or more", "+", "and counting"; some of them may follow the noun."""
        at = mention.last
        role = self.role(at)
        if role in ("hedge_adjacent", "hedge_late") and not self._leads_number(at):
            if not self._is_reached_after(mention, at):
                mention.hedges.insert(0, self.value(at))
            mention.last, mention.end = at + 1, self.items[at].last
            return
        for late in range(at, min(at + _MOST_BETWEEN + 1, len(self.items))):
            if self.role(late) in ("hedge_late", "hedge_both") and not self._leads_number(late):
                if not self._is_reached_after(mention, late):
                    mention.hedges.insert(0, self.value(late))
                mention.end = self.items[late].last
                return
            if self.role(late) not in _PASSED_OVER and self.text(late) != ",":
                return

    def _leads_number(self, at: int) -> bool:
        at += 1
        while self.role(at) in HEDGES_BEFORE or self.role(at) == "filler":
            at += 1
        return self.role(at) in ("number", "vague", "between")


def _counted(number: Number, value: Fraction, rule_of_range: str = "") -> tuple[Quantity, str]:
    """Turn a number into a quantity of persons; return the problem if it is none."""
    rule = "k_dozen" if rule_of_range == "k_dozen" else number.rule
    problem = number.problem
    if not problem and value.denominator != 1:
        problem = "decimal"
    if not problem and value > LARGEST:
        problem = "large"
    return Quantity(rule, 0 if problem else int(value)), problem
