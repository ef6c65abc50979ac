"""Two versions of an evaluation set side by side: are they the same, and what changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from coaching.domain.evidence import CAME, invited_counts
from coaching.domain.fingerprints import canonical

# Where an evaluation came from. Read again it says nothing else, so it makes no new version.
PROVENANCE = ("pulls", "sheets", "code_version", "settings_sha256")
FIGURES = (
    "verdict", "estimate", "low", "high", "detectable", "before_after", "second_opinion",
    "points_removed", "coached", "others", "method",
)  # fmt: skip
# Of each agency; points earned by attending are told by who attended.
VALUES = ("coached", "score", "baseline", "earlier", "outcome")
PEOPLE = ("came", "invited")
PROMISED = ("commitments",)  # by agency; an older programme did not write them down
DECIMALS = 9  # a difference beyond them is another machine's, and nobody could print it
Document = Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """One thing that two versions say otherwise.

    Args:
        name: what it is: a figure, a value, a key of the plan, a threat, a level.
        before, after: what each says; None: nothing.
        agency: whose; "": not of one agency.
    """

    name: str
    before: Any
    after: Any
    agency: str = ""


@dataclass(frozen=True)
class Changes:
    """What a version of an evaluation says otherwise than the one before it.

    Args:
        version: the one before.
        figures: of the results.
        values: of agencies, in the order of their codes.
        attendance: people who came and who were invited, of all agencies and of each.
        threats: where each stands, with what a person said.
        plan: what the year is judged by, and the direction of the outcome.
        levels: levels and other parts of the grounds that say something else.
        invited_before: people invited by agency, as the version before had them.
    """

    version: int
    figures: tuple[Change, ...] = ()
    values: tuple[Change, ...] = ()
    attendance: tuple[Change, ...] = ()
    threats: tuple[Change, ...] = ()
    plan: tuple[Change, ...] = ()
    levels: tuple[Change, ...] = ()
    invited_before: Mapping[str, int] = field(default_factory=dict)


def is_same(before: Document, after: Document) -> bool:
    """Say whether an evaluation says what the one before says.

    What an older programme did not write down is not compared.
    """
    shared = [key for key in before if key not in PROVENANCE]
    return _text({key: before[key] for key in shared}) == _text(
        {key: after.get(key) for key in shared}
    )


def changes(version: int, before: Document, after: Document) -> Changes:
    """Return what two stored evaluations say otherwise.

    Args:
        version: the number of the one before.
    """
    old, new = before.get("grounds", {}), after.get("grounds", {})
    return Changes(
        version,
        figures=_changed({name: before.get(name) for name in FIGURES}, after),
        values=tuple(_values(_by_agency(before), _by_agency(after))),
        attendance=tuple(_attendance(before.get("attendance"), after.get("attendance") or {})),
        threats=_changed(_threats(old), _threats(new)),
        plan=_changed(
            {**old.get("plan", {}), **before.get("outcome", {})},
            {**new.get("plan", {}), **after.get("outcome", {})},
        ),
        levels=(
            *_changed(_levels(old), _levels(new)),
            *_changed({"rounds": old.get("rounds")}, new),
            *_changed({"exploratory": old.get("exploratory")}, new),
            *_changed({name: before[name] for name in PROMISED if name in before}, after),
        ),
        invited_before=invited_counts(before.get("attendance") or {}),
    )  # fmt: skip


def _changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    return tuple(
        Change(name, told, after.get(name))
        for name, told in before.items()
        if _text(told) != _text(after.get(name))
    )


def _by_agency(document: Document) -> dict[str, Any]:
    return {row["agency"]: row for row in document.get("rows", [])}


def _values(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    for agency in sorted({*before, *after}):
        old, new = before.get(agency, {}), after.get(agency, {})
        for name in VALUES:
            if _text(old.get(name)) != _text(new.get(name)):
                yield Change(name, old.get(name), new.get(name), agency)


def _attendance(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> Iterator[Change]:
    """Tell the sums first; nothing where the version before did not write attendance down."""
    if before is None or _text(before) == _text(after):
        return
    for agency in ("", *sorted({*before, *after})):
        old, new = _people(before, agency), _people(after, agency)
        if old != new:
            yield from (
                Change(name, old[name], new[name], agency)
                for name in PEOPLE
                if old[name] != new[name]
            )


def _people(attendance: Mapping[str, Mapping[str, int]], agency: str) -> dict[str, int]:
    """Return how many came and were invited; of all agencies where `agency` is empty."""
    told = [attendance.get(agency, {})] if agency else list(attendance.values())
    return {
        "came": sum(counts.get(one, 0) for counts in told for one in CAME),
        "invited": sum(sum(counts.values()) for counts in told),
    }


def _threats(grounds: Document) -> dict[str, Any]:
    return {one["threat"]: one for one in grounds.get("threats", [])}


def _levels(grounds: Document) -> dict[str, Any]:
    """Return the levels but the results, whose figures stand apart."""
    levels = grounds.get("levels") or {}
    return {name: levels.get(name) for name in ("reaction", "learning", "behaviour")}


def _text(told: Any) -> str:
    return canonical({"told": _rounded(told)})


def _rounded(told: Any) -> Any:
    if isinstance(told, float):
        return round(told, DECIMALS) + 0.0  # no negative zero
    if isinstance(told, Mapping):
        return {str(name): _rounded(value) for name, value in told.items()}
    if isinstance(told, list | tuple):
        return [_rounded(one) for one in told]
    return told
