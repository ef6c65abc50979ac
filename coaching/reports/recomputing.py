"""Frozen lists looked at again: computed from what was frozen, and under other decisions."""

import hashlib
import json
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from coaching.database import agencies
from coaching.database.frozen import Frozen, frozen
from coaching.database.work import reading
from coaching.domain.fingerprints import canonical, difference
from coaching.domain.invitations import short
from coaching.domain.progress import Report, RunState
from coaching.domain.replaying import (
    first_difference,
    recomputed,
    selected_again,
    selected_otherwise,
)
from coaching.errors import FormatUnknown, ReplayDiffers, WrongInput


def replayed(year: int, revision: int | None = None) -> Report:
    """Compute a frozen list again, byte for byte, and return that it came out the same.

    Args:
        revision: of the proposal; None: the latest.

    Raises:
        NothingProposed: there is no such list.
        FormatUnknown: a later version of the programme wrote it.
        ReplayDiffers: it comes out otherwise, or its record was changed.
    """
    with reading() as db:
        kept = frozen(db, year, revision)
    document = _document(kept)
    again = recomputed(document)
    found = first_difference(document, again)
    if found is not None or canonical(again) != kept.text:
        place, before, now = found or ("", None, None)
        raise ReplayDiffers(
            year=year, revision=kept.revision, place=place or "-", frozen=_told(before),
            again=_told(now), then=document["code_version"], code=version("sinar"),
        )  # fmt: skip
    facts = {
        "year": year,
        "revision": kept.revision,
        "count": len(document["list"]),
        "sha": kept.sha256,
        "then": document["code_version"],
    }
    return Report(RunState.DONE, "replayed", facts)


def _document(kept: Frozen) -> dict[str, Any]:
    """Return a stored document; its text must be the one its fingerprint was made of."""
    sha256 = hashlib.sha256(kept.text.encode()).hexdigest()
    document: dict[str, Any] = json.loads(kept.text)
    if sha256 != kept.sha256:
        raise ReplayDiffers(
            year=kept.year, revision=kept.revision, place="SHA-256", frozen=kept.sha256[:12],
            again=sha256[:12], then=document["code_version"], code=version("sinar"),
        )  # fmt: skip
    try:
        recomputed({**document})
    except LookupError:
        raise FormatUnknown(
            year=kept.year, format=document["format_version"], then=document["code_version"]
        ) from None
    return document


def _told(value: object) -> str:
    """Return a value as a person compares it; short enough for a sentence."""
    return json.dumps(value, ensure_ascii=False)[:60]


def weighed_otherwise(
    year: int,
    capacity: int | None,
    weights: Mapping[str, float],
    targets: Mapping[str, float],
) -> Report:
    """Choose from a list's own values under other decisions; return what that would change.

    Nothing is stored, so that it can be asked before a list is approved too.

    Raises:
        NothingProposed: there is no list of that year.
        WrongInput: an indicator the list does not know, or a decision that cannot be meant.
    """
    with reading() as db:
        document = _document(frozen(db, year))
        names = agencies.titles(db, year - 1)
    try:
        other = selected_otherwise(document, capacity=capacity, weights=weights, targets=targets)
    except KeyError as unknown:
        raise WrongInput(
            field="indicator", value=str(unknown.args[0]), why="no-such-indicator"
        ) from None
    except ValueError:
        raise WrongInput(field="weights", value=None, why="cannot-be-meant") from None
    now = selected_again(document)
    added, removed = difference(now.agencies, other.agencies)
    facts = {
        "year": year,
        "stay": len(set(now.agencies) & set(other.agencies)),
        "count": len(other.agencies),
        "added": short([names.get(code, code) for code in added]),
        "removed": short([names.get(code, code) for code in removed]),
    }
    same = not added and not removed
    return Report(RunState.DONE, "what-if-same" if same else "what-if", facts)
