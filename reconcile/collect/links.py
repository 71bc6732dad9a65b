"""Tie every count of a sentence to the trigger that says what it counts.

No parser: each count looks right and left over the chunks of the sentence, every chunk in between has a
cost, some of them stop the look, and the cheapest trigger that may stand there wins. The kind of a trigger
(rows ``claim.*`` of the language files) decides where it may stand.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from reconcile.collect.link import JOINABLE, WORDLESS, Link
from reconcile.collect.lists import Lists

_LEADS = frozenset({"comma", "list", "stop", "dash", "open", "part", "preposition", "determiner", "adverb", "connector",
                    "cell", "more", "prior", "colon"})


class Linker(Lists):
    """Ties the counts of one sentence; the parameters are those of :class:`Around`."""

    def links(self) -> list[Link]:
        """Return the ties of all counts that have one, in order; more than one where triggers are joined."""
        direct = {count: self._best(count) for count in self.counts}
        self._yield_shared(direct)
        self._coordinate(direct)
        self._carry(direct)
        taken = {link.trigger for link in direct.values() if link is not None and link.measure != "other"}
        kept = [link for count in self.counts if (link := direct[count]) is not None]
        return [one for link in kept for one in self._joined(link, taken)]

    def _yield_shared(self, direct: dict[int, Link | None]) -> None:
        """Let "12 killed 20 wounded" keep each its own: a trigger counted on its left gives no object."""
        taken = {link.trigger for link in direct.values()
                 if link is not None and link.trigger > link.count and link.measure != "other"}
        for count, link in direct.items():
            if link is None or link.rule != "object" or link.trigger not in taken:
                continue
            others = [one for one in self._right(count) if one.measure != "other"]
            direct[count] = min(others, key=lambda one: one.cost, default=None)

    def _coordinate(self, direct: dict[int, Link | None]) -> None:
        """Give "three soldiers" of "three soldiers and two civilians were killed" the verb of the last."""
        for count in reversed(self.counts[:-1]):
            following = self._following(count)
            if following < 0:
                continue
            mine, theirs = direct[count], direct[following]
            loose = self.is_free and not (self.has_copula or self.is_final)
            if loose and self._is_joined_before(count, following, direct):
                continue
            if mine is None and theirs is not None and theirs.measure != "other" and self._is_among(count, following):
                direct[count] = replace(theirs, count=count, rule="part", cost=theirs.cost + 0.5, parent=following)
                continue
            weak = (mine is None or mine.rule in ("agent", "person")) and not self._is_part(count)
            if not weak or theirs is None or theirs.rule == "zero noun" or theirs.trigger < following or (
                    theirs.measure == "other") or (
                    self.is_free and theirs.rule == "noun"):
                continue
            if self._waits_for_verb(count, following) or (
                    self._is_subject_list(count, following) and (self.is_final or not self._is_part(following))):
                direct[count] = replace(theirs, count=count, rule="shared verb", cost=theirs.cost + 0.8)

    def _is_joined_before(self, count: int, following: int, direct: dict[int, Link | None]) -> bool:
        """Say whether a comma without "and" parts two clauses: "four inmates and a guard died, ten were hurt"."""
        theirs, before = direct[following], self._chunk(count - 1)
        chained = theirs is not None and theirs.rule == "shared verb"
        joins = any(chunk.kind == "list" for chunk in self.chunks[max(following - 2, count + 1):following])
        earlier = next((direct[one] for one in reversed(self.counts) if one < count), None)
        closes = before is not None and before.kind == "list" and earlier is not None and earlier.rule == "object"
        return closes or not (joins or chained)

    def _carry(self, direct: dict[int, Link | None]) -> None:
        """Give a count without a trigger the measure of the count before it: lists, parts, "and 361"."""
        for place, count in enumerate(self.counts):
            mine = direct[count]
            if mine is not None and mine.measure != "same" and mine.rule != "person":
                continue
            linked = [link for one in self.counts[:place] if (link := direct[one]) is not None]
            earlier = next((link for link in reversed(linked) if link.measure not in ("other", "same")), None)
            if mine is not None and mine.measure == "same" and place and direct[self.counts[place - 1]] is None:
                direct[count] = None  # "500 troops, taking the total to 1,700"
                continue
            if place and self._is_part(count) and direct[self.counts[place - 1]] is None:
                direct[count] = mine  # a part of what was not counted: "200 on board, including 18 crew"
                continue
            direct[count] = self._carried(count, mine, earlier)

    def _carried(self, count: int, mine: Link | None, earlier: Link | None) -> Link | None:
        if mine is not None and mine.measure == "same":
            measure = earlier.measure if earlier is not None else self.before
            if not measure:  # "the union counted 12,000 demonstrators"
                others = [one for one in self._right(count) if one.measure != "same"]
                return min(others, key=lambda one: one.cost, default=None)
            return replace(mine, measure=measure)
        rule = self._rule(count)
        if rule in WORDLESS and not (rule == "article" and earlier is not None and (
                self._is_part(count) or count - earlier.count <= 6 and earlier.rule in ("object", "part", "carried"))):
            return mine
        if self._is_difference(count):
            return mine
        is_more = self._is_more(count)
        is_part = self._is_part(count) or mine is None and self._is_said_to_be(count) or (
            earlier is not None and mine is None) and (
            self._is_breakdown(earlier, count) or self._is_in_bracket(earlier, count)
            or self._is_divided(earlier.count))
        if mine is None and self._is_in_row_of_brackets(count):
            measure = self._verb_before(count) or (earlier.measure if earlier is not None else self.before)
            return Link(count, -1, measure, "list item", 0.7) if measure else None
        if earlier is None and self.is_listed and self.before and self._is_labelled(count):
            return Link(count, -1, self.before, "list item", 0.5)
        leads = earlier is None or earlier.rule == "list item"
        if leads and mine is None and not is_part and (lead := self._lead(count)) >= 0:
            return Link(count, lead, self._named_by(lead), "list item", 0.5)
        if earlier is None:
            begins = count <= 2 and is_part and self.before
            return Link(count, -1, self.before, "part", 2.0) if begins else mine
        near = self._is_list_between(max(earlier.count, earlier.trigger), count) and (
            self._stands_alone(count) or self._is_in_noun_list(earlier, count))
        near = near and (before := self._chunk(count - 1)) is not None and bool(
            _LEADS & {before.kind, *before.meanings} or self._is_after_name(count))
        goes_on = self._is_prior(count) or self._is_rival(count)
        if not (is_part or (near or is_more) and not self._acts(count) or goes_on):
            return mine
        if mine is None and is_part and self._is_said_of_them(count):
            return mine
        if mine is not None and not is_part and not (near and mine.rule == "person" and mine.measure == "participants"):
            return mine
        within = earlier.count if earlier.rule == "part" and earlier.parent < 0 else earlier.parent
        parent = earlier.count if is_part else within if near else -1
        rule = "part" if is_part else "carried"
        return Link(count, earlier.trigger, earlier.measure, rule, 1.5 + 0.1 * (count - earlier.count), parent)

    def _is_said_of_them(self, count: int) -> bool:
        """Say whether something else is said of a part: "two of them broke their legs"; a noun would need a dash."""
        part, after = self._chunk(count + 1), self._chunk(count + 2)
        return self.is_free and not self.has_copula and part is not None and part.meanings.get("part") == "them" and (
            after is not None and after.kind == "word")

    def _is_said_to_be(self, count: int) -> bool:
        """Say whether all that is said of a count is what persons they are: "1,697 are held; three are children"."""
        be, at = self._chunk(count + 1), count + 2
        while (noun := self._chunk(at)) is not None and noun.kind == "determiner":
            at += 1
        after = self._chunk(at + 1)
        if be is None or noun is None or be.meanings.get("aux") != "be" or "population" not in noun.meanings:
            return False
        return (
            after is None or after.kind in ("comma", "list", "stop", "clause", "close"))

    def _is_difference(self, count: int) -> bool:
        """Say whether a count only says how much another differs: "214 arrests, 33 more than a year before"."""
        more, than = self._chunk(count + 1), self._chunk(count + 2)
        return more is not None and than is not None and "more" in more.meanings and "rel" in than.meanings

    def _with_second_verb(self, link: Link) -> list[Link]:
        """Return a tie with that of a verb joined further on: "were injured in the crash and taken to hospital"."""
        if link.trigger < link.count or not self._is_passive(link.trigger):
            return [link]
        for at in range(link.trigger + 2, min(link.trigger + 9, len(self.chunks) - 1)):
            chunk, after = self.chunks[at], self.chunks[at + 1]
            if chunk.kind in ("comma", "clause", "stop", "count", "say", "colon", "trigger"):
                break
            measure = after.meanings.get("participle", "") if chunk.kind == "list" else ""
            if measure and measure != link.measure:
                beyond = self._chunk(at + 2)
                if beyond is None or beyond.kind not in ("count", "determiner"):
                    return [link, replace(link, trigger=at + 1, measure=measure, rule="joined verb",
                                          cost=link.cost + 0.6)]
        return [link]

    def _with_last_verb(self, link: Link) -> list[Link]:
        """Return a tie with that of the verb that ends a clause after it: "being hurt, were taken to hospital"."""
        at = link.trigger + 1
        while link.trigger > link.count and at < min(link.trigger + 6, len(self.chunks)):
            chunk = self.chunks[at]
            measure = next((chunk.meanings[role] for role in ("passive", "middle") if role in chunk.meanings), "")
            if measure and "negation" not in chunk.meanings and measure != link.measure:
                return [link, replace(link, trigger=at, measure=measure, rule="joined verb", cost=link.cost + 0.6)]
            if chunk.kind not in ("word", "adverb", "preposition") and (
                    chunk.kind != "comma" or at > link.trigger + 1):
                break
            at += 1
        return [link]

    def _joined(self, link: Link, taken: Set[int]) -> list[Link]:
        """Return a tie once for each of the verbs that are joined: "were injured and taken to hospital"."""
        if link.rule == "zero noun":
            join, noun = self._chunk(link.count + 1), self._chunk(link.count + 2)
            both = join is not None and noun is not None and join.kind == "list" and noun.kind == "trigger" and (
                noun.meanings.get("result"))
            return [link, replace(link, measure=both)] if both else [link]  # "no injuries or deaths"
        if link.trigger < 0 or link.measure == "other" or link.rule not in ("subject", "object", "shared verb"):
            return [link]
        found = self._with_second_verb(link) if not self.is_final else self._with_last_verb(link)
        step = -1 if link.trigger < link.count else 1
        at = link.trigger
        while True:
            join, further = self._chunk(at + step), self._chunk(at + 2 * step)
            while step > 0 and further is not None and further.kind in ("aux", "adverb"):
                at, further = at + 1, self._chunk(at + 3)
            if join is None or further is None or join.kind != "list" or further.kind != "trigger" or (
                    step < 0 and at + 2 * step in taken):  # "158 were killed and wounded were 219"
                return found
            after = self._chunk(at + 3 * step)
            if step > 0 and after is not None and after.kind == "count":
                return found
            measure = next((further.meanings[role] for role in JOINABLE if role in further.meanings), "other")
            if measure == "other":
                return found
            if step < 0 and set(JOINABLE).isdisjoint(set(further.meanings) & set(self.chunks[at].meanings)):
                return found  # "absolvió a cinco acusados y condenó a siete"
            if measure != link.measure:
                found.append(replace(link, trigger=at + 2 * step, measure=measure, rule="joined verb",
                                     cost=link.cost + 0.5))
            at += 2 * step
