"""What an HTTP address answers with: pages of JSON, or one CSV, workbook or Parquet file."""

import hashlib
import io
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

import httpx

from coaching.programme import Source
from coaching.settings import settings
from coaching.sources.asking import Asking
from coaching.sources.broken import MOST_BYTES, BrokenFile, told_of
from coaching.sources.given import Given, given_by
from coaching.sources.json_records import at, parsed, record_rows, records_of

MOST_PAGES = 2_000
# What answers call the address of their next page.
NEXT = ("next", "links.next", "_links.next.href", "_links.next", "meta.next", "paging.next",
        "pagination.next", "next_page_url", "nextPageUrl", "@odata.nextLink")  # fmt: skip
TOTALS = ("total", "meta.total", "pagination.total", "total_count", "count", "meta.count")


def address_given(source: Source) -> Iterator[Given]:
    """Fetch what an address gives; all of it, or nothing.

    Raises:
        SourceAway: it did not answer in time, or only in part, after several attempts.
        AccessRefused: it wants another token.
        SourceMissing: there is nothing at that address.
        SourceUnreadable: what came is no table.
    """
    access = settings().access(source.name)
    address = access.url.get_secret_value() if access.url else str(source.url)
    with Asking(source, address) as asking:
        first = asking.get(address, _page(source, source.answer.first))
        with told_of(source.name, asking.place):
            if not _is_json(first):
                stream = io.BytesIO(first.content)
                yield given_by(asking.place, stream, source)
                return
            records = _all_pages(asking, first)
        yield Given(
            asking.place, _fingerprint(records), lambda _: record_rows(records), is_even=True
        )


def _is_json(answer: httpx.Response) -> bool:
    told = answer.headers.get("content-type", "")
    return "json" in told or answer.content.lstrip()[:1] in (b"{", b"[")


def _all_pages(asking: Asking, answer: httpx.Response) -> list[Mapping[str, Any]]:
    source, told = asking.source, parsed(answer.content)
    records = list(records_of(told, source.answer.records))
    total, page, seen = _total(told), source.answer.first, {str(answer.url)}
    while following := _next(source, answer, told, page):
        address, parameters = following
        if len(seen) >= MOST_PAGES or len(answer.content) * len(seen) > MOST_BYTES:
            raise BrokenFile(why="too-large")
        answer = asking.get(address, parameters)
        if str(answer.url) in seen:
            raise BrokenFile(why="pages-in-a-circle")
        seen.add(str(answer.url))
        told = parsed(answer.content)
        more = records_of(told, source.answer.records)
        if not more:
            break
        records += more
        page += 1
    if total is not None and total > len(records):
        raise BrokenFile(why="pages-missing", row=len(records))
    return records


def _next(
    source: Source, answer: httpx.Response, told: Any, page: int
) -> tuple[str, dict[str, str]] | None:
    """Return the address of the next page: told in a header, in the answer, or counted."""
    here = str(answer.url)
    if source.answer.page is not None:
        return str(answer.url.copy_remove_param(source.answer.page)), _page(source, page + 1)
    if "next" in answer.links:
        return urljoin(here, answer.links["next"]["url"]), {}
    names = (source.answer.next,) if source.answer.next else NEXT
    found = [address for name in names if isinstance(address := at(told, name), str) and address]
    return (urljoin(here, found[0]), {}) if found else None


def _page(source: Source, number: int) -> dict[str, str]:
    return {source.answer.page: str(number)} if source.answer.page else {}


def _total(told: Any) -> int | None:
    """Return how many records an answer says there are, all pages together."""
    found = [count for name in TOTALS if isinstance(count := at(told, name), int)]
    return found[0] if found and not isinstance(found[0], bool) else None


def _fingerprint(records: list[Mapping[str, Any]]) -> str:
    """Return a SHA-256 of the records, in whatever order the server counts them."""
    lines = sorted(repr(sorted(record.items(), key=str)) for record in records)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
