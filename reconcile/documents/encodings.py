"""Turn the bytes of a text into characters, and say what had to be guessed."""

from __future__ import annotations

import codecs
import re

from reconcile.documents.languages import common_words
from reconcile.errors import UnreadableError

CANDIDATES = ("cp1252", "cp1251", "koi8-u", "cp1256", "kz1048", "cp866", "iso8859-5", "mac-cyrillic")
"""Encodings of the languages read here that are tried in this order when a text is not in UTF-8."""

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
          (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_OTHER_LETTERS = re.compile(rb"[^\n]*[\x80-\xff][^\n]*")
_MIXED = re.compile("[a-zA-Z](?=[\u0400-\u06ff])|[\u0400-\u052f](?=[a-zA-Z\u0600-\u06ff])"
                    "|[\u0600-\u06ff](?=[a-zA-Z\u0400-\u052f])|[a-zа-я](?=[A-ZА-Я])|[\u0080-\u009f\u2500-\u257f]")
_TWICE = re.compile("(?:Ã[\u0080-\u00bf]|â€[™œž“”˜¦\u0080-\u00bf]|[ÐÑ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
                    "|[ØÙ][\u0080-\u00bf€-™](?=[ØÙ])"
                    "|[РС][\u0400-\u040f\u0452-\u045f°±²µ·»ѓ‚„…†‡€‰‹’“”•–—™›](?=[РС]))")
_SAMPLE, _LONGEST_GUESS = 4000, 100_000
_TWICE_AT_LEAST = 3
_PLAIN_SHARE = 0.7
_MOST_LOST = 0.2
_LETTERS_LOST = "some letters could not be read."


def decode(data: bytes, name: str, *, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """Read bytes as text.

    Parameters
    ----------
    data : bytes
    name : str
        Name for a message.
    declared : str
        Encoding that the document names; it is not believed against the bytes.

    Returns
    -------
    text : str
        Without byte order mark, with ``\\n`` at the end of lines.
    notes : tuple of str
        What was guessed and what looks wrong.

    Raises
    ------
    UnreadableError
        If the bytes are no text.
    """
    encoding, note = _encoding(data, declared)
    if not encoding:
        raise UnreadableError(f"{name} is no text document. Give a text, HTML, PDF, DOCX or e-mail file")
    text = data.decode(encoding, errors="strict" if not note else "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    notes = [note] if note else []
    if len(_TWICE.findall(text[:_LONGEST_GUESS])) >= _TWICE_AT_LEAST:
        notes.append("the letters look encoded twice; save the document again in UTF-8.")
    return text, tuple(notes)


def _encoding(data: bytes, declared: str) -> tuple[str, str]:
    """Return an encoding, empty for bytes that are no text, and a note when it was guessed."""
    for mark, encoding in _MARKS:
        if data.startswith(mark) and _reads(data, encoding):
            return encoding, ""
        if data.startswith(mark) and _lost(data, encoding) < _MOST_LOST:
            return encoding, _LETTERS_LOST
    if wide := _without_mark(data):
        return wide, f"read as {wide}, guessed from the bytes."
    if _is_binary(data):
        return "", ""
    if _reads(data, "utf-8"):
        return "utf-8", ""
    if _lost(data, "utf-8", beyond="\x7f") < _MOST_LOST:
        return "utf-8", _LETTERS_LOST
    if declared and _reads(data, declared) and _is_likely(data, declared):
        return declared, ""
    return _guess(data)


def _reads(data: bytes, encoding: str) -> bool:
    try:
        return isinstance(data.decode(encoding), str)
    except (UnicodeDecodeError, LookupError, AssertionError):
        return False


def _lost(data: bytes, encoding: str, *, beyond: str = "") -> float:
    """Return the share of letters beyond a given one that an encoding cannot read; 1 when there are none."""
    letters = [letter for letter in data[:_LONGEST_GUESS].decode(encoding, errors="replace") if letter > beyond]
    return letters.count("\ufffd") / len(letters) if letters else 1.0


def _without_mark(data: bytes) -> str:
    """Return the form of UTF-16 that makes words with spaces of bytes with zeros, or an empty text."""
    sample = data[:_SAMPLE][:len(data) // 2 * 2]
    for encoding in ("utf-16-le", "utf-16-be") if b"\x00" in sample else ():
        if _reads(sample, encoding) and sample.decode(encoding).count(" ") > len(sample) // 50:
            return encoding
    return ""


def _is_binary(data: bytes) -> bool:
    sample = data[:_LONGEST_GUESS]
    return b"\x00" in sample or len(_CONTROL.findall(sample)) > len(sample) // 100


def _guess(data: bytes) -> tuple[str, str]:
    sample = b"\n".join(_OTHER_LETTERS.findall(data[:_LONGEST_GUESS]))[:_SAMPLE]
    best = max(CANDIDATES, key=lambda encoding: _likelihood(sample, encoding))
    if _likelihood(sample, best) < 1 and len(sample.decode("ascii", "ignore")) < _PLAIN_SHARE * len(sample):
        best = _by_frequency(data[:_LONGEST_GUESS]) or best
    broken = " Some letters could not be read." if not _reads(data, best) else ""
    return best, f"read as {best}, guessed from the words.{broken}"


def _is_likely(data: bytes, encoding: str) -> bool:
    """Say whether a declared encoding reads the words no worse than any other."""
    sample = b"\n".join(_OTHER_LETTERS.findall(data[:_LONGEST_GUESS]))[:_SAMPLE]
    return _likelihood(sample, encoding) + 2 >= max(_likelihood(sample, other) for other in CANDIDATES)


def _likelihood(sample: bytes, encoding: str) -> float:
    """Count the common words of the best language, less the letters in words of another script."""
    text = sample.decode(encoding, errors="replace")
    return common_words(text) - 0.5 * len(_MIXED.findall(text)) - text.count("\ufffd")


def _by_frequency(data: bytes) -> str:
    from charset_normalizer import from_bytes

    found = from_bytes(data).best()
    return found.encoding if found else ""
