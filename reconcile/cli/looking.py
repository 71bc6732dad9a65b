"""The commands that look: estimates, discrepancies, conflicts, how a number came about, faults, wordings."""

from __future__ import annotations

import click

from reconcile.cli.options import (EVENT, FIGURES, LEXICON, OUT, POLICY, RELATIONS, RUN, VOCABULARY, emit, formats,
                                   options, paint_for, reconciled)
from reconcile.errors import EXIT_DONE, EXIT_FAULTS, EXIT_FINDINGS
from reconcile.terminal import paint_headings, paint_outcomes


@click.command()
@FIGURES
@formats("table", "csv", "json", "parquet")
@RUN
@POLICY
@OUT
def estimate(figures: str, form: str, policies: tuple[str, ...], out: str, **run: str) -> None:
    """Print the estimate of each question under each policy.

    A row holds the question, the day the figures speak of, the policy, low, best and high in persons (or acts),
    the numbers of claims and origins behind them, the status and, in CSV, JSON and Parquet, the claim ids. An
    open end stays open: an empty cell in CSV, null in JSON and Parquet. A range without a claim is left empty.

    \b
    Example: reconcile estimate
             # two published rules side by side, for a spreadsheet
             reconcile estimate --policy ucdp --policy acled --format csv --out estimates.csv
             # what could be said on 8 January, by the words of one lexicon
             reconcile estimate --event kazakhstan-2022-01 --known-by 2022-01-08 --lexicon acled
    """
    from reconcile.schema import ESTIMATES
    from reconcile.views import estimates, write_parquet

    result = reconciled(figures, policies=policies, **run)
    if form == "parquet":
        write_parquet(result.estimates, ESTIMATES, out)
    else:
        emit(estimates(result, form, paint_for(out)), out)


@click.command()
@FIGURES
@formats("table", "csv", "json")
@RUN
@OUT
def compare(figures: str, form: str, out: str, **run: str) -> None:
    """Print what stands between each pair of claims, with the reason.

    The kinds are echo, agrees, refines, overlaps, update, revision, retracted, contradicts and not comparable.
    The gap is the least distance in persons (or acts) between the two readings, the ratio that of their nearest
    ends; both are empty where the readings meet.

    \b
    Example: reconcile compare --event kazakhstan-2022-01
             # for a program: one object a pair
             reconcile compare --format json --out discrepancies.json
    """
    from reconcile.views import discrepancies

    emit(discrepancies(reconciled(figures, **run), form, paint_for(out)), out)


@click.command()
@FIGURES
@formats("table", "json")
@RUN
@OUT
def conflicts(figures: str, form: str, out: str, **run: str) -> None:
    """Print the smallest sets of claims that cannot all be true, with the proof.

    Each proof is a short chain of inequalities; what would have to be doubted stands below it.

    \b
    Example: reconcile conflicts --event kazakhstan-2022-01
             reconcile conflicts --format json
    """
    from reconcile.views import conflicts as words_of

    emit(words_of(reconciled(figures, **run), form), out)


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW", default="")
@formats("table", "json")
@click.option("--known-by-old", default="", metavar="DATE", help="Use only what had been published by this day in OLD.")
@click.option("--known-by-new", default="", metavar="DATE", help="Use only what had been published by this day in NEW.")
@options(VOCABULARY, EVENT, LEXICON, RELATIONS)
@POLICY
@OUT
def diff(old: str, new: str, form: str, known_by_old: str, known_by_new: str, policies: tuple[str, ...], out: str,
         **run: str) -> None:
    """Print which claims came, went or changed between two ledgers, and every estimate that moved and why.

    With one ledger, give two dates: what was known then, and later.

    \b
    Example: # one ledger, two dates: what moved between them, and why
             reconcile diff figures.csv --known-by-old 2022-01-07 --known-by-new 2022-01-10
             # two versions of a ledger
             reconcile diff old.csv figures.csv --policy ucdp
    """
    from reconcile.diff import difference
    from reconcile.views import moved

    before = reconciled(old, known_by=known_by_old, policies=policies, **run)
    after = reconciled(new or old, known_by=known_by_new, policies=policies, **run)
    emit(moved(difference(before, after), form), out)


@click.command()
@click.argument("subject", metavar="QUESTION_OR_CLAIM")
@FIGURES
@RUN
@POLICY
def explain(subject: str, figures: str, policies: tuple[str, ...], **run: str) -> None:
    """Print step by step how a question's range, or a claim's place in it, came about.

    A question is named in full or by enough words of its name; a claim by its claim_id.

    \b
    Example: # a question, by enough words of its name
             reconcile explain "detained everyone"
             # a claim
             reconcile explain kz22-001
             reconcile explain detained-journalists --policy ibc --known-by 2022-01-10
    """
    from reconcile.explain import explanation

    emit(paint_headings(explanation(reconciled(figures, policies=policies, **run), subject)))


@click.command()
@FIGURES
@click.option("--documents", default="", metavar="FOLDER", help="Verify each locator in these documents.")
@RUN
def check(figures: str, documents: str, **run: str) -> int:
    """Look for faults and findings in a ledger.

    A fault is what no ledger may have: a wording that cannot be read, a date that does not exist, a claim_id
    used twice. A finding is for a person to look at. With --documents each locator is looked up, and the words
    there are compared with those of the claim.

    \b
    Example: reconcile check
             # a folder without the documents: exit code 1, each locator is a finding
             reconcile check figures.csv --documents no-documents/
    """
    from reconcile.views import findings

    text, found = findings(reconciled(figures, **run), documents)
    emit(paint_outcomes(text))
    return EXIT_FINDINGS if found else EXIT_DONE


@click.command()
@click.argument("wordings", nargs=-1, metavar="[WORDING]...")
@click.option("--language", default="en", show_default=True, help="BCP 47 language of the words.")
@click.option("--lexicon", default="default", show_default=True, metavar="NAME", help="Profile that reads the words.")
@formats("table", "json", "jsonl")
def parse(wordings: tuple[str, ...], language: str, lexicon: str, form: str) -> int:
    """Show how the words of a number are read.

    Shown are the interval that the profile enters, the widest reading that the words allow, the hedge, and the
    row of the profile that decided; `reconcile explain` prints that row with its source.

    \b
    Example: reconcile parse "more than 5,000" dozens "two to three hundred"
             # another language, for a program
             reconcile parse --language ru --format json "более 5 тысяч"
             # words without a number: exit code 2
             reconcile parse "a curfew was declared"
    """
    from reconcile.views import readings

    text, any_read = readings(wordings or _lines(), language, lexicon, form)
    emit(text)
    return EXIT_DONE if any_read else EXIT_FAULTS


def _lines() -> list[str]:
    from reconcile.ledger.text import read_bytes

    return read_bytes("-").decode("utf-8-sig", errors="backslashreplace").splitlines()
