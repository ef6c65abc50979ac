"""The file of rows that could not be used, for the person who corrects them."""

import csv
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from coaching.domain.corrections import Correction
from coaching.rendering.words import say
from coaching.settings import settings
from coaching.sources.masking import masked
from coaching.sources.read import Reading
from coaching.sources.sieve import KEY, PERSONAL

COLUMNS = ("file", "row", "column", "value", "reason", "next", "key")
MOST_SHOWN = 500  # characters of a cell
# A spreadsheet would run what begins so.
FORMULA = ("=", "+", "-", "@")


def write_rejects(
    reading: Reading,
    folder: Path,
    language: str | None = None,
    kept: Sequence[Correction] = (),
) -> Path | None:
    """Write the rows that were rejected or taken in part; None where there are none.

    `kept` are corrections of rows that have another mistake still: they stand in the
    file as they were typed, so that it can be taken back as a whole.

    Words are in the language of the settings, unless another is asked for.

    The file's name holds the start of the content's SHA-256, so that the same
    files give the same file of rejects and new ones do not overwrite it.
    """
    language = language or settings().language
    rows = _sentences(reading, reading.rejected, language)
    rows += _sentences(reading, reading.noticed, language)
    rows += [_kept(reading, one, language) for one in kept]
    if not rows:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{reading.source}-{reading.sha256[:8]}.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow([say(f"rejects.header.{column}", language) for column in COLUMNS])
        writer.writerows(rows)
    return file


def _sentences(reading: Reading, rows: pd.DataFrame, language: str) -> list[list[str]]:
    return [
        [
            str(row["file"]),
            str(row["row"]),
            str(row["heading"]) or reading.columns.get(str(row["column"]), ""),
            shown(str(row["column"]), str(row["value"]), is_masked=True),
            _reason(str(row["reason"]), str(row["hint"]), language),
            say(f"rejects.{row['reason']}.next", language),
            _key(reading, str(row.get(KEY) or ""), str(row["column"])),
        ]
        for row in rows.to_dict("records")
    ]


def _kept(reading: Reading, one: Correction, language: str) -> list[str]:
    heading = reading.columns.get(one.column, one.column)
    words = [say(f"rejects.kept.{part}", language) for part in ("reason", "next")]
    return ["", "", heading, one.value, *words, _key(reading, one.key, one.column)]


def _key(reading: Reading, key: str, column: str) -> str:
    """Return what names source, row and column; empty where nothing can be corrected here."""
    return f"{reading.source}:{key}:{column}" if key and column else ""


def shown(column: str, cell: str, *, is_masked: bool = False) -> str:
    """Return a cell as it stands in a file of rejects."""
    if column in PERSONAL and not is_masked:
        cell = masked(cell)
    return _harmless(cell[:MOST_SHOWN])


def _reason(code: str, hint: str, language: str) -> str:
    told = say(f"rejects.{code}.reason", language)
    return f"{told} {say('rejects.hint.nearest', language, hint=hint)}" if hint else told


def _harmless(value: str) -> str:
    return f"'{value}" if value.startswith(FORMULA) else value
