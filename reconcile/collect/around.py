"""Look at what stands around a count: auxiliaries, connectors, objects, parts, lists."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.collect.asides import brackets, ends_clause
from reconcile.collect.chunk import Chunk
from reconcile.collect.link import Path


class Around:
    """What stands around a count in its sentence.

    Parameters
    ----------
    chunks : sequence of Chunk
    is_free : bool
        The language puts verbs before their subjects freely ("murieron 12").
    before : str
        Measure of the claim before this sentence, for "the figure" and "of them"; may be empty.
    is_listed : bool
        The sentence is an item of a list or a row of a table whose lead named ``before``.
    is_final : bool
        The language ends a clause with its verb, so that "reached" stands after its figure.
    is_first : bool
        The language opens a clause with its verb: what follows may stand far off, and a verb after "and" is another's.
    has_copula : bool
        False for a language in which "the dead 12" needs no "are".
    """

    def __init__(self, chunks: Sequence[Chunk], is_free: bool, before: str = "", *,
                 is_listed: bool = False, is_final: bool = False, is_first: bool = False,
                 has_copula: bool = True) -> None:
        self.chunks = chunks
        self.is_free = is_free
        self.before = before
        self.is_listed = is_listed
        self.is_final = is_final
        self.is_first = is_first
        self.has_copula = has_copula
        self.counts = [at for at, chunk in enumerate(chunks) if chunk.kind == "count"]
        self.closed = brackets(chunks, has_copula)
        if is_final:  # ", 23 of them children were rescued," ends with the verb of both
            self.closed = {begin: end for begin, end in self.closed.items() if not ends_clause(chunks[begin:end - 1])}
        self.opened = {end - 1: begin - 1 for begin, end in self.closed.items()}

    def _path(self, begin: int, end: int, cost: float) -> Path:
        kinds: set[str] = set()
        forms: set[str] = set()
        at = begin
        while at < end:
            if at in self.closed:
                at = self.closed[at]
                continue
            chunk = self.chunks[at]
            kinds.add("population" if "population" in chunk.meanings else chunk.kind)
            kinds.update(role for role in ("preposition", "connector", "rel", "object") if role in chunk.meanings)
            if "aux" in chunk.meanings:
                forms.add(chunk.meanings["aux"])
            at += 1
        return Path(round(cost, 3), frozenset(kinds), frozenset(forms))

    def _is_passive(self, at: int) -> bool:
        """Say whether "were" or "have been" stands shortly before a participle."""
        for here in range(at - 1, max(at - 5, -1), -1):
            chunk = self.chunks[here]
            if "aux" in chunk.meanings:
                return chunk.meanings["aux"] == "be"
            if chunk.kind == "trigger" and ("participle" in chunk.meanings or "agreeing" in chunk.meanings):
                continue
            if chunk.kind not in ("word", "list", "comma", "adverb") or chunk.kind == "comma" and here == at - 1:
                return False
        return False

    def _is_inserted(self, at: int) -> bool:
        """Say whether a participle opens an insertion: "two miners, injured in May, died"."""
        before = self._chunk(at - 1)
        return before is not None and before.kind == "comma" and not self._is_passive(at) and any(
            chunk.kind == "comma" for chunk in self.chunks[at + 1:at + 10])

    def _has_object(self, at: int) -> bool:
        """Say whether something stands directly after a verb that it may have been done to."""
        after = self._chunk(at + 1)
        if after is None:
            return False
        if after.kind == "count":
            beyond = self._chunk(at + 2)
            return beyond is None or beyond.kind != "trigger"
        return after.kind in ("determiner", "population") or "object" in after.meanings

    def _is_agent(self, count: int, at: int) -> bool:
        """Say whether a count before an active verb did it: by its case, or as the verb has another object."""
        after = self._chunk(at + 1)
        return "doer" in self.chunks[count].meanings or after is not None and after.kind == "count"

    def _after_of(self, count: int) -> int:
        """Return the chunk after a count and the word that joins it to its noun: "une centaine de blessés"."""
        after, beyond = self._chunk(count + 1), self._chunk(count + 2)
        joins = after is not None and "of" in after.meanings and beyond is not None and beyond.kind != "determiner"
        return count + 2 if joins else count + 1

    def _is_whole(self, count: int) -> bool:
        """Say whether a count is the whole of which the next ones are parts: "Of the 180 passengers, 12 died"."""
        roles = {role for chunk in self.chunks[max(count - 2, 0):count] for role in chunk.meanings}
        before = self._chunk(count - 1)
        return before is not None and "determiner" in before.meanings and "preposition" in roles

    def _is_base(self, count: int) -> bool:
        """Say whether a count is what another is a part of: the second of "64 of the 310 detainees"."""
        here = count - 1
        while here > 0 and count - here <= 2 and {"preposition", "determiner"} & set(self.chunks[here].meanings):
            here -= 1
        joined = any("preposition" in chunk.meanings for chunk in self.chunks[here + 1:count])
        return joined and self.chunks[here].kind == "count"

    def _is_divided(self, count: int) -> bool:
        """Say whether a count opens what later counts are parts of: "of 48 passengers only six survived"."""
        before, opening = self._chunk(count - 1), self._chunk(count - 2)
        opens = opening is None or opening.kind in ("comma", "stop", "clause", "list", "say", "colon", "dash")
        return before is not None and "base" in before.meanings and opens and any(one > count for one in self.counts)

    def _is_noun(self, at: int, path: Path) -> bool:
        """Say whether a participle that also is a noun stands where the noun of a count would: "12 heridos"."""
        meanings = self.chunks[at].meanings
        if not self.is_free or "agreeing" not in meanings and "participle" not in meanings:
            return False
        return path.kinds <= {"adverb"} or path.kinds <= {"word", "adverb", "more"} and bool(
            {"result", "person"} & set(meanings))

    def _yields(self, at: int, path: Path) -> bool:
        """Say whether a participle gives way to the verb that follows: "12 heridos graves fueron trasladados"."""
        return "agreeing" in self.chunks[at].meanings and not path.auxiliaries and not self._is_passive(at) and (
            self._goes_on(at))

    def _goes_on(self, at: int) -> bool:
        """Say whether a verb follows a noun at once: "12 heridos fueron trasladados"."""
        at = self.closed.get(at + 1, at + 1) - 1  # "five survivors, two of them children, were taken to hospital"
        while (after := self._chunk(at + 1)) is not None and after.kind == "adverb":
            at += 1
        if after is not None and after.meanings.get("aux") == "have" and (verb := self._chunk(at + 2)) is not None:
            return self.is_free and "middle" in verb.meanings  # "les 14 otages ont recouvré la liberté"
        return after is not None and (after.meanings.get("aux") == "be" or not {
            "agreeing", "middle", "passive", "state"}.isdisjoint(after.meanings))

    def _is_named_otherwise(self, count: int, measure: str) -> bool:
        """Say whether the noun after a figure names another measure than its toll: "un bilan de 12 blessés"."""
        for chunk in self.chunks[self._after_of(count):count + 5]:
            named = chunk.meanings.get("result") or chunk.meanings.get("agreeing")
            if named or chunk.kind not in ("population", "word", "adverb"):
                return named not in (None, measure)
        return False

    def _rule(self, count: int) -> str:
        """Return the row of the profile by which a count is read."""
        mention = self.chunks[count].mention
        return mention.lower.rule if mention is not None else ""

    def _is_by(self, count: int) -> bool:
        """Say whether "by" stands directly before a count: those who did it."""
        before = self._chunk(count - 1)
        return before is not None and "by" in before.meanings

    def _is_counted(self, at: int) -> bool:
        """Say whether a noun already has its number before it."""
        for here in range(at - 1, max(at - 4, -1), -1):
            if self.chunks[here].kind == "count":
                return True
            if self.chunks[here].kind not in ("word", "population"):
                return False
        return False

    def _touches_change(self, count: int) -> bool:
        """Say whether a verb such as "rose to" or "stood at" stands before a count."""
        last = count + 4 if self.is_final else count + 1
        for at in range(max(count - 2, 0), min(last, len(self.chunks))):
            if at > count and self.chunks[at].kind in ("comma", "count", "trigger", "clause", "stop"):
                break
            if "change" in self.chunks[at].meanings:
                return True
        before = self._chunk(count - 1)
        if count - 1 in self.opened:  # "reached, by the ministry's count, 33,000"
            return self._touches_change(self.opened[count - 1] + 1)
        if self.is_first and self._is_opened_by_change(count):
            return True
        if before is None or not {"preposition", "connector"} & set(before.meanings):
            return False
        for at in range(count - 2, -1, -1):
            if "change" in self.chunks[at].meanings:
                return True
            if self.chunks[at].kind in ("count", "stop"):
                return False
        return False

    def _follows_change(self, count: int) -> bool:
        """Say whether a verb of change stands before a count: "se elevan a 38 los muertos y a 112 los heridos"."""
        before = self._chunk(count - 1)
        return before is not None and "connector" in before.meanings and any(
            "change" in chunk.meanings for chunk in self.chunks[:count])

    def _is_opened_by_change(self, count: int) -> bool:
        """Say whether a verb of change opens the clause of a toll: "passed the toll of the earthquake 50,000"."""
        at = count - 1
        while at > 0 and count - at < 5 and self.chunks[at].kind in ("word", "population", "adverb"):
            at -= 1
        return at > 0 and "toll" in self.chunks[at].meanings and "change" in self.chunks[at - 1].meanings

    def _is_pronoun(self, count: int) -> bool:
        return any("pronoun" in self.chunks[at].meanings for at in range(max(count - 6, 0), count))

    def _touches_connector(self, count: int) -> bool:
        before = self._chunk(count - 1)
        if before is None:
            return False
        if (before.kind == "word" or "more" in before.meanings) and (further := self._chunk(count - 2)) is not None:
            return "connector" in further.meanings or "connector" in before.meanings or {"toll", "part"} <= set(
                further.meanings) or (
                self.is_final and further.kind == "colon")  # "detained: in Almaty 12"
        if before.kind == "comma" and (further := self._chunk(count - 2)) is not None:
            return "toll" in further.meanings and "part" in further.meanings
        if "toll" in before.meanings and (before.last - before.first > 1 or not self.has_copula):
            return not self._is_counted(count - 1)
        return bool({"connector", "change", "part"} & set(before.meanings)) or before.kind in ("colon", "cell", "dash")

    def _chunk(self, at: int) -> Chunk | None:
        return self.chunks[at] if 0 <= at < len(self.chunks) else None

    def _acts(self, count: int) -> bool:
        """Say whether a count is the subject of some other verb: "two other teens are recovering"."""
        passed = {"word", "population", "more", "adverb"} | ({"preposition"} if self.is_free else set())
        for at in range(count + 1, min(count + 5, len(self.chunks))):
            chunk = self.chunks[at]
            if "aux" in chunk.meanings:
                return True
            if chunk.kind not in passed:
                return False
        return False

    def _is_part(self, count: int) -> bool:
        """Say whether "including" stands before a count, or "of them" after it."""
        for here in range(count - 1, max(count - 5, -1), -1):
            chunk = self.chunks[here]
            if "part" in chunk.meanings:
                return True
            if chunk.kind not in ("word", "determiner", "preposition", "aux", "connector", "comma"):
                break
        opening = self.chunks[max(count - 3, 0):count]
        if len(opening) == 3 and "part" in opening[0].meanings and opening[2].kind == "dash":
            return True  # "14 wounded, of them children - 2"
        after = self._chunk(count + 1)
        return after is not None and "part" in after.meanings

    def _stands_alone(self, count: int) -> bool:
        """Say whether no unknown noun follows a count, as "tries" in "three tries" would."""
        at = self._after_of(count)
        after, beyond = self._chunk(at), self._chunk(at + 1)
        if after is not None and after.kind in ("word", "determiner") and beyond is not None and (
                "population" in beyond.meanings or "person" in beyond.meanings):
            return True
        return after is None or after.kind in (
            "population", "comma", "list", "stop", "open", "close", "part", "dash", "cell", "clause", "say", "colon",
            "by") or bool(
            {"preposition", "more", "person", "adverb"} & set(after.meanings)) or (
            self.is_final and bool({"aux", "change"} & set(after.meanings)))
