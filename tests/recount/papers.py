"""A month's papers, read by other people's readers, held against a counted month."""

import collections
import datetime
import json
import re

import docx
import docx.table
import openpyxl

from log import KIND_WORDS, OUTCOME_WORDS, OUTCOMES, PLACES, SOUNDED, rounded


def number(count):
    return f"{count:,}".replace(",", ".")


def column_time(seconds):
    return f"{number(seconds // 60)}:{seconds % 60:02}"


def minutes(seconds):
    if 0 < seconds < 60:
        return f"{seconds} giây"
    rest = f" {seconds % 60} giây" if seconds % 60 else ""
    return f"{number(seconds // 60)} phút{rest}"


def clock(moment):
    return moment.strftime("%d/%m/%Y %H:%M")


def quoted(text):
    """Backticks of a screen as quotation marks of a paper."""
    pieces = text.split("`")
    return pieces[0] + "".join(("“" if place % 2 else "”") + it for place, it in enumerate(pieces[1:], 1))


def hours(slot):
    """The hours that a time of day says of itself: `Buổi trưa (10 giờ đến 14 giờ)`."""
    named = [int(hour) for hour in re.findall(r"(\d+) giờ", slot)]
    if "trước" in slot:
        return 0, named[0]
    return (named[0], 24) if "từ" in slot else tuple(named)


def heard_line(tally):
    cut = f", phát dở {number(tally.cut)} lượt" if tally.cut else ""
    return f"{number(tally.aired)} lượt{cut}, {minutes(tally.heard_s)}"


def stated_line(stated):
    return f"{number(stated[0])} lượt, {minutes(stated[1])}"


def apart_lines(month):
    """What is counted apart, a line each; make-goods and other content always, the rest where there is any."""
    lines = []
    for place in SOUNDED[1:]:
        tally = month.apart(place)
        if place == "makegood" or tally.planned:
            lines.append(f"{PLACES[place]}: {heard_line(tally)}")
    declared, relayed = month.stated(month.rows), month.relayed(month.rows)
    if declared[0]:
        lines.append(f"{PLACES['declared']}: {stated_line(declared)}")
    if relayed:
        lines.append(f"{PLACES['elsewhere']}: {number(relayed)} lượt")
    return lines


def other_line(month):
    line = f"Nội dung khác: {heard_line(month.others())}"
    declared, relayed = month.stated(month.other), month.relayed(month.other)
    if declared[0]:
        line += f"; đài tự ghi nhận {stated_line(declared)}"
    if relayed:
        line += f"; thiết bị khác phát {number(relayed)} lượt"
    return line


def made_good(row, made):
    if made:
        return f"đã phát bù {clock(made.started or made.planned)}"
    return "chưa phát bù"


