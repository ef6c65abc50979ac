"""Employee rows with the corrections that stand: a row is named by its file's content and place."""

from collections.abc import Mapping, Sequence

import polars as pl

from coaching.domain.corrections import Mending

MARK = 12  # digits of the file's hash
PLACE = ["file", "row"]


def mark(sha256: str) -> str:
    """Return by what a file is known in the key of a row."""
    return sha256[:MARK]


def mended(
    table: pl.DataFrame, marks: Sequence[str], mending: Mending, units: Mapping[str, str]
) -> pl.DataFrame:
    """Return compact rows (see `scanning`) with their corrections, before any check.

    Args:
        marks: of the files, by the number in the column `file`.
        units: the agency of each unit.
    """
    places = {key: place for key in mending.keys if (place := _place(key, marks)) is not None}
    gone = [places[key] for key in mending.gone if key in places]
    table = table.join(_frame(gone), on=PLACE, how="anti", maintain_order="left") if gone else table
    columns = {one.column for one in mending.edits if one.key in places and one.column in table}
    for column in sorted(columns):
        told = [
            (*places[one.key], " ".join(one.value.split()) or None)
            for one in mending.edits
            if one.column == column and one.key in places
        ]
        table = _put(table, column, told, units)
    return table


def _place(key: str, marks: Sequence[str]) -> tuple[int, int] | None:
    of_file, _, row = key.partition("-")
    return (marks.index(of_file), int(row)) if of_file in marks and row.isdigit() else None


def _frame(places: Sequence[tuple[int, int]]) -> pl.DataFrame:
    schema = {"file": pl.UInt16, "row": pl.UInt32}
    return pl.DataFrame(places, schema=schema, orient="row")


def _put(
    table: pl.DataFrame, column: str, told: Sequence[tuple[int, int, str | None]],
    units: Mapping[str, str],
) -> pl.DataFrame:  # fmt: skip
    typed = _frame([one[:2] for one in told]).with_columns(
        typed=pl.Series([one[2] for one in told], dtype=pl.String), is_typed=pl.lit(value=True)
    )
    joined = table.join(typed, on=PLACE, how="left", maintain_order="left")
    here = pl.col("is_typed").fill_null(value=False)

    def instead(name: str, value: pl.Expr) -> pl.Expr:
        return (
            pl.when(here).then(value.cast(table.schema[name])).otherwise(pl.col(name)).alias(name)
        )

    if column == "nip":
        new = [instead("nip", pl.lit(None)), instead("nip_text", pl.col("typed"))]
    else:
        new = [instead(column, pl.col("typed"))]
    if column == "unit" and units:
        agency = pl.col("typed").replace_strict(dict(units), default=None, return_dtype=pl.String)
        new.append(instead("found", agency))
    return joined.with_columns(new).drop("typed", "is_typed")
