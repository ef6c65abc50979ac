"""An HTTP address: pages, tokens, a busy server, a silent one, and lines that are cut."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from drawing import KNOWN, source

from coaching import errors
from coaching.settings import settings
from coaching.sources import Reading, read_source
from coaching.sources.asking import Asking

Plan = Callable[["Call"], None]
RECORDS = [
    {"agency": "dinkes", "period": 2024, "indicator": "ip-asn", "value": 81.5},
    {"agency": "dlh", "period": 2024, "indicator": "ip-asn", "value": "70,25"},
    {"agency": "dlh", "period": 2024, "indicator": "hours", "value": None},
]


class Call(BaseHTTPRequestHandler):
    """One request; the plan of its path answers it."""

    server: "Here"

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        self.server.plan(self)

    def answer(self, body: object, status: int = 200, **headers: str) -> None:
        told = json.dumps(body).encode() if not isinstance(body, bytes) else body
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Type" not in headers:
            self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, *_: object) -> None:
        pass


class Here(ThreadingHTTPServer):
    """A server on this machine that does as planned and remembers what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Call)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.plan: Plan = lambda call: call.answer(RECORDS)
        self.address = f"http://127.0.0.1:{self.server_address[1]}"


@pytest.fixture
def here() -> Iterator[Here]:
    server = Here()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """Remember how long would have been waited, and wait a moment."""
    found: list[float] = []
    monkeypatch.setattr(Asking, "sleep", staticmethod(found.append))
    monkeypatch.setenv("COACHING_SOURCE_TIMEOUT_SECONDS", "0.3")
    settings.cache_clear()
    yield found
    settings.cache_clear()


def read(here: Here, path: str = "/values", **more: object) -> Reading:
    asked = source("indicators", path=None, url=here.address + path, **more)
    return read_source(asked, Path(), KNOWN)


def test_a_list_of_objects_is_read_and_counted(here: Here):
    reading = read(here)
    assert reading.accepted["value"].tolist() == [81.5, 70.25]
    assert reading.rejected[["row", "reason"]].to_numpy().tolist() == [[3, "no-value"]]
    assert reading.files[0].name == "127.0.0.1"


@pytest.mark.parametrize("how", ["link-header", "in-the-answer", "numbered"])
def test_pages_are_followed_to_the_last(here: Here, how: str):
    def plan(call: Call) -> None:
        number = int(call.path.partition("page=")[2] or 1)
        body = {"total": 3, "data": RECORDS[number - 1 : number]}
        following = f"/values?page={number + 1}" if number < 3 else None
        if how == "link-header" and following:
            call.answer(body, Link=f'<{following}>; rel="next"')
        else:
            call.answer(body | ({"links": {"next": following}} if how == "in-the-answer" else {}))

    here.plan = plan
    more = {"answer": {"page": "page"}} if how == "numbered" else {}
    assert read(here, **more).read == 3


def test_pages_that_end_too_early_or_go_in_a_circle_are_told(here: Here):
    here.plan = lambda call: call.answer({"total": 4, "data": RECORDS})
    with pytest.raises(errors.SourceUnreadable) as told:
        read(here)
    assert told.value.facts["why"] == "pages-missing"
    here.plan = lambda call: call.answer({"data": RECORDS, "next": "/values"})
    with pytest.raises(errors.SourceUnreadable) as told:
        read(here)
    assert told.value.facts["why"] == "pages-in-a-circle"


def test_a_published_sheet_is_a_csv_behind_a_redirect(here: Here):
    text = "agency;period;indicator;value\ndinkes;2024;ip-asn;81,5\n".encode("utf-8-sig")

    def plan(call: Call) -> None:
        if call.path == "/values":
            call.answer(b"", 307, Location="/export?format=csv")
        else:
            call.answer(text, Content_Type="text/csv")

    here.plan = plan
    assert read(here).accepted["value"].tolist() == [81.5]


