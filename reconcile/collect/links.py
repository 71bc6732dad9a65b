"""Tie every count of a sentence to the trigger that says what it counts.

No parser: each count looks right and left over the chunks of the sentence, every chunk in between has a
cost, some of them stop the look, and the cheapest trigger that may stand there wins. The kind of a trigger
(rows ``claim.*`` of the language files) decides where it may stand.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from reconcile.collect.chunks import Chunk

_STOPS = frozenset({"stop", "clause", "colon", "cell"})
_COSTS = {"word": 0.5, "population": 0.05, "aux": 0.1, "preposition": 0.5, "comma": 1.6, "list": 3.0, "rel": 0.2,
          "determiner": 0.4, "connector": 0.4, "say": 9.0, "by": 9.0, "trigger": 3.0, "refused": 0.6, "dash": 1.5,
          "open": 2.0, "close": 2.0, "dot": 0.0, "adverb": 0.1, "more": 0.2, "count": 9.0, "part": 0.5}
_COSTS_LEFT = {**_COSTS, "preposition": 0.9, "aux": 0.3, "connector": 0.2, "population": 0.5, "colon": 0.6,
               "list": 2.0}
_VERBAL = frozenset({"participle", "agreeing", "passive", "active", "gerund", "middle", "loss", "other"})
_REACHES = {"toll": 9.0, "result": 3.0, "person": 2.0}
_FARTHEST = 9.0
_JOINABLE = ("participle", "agreeing", "middle", "passive", "gerund", "active", "state")
_WORDLESS = frozenset({"zero", "article", "some", "many", "numerous", "multiple", "various", "countless",
                       "a_number_of", "large_number", "unknown"})
_CALLED = frozenset({"person", "agreeing", "participle"})
"""What a noun is when persons are called after what happened to them."""

_LONGEST_LIST = 14
_NEAR_SINGLE = 5.0
_NEAR_PREDICATE = 3.2
_LEADS = frozenset({"comma", "list", "stop", "dash", "open", "part", "preposition", "determiner", "adverb", "connector",
                    "cell", "more", "prior", "colon"})


@dataclass(frozen=True, slots=True)
class Link:
    """A count with what it counts.

    Attributes
    ----------
    count, trigger : int
        Chunks; ``trigger`` is -1 where the measure comes from another sentence.
    measure : str
        ``other`` for a verb that is no measure: the count is then no claim.
    rule : str
        The pattern that tied them.
    cost : float
        How far they stand apart; 0 is adjacent.
    parent : int
        Chunk of the count whose part this is, or -1.
    """

    count: int
    trigger: int
    measure: str
    rule: str
    cost: float
    parent: int = -1


@dataclass(frozen=True, slots=True)
class _Path:
    """What lies between a count and a trigger."""

    cost: float
    kinds: frozenset[str]
    auxiliaries: frozenset[str]

    @property
    def has_be(self) -> bool:
        return "be" in self.auxiliaries

    @property
    def has_have(self) -> bool:
        return "have" in self.auxiliaries and not self.has_be


class Linker:
    """Ties the counts of one sentence.

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
        self.closed = _brackets(chunks, has_copula)
        if is_final:  # ", 23 of them children were rescued," ends with the verb of both
            self.closed = {begin: end for begin, end in self.closed.items() if not _ends_clause(chunks[begin:end - 1])}
        self.opened = {end - 1: begin - 1 for begin, end in self.closed.items()}

    def links(self) -> list[Link]:
        """Return the ties of all counts that have one, in order; more than one where triggers are joined."""
        direct = {count: self._best(count) for count in self.counts}
        self._yield_shared(direct)
        self._coordinate(direct)
        self._carry(direct)
        taken = {link.trigger for link in direct.values() if link is not None and link.measure != "other"}
        kept = [link for count in self.counts if (link := direct[count]) is not None]
        return [one for link in kept for one in self._joined(link, taken)]

    # -- one count ---------------------------------------------------------------------------------

    def _best(self, count: int) -> Link | None:
        inside = self.chunks[count].meanings.get("result") or self.chunks[count].meanings.get("victim")
        if inside:
            return Link(count, count, inside, "zero noun" if self._rule(count) == "zero" else "noun", 0.0)
        options = [*self._right(count), *self._left(count), *self._toll(count)]
        if any(link.rule == "part" for link in options):  # "thirteen of the wounded were hit by bullets"
            options = [link for link in options if link.rule != "other verb"]
        if dual := self.chunks[count].meanings.get("dual"):
            options.append(Link(count, count, dual, "noun", 0.3))
        reach = 4.0 if self.is_first else 1.5
        if any(link.rule == "object" and link.cost <= reach for link in options):  # "liberaron a 12 detenidos"
            keeps = {"injured"} if self.has_copula else set()
            options = [link for link in options if link.rule != "noun" or link.measure in keeps or not (
                {"result", "person"} <= set(self.chunks[link.trigger].meanings))]
        if self.is_free and any(link.rule == "noun" and link.cost < 1.0 and _CALLED.isdisjoint(
                self.chunks[link.trigger].meanings) for link in options):  # "sacaron 12 cadáveres"
            options = [link for link in options if link.rule != "object"]
        if self.is_final:
            options = self._with_predicate(options)
        if any(self._is_doer(count, one) for one in self.counts if count < one < count + 4):
            return Link(count, count - 1, "other", "agent", 0.2)
        if self._is_base(count) or self._is_divided(count):  # "64 of the 310 detainees were released"
            options = [link for link in options if link.rule in ("noun", "person")]
        return min(options, key=lambda link: (link.cost, link.trigger), default=None)

    def _with_predicate(self, options: list[Link]) -> list[Link]:
        """Leave a verb before a count to the one that ends the clause: "hurt 12 people were taken to hospital"."""
        ends = [link for link in options if link.rule in ("subject", "state") and link.cost <= _NEAR_PREDICATE]
        opens = [link for link in options if link.measure != "other" and (
            link.rule == "object" and link.cost <= 0.6 or link.rule == "toll" and self._is_part(link.count))]
        return [link for link in options if link not in opens] if ends and opens else options

    def _right(self, count: int) -> list[Link]:
        found: list[Link] = []
        begin = at = self._after_of(count)
        cost, named, crossed = 0.0, False, False
        while at < len(self.chunks) and cost < _FARTHEST:
            if at in self.closed:
                at, cost = self.closed[at], cost + 0.4
                continue
            chunk = self.chunks[at]
            if chunk.kind == "count" and self._is_base(at) and at - count <= 3:
                at, begin, cost, named, crossed = at + 1, at + 1, cost + 0.3, True, True
                continue
            if chunk.kind in _STOPS or chunk.kind == "count":
                break
            if chunk.kind == "trigger":
                path = self._path(begin, at, cost)
                links = [link for role, measure in chunk.meanings.items()
                         if (link := self._right_link(count, at, role, measure, path)) is not None]
                found += [link for link in links if not (named and link.measure == "other") and not (
                    crossed and not path.auxiliaries and "middle" not in chunk.meanings)]
                if self._is_noun(at, path) or self._yields(at, path):
                    at, cost, named = at + 1, cost + 0.3, True
                    continue
                if not _VERBAL.isdisjoint(chunk.meanings):
                    if "rel" not in path.kinds and not self._is_inserted(at) and not (
                            {"other", "modifier"} & set(chunk.meanings)):
                        break
                    cost -= 2.0  # the verb of "who had been wounded" gives way to a later one
            cost += self._step(at)
            at += 1
        return found

    def _step(self, at: int) -> float:
        """Return what it costs to look past a chunk to the right."""
        chunk = self.chunks[at]
        if "population" in chunk.meanings or chunk.kind == "trigger" and _VERBAL.isdisjoint(chunk.meanings):
            return 0.3
        before, after = self._chunk(at - 1), self._chunk(at + 1)
        if chunk.kind == "say" and before is not None and "aux" in before.meanings:
            return 0.3  # "two were said to be missing"
        if chunk.kind == "list" and before is not None and before.kind == "refused":
            return 0.3  # "two teenagers aged 15 and 16"
        if chunk.kind == "list" and after is not None and (after.kind == "word" or "population" in after.meanings):
            return 1.0  # "462 police and gendarmes hurt"
        return _COSTS.get(chunk.kind, 0.5)

    def _right_link(self, count: int, at: int, role: str, measure: str, path: _Path) -> Link | None:
        if role == "passive" and "active" in self.chunks[at].meanings and self._is_agent(count, at):
            return Link(count, at, "other", "agent", path.cost) if path.cost <= 3 else None
        if role in ("participle", "agreeing", "passive", "middle"):
            return self._subject(count, at, role, measure, path)
        if role == "active" and "singular" in self.chunks[at].meanings:  # "43 people the police detained"
            many = self._rule(count) != "article" and not self._is_agent(count, at) and "comma" not in path.kinds
            return self._subject(count, at, "passive", measure, path) if many and path.cost <= 3.5 else None
        if role == "other" and {"comma", "rel"} <= path.kinds:
            return None  # "including nine women and four children, who travelled in a dugout"
        if role == "other":
            after = self._chunk(at + 1)
            aside = 2.5 if after is not None and after.kind == "preposition" and not path.auxiliaries else 0.0
            return Link(count, at, "other", "other verb", path.cost + 0.3 + aside) if path.cost <= 3.2 else None
        if role == "active":
            acts = path.cost <= 2.5 and self._has_object(at)
            return Link(count, at, "other", "agent", path.cost + 0.2) if acts else None
        if role == "state":
            limit = 6.0 if path.has_be or "connector" in path.kinds else 2.2
            if self.is_free and "population" in self.chunks[at].meanings and self._goes_on(at):
                return None  # "86 malades sont hospitalisés"
            near = path.cost <= limit and (not path.has_have or self.chunks[at].last - self.chunks[at].first > 1)
            if self.is_free and not self.has_copula and self._is_of_next_clause(count, at):
                return None
            return Link(count, at, measure, "state", path.cost) if near else None
        if role in ("result", "person"):
            return self._noun(count, at, role, measure, path)
        if role == "toll" and "part" in self.chunks[at].meanings:  # "14 of the dead", "14 were among the dead"
            near = path.cost <= 2.2 and not path.kinds & {"comma", "list", "rel"}
            return Link(count, at, measure, "part", path.cost + (0.3 if path.has_be else 2.2)) if near else None
        if role == "toll" and measure != "same" and (
                path.cost <= 1.5 and self._touches_change(count) or not path.kinds and self._follows_change(count)):
            measure = self._next_measure(at, at + 7) if measure == "next" else measure
            return Link(count, at, measure, "toll", 0.15) if measure else None  # "raised to 12 the number of dead"
        return None

    def _noun(self, count: int, at: int, role: str, measure: str, path: _Path) -> Link | None:
        """Read "12 deaths", "40 confirmed fatalities", "200 detainees"."""
        if path.cost > 1.7 or path.auxiliaries or path.kinds & {"comma", "preposition", "rel", "list"}:
            return None
        if role == "result":
            yields = "person" in self.chunks[at].meanings and self._goes_on(at)
            return Link(count, at, measure, "noun", path.cost + (2.2 if yields else 0.3))
        if "result" in self.chunks[at].meanings:
            return None
        after = self._chunk(at + 1)
        if self._rule(count) in _WORDLESS:
            return None
        before = self._chunk(count - 1)
        if self.is_free and before is not None and "determiner" in before.meanings:
            return None  # "los dos acusados" were named before
        acts = after is not None and ("aux" in after.meanings and self.has_copula or "rel" in after.meanings)
        return Link(count, at, "other" if acts else measure, "person", path.cost + (5.2 if acts else 2.2))

    def _subject(self, count: int, at: int, role: str, measure: str, path: _Path) -> Link | None:
        """Read "11 people were killed", "eight officers wounded", "30 have died"."""
        if self.is_first and role == "participle" and self._has_object(at):
            return Link(count, at, "other", "agent", path.cost) if path.cost <= 4 else None
        if self._is_noun(at, path):
            named = {"result", "person"} & set(self.chunks[at].meanings)
            return None if named else Link(count, at, measure, "subject", path.cost + 2.2)
        has_be = path.has_be or self._is_passive(at)
        after = self._chunk(at + 1)
        near = not path.kinds or at == count + 2 and "of" in self.chunks[count + 1].meanings
        if role in ("participle", "agreeing") and near and after is not None and (
                "population" in after.meanings):
            return Link(count, at, measure, "noun", 0.3)  # "four injured men"
        if role == "participle" and not has_be and (
                path.has_have or not self.is_free and ("rel" in path.kinds or self._has_object(at))):
            return Link(count, at, "other", "agent", path.cost) if path.cost <= 4 else None
        if self.is_first and ("list" in path.kinds or after is not None and after.kind == "count"):
            return None  # the verb of what follows it
        if "negation" in self.chunks[at].meanings and path.cost <= 6.0:  # "ustalghan zhoq", were not detained
            is_zero = self._rule(count) == "zero"
            return Link(count, at, measure if is_zero else "other", "subject" if is_zero else "denied", path.cost)
        if "negation" in path.kinds and not (self.is_free and self._rule(count) == "zero"):
            return Link(count, at, "other", "denied", path.cost)
        is_aside = "rel" in path.kinds or self._is_inserted(at) or "modifier" in self.chunks[at].meanings
        cost = path.cost + (2.5 if is_aside or self._yields(at, path) else 0.0)
        limit = 7.5 if has_be or role in ("middle", "passive") else 2.6
        if self._rule(count) == "article":
            limit = min(limit, _NEAR_SINGLE)
        if path.cost > limit or self._is_by(count) or self._takes_next(count, at, path):
            return None
        return Link(count, at, measure, "subject", cost + (0.2 if limit == 2.6 else 0))

    def _takes_next(self, count: int, at: int, path: _Path) -> bool:
        """Say whether a verb after a comma is that of the count behind it: "48 died, wounded were nearly 200"."""
        while (after := self._chunk(at + 1)) is not None and after.kind == "adverb":
            at += 1
        if not self.is_free or "comma" not in path.kinds:
            return False
        return after is not None and after.kind == "count" or not self.has_copula and self._is_of_next_clause(count, at)

    def _is_of_next_clause(self, count: int, at: int) -> bool:
        """Say whether one comma that nothing closes parts a verb from a count: "240 are home, the rest await trial"."""
        here, commas = count + 1, 0
        while here < at:
            if "rel" in self.chunks[here].meanings:
                return False
            commas += self.chunks[here].kind == "comma" and here not in self.closed
            here = self.closed.get(here, here + 1)
        return commas == 1

    def _left(self, count: int) -> list[Link]:
        found: list[Link] = []
        cost, at = 0.0, count - 1
        while at >= 0 and cost < _FARTHEST:
            if at in self.opened:
                at, cost = self.opened[at], cost + 0.4
                continue
            chunk = self.chunks[at]
            if self._is_doer(at, count):
                at, cost = at - 1, cost + 0.5
                continue
            if chunk.kind in ("stop", "clause", "count"):
                break
            if chunk.kind == "trigger":
                path = self._path(at + 1, count, cost)
                found += [link for role, measure in chunk.meanings.items()
                          if (link := self._left_link(count, at, role, measure, path)) is not None]
                if not _VERBAL.isdisjoint(chunk.meanings):
                    break
            cost += _COSTS_LEFT.get(chunk.kind, 0.5)
            at -= 1
        return found

    def _is_doer(self, at: int, count: int) -> bool:
        """Say whether one person between an opening verb and a count did it: "killed a gunman five people"."""
        if not self.is_first or self._rule(at) != "article" or self._rule(count) == "article" or not at:
            return False
        verb = self.chunks[at - 1]
        return "passive" in verb.meanings and all(
            chunk.kind in ("word", "population", "adverb") for chunk in self.chunks[at + 1:count])

    def _left_link(self, count: int, at: int, role: str, measure: str, path: _Path) -> Link | None:
        is_label = count - at == 2 and self.chunks[at + 1].kind in ("colon", "cell", "dash")
        if is_label and role not in ("other", "same") and measure not in ("", "same", "next") and not (
                self._acts(count) or self._is_named_otherwise(count, measure)):
            return Link(count, at, measure, "label", 0.1)
        if role == "other":
            return Link(count, at, "other", "other verb", path.cost + 0.5) if path.cost <= 0.9 else None
        if role == "same":
            after = self._chunk(self._after_of(count))
            if self.is_free and not (self.is_first or self.is_final) and after is not None and (
                    "population" in after.meanings):
                return None  # "the company speaks of 212 passengers"
            near = path.cost <= (3.5 if self.is_first else 0.9) and self._stands_alone(count) and (
                self.is_first or "preposition" not in path.kinds) and not self._acts(count)
            return Link(count, at, "same", "same measure", path.cost + 3.0) if near else None
        if role == "loss":  # "the army lost 11 men"
            after = self._chunk(count + 1)
            is_loss = path.cost <= 0.6 and after is not None and "population" in after.meanings
            return Link(count, at, measure, "object", path.cost) if is_loss else None
        if role in ("active", "gerund", "participle", "agreeing", "passive", "middle"):
            cost = path.cost * (0.3 if "object" in path.kinds and role != "middle" else 1.0)
            return Link(count, at, measure, "object", cost) if self._takes_object(count, at, role, path) else None
        if role == "state":
            if self.is_final and path.cost <= 1.2 and "comma" not in path.kinds:  # "in custody 12 people remain"
                return Link(count, at, measure, "object", path.cost + 1.5)
            limit = 2.5 if self.has_copula else 4.0
            near = (path.has_be or self.is_free and self._is_passive(at)) and path.cost <= limit or (
                self._rule(count) == "zero" and count - at == 1) or (
                self.is_free and not self.has_copula and path.kinds <= {"adverb"} and (
                    self._stands_alone(count) and not self._acts(count)))
            return Link(count, at, measure, "object", path.cost + 0.5) if near else None
        if role not in _REACHES or role == "toll" or "trigger" in path.kinds or not (
                self._touches_connector(count) or not self.has_copula and path.kinds <= {"adverb"} and (
                    self._stands_alone(count))):
            return None
        if "agreeing" in self.chunks[at].meanings and self._is_passive(at):
            return None
        near = path.cost <= _REACHES[role] and not self._is_counted(at) and not self._is_part(count)
        return Link(count, at, measure, "noun of", path.cost * 0.4 + 0.1) if near else None

    def _takes_object(self, count: int, at: int, role: str, path: _Path) -> bool:
        if path.kinds & {"rel", "trigger"} or path.has_have:
            return False
        if role in ("active", "gerund") and not path.has_be:
            if "comma" in path.kinds:  # "killing its commander, five policemen and the governor"
                return path.kinds <= {"word", "determiner", "comma", "population", "dash"} and path.cost <= 4.5
            return path.cost <= (4.0 if "object" in path.kinds else 2.6)
        if "comma" in path.kinds:
            return False
        if self.is_free and (role == "agreeing" or role == "participle" and self._is_passive(at)):
            if at == 0:
                return path.cost <= 1.0  # a headline: "Detenidos 18 ultras"
            return self._is_passive(at) and path.cost <= 4.0  # "fueron detenidas 12 personas"
        before = self.chunks[count - 1]
        if before.kind == "list" and path.kinds <= {"word", "list", "determiner", "dot", "population", "more"}:
            return path.cost <= 6.0 and not self._is_passive(at)  # "killed the mayor and two other people"
        if self.is_free and role in ("passive", "middle"):
            if self.chunks[count].meanings.get("doer") == "by" or not self.is_first and self._is_whole(count) and (
                    "object" not in path.kinds):  # "murieron en la plaza de las Tres Culturas"
                return False
            return path.cost <= (6.0 if self.is_first else 4.0)
        if path.has_be:  # "Also killed were three policemen"
            return not self._is_passive(at) and path.cost <= 2.6
        return (role == "participle" and not self._is_passive(at) and path.cost <= 2.1
                and ("preposition" not in path.kinds or "object" in path.kinds))

    def _toll(self, count: int) -> list[Link]:
        """Read "the number of people killed by the flood that tore through the valley rose to 1,184"."""
        changed = self._touches_change(count)
        if not (changed or self._touches_connector(count)):
            return []
        cost = 0.0
        for at in range(count - 1, -1, -1):
            chunk = self.chunks[at]
            if "toll" in chunk.meanings:
                if chunk.meanings["toll"] == "same" and not self._stands_alone(count):
                    return []
                if chunk.meanings["toll"] == "next" and (at < count - 1 or not self._stands_alone(count)):
                    measure = self._next_measure(at, count)
                    return [Link(count, at, measure, "toll", 0.2)] if measure else []
                if chunk.meanings["toll"] == "next":
                    return [Link(count, at, "same", "toll", 1.2)]  # "after a first count of eleven"
                is_part, is_same = "part" in chunk.meanings, chunk.meanings["toll"] == "same"
                if is_part and cost > 2 or is_same and not changed and cost > (1 if self.has_copula else 1.6):
                    return []
                if self._is_named_otherwise(count, chunk.meanings["toll"]):
                    return []
                return [Link(count, at, chunk.meanings["toll"], "toll", 0.1 + min(cost, 20) / 20 + is_same)]
            if chunk.kind == "stop" or not changed and "result" in chunk.meanings or not changed and (chunk.kind == "clause" or cost > _REACHES["toll"]):
                break
            cost += 0.3 if changed else _COSTS_LEFT.get(chunk.kind, 0.5)
        after = self._chunk(count + 1)
        alone = after is None or after.kind in ("stop", "comma", "close", "clause", "say") or (
            after.kind == "preposition" and "within_name" not in after.meanings)
        pronoun = changed and alone and self._is_pronoun(count)
        return [Link(count, -1, "same", "toll", 2.5)] if pronoun else []

    def _next_measure(self, begin: int, end: int) -> str:
        """Return the measure of "who have fallen ill" in "the number of people who have fallen ill has reached"."""
        for chunk in self.chunks[begin + 1:end]:
            for role in (*_JOINABLE, "result"):
                if chunk.meanings.get(role, "other") != "other":
                    return chunk.meanings[role]
        return ""

    # -- what stands around ------------------------------------------------------------------------

    def _path(self, begin: int, end: int, cost: float) -> _Path:
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
        return _Path(round(cost, 3), frozenset(kinds), frozenset(forms))

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

    def _is_noun(self, at: int, path: _Path) -> bool:
        """Say whether a participle that also is a noun stands where the noun of a count would: "12 heridos"."""
        meanings = self.chunks[at].meanings
        if not self.is_free or "agreeing" not in meanings and "participle" not in meanings:
            return False
        return path.kinds <= {"adverb"} or path.kinds <= {"word", "adverb", "more"} and bool(
            {"result", "person"} & set(meanings))

    def _yields(self, at: int, path: _Path) -> bool:
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

    # -- counts together ---------------------------------------------------------------------------

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
            if self.is_free and not (self.has_copula or self.is_final) and self._is_joined_before(count, following, direct):
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
        plain = all(chunk.kind in ("word", "population", "determiner", "comma", "list", "part") or "of" in chunk.meanings
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
        if rule in _WORDLESS and not (rule == "article" and earlier is not None and (
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

    def _is_said_of_them(self, count: int) -> bool:
        """Say whether something else is said of a part: "two of them broke their legs"; a noun would need a dash."""
        part, after = self._chunk(count + 1), self._chunk(count + 2)
        return self.is_free and not self.has_copula and part is not None and part.meanings.get("part") == "them" and (
            after is not None and after.kind == "word")

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

    def _is_said_to_be(self, count: int) -> bool:
        """Say whether all that is said of a count is what persons they are: "1,697 are held; three are children"."""
        be, at = self._chunk(count + 1), count + 2
        while (noun := self._chunk(at)) is not None and noun.kind == "determiner":
            at += 1
        after = self._chunk(at + 1)
        return be is not None and be.meanings.get("aux") == "be" and noun is not None and "population" in noun.meanings and (
            after is None or after.kind in ("comma", "list", "stop", "clause", "close"))

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
        found = [chunk.meanings[role] for chunk in self.chunks[:count] for role in _JOINABLE
                 if chunk.meanings.get(role, "other") != "other"]
        return found[-1] if found else ""

    def _is_in_row_of_brackets(self, count: int) -> bool:
        """Say whether a count is one of several alone in brackets: "Sistan (117), Kordest (48)"."""
        alone = [one for one in self.counts if (before := self._chunk(one - 1)) is not None and before.kind == "open"
                 and (after := self._chunk(one + 1)) is not None and after.kind == "close"]
        named = alone and (any(chunk.kind == "colon" for chunk in self.chunks[:alone[0]]) or all(
            any("place" in chunk.meanings for chunk in self.chunks[max(one - 6, 0):one]) for one in alone))
        return count in alone and len(alone) > 1 and bool(named)

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

    def _is_difference(self, count: int) -> bool:
        """Say whether a count only says how much another differs: "214 arrests, 33 more than a year before"."""
        more, than = self._chunk(count + 1), self._chunk(count + 2)
        return more is not None and than is not None and "more" in more.meanings and "rel" in than.meanings

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
            elif chunk.kind == "trigger" and not _VERBAL.isdisjoint(chunk.meanings) or chunk.kind in (
                    "clause", "count", "by", "rel", "colon") or chunk.kind == "say" and not is_told:
                return False
            at += 1
        return joined

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
            measure = next((further.meanings[role] for role in _JOINABLE if role in further.meanings), "other")
            if measure == "other":
                return found
            if step < 0 and set(_JOINABLE).isdisjoint(set(further.meanings) & set(self.chunks[at].meanings)):
                return found  # "absolvió a cinco acusados y condenó a siete"
            if measure != link.measure:
                found.append(replace(link, trigger=at + 2 * step, measure=measure, rule="joined verb",
                                     cost=link.cost + 0.5))
            at += 2 * step


def _ends_clause(inside: Sequence[Chunk]) -> bool:
    """Say whether a part between commas counts somebody and ends with a verb."""
    return inside[0].kind == "comma" and not {"passive", "middle"}.isdisjoint(inside[-1].meanings) and any(
        chunk.kind == "count" for chunk in inside)


def _aside_end(chunks: Sequence[Chunk], begin: int) -> int:
    """Return the dash that ends an aside with counts of its own: "four - the parents and two children - died"."""
    for at in range(begin + 2, min(begin + 12, len(chunks))):
        if chunks[at].kind == "dash":
            return at if any(chunk.kind == "count" for chunk in chunks[begin + 1:at]) else -1
        if chunks[at].kind in ("stop", "cell", "colon", "open") or "part" in chunks[at].meanings or (
                chunks[at].kind == "trigger"):
            return -1
    return -1


def _apposed_end(chunks: Sequence[Chunk], begin: int) -> int:
    """Return the comma that ends what is inserted after a noun, -1 if there is none."""
    if chunks[begin].mention is not None and chunks[begin].mention.lower.rule == "article":
        return next((at for at in range(begin, min(begin + 12, len(chunks))) if chunks[at].kind == "comma"), -1)
    at, last = begin + 1, -1
    while at < len(chunks) and (chunks[at].mention is not None or chunks[at].kind in ("list", "comma")):
        last = at if chunks[at].kind == "comma" else last
        at += 1
    return last


def _clause_end(chunks: Sequence[Chunk], begin: int) -> int:
    """Return the comma that ends ", who were on board," between people who are counted and their verb, else -1."""
    before, end = chunks[begin - 1], begin + 1
    while end < len(chunks) and (chunks[end].meanings.get("other") == "other" or chunks[end].kind in (
            "word", "population", "list", "preposition", "determiner", "rel", "aux")):
        end += 1
    verb = chunks[end + 1] if end + 1 < len(chunks) and chunks[end].kind == "comma" and end < begin + 9 else None
    is_verb = verb is not None and not {"passive", "middle"}.isdisjoint(verb.meanings)
    is_counted = begin > 1 and "population" in before.meanings and chunks[begin - 2].kind == "count"
    return end if is_verb and is_counted else -1


def _remark_end(chunks: Sequence[Chunk], begin: int) -> int:
    """Return the comma that ends ", the police said," or ", the driver and his mate," before a verb, else -1."""
    end = next((at for at in range(begin + 1, min(begin + 12, len(chunks))) if chunks[at].kind in (
        "comma", "count", "colon", "stop")), -1)
    if end < begin + 2 or chunks[end].kind != "comma":
        return -1
    if chunks[begin + 1].kind == "say":
        return end
    after = chunks[end + 1] if end + 1 < len(chunks) else None
    is_verb = after is not None and (after.meanings.get("aux") == "be" or "passive" in after.meanings)
    is_plain = all(chunk.kind in ("word", "population", "list") for chunk in chunks[begin + 1:end])
    return end if is_verb and is_plain else -1


def _is_apposed(chunk: Chunk) -> bool:
    """Say whether a chunk after a comma only says more of the person before it: the age, the trade."""
    if chunk.mention is None:
        return chunk.meanings.get("age") == "ages"
    return chunk.mention.refusal in ("age", "age_limit") or chunk.mention.lower.rule == "article"


def _is_of_age(first: Chunk, second: Chunk) -> bool:
    """Say whether a chunk after a comma begins "de 29 años" or "aged 29"."""
    return first.kind == "preposition" and second.mention is not None and second.mention.refusal in ("age", "age_limit")


def _brackets(chunks: Sequence[Chunk], has_copula: bool) -> dict[int, int]:
    """Return the chunk at which a bracket or an inserted part begins, with the chunk after its end.

    A dash may stand for "are" in a language without that word.
    """
    closed: dict[int, int] = {}
    for at, chunk in enumerate(chunks):
        if chunk.kind == "open":
            ends: tuple[str, ...] = ("close",)
        elif chunk.kind == "dash" and has_copula and (end := _aside_end(chunks, at)) > 0:
            closed[at] = end + 1
            continue
        elif chunk.kind == "comma" and at + 1 < len(chunks) and chunks[at + 1].kind == "list" and any(
                one.kind == "comma" for one in chunks[at + 2:at + 7]):
            ends = ("comma",)  # ", or one in seven,"
        elif chunk.kind == "comma" and at + 1 < len(chunks) and (
                _is_apposed(chunks[at + 1]) or at + 2 < len(chunks) and _is_of_age(chunks[at + 1], chunks[at + 2])):
            end = _apposed_end(chunks, at + 1)  # ", 28," and ", a lottery vendor," and ", ages 15, 16 and 17,"
            if end > 0:
                closed[at] = end + 1
            continue
        elif chunk.kind == "comma" and (end := _remark_end(chunks, at)) > 0:
            closed[at] = end + 1
            continue
        elif chunk.kind == "comma" and not has_copula and (end := _clause_end(chunks, at)) > 0:
            closed[at] = end + 1
            continue
        elif "prior" in chunk.meanings and chunk.last - chunk.first > 1:  # ", contre trois la veille au soir,"
            end = next((here for here in range(at + 1, min(at + 8, len(chunks))) if chunks[here].kind == "comma"), -1)
            if end > 0:
                closed[at] = end + 1
            continue
        elif chunk.kind in ("comma", "dash") and any(
                "part" in one.meanings for one in chunks[at + 1:at + 6]) and not any(
                one.kind in ("comma", "dash") for one in chunks[at + 1:at + 3]):
            ends = ("comma", "dash")
        else:
            continue
        end = next((here for here in range(at + 1, min(at + 30, len(chunks))) if chunks[here].kind in ends), -1)
        if end > 0:
            closed[at] = end + 1
    return closed
