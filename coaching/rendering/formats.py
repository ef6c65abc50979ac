"""Dates, times and numbers as a reader of Indonesian or English writes them."""

from collections.abc import Sequence
from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

# babel is imported where it is asked: many a command says its sentence without a date or number.
NO_BREAK = "\u00a0"
MINUS = "\u2212"
ZONES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}
COUNTED = {
    "id": "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas dua_belas",
    "en": "zero one two three four five six seven eight nine ten eleven twelve",
}


@lru_cache(maxsize=256)  # every letter of a session says the same days
def long_date(day: date, language: str = "id") -> str:
    """Return "Kamis, 3 Desember 2026"; day, month and year stay on one line."""
    from babel.dates import format_date

    weekday = format_date(day, "EEEE", locale=language)
    return f"{weekday}, {short_date(day, language)}"


@lru_cache(maxsize=256)
def short_date(day: date, language: str = "id") -> str:
    """Return "3 Desember 2026"."""
    from babel.dates import format_date

    return format_date(day, "d MMMM y", locale=language).replace(" ", NO_BREAK)


@lru_cache(maxsize=256)
def clock(moment: time, language: str = "id") -> str:
    """Return "08.00", in English "08:00"."""
    from babel.dates import format_time

    return format_time(moment, "HH.mm" if language == "id" else "HH:mm", locale=language)


def zone_name(zone: str, day: date | None = None) -> str:
    """Return "WIB", "WITA" or "WIT"; elsewhere the zone's own abbreviation on that day."""
    if zone in ZONES:
        return ZONES[zone]
    noon = datetime.combine(day or date(2000, 1, 1), time(12), ZoneInfo(zone))
    return noon.tzname() or zone


def number(value: float, language: str = "id", *, digits: int = 1, signed: bool = False) -> str:
    """Return "1,9" or, signed, "+1,9"; a real minus sign, and no minus before a zero."""
    from babel.numbers import format_decimal

    rounded = round(value, digits) + 0.0
    fraction = f".{'0' * digits}" if digits else ""
    text = format_decimal(abs(rounded), format=f"#,##0{fraction}", locale=language)
    if rounded < 0:
        return MINUS + text
    return f"+{text}" if signed and rounded > 0 else text


def percent(share: float, language: str = "id", *, digits: int = 0) -> str:
    """Return a share (0 to 1) as "36 persen", in English "36 per cent"."""
    unit = "persen" if language == "id" else "per cent"
    return f"{number(100 * share, language, digits=digits)}{NO_BREAK}{unit}"


def count_words(amount: int, language: str = "id") -> str:
    """Return small amounts in words, "tiga"; above twelve in digits."""
    words = COUNTED[language].split()
    if 0 <= amount < len(words):
        return words[amount].replace("_", NO_BREAK)
    return number(amount, language, digits=0)


def told(value: object, language: str = "id") -> str:
    """Return any fact as a reader would write it: dates, numbers, lists; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, date):
        return short_date(value, language)
    if isinstance(value, float):
        return number(value, language, digits=0 if value.is_integer() else 1)
    if isinstance(value, list | tuple | set):
        return listed([told(one, language) for one in value], language)
    return str(value)


def unbroken(text: str) -> str:
    """Keep a telephone number or the like on one line."""
    return text.replace(" ", NO_BREAK)


def listed(items: Sequence[str], language: str = "id", *, mark: str = ",") -> str:
    """Return "a, b, dan c"; names with titles hold commas and want another `mark` between them."""
    last_word = "dan" if language == "id" else "and"
    if len(items) <= 1:
        return "".join(items)
    last_mark = mark if len(items) > 2 else ""
    return f"{f'{mark} '.join(items[:-1])}{last_mark} {last_word} {items[-1]}"
