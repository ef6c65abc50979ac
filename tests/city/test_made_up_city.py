"""The made-up city: shaped like a real one, and the same every time."""

import hashlib
import time
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from coaching.city import City, make_city, write_city, write_outcomes
from coaching.city.agencies import SILENT, THIN
from coaching.city.siasn import COLUMNS
from coaching.domain.measuring import measured
from coaching.domain.yearly_values import values_of_year
from coaching.programme import Holds, read_programme
from coaching.sources import Known, Reading, read_agencies, read_source
from coaching.sources.employees import lists_of, read_lists

SHARED = Path(__file__).parents[3] / "shared" / "data"
YEAR = 2025


@pytest.fixture(scope="module")
def city() -> City:
    return make_city(7, YEAR)


@pytest.fixture(scope="module")
def folder(city: City, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("city")
    write_city(city, folder)
    return folder


def reading(folder: Path, holds: Holds) -> Reading:
    programme = read_programme(folder / "config")
    book = read_agencies(programme, folder, YEAR)
    codes = frozenset(one.code for one in programme.all_indicators)
    [source] = programme.sources_of(holds)
    return read_source(source, folder, Known(YEAR, book.lookup, codes))


def digest(folder: Path) -> str:
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def test_it_has_the_size_of_a_small_city(city: City):
    assert len(city.agencies) == 35
    assert len({agency.code for agency in city.agencies}) == 35
    assert 2900 <= len(city.people) <= 3000
    sizes = pd.Series(city.counts)
    assert sizes.min() >= 14
    assert sizes.max() > 5 * sizes.median()  # a few large ones, many small ones


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_any_seed_makes_a_city_that_fits_its_configuration(seed: int):
    city = make_city(seed, 2031)
    assert len({person.nip for person in city.people}) == len(city.people)
    alone = [one for one in city.people if one.email != "kec.sumberarum@kotacontoh.example"]
    assert len(city.people) - len(alone) == 4
    assert len({person.email for person in alone}) == len(alone)
    assert all(person.email.endswith("@kotacontoh.example") for person in city.people)


def test_the_same_seed_writes_the_same_bytes(city: City, folder: Path, tmp_path: Path):
    again = make_city(7, YEAR)
    started = time.process_time()
    write_city(again, tmp_path)
    assert time.process_time() - started < 2
    assert digest(tmp_path) == digest(folder)
    write_city(make_city(8, YEAR), tmp_path / "other")
    assert digest(tmp_path / "other") != digest(folder)


def test_the_export_has_the_columns_of_the_personnel_system():
    header = SHARED / "indonesia" / "siasn_profile_export_header.txt"
    if not header.is_file():
        pytest.skip(f"{header} is not here")
    assert list(COLUMNS) == header.read_text("utf-8").strip().split("|")


def test_sessions_move_to_the_year_and_keep_their_weekday(tmp_path: Path):
    write_city(make_city(7, 2032), tmp_path)
    programme = read_programme(tmp_path / "config")
    sessions = programme.sessions_of(2032)
    assert [session.held_on.weekday() for session in sessions] == [3, 3]  # Thursdays
    # The moon of 2032 has not been sighted yet.
    assert [one.code for one in programme.remarks(2032)] == ["holidays-estimated"]
    assert programme.sessions_of(2025) == ()


def test_each_agency_has_one_head_who_can_be_reached(folder: Path):
    people = reading(folder, Holds.PEOPLE).accepted
    heads = people[people["is_head"]]
    assert len(heads) == heads["agency"].nunique() == 35
    assert heads["email"].notna().all()
    officers = people[people["position_type"] == "structural"]
    assert officers.groupby("agency").size().min() >= 4
    assert officers["email"].notna().all()


def test_the_export_is_as_dirty_as_real_ones(folder: Path):
    people = reading(folder, Holds.PEOPLE)
    assert people.read == len(people.accepted) + len(people.rejected)
    assert people.rejected["reason"].value_counts().to_dict() == {
        "repeated": 8, "nip-mangled": 7, "agency-unknown": 6, "nip-impossible": 4,
        "contradicts": 4,
    }  # fmt: skip
    assert people.noticed["reason"].value_counts().to_dict() == {
        "no-address": 60, "address-unusable": 9,
    }  # fmt: skip


def test_lists_of_employees_say_what_the_quarters_of_their_agencies_say(folder: Path):
    programme = read_programme(folder / "config")
    names = read_agencies(programme, folder, YEAR).lookup
    readings = read_lists(programme, folder, names, YEAR - 1)
    assert {one.source: len(one.rejected) for one in readings} == {
        "units": 0, "employees": 21, "training": 2, "performance": 2, "discipline": 0,
    }  # fmt: skip
    wanted = [one.code for one in programme.all_indicators]
    decided = programme.ip_asn
    rows = measured(lists_of(readings), decided.rules(), decided.by(YEAR - 1), YEAR - 1, wanted)
    assert set(rows["indicator"]) == {"good-performance", "twenty-hours", "discipline-cases"}
    counted = rows.pivot(index="agency", columns="indicator", values="value")
    assert counted["good-performance"].isna().pipe(lambda none: set(none.index[none])) == {
        SILENT, THIN,
    }  # fmt: skip
    quarters = values_of_year(reading(folder, Holds.INDICATORS).accepted, YEAR - 1)
    told = quarters.pivot(index="agency", columns="indicator", values="value")
    for code in ("good-performance", "twenty-hours"):
        apart = (counted[code] - told[code]).dropna()
        assert apart.abs().max() < 10  # one of the fourteen people of a small agency is seven
        assert abs(apart.mean()) < 1.5


def test_one_agency_is_silent_and_one_is_thin_in_the_year_that_selects(folder: Path):
    values = reading(folder, Holds.INDICATORS).accepted
    before = values[values["period"].str.startswith(str(YEAR - 1))]
    indicators = before.groupby("agency")["indicator"].agg(lambda found: sorted(set(found)))
    assert SILENT not in indicators.index
    assert indicators[THIN] == ["unexcused-absence"]
    assert (indicators.drop(THIN).map(len) == 4).all()
    assert sorted({period[:4] for period in values["period"]}) == ["2022", "2023", "2024"]


def test_agencies_report_under_the_names_of_their_time(folder: Path):
    text = (folder / "data" / "indicators_2022_q1.csv").read_text("utf-8")
    assert "Dinas Kesehatan," in text
    assert "dinkes-ppkb" in set(reading(folder, Holds.INDICATORS).accepted["agency"])


def test_agencies_differ_as_much_as_real_ones(folder: Path):
    values = reading(folder, Holds.INDICATORS).accepted
    ip_asn = values[(values["indicator"] == "ip-asn") & (values["period"] >= "2024")]
    yearly = ip_asn.groupby("agency")["value"].mean()
    assert 4 < yearly.std() < 8


def test_coaching_adds_what_it_really_adds(tmp_path: Path):
    city = make_city(7, YEAR, true_effect=4.0)
    chosen = ["dlh", "dinsos", "setwan"]
    with_effect, without = tmp_path / "with", tmp_path / "without"
    for folder, coached in ((with_effect, chosen), (without, [])):
        write_city(city, folder)
        write_outcomes(city, folder, coached, date(YEAR, 4, 24))
    gain = outcome(with_effect) - outcome(without)
    assert gain[gain.index.get_level_values("agency").isin(chosen)].groupby("period").min().round(
        2
    ).to_dict() == pytest.approx(
        {f"{YEAR}-Q1": 0, f"{YEAR}-Q2": 2, f"{YEAR}-Q3": 4, f"{YEAR}-Q4": 4}
    )
    assert (gain[~gain.index.get_level_values("agency").isin(chosen)] == 0).all()


def outcome(folder: Path) -> "pd.Series[float]":
    values = reading(folder, Holds.INDICATORS).accepted
    ours = values[(values["indicator"] == "ip-asn") & values["period"].str.startswith(str(YEAR))]
    return ours.set_index(["agency", "period"])["value"].sort_index()
