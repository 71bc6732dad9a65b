"""Look at the items of a phrase: what each is, and which words are which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reconcile.wording.items import Item
from reconcile.wording.language import Language
from reconcile.wording.tokens import Token


class View:
    """The items of one phrase, by their places; outside the phrase there is nothing.

    Parameters
    ----------
    tokens : sequence of Token
    items : sequence of Item
    language : Language
    known : iterable of str
        Rules of the profile; a vague word without one is no quantity.
    """

    def __init__(self, tokens: Sequence[Token], items: Sequence[Item], language: Language,
                 known: Iterable[str]) -> None:
        self.tokens = tokens
        self.items = items
        self.language = language
        self.known = frozenset(known)

    def role(self, at: int) -> str:
        """Return the role of an item, empty outside the phrase."""
        return self.items[at].role if 0 <= at < len(self.items) else ""

    def value(self, at: int) -> str:
        """Return the value of an item, empty outside the phrase."""
        return self.items[at].value if 0 <= at < len(self.items) else ""

    def text(self, at: int) -> str:
        """Return the first token of an item, empty outside the phrase."""
        return self.tokens[self.items[at].first].text if 0 <= at < len(self.items) else ""

    def is_quantity(self, at: int) -> bool:
        """Say whether an item is a number, or a word for one that the profile knows."""
        role = self.role(at)
        return role == "number" or role == "vague" and self.value(at) in self.known

    def is_and(self, at: int) -> bool:
        """Say whether an item is the word that joins two numbers."""
        if not 0 <= at < len(self.items):
            return False
        token = self.tokens[self.items[at].first]
        return any(self.language.number_role(token, role) is not None for role in ("and", "and_list"))

    def names_measure(self, at: int) -> bool:
        """Say whether an item begins a word that speaks of a measure."""
        return 0 <= at < len(self.items) and bool(self.language.measure_at(self.tokens, self.items[at].first))

    def is_plural(self, at: int) -> bool:
        """Say whether an item names persons in the plural, and not a state such as "dead"."""
        return self.role(at) == "person" and not self.language.is_in(self.text(at), "state_word")

    def is_scale(self, item: Item) -> bool:
        """Say whether an item is a hundred, a scale or a dozen that no number took."""
        token = self.tokens[item.first]
        scales = ("hundred", "scale", "dozen", "rounded")
        return any(self.language.number_role(token, role) is not None for role in scales)