def test_a_login_page_is_no_data(here: Here):
    here.plan = lambda call: call.answer(b"<!DOCTYPE html><html>", Content_Type="text/html")
    with pytest.raises(errors.SourceUnreadable) as told:
        read(here)
    assert told.value.facts["why"] == "a-web-page"


@pytest.mark.parametrize("name", [None, "X-Api-Key"])
def test_the_token_goes_to_its_own_server_alone(
    here: Here, name: str | None, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("COACHING_SOURCES__DRAWN__TOKEN", "very-secret")
    settings.cache_clear()
    elsewhere = here.address.replace("127.0.0.1", "localhost")

    def plan(call: Call) -> None:
        if call.path == "/values":
            call.answer(b"", 302, Location=f"{elsewhere}/other")
        else:
            call.answer(RECORDS)

    here.plan = plan
    read(here, answer={"token_in": name})
    first, second = ["very-secret" in str(headers) for _, headers in here.asked]
    assert (first, second) == (True, False)


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_token_names_the_setting_and_not_the_token(here: Here, status: int):
    here.plan = lambda call: call.answer({}, status)
    with pytest.raises(errors.AccessRefused) as told:
        read(here)
    assert told.value.facts["setting"] == "COACHING_SOURCES__DRAWN__TOKEN"
    assert len(here.asked) == 1


@pytest.mark.parametrize("in_words", [False, True])
def test_a_busy_server_is_waited_for_as_long_as_it_asks(
    here: Here, waits: list[float], in_words: bool
):
    def plan(call: Call) -> None:
        moment = formatdate(time.time() + 20, usegmt=True) if in_words else "7"
        many = len(here.asked) < 3
        call.answer({}, 429, Retry_After=moment) if many else call.answer(RECORDS)

    here.plan = plan
    assert read(here).read == 3
    assert waits == ([pytest.approx(20, abs=2)] * 2 if in_words else [7.0, 7.0])


def test_whoever_asks_to_wait_an_hour_is_told_to_a_person(here: Here, waits: list[float]):
    here.plan = lambda call: call.answer({}, 503, Retry_After="3600")
    with pytest.raises(errors.SourceAway) as told:
        read(here)
    assert told.value.facts["why"] == "busy"
    assert (waits, len(here.asked)) == ([], 1)


def test_a_silent_server_is_given_up_after_four_attempts(here: Here, waits: list[float]):
    here.plan = lambda call: time.sleep(1)
    with pytest.raises(errors.SourceAway) as told:
        read(here)
    assert told.value.facts["why"] == "no-answer-in-time"
    assert (waits, len(here.asked)) == ([1.0, 3.0, 9.0], 4)


@pytest.mark.parametrize("mends", [True, False])
def test_a_line_cut_in_the_middle_is_asked_again_and_half_an_answer_is_none(
    here: Here, mends: bool
):
    def plan(call: Call) -> None:
        if mends and len(here.asked) > 1:
            return call.answer(RECORDS)
        call.send_response(200)
        call.send_header("Content-Type", "application/json")
        call.send_header("Content-Length", "5000")
        call.end_headers()
        call.wfile.write(json.dumps(RECORDS).encode()[:60])
        call.close_connection = True
        return None

    here.plan = plan
    if mends:
        assert read(here).read == 3
        return
    with pytest.raises(errors.SourceAway) as told:
        read(here)
    assert told.value.facts["why"] == "line-cut"


def test_half_a_json_says_where_it_ends(here: Here):
    here.plan = lambda call: call.answer(b'[{"agency": "dinkes",\n "value"')
    with pytest.raises(errors.SourceUnreadable) as told:
        read(here)
    assert (told.value.facts["why"], told.value.facts["row"]) == ("half-json", 2)


def test_nobody_there_and_nothing_there_are_told(here: Here):
    here.plan = lambda call: call.answer({}, 404)
    with pytest.raises(errors.SourceMissing):
        read(here)
    asked = source("indicators", path=None, url="http://127.0.0.1:9/values")
    with pytest.raises(errors.SourceAway):
        read_source(asked, Path(), KNOWN)
