"""The figures of the four levels that a report prints, by name."""

from collections.abc import Iterator, Mapping
from typing import Any

from coaching.domain.kirkpatrick import Response

SIMPLE: Mapping[str, tuple[str, ...]] = {
    "reaction": ("satisfied", "median", "useful", "useful_of"),
    "learning": (),
    "behaviour": ("made", "told", "done", "checked", "confirmed"),
    "results": ("estimate", "low", "high"),
}
GAIN = ("before", "after", "gain", "low", "high", "size")


def level_figures(level: str, levels: Mapping[str, Any]) -> dict[str, Any]:
    """Return the figures of one level as they were written down; what is hidden is none of them.

    Args:
        level: `reaction`, `learning`, `behaviour` or `results`.
        levels: all four, as `FourLevels.as_document` gives them.
    """
    found = levels.get(level)
    if found is None:
        return {}
    told = {**_response(found), **{name: found[name] for name in SIMPLE[level]}}
    if level == "reaction":
        told |= dict(_sessions(found))
    elif level == "learning":
        told |= {name: (found["gain"] or {}).get(name) for name in GAIN}
        if (found["at_top"] or 0) >= levels["smallest"]:  # as it is printed
            told["at_top"] = found["at_top"]
    elif level == "behaviour":
        unknown = found["made"] - found["told"]
        told |= {
            "done_share_low": found["done"] / found["made"],
            "done_share_high": (found["done"] + unknown) / found["made"],
        }
    return {name: value for name, value in told.items() if value is not None}


def hidden_sessions(levels: Mapping[str, Any]) -> frozenset[str]:
    """Return the sessions whose answers a report hides, for they are few."""
    sessions = (levels.get("reaction") or {}).get("sessions", ())
    return frozenset(one["session"] for one in sessions if one["answered"] is None)


def _response(found: Mapping[str, Any]) -> dict[str, Any]:
    response = Response(**found["response"])
    return {
        "answered": response.answered, "asked": response.asked, "response_share": response.share,
    }  # fmt: skip


def _sessions(found: Mapping[str, Any]) -> Iterator[tuple[str, int | None]]:
    if len(found["sessions"]) > 1:  # of a single one the report says nothing more
        for one in found["sessions"]:
            for name in ("answered", "satisfied"):
                yield f"{name}:{one['session']}", one[name]
