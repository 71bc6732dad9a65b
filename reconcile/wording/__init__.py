"""Read the wording of a count ("more than 5,000", "dozens") into intervals, by named, cited rules."""

from reconcile.wording.language import LANGUAGES, language_of
from reconcile.wording.lexicon import PROFILES, Rule, lexicon_rules
from reconcile.wording.parse import parse_wording
from reconcile.wording.reading import HEDGES, Reading
from reconcile.wording.render import render

__all__ = ["HEDGES", "LANGUAGES", "PROFILES", "Reading", "Rule", "language_of", "lexicon_rules", "parse_wording",
           "render"]
