"""Prefect's server, which asks its database again where that was busy.

On SQLite a request that reads and then writes is refused at once where another wrote
in between, and Prefect answers 503: "ask again". Its own clients do; its pages do not,
and show "Oops. Something went wrong" to somebody who handed in a form. So the server
asks again itself, before anybody is answered.

Started as `python -m flows.serving.server --host … --port …`.
"""

import argparse
import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from prefect.settings import get_current_settings

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

READING = {"GET", "HEAD", "OPTIONS"}
BUSY = 503
PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)  # seconds before the next attempt


class AskedAgain:
    """An application whose writing requests are repeated while it answers that it is busy.

    A request that was refused so was rolled back as a whole: repeating it does nothing twice.

    Args:
        application: by the ASGI protocol.
        pauses: seconds before each further attempt.
    """

    def __init__(self, application: Application, pauses: tuple[float, ...] = PAUSES) -> None:
        self.application, self.pauses = application, pauses

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] in READING:
            return await self.application(scope, receive, send)
        request = await _whole(receive)
        for pause in self.pauses:
            answer = await self._attempt(scope, _once(request, receive))
            if not _is_busy(answer):
                for message in answer:
                    await send(message)
                return None
            await asyncio.sleep(pause)
        return await self.application(dict(scope), _once(request, receive), send)

    async def _attempt(self, scope: Scope, receive: Receive) -> list[Message]:
        answer: list[Message] = []

        async def keep(message: Message) -> None:
            answer.append(message)

        try:
            await self.application(dict(scope), receive, keep)
        except Exception:
            if not _is_busy(answer):  # what is busy is raised too, once it was answered
                raise
        return answer


def _is_busy(answer: list[Message]) -> bool:
    return bool(answer) and answer[0].get("status") == BUSY


async def _whole(receive: Receive) -> list[Message]:
    """Return all messages of a request."""
    messages = [await receive()]
    while messages[-1].get("more_body"):
        messages.append(await receive())
    return messages


def _once(messages: list[Message], then: Receive) -> Receive:
    """Return a way to receive these messages, then whatever comes."""
    left = list(messages)

    async def receive() -> Message:
        return left.pop(0) if left else await then()

    return receive


def serve(host: str, port: int) -> None:
    """Run the server until this process is told to end, with Prefect's own settings."""
    import uvicorn  # comes with Prefect, as does the application
    from prefect.server.api.server import create_app

    told = get_current_settings().server
    uvicorn.run(
        AskedAgain(create_app(final=True)),
        host=host,
        port=port,
        timeout_keep_alive=told.api.keepalive_timeout,
        ws_ping_interval=told.api.websocket_ping_interval,
        ws_ping_timeout=told.api.websocket_ping_timeout,
        log_level=told.logging_level.lower(),
    )


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--host", required=True)
    asked.add_argument("--port", required=True, type=int)
    serve(**vars(asked.parse_args()))
