"""Asking one HTTP address politely: its token, its waits, its lines that break."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx

from coaching.errors import AccessRefused, SourceAway, SourceMissing
from coaching.programme import Source
from coaching.settings import settings
from coaching.sources.broken import MOST_BYTES

PAUSES = (1.0, 3.0, 9.0)  # seconds between attempts, where the server does not say how long
LONGEST_WAIT = 120.0  # what asks for a longer one is told to a person
SLOWEST = 600.0  # seconds for one answer that trickles
REDIRECTS = 5
BUSY = {408, 425, 429, 500, 502, 503, 504}
CHUNK = 64 * 1024


class _Again(Exception):
    """An attempt that failed as the next one may not."""

    def __init__(self, *, why: str, wait: float | None = None) -> None:
        super().__init__(why)
        self.why, self.wait = why, wait


class Asking:
    """One address asked, page by page; how long it waits between attempts is `sleep`."""

    sleep: Callable[[float], None] = staticmethod(time.sleep)

    def __init__(self, source: Source, address: str) -> None:
        self.source, self.address = source, address
        self.place = urlsplit(address).hostname or "?"
        wait = settings().source_timeout_seconds
        # No proxy and no .netrc of whoever starts us: what is asked is in config/ alone.
        self.client = httpx.Client(timeout=wait, follow_redirects=False, trust_env=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.client.close()

    def get(self, address: str, parameters: dict[str, str]) -> httpx.Response:
        """Return a complete answer, asking again where that can help.

        Raises:
            SourceAway, AccessRefused, SourceMissing: see `address_given`.
        """
        url = httpx.URL(address).copy_merge_params(parameters)
        for pause in (*PAUSES, None):
            try:
                return self._accepted(self._once(url))
            except _Again as again:
                wait = pause if again.wait is None else again.wait
                if pause is None or wait is None or wait > LONGEST_WAIT:
                    raise self._away(again.why) from None
                self.sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    def _once(self, url: httpx.URL) -> httpx.Response:
        try:
            answer = self._followed(url)
        except httpx.TimeoutException:
            raise _Again(why="no-answer-in-time") from None
        except httpx.RemoteProtocolError:
            raise _Again(why="line-cut") from None
        except (httpx.TransportError, httpx.DecodingError):
            raise _Again(why="no-answer") from None
        if answer.status_code in BUSY:
            raise _Again(why="busy", wait=_asked_to_wait(answer))
        return answer

    def _away(self, why: str) -> SourceAway:
        return SourceAway(source=self.source.name, place=self.place, why=why)

    def _followed(self, url: httpx.URL) -> httpx.Response:
        for _ in range(REDIRECTS + 1):
            answer = self._whole(url)
            if not answer.has_redirect_location:
                return answer
            url = httpx.URL(urljoin(str(url), answer.headers["location"]))
        raise httpx.RemoteProtocolError("redirected without end")

    def _whole(self, url: httpx.URL) -> httpx.Response:
        """Return an answer with all of its body, within bounds of size and time."""
        started = time.monotonic()
        with self.client.stream("GET", url, headers=self._headers(url)) as answer:
            parts, size = [], 0
            for chunk in answer.iter_bytes(CHUNK):
                parts.append(chunk)
                size += len(chunk)
                if size > MOST_BYTES or time.monotonic() - started > SLOWEST:
                    raise httpx.ReadTimeout("larger or slower than an answer may be")
        headers = {
            name: value
            for name, value in answer.headers.items()
            if name not in ("content-encoding", "content-length", "transfer-encoding")
        }
        return httpx.Response(
            answer.status_code, headers=headers, content=b"".join(parts), request=answer.request
        )

    def _headers(self, url: httpx.URL) -> dict[str, str]:
        """Return the headers of a question; the token goes to its own server and no other."""
        token = settings().access(self.source.name).token
        own = httpx.URL(self.address)
        headers = {"Accept": "application/json, text/csv;q=0.9, */*;q=0.5"}
        if token is None or (url.scheme, url.host, url.port) != (own.scheme, own.host, own.port):
            return headers
        secret = token.get_secret_value()
        name = self.source.answer.token_in
        return headers | ({name: secret} if name else {"Authorization": f"Bearer {secret}"})

    def _accepted(self, answer: httpx.Response) -> httpx.Response:
        if answer.status_code in (401, 403):
            name = self.source.name.replace("-", "_").upper()
            raise AccessRefused(source=self.source.name, setting=f"COACHING_SOURCES__{name}__TOKEN")
        if answer.status_code in (404, 410):
            raise SourceMissing(source=self.source.name, path=self.place)
        if not answer.is_success:
            raise self._away(f"HTTP {answer.status_code}.")
        return answer


def _asked_to_wait(answer: httpx.Response) -> float | None:
    """Return the seconds of `Retry-After`, a number or a date; None where it tells neither."""
    told = answer.headers.get("retry-after", "").strip()
    if told.isdigit():
        return float(told)
    try:
        moment = parsedate_to_datetime(told)
    except ValueError:
        return None
    at = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max((at - datetime.now(UTC)).total_seconds(), 0.0)
