"""Prints what openpyxl reads in a workbook: its sheets, each with its rows and how it is shown."""

import datetime
import json
import sys

import openpyxl


def plain(value):
    """A cell as JSON holds it; real dates and times of day are told from texts."""
    if isinstance(value, (datetime.datetime, datetime.date)):
        return {"date": value.isoformat()[:10]}
    if isinstance(value, (datetime.time, datetime.timedelta)):
        return {"time": str(value)}
    return value


def sheets(path):
    for sheet in openpyxl.load_workbook(path).worksheets:
        yield {
            "name": sheet.title,
            "freeze": sheet.freeze_panes,
            "filter": sheet.auto_filter.ref,
            "rows": [[plain(cell) for cell in row] for row in sheet.iter_rows(values_only=True)],
        }


if __name__ == "__main__":
    print(json.dumps(list(sheets(sys.argv[1]))))
