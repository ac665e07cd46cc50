"""A month's log, counted."""

import collections
import datetime
import decimal
import json
import tomllib
import unicodedata

OUTCOMES = ["aired", "cut", "missed", "skipped", "cancelled"]
OUTCOME_WORDS = dict(
    zip(OUTCOMES, ["Đã phát", "Phát dở", "Không phát được", "Nghỉ theo lịch", "Đã hủy"])
)
KIND_WORDS = {
    "recorded": "thu trước",
    "live": "đọc trực tiếp",
    "elsewhere": "thiết bị khác phát",
    "declared": "đài tự ghi nhận",
}
# What is counted apart, in the order of the papers.
PLACES = {
    "planned": "Theo lịch",
    "makegood": "Phát bù",
    "operator": "Phát theo yêu cầu",
    "emergency": "Phát khẩn cấp",
    "live": "Đọc trực tiếp",
    "declared": "Đài tự ghi nhận",
    "elsewhere": "Thiết bị khác phát",
}
SOUNDED = ["planned", "makegood", "operator", "emergency", "live"]


def plain(topic):
    """A topic without capitals, marks and doubled spaces."""
    letters = unicodedata.normalize("NFD", topic.lower())
    letters = "".join(it for it in letters if not unicodedata.combining(it))
    return " ".join(letters.replace("đ", "d").replace("ð", "d").split())


def rounded(seconds):
    """To the second, half of one upwards."""
    if seconds is None:
        return 0
    return int(decimal.Decimal(seconds).quantize(decimal.Decimal(1), decimal.ROUND_HALF_UP))


def moment(text):
    return datetime.datetime.fromisoformat(text) if text else None


class Row:
    def __init__(self, row):
        self.__dict__.update(row)
        self.planned = moment(row["planned_at"])
        self.started = moment(row["started_at"])
        self.instant = self.planned or self.started
        self.heard = self.outcome in ("aired", "cut")
        self.sounded = self.kind in ("recorded", "live")
        self.place = self.kind if self.kind != "recorded" else self.origin.replace("schedule", "planned")
        self.item = (plain(self.topic), self.script or self.programme, frozenset(self.utilities))

    @property
    def seconds(self):
        """Those that papers print."""
        if self.kind == "declared":
            return rounded(self.duration_s)
        return rounded(self.heard_s) if self.sounded and self.heard else 0


class Tally:
    """Airings by outcome; `firsts` are the airings that were the first run of their item."""

    def __init__(self, rows, firsts=None):
        firsts = first_runs(rows) if firsts is None else firsts
        self.counts = {name: sum(row.outcome == name for row in rows) for name in OUTCOMES}
        self.aired, self.cut = self.counts["aired"], self.counts["cut"]
        self.planned = sum(self.counts.values())
        self.items = sum(row.airing in firsts for row in rows)
        self.repeats = self.aired - self.items
        self.heard_s = sum(row.seconds for row in rows)

    def json(self):
        own = {"planned": self.planned, "items": self.items, "repeats": self.repeats, "heard_s": self.heard_s}
        return {**own, **self.counts}


def first_runs(rows):
    firsts = {}
    for row in rows:
        if row.outcome == "aired":
            firsts.setdefault(row.item, row.airing)
    return set(firsts.values())


class Month:
    """Everything that papers may say of a month, from its log."""

    def __init__(self, folder):
        text = (folder / "log.json").read_text()
        self.log = [Row(row) for row in json.loads(text, parse_float=decimal.Decimal)]
        schedule = tomllib.loads((folder / "schedule.toml").read_text())
        self.topics = schedule.get("report", {}).get("topics", ["Đề án 06"])
        self.facts = tomllib.loads((folder / "vneid.toml").read_text())["utility"]
        period = json.loads((folder / "period.json").read_text())
        days = [datetime.date.fromisoformat(period[end]) for end in ("from", "to")]
        within = [row for row in self.log if row.instant and days[0] <= row.instant.date() <= days[1]]
        # What greets a newcomer on the sample station is no broadcast.
        within = [row for row in within if row.by != "loa run --hello"]
        within.sort(key=lambda row: (row.instant, row.airing))
        named = {plain(topic): topic for topic in self.topics}
        self.rows = [row for row in within if plain(row.topic) in named]
        for row in self.rows:
            # Papers write a topic as `topics` does, however the log has it.
            row.counted = named[plain(row.topic)]
        self.other = [row for row in within if plain(row.topic) not in named]
        self.planned = [row for row in self.of("planned") if row.outcome]
        self.open = sum(row.outcome is None for row in self.of("planned"))
        self.total = Tally(self.planned)
        self.firsts = first_runs(self.planned)

    def of(self, place):
        return [row for row in self.rows if row.place == place]

    def part(self, fits):
        """A line of a table of which the total is a whole."""
        return Tally([row for row in self.planned if fits(row)], self.firsts)

    def by_topic(self):
        return [(topic, self.part(lambda row: plain(row.topic) == plain(topic))) for topic in self.topics]

    def by_programme(self):
        titles = {row.programme: row.title for row in self.planned}
        return [(title, self.part(lambda row: row.programme == id)) for id, title in titles.items()]

    def by_hours(self, first, end):
        return self.part(lambda row: first <= row.instant.hour < end)

    def apart(self, place):
        return Tally(self.of(place))

    def stated(self, rows):
        declared = [row for row in rows if row.kind == "declared"]
        return len(declared), sum(row.seconds for row in declared)

    def relayed(self, rows):
        return sum(row.kind == "elsewhere" and row.outcome is None for row in rows)

    def others(self):
        return Tally([row for row in self.other if row.sounded])

    def utilities(self):
        """Id, title, level, airings on schedule, beside it, broken off."""
        rows = [row for row in self.rows if row.sounded]
        known = {it["id"]: (it["title"], it["level"]) for it in self.facts}
        named = {id for row in rows for id in row.utilities if row.heard}
        lines = []
        for id in [*known, *sorted(named - set(known))]:
            mine = [row for row in rows if id in row.utilities]
            aired = [row for row in mine if row.outcome == "aired"]
            beside = sum(row.place != "planned" for row in aired)
            title, level = known.get(id, (id, None))
            cut = sum(row.outcome == "cut" for row in mine)
            lines.append((id, title, level, len(aired) - beside, beside, cut))
        return lines

    def never(self):
        on_air = {it["id"] for it in self.facts if it.get("on_air", True)}
        return [line[1] for line in self.utilities() if line[0] in on_air and line[3] + line[4] == 0]

    def misses(self):
        """The rows, each with the row that made it good, or None."""
        for row in self.planned:
            if row.outcome in ("cut", "missed"):
                made = [
                    it
                    for it in self.log
                    if it.outcome == "aired" and (it.makes_good == row.airing or it.airing == row.made_good_by)
                ]
                yield row, made[0] if made else None

    def whys(self):
        """How many were skipped or cancelled for each reason."""
        put_off = [row for row in self.planned if row.outcome in ("skipped", "cancelled")]
        return collections.Counter((row.outcome, row.reason_text) for row in put_off)

    def seen(self):
        """How much there was to count: a test of nothing would tell nothing."""
        seen = collections.Counter(rows=len(self.rows), others=len(self.other))
        seen.update(f"{row.place} {row.outcome}" for row in self.rows)
        seen["relays put off"] += sum(row.kind == "elsewhere" and bool(row.outcome) for row in self.rows)
        seen["corrected"] += sum(row.reason == "corrected" for row in self.rows)
        seen["made good"] += sum(made is not None for _, made in self.misses())
        seen["repeats"] += self.total.repeats
        return seen
