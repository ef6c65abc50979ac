"""Each value knows the file, the line and the heading it was read from, or whom it counts."""

import shutil
from pathlib import Path

from small_city import CONFIG, DAY, NAMES

from coaching.database.used_values import Cell, UsedValue, used_values
from coaching.database.work import reading
from coaching.programme import Holds, Source, read_programme
from flows.commands.trace import _place
from tasks.employees import measure_employees
from tasks.indicators import pull_source

LONG = {"agency": "opd", "period": "triwulan", "indicator": "indikator", "value": "nilai"}


def pull(city: Path, **told: object) -> None:
    source = Source.model_validate({"name": "angka", "holds": "indicators", **told})
    pull_source.fn(source, read_programme(city / "config"), NAMES, 2025, DAY)


def used(indicator: str) -> dict[str, UsedValue]:
    with reading() as db:
        return {one.period: one for one in used_values(db, indicator, None)}


def test_of_several_files_the_one_and_its_line_are_known(city: Path):
    for number, lines in enumerate(
        (
            ["Rekap 2024;;;", "opd;triwulan;indikator;nilai", ";;;",
             "Dinas Kesehatan;2024-Q1;twenty-hours;81,5"],
            ["opd;triwulan;indikator;nilai", "Dinas Kesehatan;2024-Q2;twenty-hours;tujuh",
             "Dinas Kesehatan;2024-Q3;twenty-hours;79,25"],
        )
    ):  # fmt: skip
        (city / f"data/jp_{number}.csv").write_text("\n".join(lines))
    pull(city, path="data/jp_*.csv", columns=LONG)
    found = used("twenty-hours")
    assert found["2024-Q1"].cells == (Cell("jp_0.csv", 4, ""),)
    assert found["2024-Q3"].cells == (Cell("jp_1.csv", 3, ""),)
    assert _place(found["2024-Q3"]) == "berkas jp_1.csv baris 3"
    for one, text in ((found["2024-Q1"], "81,5"), (found["2024-Q3"], "79,25")):
        [cell] = one.cells
        line = (city / "data" / cell.file).read_text().splitlines()[cell.row - 1]
        assert line.endswith(text)


def test_in_a_wide_file_the_heading_is_known_too(city: Path):
    (city / "data/lebar.csv").write_text(
        "opd,periode,JP,Absen\nDinas Kesehatan,2024,80,2\nDinas Kesehatan,2023,70,3\n"
    )
    pull(
        city, path="data/lebar.csv", shape="wide",
        columns={"agency": "opd", "period": "periode"},
        indicators={"twenty-hours": "JP", "unexcused-absence": "Absen"},
    )  # fmt: skip
    [cell] = used("unexcused-absence")["2023"].cells
    assert cell == Cell("lebar.csv", 3, "Absen")
    assert _place(used("twenty-hours")["2024"]) == "berkas lebar.csv baris 2 kolom JP"


def test_a_value_that_stayed_is_known_by_the_file_that_brought_it(city: Path):
    file = city / "data/jp.csv"
    file.write_text("opd,triwulan,indikator,nilai\nDinas Kesehatan,2024-Q1,twenty-hours,81\n")
    pull(city, path="data/jp.csv", columns=LONG)
    again = "opd,triwulan,indikator,nilai\nDinas Kesehatan,2024-Q2,twenty-hours,60\n"
    file.write_text(again + "Dinas Kesehatan,2024-Q1,twenty-hours,81\n")
    pull(city, path="data/jp.csv", columns=LONG)
    found = used("twenty-hours")
    assert (found["2024-Q1"].pull, found["2024-Q1"].cells[0].row) == (1, 2)
    assert (found["2024-Q2"].pull, found["2024-Q2"].cells[0].row) == (2, 2)


def test_a_published_index_is_known_by_the_lines_it_is_the_mean_of(city: Path):
    shutil.copy(CONFIG / "ip_asn.toml", city / "config/ip_asn.toml")
    programme = read_programme(city / "config")
    [source] = programme.sources_of(Holds.IP_ASN)
    pull_source.fn(source, programme, NAMES, 2025, DAY)
    assert [cell.row for cell in used("ip-asn")["2023"].cells] == [2, 3]


def test_a_measured_value_tells_from_how_many_employees(city: Path):
    measure_employees.fn(read_programme(city / "config"), NAMES, 2024, DAY)
    found = used("ip-asn")["2024"]
    assert (found.cells, found.measured, found.heads) == ((), 2, 2)
    told = "dihitung dari 2 di antara 2 pegawai menurut berkas "
    assert _place(found).startswith(told)
    assert "siasn_2024.csv" in _place(found)
