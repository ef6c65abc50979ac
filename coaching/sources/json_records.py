"""A JSON answer into rows: one per object of its list."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from coaching.sources.broken import MOST_COLUMNS, BrokenFile
from coaching.sources.cells import written
from coaching.sources.texts import Row

HEADER = 0
DEEPEST = 6


def parsed(content: bytes) -> Any:
    """Return what a JSON text says.

    Raises:
        BrokenFile: `half-json`, with the row and column where it stops making sense.
    """
    try:
        return json.loads(content)
    except json.JSONDecodeError as mistake:
        raise BrokenFile(why="half-json", row=mistake.lineno, column=mistake.colno) from None
    except (UnicodeDecodeError, RecursionError):
        raise BrokenFile(why="half-json", row=1, column=1) from None


def records_of(answer: Any, where: str | None) -> list[Mapping[str, Any]]:
    """Return the list of objects in an answer.

    Args:
        answer: what the JSON says.
        where: the keys that lead to the list ("data.items"); None: the only list of
            objects there is.

    Raises:
        BrokenFile: there is none, or several and nobody says which.
    """
    if where is not None:
        found = at(answer, where)
        if not _is_records(found):
            raise BrokenFile(why="no-records", column=where)
        return list(found)
    lists = list(_lists(answer, DEEPEST))
    if len(lists) != 1:
        raise BrokenFile(why="no-records")
    return lists[0]


def at(answer: Any, path: str) -> Any:
    """Return what stands under keys joined by points; None where nothing does."""
    for key in path.split("."):
        if not isinstance(answer, Mapping) or key not in answer:
            return None
        answer = answer[key]
    return answer


def record_rows(records: list[Mapping[str, Any]]) -> Iterator[Row]:
    """Return the keys of all objects as row 0, then the objects, numbered from 1.

    An object inside an object gives columns such as "agency.name".
    """
    flat = [dict(_flat(record)) for record in records]
    names = list(dict.fromkeys(key for record in flat for key in record))
    if len(names) > MOST_COLUMNS:
        raise BrokenFile(why="too-many-columns", row=HEADER, column=MOST_COLUMNS + 1)
    yield HEADER, names
    for number, record in enumerate(flat, start=1):
        yield number, [record.get(name, "") for name in names]


def _is_records(found: Any) -> bool:
    return isinstance(found, list) and all(isinstance(one, Mapping) for one in found)


def _lists(answer: Any, depth: int) -> Iterator[list[Mapping[str, Any]]]:
    if _is_records(answer):
        yield answer
    elif isinstance(answer, Mapping) and depth:
        for inner in answer.values():
            yield from _lists(inner, depth - 1)


def _flat(record: Mapping[str, Any], above: str = "", depth: int = DEEPEST) -> Iterator[Any]:
    for key, value in record.items():
        if isinstance(value, Mapping) and depth:
            yield from _flat(value, f"{above}{key}.", depth - 1)
        elif isinstance(value, list | Mapping):
            yield f"{above}{key}", json.dumps(value, ensure_ascii=False)
        else:
            yield f"{above}{key}", written(value)
