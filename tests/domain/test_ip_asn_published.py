"""Published results: those of Kota Bima add up, but for the one row that does not."""

from pathlib import Path

import pandas as pd
import pytest

from coaching.domain.ip_asn_published import TOLERANCE, by_agency, remarks, weighted_mean
from coaching.domain.ip_asn_rules import Holes, category

FILE = Path(__file__).parents[3] / "shared/data/indonesia/ipasn_public_cases.csv"
CLASSES = {"Sangat Tinggi": "very-high", "Tinggi": "high", "Sedang": "middle"}


@pytest.fixture
def published() -> pd.DataFrame:
    if not FILE.exists():
        pytest.skip(f"no published cases at {FILE.name}")
    table = pd.read_csv(FILE)
    return pd.DataFrame(
        {
            "agency": table["instansi"],
            "year": table["tahun"],
            "group": table["jenis"].str.lower(),
            "heads": table["jumlah_pegawai"],
            "qualification": table["kualifikasi"],
            "competence": table["kompetensi"],
            "performance": table["kinerja"],
            "discipline": table["disiplin"],
            "index": table["indeks_published"],
            "category": table["kategori_published"],
        }
    )


def test_the_one_published_row_that_does_not_add_up_is_named(published: pd.DataFrame) -> None:
    found = remarks(published)
    assert found["remark"].tolist() == ["does-not-add-up"]
    row = published.loc[found["place"][0]]
    assert (row["agency"], row["year"], row["group"]) == ("Kota Bima", 2023, "pns")
    assert found["computed"][0] == pytest.approx(77.94)


def test_the_published_row_of_all_is_the_head_count_mean(published: pd.DataFrame) -> None:
    bima = published[(published["agency"] == "Kota Bima") & (published["year"] == 2023)]
    mean = weighted_mean(bima)
    assert mean == pytest.approx(78.249, abs=0.001)
    assert mean == pytest.approx(78.25, abs=TOLERANCE)


def test_where_the_row_of_all_is_missing_the_mean_stands_for_it(published: pd.DataFrame) -> None:
    table = by_agency(published).set_index(["agency", "year"])
    assert table.loc[("Kota Bima", 2023), "index"] == 78.25
    assert table.loc[("Kota Bima", 2024), "index"] == pytest.approx(81.2938, abs=0.0001)
    assert table.loc[("Kota Bima", 2024), "heads"] == 3128 + 433
    assert table.loc[("Kota Bontang", 2024), "index"] == 85.34
    assert pd.isna(table.loc[("Kota Bontang", 2024), "heads"])


def test_published_classes_are_those_of_either_convention(published: pd.DataFrame) -> None:
    told = published.dropna(subset=["index", "category"])
    for holes in Holes:
        assert [category(one, holes) for one in told["index"]] == [
            CLASSES[one] for one in told["category"]
        ]


def test_a_row_of_all_that_is_not_the_mean_is_named() -> None:
    rows = pd.DataFrame(
        [("dinkes", 2023, "pns", 90, 20, 20, 20, 5, 65),
         ("dinkes", 2023, "pppk", 10, 20, 30, 20, 5, 75),
         ("dinkes", 2023, "asn", 100, 20, 22, 20, 5, 67)],
        columns=["agency", "year", "group", "heads", "qualification", "competence", "performance",
                 "discipline", "index"],
    )  # fmt: skip
    [row] = remarks(rows).to_dict("records")
    assert (row["place"], row["remark"], row["computed"]) == (2, "not-the-mean", 66)


def test_without_head_counts_there_is_no_mean_and_no_value() -> None:
    rows = pd.DataFrame(
        [("dinkes", 2023, "pns", None, 65.0), ("dinkes", 2023, "pppk", 10, 75.0)],
        columns=["agency", "year", "group", "heads", "index"],
    )
    assert by_agency(rows).empty
