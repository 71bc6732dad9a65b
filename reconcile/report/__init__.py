"""The report of an event: page, text, tables, charts and manifest; and the charts of a publication."""

from reconcile.report.checking import Check, FileState, check_charts
from reconcile.report.pictures import write_chart
from reconcile.report.publication import write_charts
from reconcile.report.writing import write_reports

__all__ = ["Check", "FileState", "check_charts", "write_chart", "write_charts", "write_reports"]
