"""The city's decisions in `config/`, read into types and checked."""

from coaching.programme.reading import read_programme
from coaching.programme.remarks import Remark
from coaching.programme.sessions import PlannedSession
from coaching.programme.sources import Holds, Shape, Source, Status
from coaching.programme.whole import Programme

__all__ = [
    "Holds",
    "PlannedSession",
    "Programme",
    "Remark",
    "Shape",
    "Source",
    "Status",
    "read_programme",
]
