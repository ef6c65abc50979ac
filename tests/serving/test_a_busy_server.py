"""Who hands in a form is not told that a database was busy for a moment."""

import asyncio
import sqlite3

import httpx
import pytest
from fastapi import FastAPI, Request
from prefect.server.api.server import custom_internal_exception_handler
from sqlalchemy.exc import OperationalError

from flows.serving.server import AskedAgain

PAUSES = (0.0, 0.0, 0.0)


class Runs:
    """An application that is busy a number of times, then records what it is given."""

    def __init__(self, busy: int) -> None:
        self.busy, self.asked = busy, 0
        self.recorded: list[str] = []
        self.application = FastAPI()
        self.application.add_exception_handler(Exception, custom_internal_exception_handler)
        self.application.post("/runs")(self.record)
        self.application.get("/runs")(self.tell)

    async def record(self, request: Request) -> dict[str, int]:
        text = (await request.body()).decode()
        self._ask()
        self.recorded.append(text)
        return {"count": len(self.recorded)}

    async def tell(self) -> list[str]:
        self._ask()
        return self.recorded

    def _ask(self) -> None:
        self.asked += 1
        if self.asked <= self.busy:
            refused = sqlite3.OperationalError("database is locked")
            refused.sqlite_errorname = "SQLITE_BUSY_SNAPSHOT"
            raise OperationalError("INSERT", {}, refused)


def ask(runs: Runs, method: str = "POST", content: str = "a form") -> httpx.Response:
    async def asked() -> httpx.Response:
        served = AskedAgain(runs.application, PAUSES)
        transport = httpx.ASGITransport(app=served, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            return await client.request(method, "/runs", content=content)

    return asyncio.run(asked())


@pytest.mark.parametrize("busy", [0, 1, 3])
def test_what_is_handed_in_while_it_is_busy_is_recorded_once(busy: int) -> None:
    runs = Runs(busy)
    answer = ask(runs)
    assert (answer.status_code, answer.json()) == (200, {"count": 1})
    assert (runs.recorded, runs.asked) == (["a form"], busy + 1)


def test_a_long_form_arrives_whole_at_each_attempt() -> None:
    runs = Runs(2)
    assert ask(runs, content="x" * 300_000).status_code == 200
    assert [len(one) for one in runs.recorded] == [300_000]


def test_what_stays_busy_says_so_in_the_end() -> None:
    runs = Runs(99)
    assert ask(runs).status_code == 503
    assert runs.asked == len(PAUSES) + 1
    assert runs.recorded == []


def test_who_only_reads_is_answered_at_once() -> None:
    runs = Runs(1)
    assert ask(runs, "GET").status_code == 503
    assert runs.asked == 1


def test_another_trouble_is_not_tried_again() -> None:
    runs = Runs(0)

    @runs.application.put("/runs")
    async def fail() -> None:
        runs.asked += 1
        raise ValueError("something else")

    assert ask(runs, "PUT").status_code == 500
    assert runs.asked == 1


def test_a_path_that_is_not_there_is_said_at_once() -> None:
    runs = Runs(0)
    assert ask(runs, "DELETE").status_code == 405
    assert runs.asked == 0
