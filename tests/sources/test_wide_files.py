"""Files with one column per indicator, and periods that stand in the name of the file."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from drawing import KNOWN, source, write
from people_survey import EXAMPLE, ROOT, survey_or_skip

from coaching import errors
from coaching.programme import Source, read_programme
from coaching.sources import Known, read_agencies, read_source

WIDE = replace(
    KNOWN,
    indicators=frozenset({"ip-asn", "hours"}),
    headings={
        "ip-asn": ("ip-asn", "Indeks Profesionalitas ASN", "IP ASN"),
        "hours": ("hours", "Jam Pelajaran"),
    },
)


def wide(**more: object) -> Source:
    return source("indicators", shape="wide", columns={"agency": "Perangkat Daerah"}, **more)


def test_each_cell_of_an_indicator_is_a_row_and_knows_its_heading(tmp_path: Path):
    write(
        tmp_path,
        """
        Perangkat Daerah;IP_ASN;Jam pelajaran (20 JP)
        Dinkes;81,5 %;*
        DLH;1.234,5;#REF!
    """,
        "nilai_tw2_2024.csv",
    )
    reading = read_source(wide(), tmp_path, replace(WIDE, possible={"ip-asn": (0, 100)}))
    assert reading.accepted[["agency", "indicator", "period", "value"]].to_numpy().tolist() == [
        ["dinkes", "ip-asn", "2024-Q2", 81.5]
    ]
    assert reading.rejected[["row", "heading", "reason"]].to_numpy().tolist() == [
        [2, "Jam pelajaran (20 JP)", "value-withheld"],
        [3, "IP_ASN", "not-possible"],
        [3, "Jam pelajaran (20 JP)", "cell-error"],
    ]
    assert reading.read == 4


def test_a_heading_that_is_exactly_the_name_goes_before_one_that_says_more(tmp_path: Path):
    write(tmp_path, "Perangkat Daerah,IP ASN 2019,IP ASN\nDLH,1,2\n", "2024.csv")
    assert read_source(wide(), tmp_path, WIDE).accepted["value"].tolist() == [2.0]


def test_headings_that_two_columns_could_be_are_not_guessed(tmp_path: Path):
    write(tmp_path, "Perangkat Daerah,IP ASN lama,IP ASN baru\nDLH,1,2\n", "2024.csv")
    with pytest.raises(errors.SourceUnreadable) as told:
        read_source(wide(), tmp_path, WIDE)
    assert told.value.facts["why"] == "heading-twice"
    assert (told.value.facts["row"], told.value.facts["column"]) == (1, "IP ASN lama")


def test_the_source_may_name_headings_and_the_period_itself(tmp_path: Path):
    write(tmp_path, "Perangkat Daerah,Skor,IP ASN\nDLH,70,2\n", "lampiran.csv")
    told = wide(indicators={"ip-asn": "Skor"}, period="TW III 2024")
    [row] = read_source(told, tmp_path, WIDE).accepted.to_dict("records")
    assert (row["period"], row["value"]) == ("2024-Q3", 70.0)


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        ("Perangkat Daerah,Nilai\nDLH,1\n", "2024.csv", "no-indicator"),
        ("Perangkat Daerah,IP ASN\nDLH,1\n", "2023-2024.csv", "no-period"),
    ],
)
def test_what_a_wide_file_lacks_is_told(tmp_path: Path, text: str, name: str, why: str):
    write(tmp_path, text, name)
    with pytest.raises(errors.SourceUnreadable) as told:
        read_source(wide(), tmp_path, WIDE)
    assert told.value.facts["why"] == why


def test_two_years_of_the_survey_as_published_give_what_was_harmonised(tmp_path: Path):
    """Two spellings of every heading, a byte-order mark, percent signs, benchmark rows."""
    folder = survey_or_skip()
    programme = read_programme(EXAMPLE / "config")
    lookup = read_agencies(programme, ROOT, 2019).lookup
    raw = Source.model_validate({
        "name": "raw", "holds": "indicators", "path": str(folder / "raw_*.csv"), "shape": "wide",
        "columns": {"agency": "Organisation"},
        "where_not": {"Organisation": [
            "Civil Service benchmark", "Civil Service Benchmark (median)",
            "All civil servants (mean score)",
        ]},
    })  # fmt: skip
    reading = read_source(raw, ROOT, Known.of(programme, 2019, lookup, date(2020, 1, 1)))
    scores = pd.read_csv(folder / "scores_2009_2019.csv")
    scores = scores[scores["year"].isin([2009, 2019]) & (scores["is_aggregate"] == 0)]
    scores = scores[scores["indicator"].isin([one.code for one in programme.all_indicators])]
    theirs = {(row.org_uid, row.indicator, str(row.year)): row.value for row in scores.itertuples()}
    rows = reading.accepted
    ours = {(row.agency, row.indicator, row.period): row.value for row in rows.itertuples()}
    assert ours == theirs
    assert len(ours) > 2_000
    assert reading.read == len(reading.accepted) + len(reading.rejected)
