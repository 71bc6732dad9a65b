"""Documents behind the claims: read them, cut them into sentences, find the place that a locator names."""

from __future__ import annotations

from reconcile.documents.locators import paragraph_of, problem
from reconcile.documents.model import Block, Document
from reconcile.documents.reading import load, read_document, read_documents

__all__ = ["Block", "Document", "load", "paragraph_of", "problem", "read_document", "read_documents"]
