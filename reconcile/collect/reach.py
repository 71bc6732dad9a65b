"""Look from one count to the right and the left for the trigger that says what it counts."""

from __future__ import annotations

from reconcile.collect.around import Around
from reconcile.collect.link import JOINABLE, VERBAL, WORDLESS, Link, Path

_STOPS = frozenset({"stop", "clause", "colon", "cell"})
_COSTS = {"word": 0.5, "population": 0.05, "aux": 0.1, "preposition": 0.5, "comma": 1.6, "list": 3.0, "rel": 0.2,
          "determiner": 0.4, "connector": 0.4, "say": 9.0, "by": 9.0, "trigger": 3.0, "refused": 0.6, "dash": 1.5,
          "open": 2.0, "close": 2.0, "dot": 0.0, "adverb": 0.1, "more": 0.2, "count": 9.0, "part": 0.5}
_COSTS_LEFT = {**_COSTS, "preposition": 0.9, "aux": 0.3, "connector": 0.2, "population": 0.5, "colon": 0.6,
               "list": 2.0}
_REACHES = {"toll": 9.0, "result": 3.0, "person": 2.0}
_FARTHEST = 9.0
_CALLED = frozenset({"person", "agreeing", "participle"})
_NEAR_SINGLE = 5.0
_NEAR_PREDICATE = 3.2


class Reach(Around):
    """Finds the trigger of one count: every chunk in between has a cost, and the cheapest that may stand there wins."""

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
                if not VERBAL.isdisjoint(chunk.meanings):
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
        if "population" in chunk.meanings or chunk.kind == "trigger" and VERBAL.isdisjoint(chunk.meanings):
            return 0.3
        before, after = self._chunk(at - 1), self._chunk(at + 1)
        if chunk.kind == "say" and before is not None and "aux" in before.meanings:
            return 0.3  # "two were said to be missing"
        if chunk.kind == "list" and before is not None and before.kind == "refused":
            return 0.3  # "two teenagers aged 15 and 16"
        if chunk.kind == "list" and after is not None and (after.kind == "word" or "population" in after.meanings):
            return 1.0  # "462 police and gendarmes hurt"
        return _COSTS.get(chunk.kind, 0.5)

    def _right_link(self, count: int, at: int, role: str, measure: str, path: Path) -> Link | None:
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

    def _noun(self, count: int, at: int, role: str, measure: str, path: Path) -> Link | None:
        """Read "12 deaths", "40 confirmed fatalities", "200 detainees"."""
        if path.cost > 1.7 or path.auxiliaries or path.kinds & {"comma", "preposition", "rel", "list", "determiner"}:
            return None
        if role == "result":
            yields = "person" in self.chunks[at].meanings and self._goes_on(at)
            return Link(count, at, measure, "noun", path.cost + (2.2 if yields else 0.3))
        if "result" in self.chunks[at].meanings:
            return None
        after = self._chunk(at + 1)
        if self._rule(count) in WORDLESS:
            return None
        before = self._chunk(count - 1)
        if self.is_free and before is not None and "determiner" in before.meanings:
            return None  # "los dos acusados" were named before
        acts = after is not None and ("aux" in after.meanings and self.has_copula or "rel" in after.meanings)
        return Link(count, at, "other" if acts else measure, "person", path.cost + (5.2 if acts else 2.2))

    def _subject(self, count: int, at: int, role: str, measure: str, path: Path) -> Link | None:
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

    def _takes_next(self, count: int, at: int, path: Path) -> bool:
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
                if not VERBAL.isdisjoint(chunk.meanings):
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

    def _left_link(self, count: int, at: int, role: str, measure: str, path: Path) -> Link | None:
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

    def _takes_object(self, count: int, at: int, role: str, path: Path) -> bool:
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
            if chunk.kind == "stop" or not changed and (
                    "result" in chunk.meanings or chunk.kind == "clause" or cost > _REACHES["toll"]):
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
            for role in (*JOINABLE, "result"):
                if chunk.meanings.get(role, "other") != "other":
                    return chunk.meanings[role]
        return ""
