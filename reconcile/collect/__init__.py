"""Propose claims from documents, each with its place in the text and the rule that found it."""

from reconcile.collect.candidate import STATUSES, Candidate, Refused
from reconcile.collect.finder import Finds, find
from reconcile.collect.table import candidates_table

__all__ = ["STATUSES", "Candidate", "Finds", "Refused", "candidates_table", "find"]
