"""What a document is: its text, its parts and what is known of its making."""

from __future__ import annotations

from dataclasses import dataclass

PARAGRAPH, HEADING, ITEM, ROW, CAPTION, BOILERPLATE = (
    "paragraph", "heading", "item", "row", "caption", "boilerplate")
"""Kinds of a block. Boilerplate (menus, contacts, references) is no source of claims."""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a document's text.

    Attributes
    ----------
    start, end : int
        Characters of the text, the end not included.
    kind : str
        ``paragraph``, ``heading``, ``item`` (of a list), ``row`` (of a table), ``caption`` or ``boilerplate``.
    """

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Document:
    """One text: its file name and what a person reads.

    Attributes
    ----------
    name : str
        File name; a message of a mailbox is ``mailbox.mbox/2``.
    text : str
        What a person sees. Every locator points into it, so the same bytes always give the same text.
    sha256 : str
        Digest of the bytes.
    kind : str
        ``text``, ``html``, ``pdf``, ``docx`` or ``email``.
    title, author, publisher : str
        Empty when the document does not say.
    published : str
        ISO date, or empty.
    published_from : str
        How the date was found: ``meta``, ``json-ld``, ``htmldate``, ``header`` or ``text``.
    url : str
        Where the document was read.
    blocks : tuple of Block
        The parts of the text in order.
    pages : tuple of int
        Character at which each page of a PDF begins.
    notes : tuple of str
        Warnings, each a sentence.
    """

    name: str
    text: str
    sha256: str = ""
    kind: str = "text"
    title: str = ""
    author: str = ""
    publisher: str = ""
    published: str = ""
    published_from: str = ""
    url: str = ""
    blocks: tuple[Block, ...] = ()
    pages: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
