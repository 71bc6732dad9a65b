"""Read documents of every kind: one, several, or all of a folder."""

from __future__ import annotations

import hashlib
import os
import re
import sys
import warnings
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from reconcile.documents.blocks import cut
from reconcile.documents.boilerplate import mark
from reconcile.documents.encodings import decode
from reconcile.documents.heads import read_head
from reconcile.documents.model import Document
from reconcile.errors import UnreadableError

_MARKUP = re.compile(rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*"
                     rb"<(?:!doctype\s+html|html|head|body|article|main|div|p|h1|meta|title)[\s>]",
                     re.IGNORECASE | re.DOTALL)
_MAIL_HEADER = re.compile(rb"(?:From [^\r\n]+\r?\n)?(?:[A-Za-z][\w-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)+(?:\r?\n|\Z)")
_MAIL_NAMES = re.compile(rb"^(?:message-id|received|mime-version|return-path|delivered-to|x-mailer|dkim-signature):"
                         rb"|^from:[^\n]*@", re.IGNORECASE | re.MULTILINE)
_PICTURE = ("a picture", "Run text recognition (OCR) on it and give the text")
_PACKED = ("a packed file", "Unpack it and give the files in it")
_OTHER_KINDS = {
    **dict.fromkeys((b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"II*\x00", b"MM\x00*"), _PICTURE),
    **dict.fromkeys((b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh"), _PACKED),
    b"{\\rtf": ("an RTF document", "Save it as DOCX or text"),
    b"\xd0\xcf\x11\xe0": ("an old or encrypted Office document", "Save it as DOCX without a password"),
    b"PK\x03\x04": ("a packed file, but no Word document", "Save a table as CSV, a text as DOCX"),
}
_TOP = 65_536
_STANDARD_INPUT = "-"


def read_document(data: bytes, name: str, *, url: str = "") -> Document:
    """Read one document; its kind is told by its bytes.

    Parameters
    ----------
    data : bytes
    name : str
        File name.
    url : str
        Where it was read, if the document does not say.

    Returns
    -------
    Document
        The same bytes always give the same text.

    Raises
    ------
    UnreadableError
        If the document is encrypted, broken, scanned without text, or none of the kinds read here.
    """
    return _read(data, name, url)[0]


def read_documents(paths: Sequence[str], *, passed_over: Callable[[str], None] | None = None) -> Iterator[Document]:
    """Read files, folders and standard input one after the other.

    Parameters
    ----------
    paths : sequence of str
        Files; folders, with all that lies below, in the order of the names; ``-`` for standard input.
    passed_over : callable, optional
        Called with a sentence that names each document that cannot be read; a warning without it.

    Yields
    ------
    Document
        A mailbox gives one for each message.

    Raises
    ------
    UnreadableError
        For a path that does not exist.
    """
    report = passed_over or _warn
    for path in paths:
        for file in [None] if path == _STANDARD_INPUT else _files(path):
            try:
                data = sys.stdin.buffer.read() if file is None else _bytes(file)
                yield from _read(data, file.name if file else _STANDARD_INPUT, "")
            except UnreadableError as error:
                report(str(error))


def load(folder: str, names: Collection[str] | None = None) -> dict[str, Document]:
    """Read the documents of a folder and the folders below.

    Parameters
    ----------
    folder : str
        What is no readable document is passed over.
    names : collection of str, optional
        File names and digests that are wanted; other files are not read. All by default.

    Returns
    -------
    dict of str to Document
        Under the file name, the path below the folder, and the sha256 of the bytes. Of two files of one
        name the one nearer to the folder has it.

    Raises
    ------
    UnreadableError
        If the folder does not exist or cannot be read.
    """
    place = Path(folder)
    if not place.is_dir():
        raise UnreadableError(f"there is no folder {folder}. Name the folder that holds the documents")
    found: dict[str, Document] = {}
    for path in sorted(_files(folder), key=lambda path: (len(path.parts), path)):
        data = _bytes(path)
        below = path.relative_to(place).as_posix()
        try:
            if names is not None and not _is_wanted(names, path.name, below, data):
                continue
            documents = _read(data, path.name, "")
        except UnreadableError:
            continue
        for document in documents:
            for key in (document.name, below + document.name.removeprefix(path.name), document.sha256):
                found.setdefault(key, document)
        found.setdefault(_digest(data), documents[0])
    return found


def _is_wanted(names: Collection[str], name: str, below: str, data: bytes) -> bool:
    if name in names or below in names or _digest(data) in names:
        return True
    return _kind(data[:_TOP], name) == "email"  # a message of a mailbox has a name and a digest of its own


def _read(data: bytes, name: str, url: str) -> list[Document]:
    kind = _kind(data[:_TOP], name)
    if kind == "email":
        return _messages(data, name, url)
    if kind == "text":
        document = _text(data, name, url)
    elif kind == "html":
        from reconcile.documents.web import read_html

        document = read_html(data, name, url)
    elif kind == "pdf":
        from reconcile.documents.pdf import read_pdf

        document = read_pdf(data, name, url)
    else:
        from reconcile.documents.word import read_docx

        document = read_docx(data, name, url)
    return [replace(document, sha256=_digest(data))]


def _messages(data: bytes, name: str, url: str) -> list[Document]:
    from reconcile.documents.mail import messages, read_mail

    several = messages(data)
    if len(several) == 1:
        return [replace(read_mail(data, name, url), sha256=_digest(data))]
    found = []
    for number, message in enumerate(several, 1):
        try:
            found.append(replace(read_mail(message, f"{name}/{number}", url), sha256=_digest(message)))
        except UnreadableError as error:
            lost = f"{error}."
            found.append(Document(f"{name}/{number}", "", _digest(message), "email", notes=(lost,)))
    return found


def _text(data: bytes, name: str, url: str) -> Document:
    text, notes = decode(data, name)
    blocks = mark(text, cut(text))
    head = read_head(text, blocks)
    return Document(name, text, title=head.title, author=head.author, published=head.published,
                    published_from="text" if head.published else "", url=url, blocks=blocks,
                    notes=notes + head.notes)


def _kind(top: bytes, name: str) -> str:
    """Tell the kind of a document by its first bytes; the name decides only what these leave open.

    Raises
    ------
    UnreadableError
        For a kind that is known and not read here.
    """
    ending = Path(name).suffix.lower()
    if b"%PDF-" in top[:1024]:
        return "pdf"
    if top.startswith(b"PK\x03\x04") and (b"word/" in top or ending == ".docx"):
        return "docx"
    for mark_, (what, hint) in _OTHER_KINDS.items():
        if top.startswith(mark_):
            raise UnreadableError(f"{name} is {what}. {hint}")
    plain = top.removeprefix(b"\xef\xbb\xbf")
    if top.startswith((b"\xff\xfe", b"\xfe\xff")):
        plain = top.replace(b"\x00", b"").lstrip(b"\xff\xfe")
    if _MARKUP.match(plain) or (ending in (".html", ".htm", ".xhtml") and b"<" in plain):
        return "html"
    header = _MAIL_HEADER.match(plain)
    if header and (_MAIL_NAMES.search(header.group()) or ending in (".eml", ".mbox", ".mht", ".mhtml")):
        return "email"
    return "text"


def _files(path: str) -> list[Path]:
    """Return a file, or the files of a folder and those below in order, without hidden ones."""
    place = Path(path)
    if place.is_file():
        return [place]
    if not place.is_dir():
        raise UnreadableError(f"there is no file or folder {path}. Check the name")
    found: list[Path] = []
    for folder, folders, files in os.walk(place):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found.extend(Path(folder, name) for name in sorted(files) if not name.startswith("."))
    return [file for file in found if file.is_file()]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"cannot read {path}: {error.strerror}") from None


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _warn(message: str) -> None:
    warnings.warn(message, stacklevel=3)
