"""The city's decisions, read and checked."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching import errors
from coaching.programme import Programme, read_programme
from coaching.programme.days import DayOfYear

SHIPPED = Path(__file__).parents[2] / "config"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "config"))


def change(config: Path, old: str, new: str, file: str = "programme.toml") -> None:
    text = (config / file).read_text(encoding="utf-8")
    assert old in text
    (config / file).write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture(scope="module")
def programme() -> Programme:
    return read_programme(SHIPPED)


def test_what_we_ship_is_sound(programme: Programme):
    assert programme.remarks(2025) == ()
    assert [remark.code for remark in programme.remarks(2031)] == [
        "no-session", "holidays-estimated",
    ]  # fmt: skip


def test_the_days_of_a_year(programme: Programme):
    calendar = programme.calendar_of(2025)
    assert calendar.pull_on == date(2025, 1, 12)
    assert calendar.evaluate_on == date(2026, 1, 20)
    assert programme.quarterly_reviews_of(2025)[-1] == date(2026, 1, 15)


def test_a_session_knows_its_room_and_its_days(programme: Programme):
    first = programme.sessions_of(2025)[0]
    assert first.starts_at.isoformat() == "2025-03-13T08:00:00+07:00"
    assert first.ends_at.isoformat() == "2025-03-13T11:30:00+07:00"
    assert first.send_on == date(2025, 2, 27)
    assert first.collect_on == date(2025, 3, 14)
    assert first.answer_by.isoformat() == "2025-03-10T12:00:00+07:00"
    assert programme.calendar_of(2025).sessions[0] == first.day()


def test_rules_reach_the_domain(programme: Programme):
    assert programme.selection_rules().capacity == 9
    assert programme.evaluation_rules().margin == 1.0
    assert programme.outcome_indicator.code == "ip-asn"
    assert programme.invite_rules[0].who == "head"
    assert programme.letter.number(7, 2025) == "005/0007/417.403/2025"


def test_a_must_belongs_to_its_year(config: Path):
    must = '\n[[must]]\nyear = 2025\nagency = "bpbd"\nreason = "Baru dibentuk."\n'
    change(config, "\n[invitations]", f"{must}\n[invitations]")
    programme = read_programme(config)
    assert [one.agency for one in programme.musts(2025)] == ["bpbd"]
    assert programme.musts(2026) == ()


def test_the_copy_kept_with_a_year_holds_no_nip(programme: Programme):
    kept = programme.snapshot()
    assert kept["session"][0]["starts"] == "08.00"
    assert programme.signatory.nip
    assert programme.signatory.nip not in repr(kept)


def test_an_indicator_that_only_judges_does_not_select(config: Path):
    text = '[[indicator]]\ncode = "calm"\ntitle = "x"\nunit = "x"\ntarget = 1\nfloor = 0\n'
    file = config / "indicators.toml"
    file.write_text(file.read_text("utf-8") + "\n" + text + "selects = false\n", "utf-8")
    change(config, 'outcome_indicator = "ip-asn"', 'outcome_indicator = "calm"')
    programme = read_programme(config)
    assert programme.outcome_indicator.code == "calm"
    assert "calm" not in [one.code for one in programme.indicators]


@given(year=st.integers(1990, 2200), day=st.dates(date(2024, 1, 1), date(2024, 12, 31)))
def test_every_day_of_a_leap_year_has_its_day_in_any_year(year: int, day: date):
    found = DayOfYear(day.month, day.day).in_year(year)
    assert (found.year, found.month) == (year, day.month)
    assert found.day == day.day or (day.month, day.day, found.day) == (2, 29, 28)


@pytest.mark.parametrize(
    ("old", "new", "key", "nearest"),
    [
        ("capacity = 9", "capacty = 9", "selection.capacty", "capacity"),
        ("[calendar]", "[calendarr]", "calendarr", "calendar"),
        ('venue = "sabha"', 'venu = "sabha"', "session[1].venu", "venue"),
        ("quota = 4", "qota = 4", "invite[2].qota", "quota"),
        ('class = "Biasa"', 'clas = "Biasa"', "letter.clas", "class"),
        ('place = "Contoh"', 'qqqq = "Contoh"', "city.qqqq", None),
    ],
)
def test_an_unknown_key_is_told_with_the_nearest_right_one(
    config: Path, old: str, new: str, key: str, nearest: str | None
):
    change(config, old, new)
    with pytest.raises(errors.UnknownKey) as told:
        read_programme(config)
    assert told.value.facts == {"file": "programme.toml", "key": key, "nearest": nearest}


@pytest.mark.parametrize(
    ("old", "new", "key", "why"),
    [
        ("capacity = 9", "", "selection.capacity", "missing"),
        ("capacity = 9", 'capacity = "nine"', "selection.capacity", "wrong-type"),
        ("capacity = 9", "capacity = 0", "selection.capacity", "too-small"),
        ("minimum_coverage = 0.70", "minimum_coverage = 70", "selection.minimum_coverage",
         "too-large"),
        ("grey_from = 0.2", "grey_from = 0.9", "selection", "grey-zone-upside-down"),
        ("redraws = 1000", "redraws = 0", "selection", "lot-without-redraws"),
        ('pull_on = "01-12"', 'pull_on = "02-30"', "calendar.pull_on", "not-a-day"),
        ('pull_on = "01-12"', 'pull_on = "12 January"', "calendar.pull_on", "not-a-day"),
        ('pull_on = "01-12"', 'pull_on = "02-12"', "calendar.select_on", "days-out-of-order"),
        ("date = 2025-03-13", 'date = "2025-13-03"', "session[1].date", "wrong-type"),
        ('ends = "11.30"', 'ends = "07.30"', "session[1]", "ends-before-it-starts"),
        ('ends = "11.30"', 'ends = "half past"', "session[1].ends", "not-a-time"),
        ('venue = "sabha"', 'venue = "hall"', "session[1].venue", "venue-unknown"),
        ("seats = 80", "seats = 30", "session[1].agencies", "too-few-seats"),
        ('code = "sinar-2"', 'code = "sinar-1"', "session[2]", "twice"),
        ('"Asia/Jakarta"', '"Asia/Mojokerto"', "city.time_zone", "not-a-time-zone"),
        ('"walikota@kotacontoh.example"', '"walikota"', "appointing_authority.email",
         "not-an-address"),
        ("{number:04d}", "0001", "letter.number_format", "number-format-without-number"),
        ("{number:04d}", "{nomor}", "letter.number_format", "number-format-unreadable"),
        ("answer_days_before = 3", "answer_days_before = 14", "invitations",
         "answer-before-invitation"),
        ('who = "head"', 'who = "position-type"', "invite[1]", "position-types-and-who-differ"),
        ('who = "head"', 'who = "mayor"', "invite[1].who", "not-a-choice"),
        ('outcome_indicator = "ip-asn"', 'outcome_indicator = "ipasn"',
         "evaluation.outcome_indicator", "indicator-unknown"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_meant_is_told_with_its_key(
    config: Path, old: str, new: str, key: str, why: str
):
    change(config, old, new)
    with pytest.raises(errors.ConfigInvalid) as told:
        read_programme(config)
    facts = told.value.facts
    assert (facts["file"], facts["key"], facts["why"]) == ("programme.toml", key, why)


def test_more_musts_than_places_are_refused_when_config_is_read(config: Path):
    musts = "".join(
        f'[[must]]\nyear = 2025\nagency = "agency-{number}"\nreason = "by law"\n\n'
        for number in range(10)
    )
    change(config, "[invitations]\n", f"{musts}[invitations]\n")
    with pytest.raises(errors.ConfigInvalid) as told:
        read_programme(config)
    assert told.value.facts["why"] == "more-musts-than-places"
    assert told.value.facts["key"] == "selection.capacity"


def test_weights_that_are_all_zero_select_nobody(config: Path):
    file = config / "indicators.toml"
    lines = [
        "weight = 0" if line.startswith("weight") else line
        for line in file.read_text("utf-8").splitlines()
    ]
    file.write_text("\n".join(lines), "utf-8")
    with pytest.raises(errors.ConfigInvalid) as told:
        read_programme(config)
    assert told.value.facts["why"] == "weights-are-zero"


def test_a_target_has_a_direction(config: Path):
    change(config, "floor = 60.0", "floor = 82.0", "indicators.toml")
    with pytest.raises(errors.ConfigInvalid) as told:
        read_programme(config)
    assert told.value.facts["why"] == "target-is-floor"


def test_a_column_of_ours_is_spelt_as_we_spell_it(config: Path):
    change(config, 'period = "periode"', 'perod = "periode"', "sources.toml")
    with pytest.raises(errors.UnknownKey) as told:
        read_programme(config)
    assert told.value.facts["nearest"] == "period"


def test_a_source_maps_what_it_must(config: Path):
    change(config, 'period = "periode", ', "", "sources.toml")
    with pytest.raises(errors.ConfigInvalid) as told:
        read_programme(config)
    assert told.value.facts["key"] == "source[3].columns.period"


def test_a_file_that_is_not_toml_is_told_with_its_line(config: Path):
    change(config, 'short_name = "BKPSDM"', "short_name = BKPSDM")
    with pytest.raises(errors.ConfigUnreadable) as told:
        read_programme(config)
    text = (config / "programme.toml").read_text("utf-8").splitlines()
    assert text[int(str(told.value.facts["line"])) - 1] == "short_name = BKPSDM"


def test_a_file_that_is_not_utf_8_is_told_with_its_line(config: Path):
    file = config / "programme.toml"
    line = 1 + file.read_text("utf-8").split("–")[0].count("\n")
    file.write_bytes(file.read_bytes().replace("–".encode(), b"\x96", 1))
    with pytest.raises(errors.ConfigUnreadable) as told:
        read_programme(config)
    assert told.value.facts["why"] == "not-utf-8"
    assert told.value.facts["line"] == line


@pytest.mark.parametrize("file", ["programme.toml", "indicators.toml", "sources.toml"])
def test_a_missing_file_is_named(config: Path, file: str):
    (config / file).unlink()
    with pytest.raises(errors.ConfigMissing) as told:
        read_programme(config)
    assert told.value.facts == {"file": file}
