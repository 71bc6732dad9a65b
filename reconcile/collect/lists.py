"""Tell lists of counts: shared subjects, victims one after the other, breakdowns, brackets."""

from __future__ import annotations

from reconcile.collect.link import JOINABLE, VERBAL, Link
from reconcile.collect.reach import Reach

_LONGEST_LIST = 14
_LEADING = frozenset({"result", "person", "toll", "passive", "middle", "gerund", "participle", "agreeing"})

_PLAIN = frozenset({"word", "population", "determiner", "comma", "list", "part"})


class Lists(Reach):
    """Tells which counts of a sentence belong together."""

    def _following(self, count: int) -> int:
        """Return the next count that does not stand in an insertion after this one, -1 if there is none."""
        asides = [(begin, end) for begin, end in self.closed.items() if begin > count]
        return next((one for one in self.counts if one > count and not any(
            begin < one < end for begin, end in asides)), -1)

    def _is_among(self, first: int, second: int) -> bool:
        """Say whether "were among the" stands between two counts: "two nurses were among the 40 dead"."""
        between = self.chunks[first + 1:second]
        return len(between) <= 8 and any("aux" in chunk.meanings for chunk in between) and any(
            "among" in chunk.meanings for chunk in between[-3:])

    def _is_subject_list(self, first: int, second: int) -> bool:
        """Say whether two counts stand in one list of nouns: "three soldiers and two civilians"."""
        between, at = [], first + 1
        while at < second:
            if at in self.closed:
                at = self.closed[at]
                continue
            between.append(self.chunks[at])
            at += 1
        if not between or len(between) > 8 or self._rule(first) != "article" and (
                self.chunks[first + 1].kind in ("comma", "list")):
            return False
        near = between if self.is_final and between[0].kind == "comma" else between[-2:]
        joins = [chunk for chunk in near if chunk.kind in ("list", "comma")]
        if all(chunk.kind == "comma" for chunk in joins) and self._is_whole(first):
            return False
        plain = all(chunk.kind in _PLAIN or "of" in chunk.meanings
                    or chunk.kind == "trigger" and "person" in chunk.meanings or chunk.kind == "preposition"
                    for chunk in between)
        if self.is_final and not any(chunk.kind == "list" or "population" in chunk.meanings for chunk in between):
            return False  # "3,000 pagers exploding, 12 people died"
        return bool(joins) and plain and sum(chunk.kind == "comma" for chunk in between) <= 1

    def _waits_for_verb(self, first: int, second: int) -> bool:
        """Say whether a count waits for the verb of the next: "on the Kyrgyz side 59, on the Tajik side 41 died"."""
        between = self.chunks[first + 1:second]
        if not self.is_final or not 2 < len(between) < 10 or between[0].kind != "comma":
            return False
        return all(chunk.kind in ("word", "population", "adverb", "preposition", "determiner") or (
            chunk.kind == "clause" and at == 0 or chunk.kind == "dash") for at, chunk in enumerate(between[1:]))

    def _lead(self, count: int) -> int:
        """Return the noun before the colon of "Detained by town: Minsk - 412; Brest - 41", -1 if none leads this in."""
        colon = next((at for at in range(count) if self.chunks[at].kind == "colon"), -1)
        before = self._chunk(count - 1)
        if count - colon < 3 or before is None or before.kind not in ("dash", "open") or not self._stands_alone(count):
            return -1
        if any(chunk.kind in ("say", "count") for chunk in self.chunks[:max(colon, 0)]):
            return -1
        return next((at for at in range(colon) if self._named_by(at)), -1)

    def _named_by(self, at: int) -> str:
        """Return the measure of the noun or verb that leads a list in, empty if it is none."""
        named = (value for role, value in self.chunks[at].meanings.items() if role in _LEADING)
        return next((value for value in named if value not in ("", "same", "next", "other")), "")

    def _is_breakdown(self, earlier: Link, count: int) -> bool:
        """Say whether counts after a colon or dash add up to the one before: "75 men: 70 soldiers, five civilians"."""
        before, whole = self._chunk(count - 1), self.chunks[earlier.count].mention
        if before is None or before.kind not in ("colon", "dash") or whole is None or whole.lower is not whole.upper:
            return False
        parts = []
        for chunk in self.chunks[count:]:
            if chunk.kind in ("stop", "clause", "colon", "say"):
                break
            if chunk.kind == "count" and chunk.mention is not None:
                parts.append(1 if chunk.mention.lower.rule == "article" else chunk.mention.lower.n or 0)
            if sum(parts) == whole.lower.n:
                return len(parts) > 1
        return False

    def _is_rival(self, count: int) -> bool:
        """Say whether only another source stands before a count: "5,000 came, according to the organisers 20,000"."""
        at = count - 1
        while at > 0 and count - at <= 7 and self.chunks[at].kind in (
                "word", "population", "dash", "preposition", "adverb"):
            at -= 1
        before, after = self._chunk(at - 1), self._chunk(count + 1)
        closes = after is None or after.kind in ("comma", "stop", "population", "close") or "person" in after.meanings
        opens = before is not None and before.kind in ("comma", "stop", "clause", "list")
        return self.chunks[at].kind == "say" and closes and opens

    def _is_in_bracket(self, earlier: Link, count: int) -> bool:
        """Say whether a count stands in a bracket that opens after the count before it: "58 (Minsk 51, Brest 7)"."""
        return any(earlier.count < begin < count < end and self.chunks[begin].kind == "open"
                   for begin, end in self.closed.items())

    def _is_after_name(self, count: int) -> bool:
        """Say whether a name without a verb stands before a count: "Lima reported 9 deaths, Cuzco 6 and Puno 3"."""
        at = count - 1
        while at > 0 and count - at <= 4 and self.chunks[at].kind in ("word", "determiner"):
            at -= 1
        after = self._chunk(count + 1)
        return 1 < count - at <= 4 and self.chunks[at].kind in ("comma", "list", "stop") and (
            after is None or after.kind in ("comma", "list", "stop"))

    def _is_in_noun_list(self, earlier: Link, count: int) -> bool:
        """Say whether a count goes on a list of victims by any noun: "two nurses, a cook and five patients"."""
        between = self.chunks[max(earlier.count, earlier.trigger) + 1:count]
        named = earlier.rule in ("object", "part", "carried", "subject", "label", "toll")
        if not named or len(between) > 6 or not between or any(
                chunk.kind not in ("word", "population", "comma", "list", "more") for chunk in between):
            return False
        if between[-1].kind not in ("comma", "list", "more") or earlier.rule == "subject" and (
                earlier.trigger > earlier.count):
            return False
        for chunk in self.chunks[count + 1:count + 4]:
            if chunk.kind not in ("word", "population"):
                return chunk.kind in ("comma", "list", "stop", "preposition", "clause", "say", "close", "rel")
        return count + 4 > len(self.chunks)

    def _verb_before(self, count: int) -> str:
        """Return the measure of the last verb before a count: "arrested in Tomsk (27) and Perm (18)"."""
        found = [chunk.meanings[role] for chunk in self.chunks[:count] for role in JOINABLE
                 if chunk.meanings.get(role, "other") != "other"]
        return found[-1] if found else ""

    def _is_in_row_of_brackets(self, count: int) -> bool:
        """Say whether a count is one of several alone in brackets: "Sistan (117), Kordest (48)"."""
        alone = [one for one in self.counts if (before := self._chunk(one - 1)) is not None and before.kind == "open"
                 and (after := self._chunk(one + 1)) is not None and after.kind == "close"]
        named = alone and (any(chunk.kind == "colon" for chunk in self.chunks[:alone[0]]) or all(
            any("place" in chunk.meanings for chunk in self.chunks[max(one - 6, 0):one]) for one in alone))
        return count in alone and len(alone) > 1 and bool(named)

    def _is_labelled(self, count: int) -> bool:
        """Say whether a count of a list stands alone after its label: "Almaty: 12", "Almaty (12)"."""
        before = self._chunk(count - 1)
        labelled = before is None or before.kind in ("colon", "dash", "open", "cell", "comma")
        return labelled and self._stands_alone(count)

    def _is_more(self, count: int) -> bool:
        """Say whether "more", "others" or "another" adds a count to one before it."""
        after, noun = self._chunk(count + 1), self._chunk(count + 2)
        if self.is_free and after is not None and "more" in after.meanings and noun is not None and noun.kind == "word":
            return False  # "130 autres cas"
        return any((chunk := self._chunk(at)) is not None and "more" in chunk.meanings
                   for at in (count - 1, count + 1, count + 2))

    def _is_prior(self, count: int) -> bool:
        """Say whether "from", "up from" or "compared with" stands before a count."""
        mention, before = self.chunks[count].mention, self._chunk(count - 1)
        if before is not None and before.meanings.get("prior") == "sure":
            return True
        if mention is not None and mention.is_prior:
            return before is None or before.kind != "preposition"  # not "la causa contra otros tres"
        marked = before is not None and "prior" in before.meanings
        return marked and any("change" in chunk.meanings for chunk in self.chunks[:count])

    def _is_list_between(self, first: int, second: int) -> bool:
        """Say whether only a noun phrase and a comma or "and" stand between two counts."""
        joined, at = False, first + 1
        after = self._chunk(second + 1)
        is_told = after is not None and after.kind == "say"  # "15,000 marched according to A, 6,000 according to B"
        if second - first > _LONGEST_LIST:
            return False
        while at < second:
            if at in self.closed:
                at, joined = self.closed[at], True
                continue
            chunk = self.chunks[at]
            if chunk.kind in ("comma", "list", "stop", "open"):
                joined = True
            elif chunk.kind == "trigger" and not VERBAL.isdisjoint(chunk.meanings) or chunk.kind in (
                    "clause", "count", "by", "rel", "colon") or chunk.kind == "say" and not is_told:
                return False
            at += 1
        return joined
