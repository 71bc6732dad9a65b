"""Propose claims from documents, each with its place in the text and the rule that found it."""

from reconcile.collect.candidate import Candidate, Refused
from reconcile.collect.finder import Finds, find
from reconcile.collect.table import candidates_table

__all__ = ["Candidate", "Finds", "Refused", "candidates_table", "find"]
