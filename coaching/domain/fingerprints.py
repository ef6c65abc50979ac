"""The one text of a document, its fingerprint, and how two lists differ. Loads nothing large."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any


def canonical(document: Mapping[str, Any]) -> str:
    """Return a document as the one text that its fingerprint is made of."""
    return json.dumps(
        document, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def fingerprint(document: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a document, in hexadecimal."""
    return hashlib.sha256(canonical(document).encode()).hexdigest()


def list_fingerprint(year: int, agencies: Iterable[str]) -> str:
    """Return the SHA-256 of an exact list of agencies; their order does not matter."""
    return fingerprint({"year": year, "agencies": sorted(agencies)})


def difference(before: Iterable[str], now: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return what was added to a list and what was removed from it."""
    old, new = set(before), set(now)
    return sorted(new - old), sorted(old - new)
