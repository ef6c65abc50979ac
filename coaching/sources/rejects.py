"""The file of rows that could not be used, for the person who corrects them."""

import csv
from pathlib import Path

import pandas as pd

from coaching.rendering.words import say
from coaching.settings import settings
from coaching.sources.read import Reading

COLUMNS = ("file", "row", "column", "value", "reason", "next")
# A spreadsheet would run what begins so.
FORMULA = ("=", "+", "-", "@")


def write_rejects(reading: Reading, folder: Path, language: str | None = None) -> Path | None:
    """Write the rows that were rejected or taken in part; None where there are none.

    Words are in the language of the settings, unless another is asked for.

    The file's name holds the start of the content's SHA-256, so that the same
    files give the same file of rejects and new ones do not overwrite it.
    """
    language = language or settings().language
    rows = _sentences(reading, reading.rejected, language)
    rows += _sentences(reading, reading.noticed, language)
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
            _harmless(str(row["value"])),
            _reason(str(row["reason"]), str(row["hint"]), language),
            say(f"rejects.{row['reason']}.next", language),
        ]
        for row in rows.to_dict("records")
    ]


def _reason(code: str, hint: str, language: str) -> str:
    told = say(f"rejects.{code}.reason", language)
    return f"{told} {say('rejects.hint.nearest', language, hint=hint)}" if hint else told


def _harmless(value: str) -> str:
    return f"'{value}" if value.startswith(FORMULA) else value
