"""The sentences of the product: numbers, dates and ranges as a careful writer would print them.

The forms follow the field's practice: floor language for open ends, the number of claims and origins
beside every range, the date that the number speaks of (Every Casualty Standards 2016, p. 25; OHCHR and
AAPP briefings; Airwars incident pages).
"""

from reconcile.sentences.dates import day, month, written_date
from reconcile.sentences.figures import (count, floor_words, follows_words, full_stop, headline, interval_words, joined,
                                         people, place_words, plural, question_label, range_words, when_words)
from reconcile.sentences.locales import MONTHS, language_printed, printed_in

__all__ = ["MONTHS", "count", "day", "floor_words", "follows_words", "full_stop", "headline", "interval_words",
           "joined", "language_printed", "month", "people", "place_words", "plural", "printed_in", "question_label",
           "range_words", "when_words", "written_date"]
