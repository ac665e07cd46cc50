"""Prints the cells of a workbook's first sheet as openpyxl sees them, each as a text."""

import json
import sys

import openpyxl

sheet = openpyxl.load_workbook(sys.argv[1]).worksheets[0]
rows = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
json.dump(rows, sys.stdout)
