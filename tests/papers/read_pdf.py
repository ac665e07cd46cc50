"""Prints what pdfminer.six sees on the pages of every PDF in a folder: texts with their place, size and
face, and the horizontal rules. Points from the page's upper left corner; a text's `y` is its baseline."""

import json
import pathlib
import sys

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTCurve
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import LIT


def embedded(document):
    """The name of every font, and whether the file brings its shapes along."""
    for xref in document.xrefs:
        for number in xref.get_objids():
            font = resolve1(document.getobj(number))
            if isinstance(font, dict) and font.get("Type") is LIT("FontDescriptor"):
                shapes = any(key in font for key in ("FontFile", "FontFile2", "FontFile3"))
                yield {"name": font["FontName"].name, "embedded": shapes}


def face(char):
    name = char.fontname.partition("+")[2] or char.fontname
    ink = char.graphicstate.ncolor
    black = all(part == 0 for part in (ink if isinstance(ink, (list, tuple)) else [ink or 0]))
    return {
        "size": round(char.size, 1),
        "bold": "Bold" in name,
        "italic": "Italic" in name,
        "black": black,
    }


def follows(text, char, baseline):
    """Whether a character goes on where the text has come to. A space may be stretched, nothing else."""
    gap = char.x0 - text["end"]
    spaced = text["text"][-1] == " " or char.get_text() == " "
    return (
        abs(baseline - text["y"]) < 0.5
        and -1 < gap < (60 if spaced else 3)
        and face(char) == text["face"]
    )


def texts(page):
    """Runs of characters in the order in which they were set: a run never spans two cells."""
    runs = []
    for char in page:
        if not isinstance(char, LTChar):
            continue
        baseline = page.height - char.matrix[5]
        if not runs or not follows(runs[-1], char, baseline):
            runs.append({"text": "", "y": baseline, "x0": None, "face": face(char)})
        run = runs[-1]
        run["text"] += char.get_text()
        run["end"] = char.x1
        if char.get_text().strip():
            run["x0"] = char.x0 if run["x0"] is None else run["x0"]
            run["x1"] = char.x1
    for run in runs:
        if run["x0"] is not None:
            place = {key: round(run[key], 2) for key in ("x0", "x1", "y")}
            yield {"words": run["text"].strip(), **place, **run["face"]}


def rules(page):
    """Horizontal lines, however the writer drew them; pieces that touch are one."""
    pieces = [
        (round(page.height - (it.y0 + it.y1) / 2, 1), it.x0, it.x1)
        for it in page
        if isinstance(it, LTCurve) and it.height < 2 < it.width
    ]
    joined = []
    for y, x0, x1 in sorted(pieces):
        last = joined[-1] if joined else None
        if last and abs(last["y"] - y) < 0.3 and x0 < last["x1"] + 1:
            last["x1"] = max(last["x1"], x1)
        else:
            joined.append({"y": y, "x0": x0, "x1": x1})
    return [{key: round(value, 2) for key, value in rule.items()} for rule in joined]


def laid_out(document):
    """The pages as they were set, in the order in which they were: nothing is grouped."""
    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    for page in PDFPage.create_pages(document):
        interpreter.process_page(page)
        yield device.get_result()


def read(path):
    with open(path, "rb") as file:
        document = PDFDocument(PDFParser(file))
        return {"fonts": list(embedded(document)), "pages": pages(document)}


def pages(document):
    return [
        {
            "width": round(page.width, 1),
            "height": round(page.height, 1),
            "texts": list(texts(page)),
            "rules": rules(page),
        }
        for page in laid_out(document)
    ]


folder = pathlib.Path(sys.argv[1])
print(json.dumps({path.stem: read(path) for path in sorted(folder.glob("*.pdf"))}))
