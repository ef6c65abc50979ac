"""The report for Word: the office's own headings and tables, and bytes that repeat."""

import subprocess
import sys
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from full_words import make_full, page_of

from coaching.domain.evaluation_rules import Verdict
from coaching.reports.files import full_files
from coaching.reports.full.office import office_file
from coaching.reports.sentences import plain

HERE = Path(__file__).parent
# What a table says of itself has one order in ECMA-376, part 1, 17.4.60.
ORDER = [
    "tblStyle",
    "tblW",
    "jc",
    "tblInd",
    "tblBorders",
    "shd",
    "tblLayout",
    "tblCellMar",
    "tblLook",
]


@cache
def written(verdict: Verdict = Verdict.NOT_DISTINGUISHABLE, language: str = "id") -> bytes:
    return office_file(page_of(verdict, language), make_full().brief.compiled_on)


def opened(content: bytes) -> Document:
    return docx.Document(BytesIO(content))


def words_of(document: Document) -> str:
    told = [line.text for line in document.paragraphs]
    for table in document.tables:
        told += [cell.text for row in table.rows for cell in row.cells]
    return "\n".join(told)


@pytest.mark.parametrize(
    "verdict", [Verdict.RAISED, Verdict.DEPENDS_ON_METHOD, Verdict.COUNTS_ONLY]
)
def test_it_says_word_for_word_what_the_printed_report_says(verdict: Verdict):
    told = words_of(opened(written(verdict)))
    made = page_of(verdict)
    assert made["headline"] in told
    assert plain(made["lead"]) in told
    for block in (block for part in made["parts"] for block in part["blocks"]):
        for runs in (row["words"] for row in block.get("rows", []) if isinstance(row, dict)):
            assert plain(runs) in told
        for row in block["rows"] if block["kind"] == "table" else []:
            assert all(cell in told for cell in row)


def test_parts_are_headings_that_word_can_list():
    document = opened(written())
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert headings == [part["title"] for part in page_of()["parts"]]
    assert [one.text for one in document.paragraphs if one.style.name == "Title"] == [
        page_of()["headline"]
    ]


def test_the_head_of_every_table_is_repeated_and_no_row_breaks():
    document = opened(written())
    tables = [
        block for part in page_of()["parts"] for block in part["blocks"] if block["kind"] == "table"
    ]
    heads = [
        table for table in document.tables
        if table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    ]  # fmt: skip
    assert [[cell.text for cell in table.rows[0].cells] for table in heads] == [
        [column["title"] for column in block["columns"]] for block in tables
    ]
    for table in document.tables:
        whole = table._tbl.findall(f"{qn('w:tr')}/{qn('w:trPr')}/{qn('w:cantSplit')}")
        assert len(whole) == len(table.rows)
        about = [child.tag.partition("}")[2] for child in table._tbl.tblPr]
        assert about == sorted(about, key=ORDER.index)


def test_every_chart_is_there_with_words_for_those_who_do_not_see_it():
    document = opened(written())
    figures = [
        block
        for part in page_of()["parts"]
        for block in part["blocks"]
        if block["kind"] == "figure"
    ]
    assert len(figures) == 4
    shapes = document.inline_shapes
    assert [one._inline.docPr.get("descr") for one in shapes] == [
        block["picture"].alt for block in figures
    ]
    assert all(round(one.width.mm) == 174 for one in shapes)


def test_it_is_dated_with_the_day_it_was_compiled_on_and_names_nobody():
    content = written()
    about = opened(content).core_properties
    assert about.created == about.modified == datetime(2027, 10, 12, tzinfo=UTC)
    assert (about.author, about.last_modified_by) == ("", "")
    assert about.language == "id-ID"
    assert {one.date_time for one in ZipFile(BytesIO(content)).infolist()} == {
        (2027, 10, 12, 0, 0, 0)
    }
    assert opened(written(language="en")).core_properties.language == "en-GB"


PRINTED = """
import sys; sys.path.insert(0, {here!r})
from hashlib import sha256
from test_report_office import every_form
print(*every_form())
"""


def every_form() -> list[str]:
    made = full_files(make_full(Verdict.NOT_DISTINGUISHABLE))
    return [f"{name}:{sha256(content).hexdigest()}" for name, content in made.items()]


def test_the_same_words_give_the_same_bytes_in_another_process():
    elsewhere = subprocess.run(
        [sys.executable, "-c", PRINTED.format(here=str(HERE))],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert elsewhere.stdout.split() == every_form()
    forms = [one.partition(":")[0].rpartition(".")[2] for one in every_form()]
    assert forms == ["pdf", "html", "docx"]
