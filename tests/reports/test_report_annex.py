"""The annex alone is enough to compute the estimate again, and tells of nobody."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from full_words import make_full
from openpyxl import load_workbook

from coaching.domain.evaluation_rules import Verdict
from coaching.rendering.workbook import WHOLE, Column, Sheet, as_csv, workbook
from coaching.reports.annex import AnnexWords, annex_files
from coaching.reports.small_groups import hidden_agencies
from coaching.reports.words import AgencyAttendance

PULL = ("indicators", 1, date(2026, 1, 12), datetime(2026, 1, 12, 2, tzinfo=UTC), 140, 139, 1,
        False, "ab" * 32)  # fmt: skip


def make_annex(verdict: Verdict = Verdict.RAISED, language: str = "id", **more: Any) -> AnnexWords:
    full = make_full(verdict, language)
    listed = [
        {"agency": code, "rank": number + 1, "decision": "selected", "reason": "=HYPERLINK(1)"}
        for number, code in enumerate(sorted(full.rows["agency"]))
    ]
    return AnnexWords(replace(full, **more), listed, [PULL])


def sheet(content: bytes, name: str) -> pd.DataFrame:
    return pd.read_excel(BytesIO(content), sheet_name=name)


def the_workbook(words: AnnexWords) -> bytes:
    return next(told for name, told in annex_files(words).items() if name.endswith("xlsx"))


@pytest.mark.parametrize("less_is_better", [False, True])
def test_the_workbook_alone_gives_the_estimate_again(less_is_better: bool):
    words = make_annex()
    found = words.full.evaluation
    content = the_workbook(words)
    if less_is_better:
        # The same city, every value turned: another sign, the same effect.
        turned = words.full.rows.assign(
            **{name: -words.full.rows[name] for name in ("baseline", "earlier", "outcome")}
        )
        brief = replace(words.full.brief, higher_is_better=False)
        content = the_workbook(replace(words, full=replace(words.full, rows=turned, brief=brief)))
    table = sheet(content, "Perangkat daerah")
    used = table[table["Dipakai menghitung"] == "ya"]
    assert len(used) == found.coached + found.others
    sign = -1 if less_is_better else 1
    there = sheet(content, "Model").set_index("Nama")
    columns = {
        "constant": np.ones(len(used)), "coached": (used["Dibina"] == "ya").astype(float),
        "score": used["Kebutuhan beku"], "baseline": sign * used["Nilai sebelum"],
        "earlier": sign * used["Rata-rata sebelumnya"],
    }  # fmt: skip
    design = np.column_stack([np.asarray(columns[name], float) for name in there.index])
    outcome = sign * used["Nilai tanpa poin hadir"].to_numpy(float)
    again = sm.OLS(outcome, design).fit().get_robustcov_results("HC3", use_t=True)
    assert again.params == pytest.approx(there["Koefisien"].to_numpy(), abs=1e-8)
    assert again.bse == pytest.approx(there["Galat baku HC3"].to_numpy(), abs=1e-8)
    told = sheet(content, "Ringkasan").set_index("Hal")["Isi"]
    ends = [again.params[1], *again.conf_int()[1]]
    names = ["Perkiraan pengaruh", "Batas bawah rentang 95 persen", "Batas atas rentang 95 persen"]
    assert ends == pytest.approx([float(told[name]) for name in names], abs=1e-8)


def test_the_same_words_give_the_same_bytes_dated_by_the_day_of_compiling():
    words = make_annex()
    assert annex_files(words) == annex_files(words)
    with ZipFile(BytesIO(the_workbook(words))) as parts:
        day = words.full.brief.compiled_on
        assert {one.date_time for one in parts.infolist()} == {
            (day.year, day.month, day.day, 0, 0, 0)
        }
        about = parts.read("docProps/core.xml").decode()
        assert about.count(f"{day.isoformat()}T00:00:00Z") == 2


def test_text_that_looks_like_a_formula_stays_text():
    odd = Sheet("s", [Column("=1+1")], [[one] for one in ("=1+1", "+1", "-1", "@a", "a", 1.5)])
    place = load_workbook(BytesIO(workbook([odd], "t & t", date(2026, 1, 1)))).worksheets[0]
    assert [cell.data_type for cell in place["A"]] == ["s"] * 6 + ["n"]
    assert as_csv(odd).decode().splitlines()[1:] == ["'=1+1", "'+1", "'-1", "'@a", "a", "1.5"]
    csv = annex_files(make_annex())[f"{make_annex().full.brief.year}-evaluation-annex-v1.csv"]
    assert b",'=HYPERLINK(1)," in csv


def test_every_sheet_keeps_its_head_and_prints_on_one_width():
    book = load_workbook(BytesIO(the_workbook(make_annex())))
    assert book.sheetnames == [
        "Ringkasan", "Perangkat daerah", "Model", "Ancaman", "Empat tingkat", "Rencana",
        "Sumber data",
    ]  # fmt: skip
    for place in book.worksheets:
        assert (place.freeze_panes, place.print_title_rows) == ("B2", "$1:$1")
        assert place.page_setup.orientation == "landscape"
        assert place.sheet_properties.pageSetUpPr.fitToPage
        assert all(cell.data_type != "f" for row in place for cell in row)


def test_a_year_and_a_count_are_shown_whole_and_a_long_text_has_room():
    told = "Penyumbang terbesar: " + "pegawai " * 20
    shown = Sheet("s", [Column("Isi", 30), Column("Baris", 8, WHOLE)], [[2025, 3], [told, 2.5]])
    place = load_workbook(BytesIO(workbook([shown], "t", date(2026, 1, 1)))).worksheets[0]
    assert [cell.number_format for cell in place[2]] == ["0", "#,##0"]
    assert place.row_dimensions[2].height == 15
    assert place.row_dimensions[3].height >= 15 * len(told) / 30


def test_every_row_of_the_annex_has_room_for_its_longest_text():
    for place in load_workbook(BytesIO(the_workbook(make_annex()))).worksheets:
        for row in place.iter_rows():
            needed = max(
                len(cell.value) / place.column_dimensions[cell.column_letter].width
                for cell in row
                if cell.data_type == "s"
            )
            assert place.row_dimensions[row[0].row].height >= 15 * needed


def test_the_plan_is_told_in_the_language_of_the_reader():
    told = sheet(the_workbook(make_annex()), "Rencana").set_index("Hal")["Isi"]
    assert told["cara hitung"] == "analisis kovarians"
    assert told["tahun penilai"] == "tahun pembinaan"


def test_days_and_moments_are_such_and_no_text():
    moment = datetime(2026, 1, 12, 11, 30, 59, tzinfo=ZoneInfo("Asia/Jakarta"))
    shown = Sheet("s", [Column("Hari"), Column("Saat")], [[date(2026, 1, 12), moment]])
    content = workbook([shown], "t", date(2026, 1, 1))
    day, at = load_workbook(BytesIO(content)).worksheets[0][2]
    assert (str(day.value), day.number_format) == ("2026-01-12 00:00:00", "d mmmm yyyy")
    assert (str(at.value), at.number_format) == ("2026-01-12 04:30:59", "d mmmm yyyy hh:mm:ss")
    told = sheet(the_workbook(make_annex()), "Rencana").set_index("Hal")["Isi"]
    assert str(told["hari penilaian"]) == "2027-01-20 00:00:00"


@pytest.mark.parametrize("verdict", [Verdict.COUNTS_ONLY, Verdict.DEPENDS_ON_METHOD])
def test_where_the_report_gives_no_number_neither_does_its_annex(verdict: Verdict):
    content = the_workbook(make_annex(verdict))
    assert "Model" not in load_workbook(BytesIO(content)).sheetnames
    assert "Perkiraan pengaruh" not in set(sheet(content, "Ringkasan")["Hal"])


def test_of_an_agency_of_few_neither_people_nor_what_they_earned_are_told():
    words = make_annex()
    rows = words.full.rows.assign(earned=1.5)
    small = sorted(rows.loc[rows["coached"], "agency"])[:2]
    attendance = tuple(
        AgencyAttendance(one.agency, 2) if one.agency in small else one
        for one in words.full.brief.attendance
    )
    brief = replace(words.full.brief, attendance=attendance)
    content = the_workbook(replace(words, full=replace(words.full, rows=rows, brief=brief)))
    table = sheet(content, "Perangkat daerah").set_index("Kode")
    hidden = hidden_agencies(attendance)
    assert set(small) <= hidden
    told = table.loc[list(hidden), ["Hadir", "Tidak hadir", "Poin karena hadir", "Nilai sesudah"]]
    assert told.isna().all(axis=None)
    assert table.loc[list(hidden), "Nilai tanpa poin hadir"].notna().all()


def test_the_annex_is_whole_in_english_too():
    book = load_workbook(BytesIO(the_workbook(make_annex(language="en"))))
    assert book.sheetnames[:3] == ["Summary", "Agencies", "Model"]
