"""Every form, also one that is added tomorrow: words for all it asks, and nobody's name kept."""

import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from coaching.rendering.words import say
from flows.forms import FORMS
from flows.forms.answers import impersonal
from flows.forms.fields import Doubt, Form, NewYear, SelectionApproval
from flows.serving.registering import Wanted

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # choices are read from a database, which is made there


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
