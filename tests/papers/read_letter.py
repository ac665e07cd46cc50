"""Prints what Python's e-mail parser reads in a letter, and whether its workbook opens."""

import email
import email.policy
import io
import json
import sys

from read_xlsx import sheets

with open(sys.argv[1], "rb") as file:
    letter = email.message_from_binary_file(file, policy=email.policy.default)

attachments = list(letter.iter_attachments())
print(json.dumps({
    "from": letter["from"],
    "to": letter["to"],
    "subject": letter["subject"],
    "date": str(letter["date"].datetime),
    "text": letter.get_body(("plain",)).get_content(),
    "html": letter.get_body(("html",)).get_content(),
    "defects": [str(defect) for part in letter.walk() for defect in part.defects],
    "attachments": [it.get_filename() for it in attachments],
    "types": [it.get_content_type() for it in attachments],
    "sheets": [
        sheet["name"]
        for it in attachments
        if it.get_filename().endswith(".xlsx")
        for sheet in sheets(io.BytesIO(it.get_content()))
    ],
}))
