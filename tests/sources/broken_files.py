"""Makes files that are broken in every way met so far; each says how it must end."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import polars as pl
from openpyxl import Workbook

HEADER = "agency,period,indicator,value"
GOOD = f"{HEADER}\ndinkes,2024,ip-asn,81\n"
# File: what is in it, and how it ends: why and row of a problem, or reason and row of a reject.
Broken = tuple[str, Callable[[Path], object], str, int | None]


def _text(content: str | bytes) -> Callable[[Path], object]:
    told = content if isinstance(content, bytes) else content.encode()
    return lambda file: file.write_bytes(told)


def _book(rows: list[list[object]], merge: str | None = None) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if merge:
        book.active.merge_cells(merge)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _half_of(content: bytes) -> Callable[[Path], object]:
    return _text(content[: len(content) // 2])


def _bomb(file: Path) -> None:
    """A workbook of some kilobytes that unpacks into 600 MB of blanks."""
    with zipfile.ZipFile(io.BytesIO(_book([HEADER.split(",")]))) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
        with packed.open("xl/worksheets/sheet9.xml", "w") as out:
            for _ in range(600):
                out.write(b" " * 1024 * 1024)


def _far_cell(file: Path, place: str) -> None:
    """A small workbook with one cell so far out that all before it would be made."""
    content = _book([HEADER.split(","), ["dinkes", 2024, "ip-asn", 81]])
    with zipfile.ZipFile(io.BytesIO(content)) as whole, zipfile.ZipFile(file, "w") as out:
        for name in whole.namelist():
            part = whole.read(name)
            if name.endswith("sheet1.xml"):
                part = part.replace(b'r="A2"', f'r="{place}"'.encode())
            out.writestr(name, part)


def _parquet() -> bytes:
    out = io.BytesIO()
    pl.DataFrame({name: ["x"] * 50 for name in HEADER.split(",")}).write_parquet(out)
    return out.getvalue()


def _cell(value: str, reason: str) -> Broken:
    return ("a.csv", _text(f'{GOOD}dlh,2024,ip-asn,"{value}"\n'), reason, 3)


WIDE_ROW = [["agency", "period", "indicator", "value"], ["dinkes", 2024, "ip-asn", "=1+1"]]
BROKEN: dict[str, Broken] = {
    "empty": ("a.csv", _text(""), "empty-file", 1),
    "blank lines": ("a.csv", _text("\n\n ,, \n"), "empty-file", 1),
    "a picture": ("a.csv", _text(b"\x89PNG\r\n\x1a\n\x00\x00"), "not-text", 3),
    "wrong encoding": ("a.csv", _text(GOOD.encode() + b"\xff\x81\n"), "not-text", 3),
    "end of a write cut off": ("a.csv", _text(GOOD.encode() + b"\x00" * 400), "not-text", 3),
    "half a quote": ("a.csv", _text(GOOD + 'dlh,2024,ip-asn,"8\nx,y\n'), "quote-open", 3),
    "half a row": ("a.csv", _text(GOOD + "dlh,2024,ip-a"), "ragged", 3),
    "a row too long": ("a.csv", _text(GOOD + "dlh,2024,ip-asn,1,2\n"), "ragged", 3),
    "100,000 columns": ("a.csv", _text(GOOD + "x," * 100_000), "too-many-columns", 3),
    "100,000 headings": ("a.csv", _text(",".join(f"c{n}" for n in range(100_000))),
                         "too-many-columns", 1),
    "one endless line": ("a.csv", _text(GOOD + "x," * 20_000_000), "line-too-long", 3),
    "two headings rows": ("a.csv", _text("agency,period,Capaian,\n,,indicator,value\nx,2024,y,1\n"),
                          "headings-in-two-rows", 1),
    "a heading twice": ("a.csv", _text("agency,period,indicator,value,Value\n"),
                        "heading-twice", 1),
    "merged headings": ("a.xlsx", _text(_book(
        [["agency", "period", "Nilai", None], [None, None, "indicator", "value"]], "C1:D1"
    )), "headings-in-two-rows", 1),
    "a formula": ("a.xlsx", _text(_book(WIDE_ROW)), "formula", 2),
    "half a workbook": ("a.xlsx", _half_of(_book(WIDE_ROW)), "not-a-workbook", None),
    "text called workbook": ("a.xlsx", _text(GOOD), "not-a-workbook", None),
    "an old workbook": ("a.xls", _text(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "old-workbook", None),
    "a bomb": ("a.xlsx", _bomb, "too-large", None),
    "a cell beyond all columns": ("a.xlsx", lambda file: _far_cell(file, "ZZZZ2"),
                                  "too-many-columns", None),
    "half a Parquet": ("a.parquet", _half_of(_parquet()), "not-parquet", None),
    "half a JSON": ("a.json", _text('[{"agency": 1},\n {"a"'), "half-json", 2),
    "a web page": ("a.csv", _text("<!DOCTYPE html><html>"), "a-web-page", 1),
    "a folder": ("a.csv", lambda file: file.mkdir(), "a-folder", None),
    "a date in the future": ("a.csv", _text(f"{GOOD}dlh,2098,ip-asn,81\n"), "not-yet", 3),
    "no number": _cell("#N/A", "no-value"),
    "an error": _cell("#DIV/0!", "cell-error"),
    "another decimal": _cell("1.234,56", "not-possible"),
    "without end": _cell("Infinity", "not-a-number"),
    "withheld": _cell("<5", "value-withheld"),
}  # fmt: skip
