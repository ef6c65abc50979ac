"""Numbers as people write them: 81.5, 81,5, 1.234,56, 81 %."""

import math
import re
from collections.abc import Iterable

COMMA = re.compile(r"^[+-]?\d{1,3}(?:\.\d{3})+,\d+$|^[+-]?\d+,\d+$")
POINT = re.compile(r"^[+-]?\d{1,3}(?:,\d{3})+\.\d+$|^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$")
GROUPS = {
    ",": re.compile(r"^[+-]?\d{1,3}(?:,\d{3})+$"),
    ".": re.compile(r"^[+-]?\d{1,3}(?:\.\d{3})+$"),
}
# What stands where a value was left out or must not be shown.
NOTHING = {
    "",
    "-",
    "–",
    "*",
    "**",
    "#n/a",
    "n/a",
    "na",
    "null",
    "none",
    "[c]",
    "[x]",
    "..",
    "#div/0!",
}


ERRORS = {"#div/0!", "#ref!", "#value!", "#name?", "#num!", "#null!", "#error!", "#spill!"}
# What stands where a value rests on too few people to be shown.
WITHHELD = re.compile(
    r"^(?:\*+|\[c\]|\(c\)|\(?d\)?|[<≤]\s*\d+|suppressed|disamarkan|dirahasiakan"
    r"|tidak ditampilkan)$",
    re.IGNORECASE,
)


def no_value_reason(text: str) -> str | None:
    """Return why a cell has no value, as a key of the words of rejects; None where it may."""
    if text.startswith("="):
        return "formula"
    if text.casefold() in ERRORS:
        return "cell-error"
    if WITHHELD.match(text):
        return "value-withheld"
    return "no-value" if is_nothing(text) else None


def is_nothing(text: str) -> bool:
    """Say whether a cell means that there is no value."""
    return text.casefold() in NOTHING


def uses_comma(cells: Iterable[str]) -> bool:
    """Say whether a column writes its decimals after a comma.

    Cells such as 1.234 or 1,234 can be either, so only the others count.
    """
    commas = points = 0
    for cell in cells:
        bare = _bare(cell)
        if GROUPS[","].match(bare) or GROUPS["."].match(bare):
            continue
        commas += bool(COMMA.match(bare))
        points += "." in bare and bool(POINT.match(bare))
    return commas > points


def number(text: str, *, decimal_comma: bool = False) -> float | None:
    """Return the finite number a cell holds, or None where it holds none.

    Args:
        text: the cell, a percent sign after it or not.
        decimal_comma: how the column writes, for cells that can be read both ways.
    """
    bare = _bare(text)
    thousands = "." if decimal_comma else ","
    if GROUPS[thousands].match(bare):
        bare = bare.replace(thousands, "")
    elif COMMA.match(bare):
        bare = bare.replace(".", "").replace(",", ".")
    elif POINT.match(bare):
        bare = bare.replace(",", "")
    else:
        return None
    value = float(bare)
    return value if math.isfinite(value) else None


def whole(text: str) -> int | None:
    """Return the whole number a cell holds, or None where it holds none."""
    # A count has no decimals: a point or comma before three digits can only group them.
    bare = _bare(text)
    grouped = next((mark for mark in GROUPS if GROUPS[mark].match(bare)), None)
    value = number(bare.replace(grouped, "") if grouped else bare)
    return int(value) if value is not None and value.is_integer() else None


def _bare(text: str) -> str:
    return text.replace("−", "-").removesuffix("%").strip()
