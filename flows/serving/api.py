"""Speaking with a Prefect server in a few calls, without the seconds its client takes to import."""

import base64
import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, Request, build_opener

PAGE = 200  # the most a server gives at once
OPENER = build_opener(ProxyHandler({}))  # the server is our own: no proxy stands before it


class Unreachable(Exception):
    """Nobody answers, or what answers has no time."""


class Api:
    """One server's API.

    Args:
        address: e.g. "http://127.0.0.1:4200/api".
        login: "user:password" where the server demands one.
        patience: seconds one answer may take.
    """

    def __init__(self, address: str, login: str | None = None, patience: float = 60) -> None:
        self.address, self.patience = address, patience
        self.headers = {"Content-Type": "application/json"}
        if login:
            self.headers["Authorization"] = "Basic " + base64.b64encode(login.encode()).decode()

    def get(self, path: str) -> Any:
        """Return what stands at a path; None where nothing does."""
        try:
            return self._call("GET", path)
        except HTTPError as refusal:
            if refusal.code == 404:
                return None
            raise

    def post(self, path: str, body: object) -> Any:
        """Send something new, or ask for something."""
        return self._call("POST", path, body)

    def patch(self, path: str, body: object) -> None:
        """Change what is named in the body and nothing else."""
        self._call("PATCH", path, body)

    def delete(self, path: str) -> None:
        """Take something away."""
        self._call("DELETE", path)

    def every(self, path: str, body: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """Return all that a filter finds, page by page."""
        offset = 0
        while True:
            found = self.post(path, {**body, "limit": PAGE, "offset": offset})
            yield from found
            if len(found) < PAGE:
                return
            offset += PAGE

    def is_healthy(self) -> bool:
        """Say whether the server answers."""
        try:
            return self._call("GET", "/health") is True
        except (Unreachable, HTTPError):
            return False

    def _call(self, method: str, path: str, body: object = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = Request(self.address + path, data, self.headers, method=method)  # noqa: S310 (our address)
        try:
            with OPENER.open(request, timeout=self.patience) as answer:
                text = answer.read()
        except HTTPError:
            raise
        except (URLError, OSError) as problem:
            raise Unreachable(str(problem)) from None
        return json.loads(text) if text else None
