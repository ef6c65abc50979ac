"""Whatever an operator hands in wrongly, one sentence says what to do, and nothing changes."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from running import Up
from slips import NEW_YEAR, SLIPS, Slip
from town import Town

from coaching.domain.cycle import Subject
from coaching.domain.progress import RunState
from coaching.errors import WrongInput
from coaching.rendering.words import advice
from flows.deployments import POOL
from flows.forms.answers import filled_in
from flows.forms.fields import Doubt, Form, NewYear, Quarter

ENGLISH = re.compile(
    r"\b(the|is|not|of|a|must|should|error|invalid|input|field|missing|empty|value|required|"
    r"selection|invitations?|approve|list|session|stage|year|extra|valid)\b"
)
COMMAND = re.compile(r"coaching (status|run [a-z-]+|approve [a-z]+)|config/[a-z]+\.toml|--year")


FORM = re.compile(r'"form": "([a-z-]+)"')


@dataclass
class Outcome:
    """What became of all of them."""

    states: dict[str, dict[str, Any]] = field(default_factory=dict)
    logs: dict[str, list[str]] = field(default_factory=dict)
    before: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    after: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    personal: set[str] = field(default_factory=set)


@pytest.fixture(scope="module")
def outcome(up: Up) -> Outcome:
    """Bring one year to its first mails and the next to its list; then hand in everything."""
    town = Town(up.folder)
    _rest(up)
    _bring_to_decisions(up, town)
    known = {
        key: one
        for subject in Subject
        for key, one in zip((subject, f"{subject}-count"), _told(town, subject), strict=True)
    }
    found = Outcome(before=town.records())
    forms = {name: one["id"] for name, one in up.deployments().items()}
    runs = {name: _hand_in(up, forms[slip.form], slip, known) for name, slip in SLIPS.items()}
    found.states = {name: up.ended(run) for name, run in runs.items()}
    found.after = town.records()
    found.logs = {name: _logged(up, run) for name, run in runs.items()}
    found.personal = {
        str(cell)
        for table in ("SELECT name, email FROM person", "SELECT nip, nip FROM person_nip")
        for row in town.query(table)
        for cell in row
        if cell
    }
    return found


def _rest(up: Up) -> None:
    """Let nothing start by itself meanwhile."""
    for one in up.deployments().values():
        if one["schedules"]:
            up.ask(f"/deployments/{one['id']}/pause_deployment")
    up.change(f"/work_pools/{POOL}", concurrency_limit=3)  # on two cores, more is slower


def _bring_to_decisions(up: Up, town: Town) -> None:
    from prefect.settings import PREFECT_API_URL, temporary_settings

    from flows.indicators import pull_indicators
    from flows.selection import select_target_agencies

    with temporary_settings({PREFECT_API_URL: f"{up.address}/api"}):
        town.up_to_sending()
        town.report_outcomes()
        town.run(pull_indicators, NEW_YEAR, as_of=date(NEW_YEAR, 1, 12))
        waits = town.run(select_target_agencies, NEW_YEAR, as_of=date(NEW_YEAR, 1, 19))
    assert waits.state is RunState.WAITING_FOR_APPROVAL


def _told(town: Town, subject: Subject) -> tuple[str, int]:
    fingerprint, lines = town.list_of(subject)
    return fingerprint[:12], len(lines)


def _hand_in(up: Up, form: str, slip: Slip, known: dict[str, Any]) -> str:
    given = {
        name: known.get(one[1:-1], one) if isinstance(one, str) else one
        for name, one in slip.given.items()
    }
    written = {"form": {"entered_by": "Budi", **given}}
    made = up.ask(f"/deployments/{form}/create_flow_run", parameters=written)
    return str(made["id"])


def _logged(up: Up, run: str) -> list[str]:
    lines = up.ask("/logs/filter", logs={"flow_run_id": {"any_": [run]}}, limit=200)
    return [line["message"] for line in lines]


@pytest.mark.parametrize("name", SLIPS)
def test_a_wrong_form_ends_in_a_sentence_that_says_what_to_do(outcome: Outcome, name: str) -> None:
    state, slip = outcome.states[name], SLIPS[name]
    told = state["message"]
    assert state["name"] == slip.state, told
    for part in slip.says:
        assert part in told
    assert "\n" not in told
    assert len(told) < 320


@pytest.mark.parametrize("name", SLIPS)
def test_it_is_told_in_indonesian_only(outcome: Outcome, name: str) -> None:
    typed = " ".join(str(one) for one in SLIPS[name].given) + " agency"
    told = COMMAND.sub("", outcome.states[name]["message"])
    assert [word for word in ENGLISH.findall(told) if word not in typed] == []


@pytest.mark.parametrize("name", SLIPS)
def test_nothing_of_a_trace_or_of_a_person_is_shown(outcome: Outcome, name: str) -> None:
    shown = "\n".join([outcome.states[name]["message"], *outcome.logs[name]])
    assert outcome.logs[name]
    assert "Traceback" not in shown
    assert 'File "' not in shown
    assert not re.search(r"\d{18}", shown)
    assert [one for one in outcome.personal if one in shown] == []


def test_nothing_changes_but_for_the_note_of_who_asked_for_a_sheet(outcome: Outcome) -> None:
    before, after = dict(outcome.before), dict(outcome.after)
    del before["operator_notice"], after["operator_notice"]  # operators are meant to be told
    noted = before.pop("audit_entry")
    asked = [row for row in after.pop("audit_entry") if row not in noted]
    assert sorted(FORM.findall(str(asked))) == ["take-attendance", "what-if"]
    assert after == before


@pytest.mark.parametrize(
    ("model", "given", "told"),
    [
        (NewYear, None, "Diisi oleh tidak dapat dipakai: wajib diisi"),
        (NewYear, "halo", "isian formulir tidak lengkap"),
        (NewYear, ["2027"], "isian formulir tidak lengkap"),
        (NewYear, {"entered_by": 7, "year": 2027}, "Diisi oleh = 7 tidak dapat dipakai: harus"),
        (NewYear, {"entered_by": "Budi", "year": 2027.5}, "Tahun pembinaan = 2027.5"),
        (NewYear, {"entered_by": "Budi", "year": ""}, "Tahun pembinaan tidak dapat dipakai"),
        (NewYear, {"entered_by": "Budi", "year": 1945}, "Tahun pembinaan = 1945"),
        (NewYear, {"entered_by": "   ", "year": 2027}, "terlalu pendek atau kosong"),
        (NewYear, {"entered_by": "B" * 201, "year": 2027}, "terlalu panjang"),
        (Quarter, {"entered_by": "Budi", "year": 2027, "quarter": 0}, "terlalu kecil"),
        (Doubt, {"entered_by": "Budi", "message_id": "<a>", "arrived": "mungkin"}, "ya atau tidak"),
        (Doubt, {"entered_by": "Budi", "message_id": ["a"]}, "Surel yang meragukan"),
        (NewYear, {"entered_by": "Budi", "year": "budi@kota.example"}, "b***@kota.example"),
        (NewYear, {"entered_by": "Budi", "year": "NIP 198501012010011001"}, "NIP …"),
    ],
)  # fmt: skip
def test_what_no_form_would_send_is_told_too(model: type[Form], given: Any, told: str) -> None:
    with pytest.raises(WrongInput) as wrong:
        filled_in(model, given)
    what, then = advice(wrong.value, "id")
    assert told in what
    assert then == "Perbaiki isian itu, lalu ulangi."
