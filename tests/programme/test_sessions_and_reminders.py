"""When sessions are held and people reminded: what cannot be meant is told with its key."""

import shutil
from pathlib import Path

import pytest

from coaching.errors import ConfigInvalid
from coaching.programme import read_programme

CONFIG = Path(__file__).parents[2] / "config"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    shutil.copytree(CONFIG, tmp_path / "config")
    return tmp_path / "config"


def change(config: Path, old: str, new: str, file: str = "programme.toml") -> None:
    text = (config / file).read_text("utf-8")
    assert old in text
    (config / file).write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "key", "why"),
    [
        ("first_days_before = 8", "first_days_before = 12", "reminders.first_days_before",
         "reminder-too-early"),
        ("count = 2", "count = 3", "reminders.count", "reminder-too-late"),
        ("valid_days = 2", "valid_days = 4", "reminders", "reminders-overlap"),
        ("agencies = 5", 'agencies = 5\nweekday = "Rabu"', "session[1]", "another-weekday"),
        ('agenda = "', 'agenda = "Rabu, 13 Maret 2025: ', "session[1]", "another-weekday"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_told(config: Path, old: str, new: str, key: str, why: str):
    change(config, old, new)
    with pytest.raises(ConfigInvalid) as told:
        read_programme(config)
    assert (told.value.facts["key"], told.value.facts["why"]) == (key, why)


def test_own_words_with_another_weekday_are_refused(config: Path):
    (config / "letters.toml").write_text('[id.thanks]\nnext = "Sampai Senin, 14 Maret 2025."\n')
    with pytest.raises(ConfigInvalid) as told:
        read_programme(config)
    assert told.value.facts["key"] == "id.thanks.next"


def test_a_weekday_that_is_right_changes_nothing(config: Path):
    before = read_programme(config).sessions_of(2025)
    change(config, "agencies = 5", 'agencies = 5\nweekday = "Kamis"')
    assert read_programme(config).sessions_of(2025) == before


def test_the_last_reminder_may_leave_until_answers_are_asked_for(config: Path):
    told = read_programme(config)
    assert told.reminders.last_days_before >= told.invitations.answer_days_before
    (_, last) = told.reminders.rule.windows(told.sessions_of(2025)[0].held_on)
    assert last.closes_on <= told.sessions_of(2025)[0].answer_by.date()
