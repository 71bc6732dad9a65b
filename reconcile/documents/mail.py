"""Read e-mail: one message, a mailbox of several, or a web page saved as one file (MHTML)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

from reconcile.documents.blocks import cut
from reconcile.documents.boilerplate import mark
from reconcile.documents.encodings import decode
from reconcile.documents.heads import read_head
from reconcile.documents.model import BOILERPLATE, Block, Document
from reconcile.documents.web import read_html
from reconcile.documents.wordlists import phrases_of
from reconcile.errors import UnreadableError

_MESSAGE = re.compile(rb"(?:\A|\n\r?\n)(?=From [^\r\n]+\r?\n[A-Za-z][\w-]*: )")
_QUOTED = re.compile(r"[ \t]*>")
_FORWARDS = re.compile(r"-{2,}[^\n]{3,60}-{2,}\s*$")
_LONGEST_INTRODUCTION = 240
_SIGNATURE = re.compile(r"--\s*$")
_SAVED_PAGE = "Snapshot-Content-Location"


def messages(data: bytes) -> list[bytes]:
    """Return the messages of a mailbox in order; one for a single message."""
    starts = [match.end() for match in _MESSAGE.finditer(data)]
    if not starts or starts[0] != 0:
        return [data]
    return [data[start:end] for start, end in zip(starts, [*starts[1:], len(data)], strict=True)]


def read_mail(data: bytes, name: str, url: str) -> Document:
    """Read one message; its subject is the title, its sender the publisher.

    Raises
    ------
    UnreadableError
        If the message holds no text.
    """
    body = data.split(b"\n", 1)[1] if data.startswith(b"From ") else data
    message = message_from_bytes(body, policy=policy.default)
    document = _body(message, name, url or _header(message, _SAVED_PAGE))
    title, sender = _header(message, "Subject"), _header(message, "From")
    published = _day(message)
    notes = (*document.notes, *(f"the attachment {attached} was not read." for attached in _attachments(message)))
    if _SAVED_PAGE in message:
        return replace(document, title=document.title or title, notes=notes)
    return replace(document, kind="email", title=title or document.title, publisher=_sender(sender),
                   published=published or document.published,
                   published_from="header" if published else document.published_from, notes=notes)


def _body(message: EmailMessage, name: str, url: str) -> Document:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None and message.get_content_maintype() == "text":
        part = message
    if part is None:
        raise UnreadableError(f"{name} is a message without text. Give its attachments as files")
    data = part.get_payload(decode=True)
    data = data if isinstance(data, bytes) else b""
    if part.get_content_type() == "text/html":
        charset = part.get_content_charset() or ""
        text, notes = decode(data, name, declared=charset)
        found = read_html(text.encode("utf-8", errors="replace"), name, url)
        return replace(found, notes=(*notes, *found.notes))
    text, notes = decode(data, name, declared=part.get_content_charset() or "")
    text = _flowed(text) if part.get_param("format") == "flowed" else text
    if not text.strip():
        raise UnreadableError(f"{name} is a message without text. Give its attachments as files")
    blocks = mark(text, _parted(text))
    head = read_head(text, blocks)
    return Document(name, text, author=head.author, published=head.published,
                    published_from="text" if head.published else "", url=url, blocks=blocks, notes=notes)


def _flowed(text: str) -> str:
    """Join the lines of a text that the sender's program broke (RFC 3676)."""
    return re.sub(r"(?<=[^\n\s-]) \n(?=[^\s>])", " ", text)


def _parted(text: str) -> tuple[Block, ...]:
    """Cut a message into blocks; earlier mail that it quotes, and the signature, are boilerplate."""
    blocks = [block for piece in _by_quotes(text) for block in piece]
    signed = False
    parted = []
    for block in blocks:
        piece = text[block.start:block.end]
        signed = signed or bool(_SIGNATURE.match(piece.split("\n", 1)[0]))
        quoted = _QUOTED.match(piece) or _FORWARDS.match(piece) or _introduces(piece)
        parted.append(replace(block, kind=BOILERPLATE) if quoted or signed else block)
    return tuple(parted)


def _introduces(piece: str) -> bool:
    """Say whether a line introduces a quoted message: ``On Monday Jane Roe wrote:``."""
    if len(piece) > _LONGEST_INTRODUCTION or not piece.endswith(":"):
        return False
    words = {word for words in phrases_of("language.wrote").values() for word, _ in words}
    return any(word in words for word in piece.rstrip(":").casefold().split()) and any(map(str.isdigit, piece))


def _by_quotes(text: str) -> Iterator[tuple[Block, ...]]:
    """Cut the runs of quoted and of own lines apart, then each into blocks."""
    for run in re.finditer(r"(?:[ \t]*>[^\n]*\n?)+|(?:(?![ \t]*>)[^\n]*\n|(?![ \t]*>)[^\n]+\Z)+", text):
        yield tuple(Block(run.start() + block.start, run.start() + block.end, block.kind) for block in cut(run.group()))


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, IndexError, AttributeError, TypeError):
        return ""  # a header that breaks the standard


def _sender(sender: str) -> str:
    shown, address = parseaddr(sender)
    return shown or address or sender


def _day(message: EmailMessage) -> str:
    try:
        when = message["Date"].datetime if message["Date"] else None
    except (ValueError, AttributeError, IndexError, TypeError):
        return ""
    return when.date().isoformat() if when else ""


def _attachments(message: EmailMessage) -> Iterator[str]:
    try:
        yield from (part.get_filename() or part.get_content_type() for part in message.iter_attachments())
    except (AttributeError, KeyError, TypeError, ValueError):
        return
