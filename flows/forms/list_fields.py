"""What the forms on lists and published reports ask: drawn, looked at again, traced."""

from typing import Annotated

from flows.forms.asking import asked as _asked
from flows.forms.fields import OpenYear


class LotSeed(OpenYear):
    """The word the year's lot is drawn with."""

    seed: Annotated[str, _asked("seed", min_length=1, max_length=64)]


class Replay(OpenYear):
    """A frozen list, by its revision."""

    revision: Annotated[int | None, _asked("revision", ge=1)] = None


class Traced(OpenYear):
    """Figures of a published report, by its version."""

    version: Annotated[int | None, _asked("version", ge=1)] = None
    figure: Annotated[str, _asked("figure", max_length=100)] = ""


class WhatIf(OpenYear):
    """Decisions of the city, other than they are; what is left empty stays."""

    capacity: Annotated[int | None, _asked("capacity", ge=1, le=10_000)] = None
    weights: Annotated[str, _asked("weights", max_length=1000)] = ""
    targets: Annotated[str, _asked("targets", max_length=1000)] = ""
