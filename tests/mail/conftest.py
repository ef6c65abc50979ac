"""A real mail server on this machine for each test."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from letterbox import PASSWORD, USER

from coaching.mail.catcher import Catcher


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Catcher]]:
    with ExitStack() as running:

        def begin(**choices: object) -> Catcher:
            name = f"catcher{len(list(tmp_path.iterdir()))}"
            asked = {"user": USER, "password": PASSWORD} | choices
            folder = tmp_path / name
            return running.enter_context(
                Catcher(folder=folder / "outbox", log=folder / "accepted.jsonl", **asked)
            )

        yield begin


@pytest.fixture
def catcher(start: Callable[..., Catcher]) -> Catcher:
    return start()
