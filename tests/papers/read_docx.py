"""Prints what python-docx reads in a report: its paragraphs, and its tables as rows of cells."""

import json
import sys

import docx

document = docx.Document(sys.argv[1])
print(json.dumps({
    "paragraphs": [it.text for it in document.paragraphs if it.text.strip()],
    "tables": [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables],
}))
