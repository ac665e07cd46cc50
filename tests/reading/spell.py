"""Whole numbers in Vietnamese as ICU spells them: lines of NUMBER, a tab, and its words.

Below a million ICU says a number the formal way. Beyond, it leaves out the hundreds that a group of
three does not have; an announcer says them. So there ICU spells each group, and the groups are joined
here: a group of zeros is left out, and one that does not come first is spelled as the end of a number
of four digits, so that it keeps its hundreds. The south's `lẻ` becomes `linh`.
"""

import random
import sys

import icu

FORMAT = icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.SPELLOUT, icu.Locale("vi"))
FIRST = [FORMAT.format(group).replace("lẻ", "linh") for group in range(1000)]
THOUSAND = "một nghìn "
LATER = [""] + [
    FORMAT.format(1000 + group).replace("lẻ", "linh").removeprefix(THOUSAND) for group in range(1, 1000)
]
NAMES = ["", " nghìn", " triệu"]


def below_a_billion(number, first):
    said = []
    for power in (2, 1, 0):
        group = number // 1000**power % 1000
        if group:
            said.append((FIRST if first else LATER)[group] + NAMES[power])
            first = False
    return " ".join(said)


def spelled(number):
    if number < 10**6:
        return FORMAT.format(number).replace("lẻ", "linh")
    if number < 10**9:
        return below_a_billion(number, True)
    rest = below_a_billion(number % 10**9, False)
    return below_a_billion(number // 10**9, True) + " tỷ" + (" " + rest if rest else "")


def numbers():
    """Every number to a million, then random ones of every length and with many zeros, to 10^15."""
    yield from range(1_000_001)
    chance = random.Random(6)
    for length in range(7, 16):
        for _ in range(2_000):
            yield chance.randrange(10 ** (length - 1), 10**length)
            digits = [chance.choice("00000123456789") for _ in range(length - 1)]
            yield int(chance.choice("123456789") + "".join(digits))
    for power in range(6, 16):
        yield from (10**power, 10**power - 1)
        yield from (10**power + 10**less for less in range(power) if power < 15)


def main():
    for number in numbers():
        # Eight or ten digits that begin so are read as a hotline's.
        if str(number).startswith(("1800", "1900")) and len(str(number)) in (8, 10):
            continue
        sys.stdout.write(f"{number}\t{spelled(number)}\n")


main()
