"""Counts months again, from `loa log --json` and the station's topics alone, and compares every figure
with what loa's papers say: report.docx as python-docx reads it, log.xlsx as openpyxl reads it, letter.txt,
and figures.json. It shares no line with loa: what a report counts is written down here a second time.

recount.py FOLDER: each folder in FOLDER is a month. Prints JSON: how much was looked at, and every
difference."""

import collections
import json
import pathlib
import sys

from log import Month
from papers import Papers


def main(root):
    differences, seen = [], collections.Counter()
    for folder in sorted(it for it in pathlib.Path(root).iterdir() if it.is_dir()):
        month = Month(folder)
        papers = Papers(folder)
        seen.update(month.seen())
        seen["months"] += 1
        for what, counted, printed in papers.compare(month):
            seen["comparisons"] += 1
            if counted != printed:
                differences.append(
                    {"month": folder.name, "what": what, "counted": str(counted), "printed": str(printed)}
                )
    print(json.dumps({"seen": seen, "differences": differences}, ensure_ascii=False))


main(sys.argv[1])
