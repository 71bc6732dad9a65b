"""The report of an event: page, text, tables, charts and manifest."""

from reconcile.report.writing import write_chart, write_reports

__all__ = ["write_chart", "write_reports"]