class Papers:
    def __init__(self, folder):
        self.blocks = list(docx.Document(folder / "report.docx").iter_inner_content())
        self.book = openpyxl.load_workbook(folder / "log.xlsx")
        self.letter = (folder / "letter.txt").read_text()
        self.figures = json.loads((folder / "figures.json").read_text())
        self.texts = [it.text for it in self.blocks if hasattr(it, "text")]
        self.tables = []
        caption = ""
        for block in self.blocks:
            if isinstance(block, docx.table.Table):
                cells = [[cell.text for cell in row.cells] for row in block.rows]
                self.tables.append((caption, cells))
            elif block.text.strip():
                caption = block.text

    def compare(self, month):
        yield from self.compare_figures(month)
        yield from self.compare_body(month)
        yield from self.compare_annex(month)
        yield from self.compare_log_sheet(month)
        yield from self.compare_summary_sheet(month)
        yield from self.compare_letter(month)

    # figures.json

    def compare_figures(self, month):
        printed, apart = self.figures, self.figures["apart"]
        yield "figures total", month.total.json(), printed["total"]
        yield "figures open", month.open, printed["open"]
        for place in SOUNDED[1:]:
            yield f"figures {place}", month.apart(place).json(), apart[place]
        for name, rows, stated in [("", month.rows, apart), ("other ", month.other, apart["other"])]:
            declared = dict(zip(("airings", "seconds"), month.stated(rows)))
            yield f"figures {name}declared", declared, stated["declared"]
            yield f"figures {name}elsewhere", month.relayed(rows), stated["elsewhere"]
        yield "figures other", month.others().json(), apart["other"]["sounded"]
        for name, lines in [("topics", month.by_topic()), ("programmes", month.by_programme())]:
            counted = [{"title": title, **tally.json()} for title, tally in lines]
            bare = [{key: it for key, it in line.items() if key != "key"} for line in printed[name]]
            yield f"figures {name}", counted, bare
        names = ["id", "title", "level", "aired", "beside", "cut"]
        counted = [dict(zip(names, line)) for line in month.utilities()]
        yield "figures utilities", counted, printed["coverage"]["utilities"]
        misses = [(row.airing, row.outcome, made is not None) for row, made in month.misses()]
        found = [(it["airing"], it["outcome"], it["made_good"]) for it in printed["misses"]]
        yield "figures misses", misses, found
        whys = {(it["outcome"], it["reason_text"]): it["airings"] for it in printed["skips"]}
        yield "figures skips", dict(month.whys()), whys

    # report.docx

    def table(self, column, heading):
        found = [cells for _, cells in self.tables if len(cells[0]) > column and cells[0][column] == heading]
        return found[0] if found else [[]]

    def compare_body(self, month):
        counts = month.total.counts
        expected = [[OUTCOME_WORDS[name], number(counts[name])] for name in OUTCOMES]
        expected.append(["Tổng cộng", number(month.total.planned)])
        yield "body outcomes", expected, self.table(1, "Số lượt")[1:]

        topics = self.table(0, "Chuyên mục")
        lines = [*month.by_topic(), ("Tổng cộng", month.total)]
        yield "body topics", [self.topic_cells(*line) for line in lines], topics[1:]
        slots = self.table(0, "Khung giờ")
        lines = [(slot[0], month.by_hours(*hours(slot[0]))) for slot in slots[1:-1]]
        lines.append(("Tổng cộng", month.total))
        yield "body slots", [self.slot_cells(*line) for line in lines], slots[1:]
        yield "body day", [0, 24], [hours(slots[1][0])[0], hours(slots[-2][0])[1]]
        for name, cells in [("topics", topics), ("slots", slots)]:
            yield f"body {name} add up", *self.sums(cells)

        utilities = self.table(1, "Tiện ích")
        expected = [
            [str(place), title, str(level or ""), *map(number, times)]
            for place, (_, title, level, *times) in enumerate(month.utilities(), 1)
        ]
        yield "body utilities", expected, utilities[1:]
        misses = self.table(1, "Ngày, giờ")
        expected = [
            [
                str(place),
                clock(row.planned),
                row.title,
                OUTCOME_WORDS[row.outcome],
                quoted(row.reason_text or ""),
                made_good(row, made),
            ]
            for place, (row, made) in enumerate(month.misses(), 1)
        ]
        yield "body misses", expected, misses[1:]
        yield "body sentence", True, any(self.is_sentence(month, text) for text in self.texts)
        apart = [f"- {line}." for line in apart_lines(month)]
        start = next(place for place, text in enumerate(self.texts) if text.startswith("Tính riêng"))
        yield "body apart", [*apart, f"{other_line(month)}."], self.texts[start + 1 :][: len(apart) + 1]
        whys = collections.Counter()
        for (outcome, reason), times in month.whys().items():
            whys[f"- {number(times)} lượt do {quoted(reason) if reason else OUTCOME_WORDS[outcome]}."] += 1
        printed = [it for it in self.texts if re.match(r"- [\d.]+ lượt do ", it)]
        yield "body skips", whys, collections.Counter(printed)
        never = [it for it in self.texts if it.startswith("Tiện ích chưa được nhắc")]
        if any(line[3] + line[4] + line[5] for line in month.utilities()):
            expected = [f"Tiện ích chưa được nhắc trong kỳ: {'; '.join(month.never())}."]
            yield "body never", expected if month.never() else [], never

    def is_sentence(self, month, text):
        said = f"có {number(month.total.planned)} lượt phát thuộc chuyên mục {', '.join(month.topics)}, "
        said += f"đã phát {number(month.total.aired)} lượt. "
        return said + f"Thời lượng phát được: {minutes(month.total.heard_s)}." in text

    @staticmethod
    def topic_cells(title, it):
        counts = [it.planned, it.aired, it.repeats, it.items, it.cut]
        return [title, *map(number, counts), column_time(it.heard_s)]

    @staticmethod
    def slot_cells(title, it):
        counts = [it.planned, it.aired, it.cut, it.counts["missed"]]
        return [title, *map(number, counts), column_time(it.heard_s)]

    @staticmethod
    def sums(cells):
        """What the columns add up to, as a person adds up what is printed, and the last line."""

        def value(cell):
            whole = cell.replace(".", "")
            if ":" in whole:
                parts = whole.split(":")
                return int(parts[0]) * 60 + int(parts[1])
            return int(whole or 0)

        rows = [[value(cell) for cell in row[1:]] for row in cells[1:]]
        return [sum(column) for column in zip(*rows[:-1])], rows[-1]

    def compare_annex(self, month):
        printed = {name: cells for name, cells in self.tables if cells[0][1:2] == ["Ngày, giờ dự kiến"]}
        expected = [words for place, words in PLACES.items() if month.of(place)]
        yield "annex tables", expected, list(printed)
        for place, words in PLACES.items():
            rows, cells = month.of(place), printed.get(words, [[]])[1:]
            lines = [self.annex_cells(*numbered) for numbered in enumerate(rows, 1)]
            seconds = sum(row.seconds for row in rows)
            if seconds:
                lines.append(["", "", "", "Tổng cộng", column_time(seconds), ""])
                add = self.sums([["", it[4]] for it in [[""] * 5, *cells]])
                yield f"annex {place} adds up", *add
            # The last cell goes on with the reason.
            bare = [[*cell[:5], cell[5][: len(line[5])]] for cell, line in zip(cells, lines)]
            yield f"annex {place}", (len(lines), lines), (len(cells), bare)

    @staticmethod
    def annex_cells(place, row):
        due = clock(row.planned) if row.planned else row.instant.strftime("%d/%m/%Y")
        started = row.started.strftime("%H:%M:%S") if row.started else ""
        title = f"{row.title} ({row.counted})" if row.counted != row.title else row.title
        length = column_time(row.seconds) if row.seconds else ""
        if row.outcome:
            outcome = OUTCOME_WORDS[row.outcome]
        else:
            outcome = "Chưa kết thúc" if row.sounded else KIND_WORDS[row.kind]
        return [str(place), due, started, title, length, outcome]

    # log.xlsx

    @staticmethod
    def cells(sheet):
        def plain(value):
            if isinstance(value, datetime.datetime):
                return value.date()
            if isinstance(value, datetime.time):
                return value.hour * 3600 + value.minute * 60 + value.second
            if isinstance(value, datetime.timedelta):
                return round(value.total_seconds())
            return "" if value is None else value

        return [[plain(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]

    def compare_log_sheet(self, month):
        cells = self.cells(self.book["Nhật ký"])
        head = next(place for place, row in enumerate(cells) if row[0] == "Ngày")
        titles = {id: title for id, title, *_ in month.utilities()}
        lines = [self.log_cells(row, titles) for row in month.rows]
        # Column 8 is the reason in words.
        printed = [[it for place, it in enumerate(row[:12]) if place != 7] for row in cells[head + 1 :]]
        yield "sheet rows", len(lines), len(printed)
        for place, (line, row) in enumerate(zip(lines, printed), 1):
            yield f"sheet row {place}", line, row

    @staticmethod
    def log_cells(row, titles):
        def of_day(moment):
            return moment.hour * 3600 + moment.minute * 60 + moment.second if moment else ""

        if row.outcome:
            outcome = OUTCOME_WORDS[row.outcome]
        else:
            outcome = "Chưa kết thúc" if row.sounded else KIND_WORDS[row.kind]
        told = "" if row.sounded and not row.heard else "; ".join(titles.get(id, id) for id in row.utilities)
        return [
            row.instant.date(),
            of_day(row.planned),
            of_day(row.started),
            row.title,
            row.counted,
            KIND_WORDS[row.kind],
            outcome,
            # A clock that was set back while on air leaves no length.
            rounded(row.duration_s) if row.duration_s is not None and row.duration_s >= 0 else "",
            row.seconds if row.sounded else "",
            told,
            PLACES[row.place],
        ]

    def block(self, heading):
        """The lines below a heading of the second sheet, up to an empty one."""
        cells = self.cells(self.book["Tổng hợp"])
        start = next(place for place, row in enumerate(cells) if row[0] == heading)
        lines = []
        for row in cells[start + 1 :]:
            if row[0] == "":
                break
            lines.append(row)
        return lines

    def compare_summary_sheet(self, month):
        def cells(title, it):
            return [title, it.planned, *(it.counts[name] for name in OUTCOMES), it.items, it.repeats, it.heard_s]

        total = ("Tổng cộng", month.total)
        slots = self.block("Khung giờ")
        by_hours = [(slot[0], month.by_hours(*hours(slot[0]))) for slot in slots[:-1]]
        for heading, lines in [
            ("Chuyên mục", [*month.by_topic(), total]),
            ("Kết quả theo chương trình", [*month.by_programme(), total]),
            ("Khung giờ", [*by_hours, total]),
            (
                "Ngoài lịch phát sóng",
                [(PLACES[place], month.apart(place)) for place in SOUNDED[1:]] + [("Nội dung khác", month.others())],
            ),
        ]:
            printed = [row[:10] for row in self.block(heading)]
            yield f"summary {heading}", [cells(*line) for line in lines], printed
            if lines[-1] is total:
                columns = list(zip(*[row[1:] for row in printed[:-1]]))
                yield f"summary {heading} adds up", [sum(it) for it in columns], printed[-1][1:]
        sheet = {row[0]: row for row in self.cells(self.book["Tổng hợp"]) if row[0]}
        for name, rows in [("", month.rows), ("Nội dung khác: ", month.other)]:
            words = "đài tự ghi nhận" if name else "Đài tự ghi nhận"
            line, (airings, seconds) = sheet[name + words], month.stated(rows)
            yield f"summary {name + words}", (airings, seconds or ""), (line[1], line[9])
            words = "thiết bị khác phát" if name else "Thiết bị khác phát"
            yield f"summary {name + words}", month.relayed(rows), sheet[name + words][1]
        expected = [[title, level or "", *times] for _, title, level, *times in month.utilities()]
        yield "summary utilities", expected, [row[:5] for row in self.block("Tiện ích")]

    # letter.txt

    def compare_letter(self, month):
        lines = self.letter.splitlines()
        start = next(place for place, line in enumerate(lines) if line.startswith("- Theo lịch"))
        printed = []
        for line in lines[start:]:
            if not line:
                break
            printed.append(line.removeprefix("- "))
        expected = [f"Theo lịch: {number(month.total.planned)} lượt"]
        expected += [f"{OUTCOME_WORDS[name]}: {number(month.total.counts[name])} lượt" for name in OUTCOMES]
        expected.append(f"Thời lượng phát được: {minutes(month.total.heard_s)}")
        yield "letter totals", [*expected, *apart_lines(month), other_line(month)], printed
        never = f"Tiện ích chưa được nhắc trong kỳ: {'; '.join(month.never()) or 'không có'}"
        yield "letter never", True, never in lines
        misses = []
        for row, made in month.misses():
            parts = [clock(row.planned), row.title, OUTCOME_WORDS[row.outcome]]
            parts += [quoted(row.reason_text)] if row.reason_text else []
            misses.append("- " + ", ".join([*parts, made_good(row, made)]))
        start = next(place for place, it in enumerate(lines) if it.startswith("Các lượt phát dở"))
        printed = lines[start + 1 : start + 1 + len(misses)]
        yield "letter misses", misses, printed
        yield "letter has no more misses", "", lines[start + 1 + len(misses)]
