"""Dates of the ledger: what may be written, and which days it can mean."""

from __future__ import annotations

from datetime import date

import pytest

from reconcile.dates import parse_date
from reconcile.errors import DateError
from reconcile.sentences import written_date

FORMS = [
    # written                   first           last           precision   approximate
    ("2022", "2022-01-01", "2022-12-31", "year", False),
    ("2022-01", "2022-01-01", "2022-01-31", "month", False),
    ("2022-02", "2022-02-01", "2022-02-28", "month", False),
    ("2024-02", "2024-02-01", "2024-02-29", "month", False),
    ("2022-12", "2022-12-01", "2022-12-31", "month", False),
    ("2022-01-08", "2022-01-08", "2022-01-08", "day", False),
    ("2024-02-29", "2024-02-29", "2024-02-29", "day", False),
    (" 2022-01-08 ", "2022-01-08", "2022-01-08", "day", False),
    ("2022-01-08T14:30Z", "2022-01-08", "2022-01-08", "day", False),
    ("2022-01-08 14:30:00", "2022-01-08", "2022-01-08", "day", False),
    ("2022-01-08T14:30:00.25", "2022-01-08", "2022-01-08", "day", False),
    ("2022-01-08~", "2022-01-07", "2022-01-09", "day", True),
    ("2022-01-08?", "2022-01-07", "2022-01-09", "day", True),
    ("2022-01-08%", "2022-01-07", "2022-01-09", "day", True),
    ("2022-03-01~", "2022-02-28", "2022-03-02", "day", True),
    ("2022-01~", "2021-12-01", "2022-03-03", "month", True),
    ("2022~", "2020-12-31", "2024-01-01", "year", True),
    ("2022-01-08/2022-01-10", "2022-01-08", "2022-01-10", "interval", False),
    ("2022-01-08 / 2022-01-10", "2022-01-08", "2022-01-10", "interval", False),
    ("2022-01-08/2022-01-08", "2022-01-08", "2022-01-08", "interval", False),
    ("2022-01/2022-02", "2022-01-01", "2022-02-28", "interval", False),
    ("2021/2022-01-10", "2021-01-01", "2022-01-10", "interval", False),
    ("2022-01-08~/2022-01-10", "2022-01-07", "2022-01-10", "interval", True),
    ("2022-01-08/2022-01-10?", "2022-01-08", "2022-01-11", "interval", True),
    ("2022-01-08/..", "2022-01-08", None, "interval", False),
    ("2022-01-08/", "2022-01-08", None, "interval", False),
    ("../2022-01-08", None, "2022-01-08", "interval", False),
    ("/2022-01-08", None, "2022-01-08", "interval", False),
    ("0001-01-01", "0001-01-01", "0001-01-01", "day", False),
    ("9999-12-31", "9999-12-31", "9999-12-31", "day", False),
]


@pytest.mark.parametrize("written, first, last, precision, approximate", FORMS)
def test_a_date_means_its_days(written: str, first: str | None, last: str | None, precision: str,
                               approximate: bool) -> None:
    period = parse_date(written)

    assert period.first == (first and date.fromisoformat(first))
    assert period.last == (last and date.fromisoformat(last))
    assert (period.precision, period.is_approximate) == (precision, approximate)


@pytest.mark.parametrize("written", [
    "", " ", "soon", "08/01/2022", "8.1.2022", "2022-1-8", "22-01-08", "20220108", "2022-01-08-",
    "2022-01-08~~",
    "2022-01-8", "-2022", "2022-01-08T25", "2022/01/08", "/", "../..", "..", "2022-01-08/..x",
    "2022-01-08/2022-01-09/",
    "２０２２-01-08", "٢٠٢٢-01-08", "2022-01-08\n2022", "1" * 5000,
])
def test_any_other_form_is_refused_with_the_forms_that_can_be_written(written: str) -> None:
    with pytest.raises(DateError, match="Write 2022-01-08, 2022-01, 2022") as refused:
        parse_date(written)

    assert len(str(refused.value)) < 300


@pytest.mark.parametrize("written", ["2022-02-30", "2022-13", "2022-00", "2022-01-00", "0000", "2023-02-29",
                                     "2022-04-31",
                                     "2022-01-01/2022-02-30", "2022-02-30/.."])
def test_a_day_that_does_not_exist_is_refused(written: str) -> None:
    with pytest.raises(DateError, match="there is no day"):
        parse_date(written)


@pytest.mark.parametrize("written", ["2022-01-10/2022-01-08", "2022-02/2022-01", "2023/2022-12-31"])
def test_an_interval_that_ends_before_it_starts_is_refused(written: str) -> None:
    with pytest.raises(DateError, match="ends before it starts.*Put the earlier date first"):
        parse_date(written)


@pytest.mark.parametrize("written", ["0001-01-01~", "9999-12-31~", "9999~", "0001?"])
def test_about_the_edge_of_the_calendar_is_refused(written: str) -> None:
    with pytest.raises(DateError, match="edge of the calendar"):
        parse_date(written)


@pytest.mark.parametrize("written, words", [
    ("2022-01-08", "8 January 2022"),
    ("2022-01-08T14:30Z", "8 January 2022"),
    ("2022-01", "January 2022"),
    ("2022", "2022"),
    ("2022-01-08~", "about 8 January 2022"),
    ("2022-01?", "about January 2022"),
    ("2022%", "about 2022"),
    ("2022-01-08/2022-01-10", "8–10 January 2022"),
    ("2022-01-30/2022-02-02", "30 January – 2 February 2022"),
    ("2021-12-30/2022-01-02", "30 December 2021 – 2 January 2022"),
    ("2021/2022", "2021 – 2022"),
    ("2021-12/2022-01-02", "December 2021 – 2 January 2022"),
    ("2022-01-08~/2022-01-10", "about 8 January 2022 – 10 January 2022"),
    ("2022-01-08/..", "8 January 2022 or later"),
    ("2022-01-08/", "8 January 2022 or later"),
    ("../2022-01-08", "8 January 2022 or earlier"),
    ("2022-01-08/2022-01-08", "8 January 2022"),
    ("", "an unknown date"),
])
def test_a_date_is_printed_for_a_reader(written: str, words: str) -> None:
    assert written_date(written) == words
