"""The tree of units: an agency is the topmost unit that is called like one."""

from pathlib import Path

import pytest
from drawing import LOOKUP, write
from employees_drawn import GOVERNMENT, TREE, of, reasons

from coaching.sources.employees import UnitTree, of_year, read_units, years_of
from coaching.sources.employees.units import Unit, in_circles


def test_a_unit_belongs_to_the_agency_above_it_and_the_government_is_none():
    found = TREE.agencies(LOOKUP, 2021)
    assert found == {"1": None, "2": "dinkes", "3": "dinkes", "4": "dinkes", "9": None}
    assert TREE.path("4") == ["Dinas Kesehatan", "Puskesmas Utara", "Seksi Umum"]
    assert TREE.top_of("9") == "Dinas Pasar"
    assert TREE.top_of("unheard of") == ""


def test_the_topmost_name_counts_so_that_a_hospital_keeps_its_own_sections():
    tree = UnitTree({"1": Unit("Dinas Kesehatan", None), "2": Unit("DLH", "1")}, GOVERNMENT)
    assert tree.agencies(LOOKUP, 2021)["2"] == "dinkes"
    tree = UnitTree({"1": Unit("Sekretariat Daerah", None), "2": Unit("DLH", "1")}, GOVERNMENT)
    assert tree.agencies(LOOKUP, 2021) == {"1": None, "2": "dlh"}


def test_a_name_means_what_it_meant_in_the_measured_year():
    tree = UnitTree({"1": Unit("Kantor Kebersihan", None)}, GOVERNMENT)
    assert [tree.agencies(LOOKUP, year)["1"] for year in (2012, 2015, 2017)] == [
        "dlh", None, "dinkes",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("above", "wanted"),
    [
        ({"a": None, "b": "a", "c": "b"}, set()),
        ({"a": "a", "b": "a"}, {"a"}),
        ({"a": "b", "b": "c", "c": "a", "d": "a"}, {"a", "b", "c"}),
        ({"d": "a", "a": "b", "b": "a", "e": "gone"}, {"a", "b"}),
    ],
)
def test_units_that_stand_above_themselves_are_found(
    above: dict[str, str | None], wanted: set[str]
):
    assert in_circles(above) == wanted


def test_a_tree_is_read_without_its_circles_and_repeats(tmp_path: Path):
    text = """unit;name;parent
    1;Pemerintah Kota Contoh;
    2;Dinas Kesehatan;1
    2;Dinas Kesehatan;1
    3;Bidang A;4
    4;Bidang B;3
    5;Bidang C;99
    6;;1
    """
    tree, reading = read_units(of("units"), write(tmp_path, text), GOVERNMENT)
    assert reasons(reading) == [
        [4, "unit", "repeated"], [5, "parent", "unit-in-a-circle"],
        [6, "parent", "unit-in-a-circle"], [8, "name", "empty"],
    ]  # fmt: skip
    assert set(tree.units) == {"1", "2", "5"}
    assert tree.units["5"].above is None


def test_the_path_of_a_profile_says_which_years_there_are(tmp_path: Path):
    for year in (2019, 2021):
        write(tmp_path, "nip\n1", name=f"pegawai_{year}.csv")
    write(tmp_path, "nip\n1", name="pegawai_lama.csv")
    profile = of("employees", "nip", path="data/pegawai_{year}.csv")
    assert years_of(profile, tmp_path) == [2019, 2021]
    assert of_year(profile, 2021).path == "data/pegawai_2021.csv"
    assert years_of(of("employees", "nip"), tmp_path) == []
