"""Every form, also one that is added tomorrow: words for all it asks, and nobody's name kept."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from coaching.errors import WrongInput
from coaching.programme import read_programme
from coaching.rendering.words import advice, say
from coaching.settings import settings, shipped
from flows.forms.answers import day_of, impersonal
from flows.forms.fields import Doubt, Form, NewYear, SelectionApproval
from flows.forms.listed import FORMS
from flows.operating import today
from flows.serving.registering import Wanted

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # choices are read from a database, which is made there
    settings.cache_clear()


def schema(name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what the pages get of a form: its parameter, and what is asked in it."""
    facts = Wanted(FORMS[name], name, "formulir").facts(Path())
    told = facts["parameter_openapi_schema"]
    [model] = [one for one in told["definitions"].values() if "entered_by" in one["properties"]]
    return told["properties"], model


@pytest.mark.parametrize("name", FORMS)
def test_a_form_asks_who_fills_it_in_and_has_words_for_everything(name: str) -> None:
    parameters, model = schema(name)
    assert list(parameters) == ["form"]
    assert parameters["form"]["title"] == say("forms.form.title", "id")
    assert "description" not in model
    assert "entered_by" in model["required"]
    for field in model["properties"].values():
        assert field["title"][0].isupper()
        assert field["description"].endswith((".", ")"))
    assert FORMS[name].description


STAGES = [name for name in FORMS if name[:2] in {f"{number} " for number in (1, 2, 3, 6, 7, 8, 9)}]


@pytest.mark.parametrize("name", STAGES)
def test_a_stage_may_be_entered_late_as_on_an_earlier_day(name: str) -> None:
    _, model = schema(name)
    assert "as_of" not in model["required"]
    asked = model["properties"]["as_of"]
    assert (asked["type"], asked["format"]) == ("string", "date")
    assert "anyOf" not in str(model)  # the pages would ask for a type before they ask for a day


def test_a_day_to_come_is_refused_where_people_are_real(monkeypatch: pytest.MonkeyPatch) -> None:
    tomorrow = today(read_programme(shipped("config"))) + timedelta(days=1)
    form = NewYear(entered_by="Budi", year=2027, as_of=tomorrow)
    with pytest.raises(WrongInput) as told:
        day_of(form)
    assert advice(told.value, "id")[0].count("belum tiba") == 1
    monkeypatch.setenv("COACHING_DAYS_TO_COME", "true")
    settings.cache_clear()
    assert day_of(form) == tomorrow
    assert day_of(form.model_copy(update={"as_of": None})) == tomorrow - timedelta(days=1)


def test_the_guide_shows_every_form_by_its_name() -> None:
    rows = re.findall(r"(?m)^\| (.+?) \|", (DOCS / "operator.md").read_text(encoding="utf-8"))
    assert [name for name in FORMS if name not in rows] == []


@pytest.mark.parametrize(
    ("model", "given", "kept"),
    [
        (NewYear, {"entered_by": "Budi", "year": 2027}, {"year": 2027}),
        (NewYear, {"entered_by": "Budi", "year": "198501012010011001"}, {"year": "…"}),
        (NewYear, {"entered_by": "Budi", "year": 198501012010011001}, {"year": "…"}),
        (NewYear, {"year": "budi@kota.example"}, {"year": "b***@kota.example"}),
        (NewYear, {"nama": "Budi"}, {}),
        (NewYear, "Budi", {}),
        (
            SelectionApproval,
            {"entered_by": "Budi", "year": 2027, "fingerprint": "48e67cebdaff", "recipients": 9,
             "decided_by": "Dr. Sari", "note_number": "800/1", "note_date": "2027-01-20"},
            {"year": 2027, "fingerprint": "48e67cebdaff", "recipients": 9,
             "note_date": "2027-01-20"},
        ),
        (
            Doubt,
            {"entered_by": "Budi", "message_id": "<a.1@kota.example>", "arrived": True,
             "evidence": "telepon Sari"},
            {"message_id": "<a.1@kota.example>", "arrived": True},
        ),
    ],
)  # fmt: skip
def test_the_server_keeps_only_what_names_nobody(
    model: type[Form], given: Any, kept: dict[str, Any]
) -> None:
    assert impersonal(model, given) == kept
    if isinstance(given, dict) and kept and "entered_by" in given and "evidence" in given:
        filled: BaseModel = model.model_validate(given)
        assert impersonal(model, filled) == kept
