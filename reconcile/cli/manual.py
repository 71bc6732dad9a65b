"""What the help of a command says beside its own words and options.

The words of a command and its examples stand in its docstring. A command that is not named here gets what
holds for all of them.
"""

from __future__ import annotations

from collections.abc import Mapping

Lines = tuple[tuple[str, str], ...]

ARGUMENTS: Mapping[str, str] = {
    "figures": "Ledger of claims, a CSV file; - is standard input. Without it, figures.csv in the current folder.",
    "old": "Ledger as it was; - is standard input.",
    "new": "Ledger as it is. Without it OLD is compared with itself, at two dates.",
    "kind": "Kind of chart; press Tab, or name a wrong one, and they are listed.",
    "form": "Format of the export, one of those above.",
    "subject": "Name or short name of a question, enough words of it, or a claim_id.",
    "wordings": "Words of a number, each in quotes. Without any, one wording per line of standard input.",
    "documents": "Files or folders with all below them; - is standard input.",
    "candidates": "Candidates of `reconcile collect`, a CSV file, or lines of JSON in a name that ends in .jsonl.",
    "shell": "bash, zsh or fish.",
    "command": "Name of a command. Without one, the list of them.",
}
"""What each argument means, by the name of its parameter."""

EXIT_CODES: Mapping[str, str] = {
    "0": "done",
    "2": "an input has faults; each is named with its row and column, and nothing was written",
    "3": "a file cannot be read or written",
    "64": "wrong usage",
    "130": "stopped by Ctrl-C",
}

OWN_EXIT_CODES: Mapping[str, Mapping[str, str]] = {
    "check": {"0": "no faults, no findings", "1": "findings, no faults", "2": "faults"},
    "report": {"0": "done; with --check, every file matches", "1": "with --check, a file or the ledger does not match"},
    "parse": {"0": "at least one wording was read", "2": "none was read"},
}
"""Exit codes that mean something else after these commands."""

FILES: Mapping[str, Lines] = {
    "report": (("reports/EVENT/", "written: index.html, report.md, tables, charts and manifest.json; what an earlier "
                                  "report left there and this one does not have is taken away"),
               ("plan.csv", "read by --plan: one chart a row, with its question, style and words")),
    "chart": (("FILE", "written, with the plotted points as .csv and the alternative text as .txt beside it"),),
    "export": (("FILE", "written; a name without an ending is a folder, for the formats that need several files"),),
    "collect": (("candidates.csv", "written by --out; an older one is kept and added to"),),
    "review": (("candidates.csv", "saved after every key; figures.csv is read and not changed"),
               (".candidates.csv.lock", "keeps a second writer out; may be deleted when nobody writes")),
    "accept": (("figures.csv", "added to, made when missing; no row of it is changed"),
               (".figures.csv.lock", "keeps a second writer out; may be deleted when nobody writes")),
    "add": (("figures.csv", "added to, made when missing; no row of it is changed"),
            (".figures.csv.lock", "keeps a second writer out; may be deleted when nobody writes")),
    "parse": (), "completion": (), "help": (),
}

FILES_OF_ALL: Lines = (("figures.csv", "the ledger, one claim a row; read and never changed"),)

ENVIRONMENT: Lines = (
    ("NO_COLOR", "set to anything: no colours (https://no-color.org)"),
    ("FORCE_COLOR", "set to anything: colours in pipes too; NO_COLOR wins"),
    ("TERM", "dumb: no colours and no progress"),
    ("COLUMNS", "width of the help and of the progress line, in characters"),
)

SEE_ALSO: Mapping[str, tuple[str, ...]] = {
    "estimate": ("explain", "compare", "report"),
    "compare": ("conflicts", "explain"),
    "conflicts": ("compare", "explain", "check"),
    "diff": ("estimate", "explain"),
    "explain": ("estimate", "compare", "parse"),
    "check": ("conflicts", "review"),
    "parse": ("explain", "collect"),
    "collect": ("review", "accept", "parse"),
    "review": ("collect", "accept"),
    "accept": ("review", "check"),
    "add": ("accept", "check"),
    "report": ("chart", "export", "estimate"),
    "chart": ("report", "explain"),
    "export": ("report", "estimate"),
    "completion": ("help",),
    "help": ("completion",),
}


def exit_codes(command: str) -> Lines:
    """Return the exit codes of a command in order."""
    codes = {**EXIT_CODES, **OWN_EXIT_CODES.get(command, {})}
    return tuple(sorted(codes.items(), key=lambda pair: int(pair[0])))
