r"""LaTeX: a ``longtable`` with the rules of booktabs and its footnotes below, to be taken in with ``\input``.

Every sign that means something to TeX is escaped, so that a cell prints as it is; ligatures that would change
it (two hyphens, two quotes) are broken up. XeLaTeX and LuaLaTeX set every script that the chosen font has;
pdfLaTeX needs the encoding T1, babel for Cyrillic, and sets no Arabic, Chinese or Japanese.
"""

from __future__ import annotations

import re
import unicodedata

from reconcile.formats.base import Export
from reconcile.formats.printing import PRINTED, Cell, Note, Page, pages
from reconcile.formats.publication import Publication

_ESCAPED = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "#": r"\#", "$": r"\$", "%": r"\%", "&": r"\&", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "<": r"\textless{}", ">": r"\textgreater{}",
    "|": r"\textbar{}", '"': r"\textquotedbl{}", "'": r"\textquotesingle{}", "`": r"\textasciigrave{}",
    # Brackets after \\ or \item would be an option of it; an asterisk, too.
    "[": "{[}", "]": "{]}", "*": "{*}", "-": "{-}", ",": "{,}", "!": "{!}", "?": "{?}",
}
_EVERY_SIGN = str.maketrans(_ESCAPED)
_ALONE = str.maketrans({sign: escaped for sign, escaped in _ESCAPED.items() if sign not in "-,!?"})
_LIGATURES = re.compile(r"(--|,,|[!?]`)")
_WEIGHTS = {"Question": 17, "Range": 15, "Policy": 13, "As of": 12, "Status": 15, "Figure it prints": 9, "Origins": 9,
            "Stated": 15, "Source": 16, "Counted by": 16, "Published": 12, "Read as": 10, "State": 11, "Claim": 6,
            "Why": 48, "Reported figures": 45, "What was found": 45, "Why they cannot all be true": 40,
            "To resolve it": 30, "Check": 14}
_OTHER_WEIGHT = 9
_BETWEEN = 0.0175
"""Share of the line that the space around a column takes: 6 of the 345 points of the class article."""

# Unassigned, private and control signs, and those that turn the direction of writing, are shown by number.
_SHOWN_BY_NUMBER = ("Cc", "Cn", "Co", "Cs")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_KNOWN_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARABIC", "HEBREW", "CJK", "HIRAGANA", "KATAKANA", "HANGUL",
                  "DEVANAGARI", "GEORGIAN", "ARMENIAN", "ETHIOPIC", "MYANMAR", "THAI")


def latex_text(value: str) -> str:
    """Escape a text so that LaTeX prints it as it is, on one line.

    Examples
    --------
    >>> latex_text("50% & more")
    '50\\\\% \\\\& more'
    """
    text = " ".join(value.split())
    if not text.isprintable():
        text = "".join(map(_shown, text))
    # Hyphens, commas and marks stay bare unless they would join with their neighbour.
    return "".join(part.translate(_EVERY_SIGN if number % 2 else _ALONE)
                   for number, part in enumerate(_LIGATURES.split(text)))


def _shown(sign: str) -> str:
    hidden = unicodedata.category(sign) in _SHOWN_BY_NUMBER or _TURNING.match(sign)
    return f"<U+{ord(sign):04X}>" if hidden else sign


def file(publication: Publication, table: str) -> bytes:
    """Return one table, a ``longtable`` for each event."""
    made = "\n".join(_page(page) for page in pages(publication, table))
    return (_preamble(made) + made).encode("utf-8")


def _preamble(made: str) -> str:
    """Say, as comments, what the document needs."""
    names = {unicodedata.name(sign, "").split(" ")[0] for sign in set(made) if ord(sign) > 0x24F}
    scripts = ", ".join(["Latin", *(name.capitalize() for name in _KNOWN_SCRIPTS[1:] if name in names)])
    return ("% Needs in the preamble: \\usepackage{array,booktabs,longtable}\n"
            f"% Scripts in the text: {scripts}. With XeLaTeX or LuaLaTeX choose a font that has them\n"
            "% (\\usepackage{fontspec}); with pdfLaTeX \\usepackage[T1]{fontenc}, and babel for Cyrillic.\n")


def _page(page: Page) -> str:
    columns = _columns(page)
    head = " & ".join(latex_text(words) for words in page.header)
    lines = ["\\begingroup\\footnotesize\\setlength{\\tabcolsep}{3pt}", f"\\begin{{longtable}}{{{columns}}}",
             f"\\caption{{{latex_text(page.title)}}}\\label{{tab:{page.slug}}}\\\\", "\\toprule",
             f"{head} \\\\", "\\midrule", "\\endfirsthead", "\\toprule", f"{head} \\\\", "\\midrule", "\\endhead",
             "\\bottomrule", "\\endfoot"]
    for number, group in enumerate(page.groups):
        lines += ["\\addlinespace"] if number and len(group) > 1 else []
        lines += [_row(row if position == 0 else ("", *row[1:])) for position, row in enumerate(group)]
    return "\n".join([*lines, "\\end{longtable}", *_below(page), "\\endgroup", ""])


def _columns(page: Page) -> str:
    """Share out the line; numbers are set to the right."""
    weights = [_WEIGHTS.get(words, _OTHER_WEIGHT) for words in page.header]
    share = (1 - _BETWEEN * len(weights)) / sum(weights)
    sides = ["left" if number else "right" for number in page.is_number]
    return "".join(rf">{{\ragged{side}\arraybackslash}}p{{{weight * share:.3f}\linewidth}}"
                   for weight, side in zip(weights, sides, strict=True))


def _row(row: tuple[Cell, ...]) -> str:
    # An empty group first, so that no cell can be read as an option of the row before it.
    return f"{{}}{' & '.join(map(_cell, row))} \\\\"


def _cell(cell: Cell) -> str:
    return latex_text(cell) if isinstance(cell, str) else " ".join(f"{{[}}{number}{{]}}" for number in cell) or "–"


def _below(page: Page) -> list[str]:
    """Return the notes, what to keep in mind, and how to cite."""
    notes = [rf"\item[{{[}}{note.number}{{]}}] {_note(note)}" for note in page.notes]
    listed = ["\\begin{itemize}", *notes, "\\end{itemize}"] if notes else ["There is no claim.", ""]
    caveats = [rf"\item {latex_text(line)}" for line in page.caveats]
    return ["\\begin{flushleft}", *listed, "\\begin{itemize}", *caveats, "\\end{itemize}",
            f"How to cite: {_breaking(latex_text(page.how_to_cite))}", "\\end{flushleft}"]


def _note(note: Note) -> str:
    addresses = "".join(f" {what}: {_breaking(latex_text(address))}." for what, address in note.addresses)
    return f"{latex_text(note.text)}{addresses} {latex_text(note.rest)}"


def _breaking(escaped: str) -> str:
    """Let long addresses and digests break at the end of a line."""
    broken = re.sub(r"(?<=[0-9a-f]{8})(?=[0-9a-f]{8})", r"\\allowbreak{}", escaped)
    return broken.replace("/", "/\\allowbreak{}")


EXPORT = Export(".tex", file, tables=PRINTED)
