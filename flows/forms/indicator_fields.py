"""What the forms about indicators and about named people ask."""

from typing import Annotated

from coaching.database.cycle import all_years
from coaching.database.relevance import reviewed
from coaching.database.work import Db
from coaching.domain.relevance_rules import Fate
from coaching.rendering.words import say
from coaching.settings import settings
from coaching.sources.nominations import FOLDER
from flows.forms.asking import asked
from flows.forms.fields import Form, OpenYear


def _returned(db: Db) -> list[str]:
    del db  # they lie in a folder
    return sorted(file.name for file in (settings().working_folder / FOLDER).glob("*.xlsx"))


def _indicators(db: Db) -> list[str]:
    return sorted({code for year in all_years(db) for code in reviewed(db, year)})


def _fates(db: Db) -> list[str]:
    del db  # the choices are always the same
    return [say(f"terms.fate.{fate.value}", settings().language) for fate in Fate]


class IndicatorFate(OpenYear):
    """What is decided about one indicator, and why."""

    indicator: Annotated[str, asked("indicator", _indicators, min_length=1, max_length=64)]
    decision: Annotated[str, asked("decision", _fates, min_length=1, max_length=30)]
    fate_reason: Annotated[str, asked("fate_reason", min_length=1, max_length=500)]
    decided_by: Annotated[str, asked("decided_by", min_length=1, max_length=200)]


class NominationForm(Form):
    """A form on which the head of an agency named people."""

    form_file: Annotated[str, asked("form_file", _returned, min_length=1, max_length=400)]
