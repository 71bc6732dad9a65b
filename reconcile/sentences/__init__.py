"""The sentences of the product: numbers, dates and ranges as a careful writer would print them.

The forms follow the field's practice: floor language for open ends, the number of claims and origins
beside every range, the date that the number speaks of (Every Casualty Standards 2016, p. 25; OHCHR and
AAPP briefings; Airwars incident pages). The words are data, see :mod:`reconcile.sentences.catalogue`.
"""

from reconcile.sentences.attribution import attributed, figure_words, grounds
from reconcile.sentences.catalogue import Noun, say, say_each
from reconcile.sentences.dates import day, month, written_date
from reconcile.sentences.events import event_title
from reconcile.sentences.figures import (amount_of, capital, count, floor_words, full_stop, interval_words, joined,
                                         plural, quoted, range_words)
from reconcile.sentences.locales import MONTHS, language_printed, printed_in
from reconcile.sentences.questions import (day_words, follows_words, headline, people, place_path, place_words,
                                           question_label, when_words)

__all__ = ["MONTHS", "Noun", "amount_of", "attributed", "capital", "count", "day", "day_words", "event_title",
           "figure_words", "floor_words", "follows_words", "full_stop", "grounds", "headline", "interval_words",
           "joined", "language_printed", "month", "people", "place_path", "place_words", "plural", "printed_in",
           "question_label", "quoted", "range_words", "say", "say_each", "when_words", "written_date"]
