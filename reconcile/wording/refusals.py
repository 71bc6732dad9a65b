"""Why a phrase is refused, and what to write instead."""

from __future__ import annotations

from reconcile.errors import WordingError

_WHOLE = "Give the number of persons itself"

REFUSALS: dict[str, tuple[str, str]] = {
    "empty": ("it is empty", "Copy the words of the number from the source"),
    "long": ("it is longer than a phrase", "Give only the phrase with the number, at most 2,000 characters"),
    "none": ("it states no number",
             "Write the words that state the number, or leave the claim out of the ledger"),
    "language": ("it is not {language}", "Give its language, or write low and high and say why in the note"),
    "large": ("the number is too large for a count of persons", "The largest count is 9,007,199,254,740,991"),
    "zero_first": ("a number that begins with 0 is a code, a date or a decimal",
                   "Write the count without the leading 0"),
    "dotted": ("three digits after one dot may be thousands or a decimal",
               "Write 1,234 for thousands, or 1.2 thousand"),
    "decimal": ("it states a fraction of a person",
                "Write a whole number, or the scale word after it (1.2 million)"),
    "grouping": ("its digits are not grouped as one number", "Write 1,234,567 or 1 234 567 or 1234567"),
    "adjacent": ("two numbers stand side by side and do not make one, as in a telephone number",
                 "Write one number, with its digits grouped by threes"),
    "compose": ("its number words do not make one number", "Write the number in digits"),
    "numeral": ("it holds a fraction sign or a numeral that is no decimal digit",
                "Write the number in digits"),
    "letter": ("a letter stands apart from its number and may be a unit or a scale",
               "Write 5k or 5m in one piece, or the scale word"),
    "glued": ("letters stand against its number", "Put a space between the number and the word"),
    "negative": ("it states a negative number", "A count is 0 or more; write the count itself"),
    "denied": ("it denies the number", "Give what the source says the number is"),
    "share": ("it states a share or a ratio, not a count",
              f"{_WHOLE}, or write low and high and show the sum in the note"),
    "multiple": ("it states a multiple, not a count",
                 f"{_WHOLE}, or write low and high and show the sum in the note"),
    "rate": ("it states a rate over time, not a count", f"{_WHOLE} for a stated period"),
    "change": ("it states a change, not a count", "Give the figure after the change"),
    "money": ("it states a sum of money", _WHOLE),
    "age": ("it states an age", _WHOLE),
    "age_limit": ("its number may be an age",
                  f"{_WHOLE}; write 'more than' or 'fewer than' if it is a count"),
    "date": ("it states a date", "A date belongs to published or as_of; give the number of persons here"),
    "time": ("it states a time of day", _WHOLE),
    "measure": ("it states a distance, an area or a weight", _WHOLE),
    "duration": ("it states a length of time", _WHOLE),
    "thing": ("it counts things, places or events, not persons", _WHOLE),
    "population": ("it states a population", "Give the number of persons who were counted"),
    "name": ("its number belongs to a name or a label", _WHOLE),
    "ordinal": ("it gives a rank or an order, not a count", _WHOLE),
    "reversed": ("its range ends below its beginning", "Write the lower number first"),
    "half_scaled": ("the first number of the range may be meant in thousands too",
                    "Write both ends in full, such as 2,000 to 3,000"),
    "frame": ("it opens a range and does not state both ends", "Write between a and b"),
    "below_zero": ("no count is fewer than 0", "Write 0 if there were none"),
    "apart": ("its words 'at least', 'more than' or alike stand apart from the number",
              "Put them directly before the number, or write low and high"),
    "list": ("it names persons one by one", "Write their number"),
}
"""Key of a refusal to its problem and its hint."""

SOFT = frozenset({
    "age", "date", "time", "ordinal", "duration", "name", "thing", "measure", "money", "population",
})
"""Refusals of one number that leave another number of the phrase readable."""


def refusal(wording: str, key: str, language: str = "") -> WordingError:
    """Build the error for a refused phrase.

    Parameters
    ----------
    wording : str
        The phrase.
    key : str
        A key of :data:`REFUSALS`.
    language : str
        Name of the language it was read in, for the key ``language``.
    """
    problem, hint = REFUSALS[key]
    return WordingError(wording, problem.format(language=language), hint)


def rivals(wording: str, phrases: list[str]) -> WordingError:
    """Build the error for a phrase that states several counts."""
    named = " and ".join(repr(phrase) for phrase in phrases[:3])
    return WordingError(wording, f"it states several counts, {named}",
                        "Keep only the words of the one that is meant, or give its measure")
