"""From what the UI sends to a form: checked again, since the API lets wrong dates and keys pass."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import wraps
from typing import Any, TypeVar
from uuid import UUID

from prefect import Flow, flow
from prefect.client.orchestration import get_client
from prefect.runtime import flow_run
from pydantic import BaseModel, ValidationError

from coaching.database import audit
from coaching.database.cycle import all_years
from coaching.database.work import reading, work
from coaching.domain.progress import Report
from coaching.errors import WrongInput
from coaching.mail.addresses import mask_addresses
from coaching.rendering.words import say
from coaching.settings import settings
from flows.forms.fields import Form, OpenYear
from flows.operating import ended, programme_in_force, today

F = TypeVar("F", bound=Form)
Raw = Mapping[str, Any]


def form_operation(name: str) -> Callable[[Callable[[F], Any]], Flow[Any, Any]]:
    """Make a flow of a function that takes one form.

    Prefect does not check what it is given (its refusals are English and say
    nothing of what to do): the form does, and who filled it in is kept.
    """

    def made(body: Callable[[F], Any]) -> Flow[Any, Any]:
        model: type[F] = body.__annotations__["form"]

        @wraps(body)
        async def told(form: Any) -> Any:
            return await ended(lambda: _acted(name, model, form, body))

        return flow(
            name=name, flow_run_name=lambda: _run_name(name), validate_parameters=False
        )(told)  # fmt: skip

    return made


def _run_name(name: str) -> str:
    given = flow_run.get_parameters().get("form")
    year = given.get("year") if isinstance(given, Mapping) else getattr(given, "year", None)
    return f"{year}-{name}" if YEAR.fullmatch(str(year)) else name


async def _acted(name: str, model: type[F], raw: Any, body: Callable[[F], Any]) -> Report:
    await _forget_people(model, raw)
    form = filled_in(model, raw)
    with _fields_by_their_titles(model):
        if isinstance(form, OpenYear):
            _demand_open(form.year)
        day = day_of(form)
        report: Report = await body(form)
    with work() as db:
        audit.note(
            db, "operator-acted", as_of=day, year=getattr(form, "year", None),
            actor=form.entered_by, form=name, state=report.state.value,
        )  # fmt: skip
    return report


async def _forget_people(model: type[F], raw: Any) -> None:
    """Let the server keep of the form only what names nobody; who acted is in our audit trail.

    Whoever repeats such a run in the pages is asked again who they are.
    """
    run = flow_run.get_id()
    if run is not None:
        async with get_client() as client:
            await client.update_flow_run(UUID(run), parameters={"form": impersonal(model, raw)})


def impersonal(model: type[F], raw: Any) -> dict[str, Any]:
    """Return what was filled in, without free text and without what may be somebody's number."""
    given = raw.model_dump(mode="json") if isinstance(raw, BaseModel) else raw
    fields = model.model_fields
    if not isinstance(given, Mapping):
        return {}
    return {
        name: _plain(value, is_choice=fields[name].json_schema_extra is not None)
        for name, value in given.items()
        if name in fields and (fields[name].annotation is not str or fields[name].json_schema_extra)
    }


def _plain(value: Any, *, is_choice: bool) -> Any:
    if isinstance(value, bool) or value is None:
        return value
    told = LONG_NUMBER.sub("…", str(value) if is_choice else mask_addresses(str(value)))[:200]
    return int(told) if isinstance(value, int) and told == str(value) else told


def _demand_open(year: int) -> None:
    """Refuse a year that nobody has opened: a slip of the pen must not open one."""
    with reading() as db:
        if year not in all_years(db):
            raise WrongInput(field="year", value=year, why="year-not-open")


def day_of(form: Form) -> date:
    """Return the day a form is meant for: today, or an earlier one where it asks."""
    day = today(programme_in_force())
    given: date | None = getattr(form, "as_of", None)
    if given is not None and given > day and not settings().days_to_come:
        raise WrongInput(field="as_of", value=given.isoformat(), why="day-to-come")
    return given or day


def filled_in(model: type[F], raw: Any) -> F:
    """Return the form, or raise `WrongInput` for the first field that cannot be meant."""
    if isinstance(raw, model):
        return raw
    try:
        return model.model_validate(raw if raw is not None else {})
    except ValidationError as problem:
        first = problem.errors()[0]
        field = str(first["loc"][0]) if first["loc"] else "form"
        why = _why(first["type"])
        raise WrongInput(field=_title(model, field), value=_shown(first, why), why=why) from None


@contextmanager
def _fields_by_their_titles(model: type[Form]) -> Iterator[None]:
    """Let a refusal call a field as the form calls it, wherever below it was found wrong."""
    try:
        yield
    except WrongInput as problem:
        field = str(problem.facts["field"]).replace("-", "_")
        if field not in model.model_fields:
            raise
        raise WrongInput(**problem.facts | {"field": _title(model, field)}) from None


def _title(model: type[Form], field: str) -> str:
    if field == "form":
        return say("forms.form.title", settings().language)
    asked = model.model_fields.get(field)
    return (asked and asked.title) or field


def _shown(error: Any, why: str) -> str | None:
    """Return what was typed, as the UI may keep it; None where it would say nothing."""
    typed = str(error["input"]).strip()
    if why in UNSHOWN or not typed:
        return None
    return LONG_NUMBER.sub("…", mask_addresses(typed))[:60]


def _why(kind: str) -> str:
    """Return the catalogue's name for a refusal; `kind` is pydantic's."""
    return next((words for start, words in REASONS.items() if kind.startswith(start)), "other")


UNSHOWN = {"missing", "not-a-form", "unknown"}
YEAR = re.compile(r"\d{4}")
LONG_NUMBER = re.compile(r"\d{10,}")  # may be somebody's NIP


REASONS = {
    "missing": "missing",
    "extra_forbidden": "unknown",
    "date": "date",
    "int": "whole-number",
    "bool": "yes-or-no",
    "greater": "too-small",
    "less": "too-large",
    "string_too_short": "too-short",
    "string_too_long": "too-long",
    "string": "text",
    "model": "not-a-form",
    "dict": "not-a-form",
}
