"""An attendance sheet set against who was invited."""

import random
from pathlib import Path

import pytest
from drawing import KNOWN, source, write
from hypothesis import given
from hypothesis import strategies as st

from coaching.domain.attendance import (
    Invitee,
    Presence,
    SheetRow,
    bare_name,
    presence_word,
    reconcile,
)
from coaching.sources import Known, Reading, read_source, take_sheet

SARI = Invitee(1, "199001012015052001", "Sari Wulandari, S.Sos.", "dinkes")
BUDI = Invitee(2, "198502022010011002", "Drs. H. Budi Santoso, M.Si.", "dlh")
OTHER_BUDI = Invitee(3, None, "Budi Santoso", "dinkes")
HEADER = "nip,name,agency,presence,representative\n"


def sheet(folder: Path, text: str) -> Reading:
    return read_source(
        source("attendance"), write(folder, HEADER.strip() + "\n" + text.strip()),
        Known(2024, KNOWN.agencies, session="sinar-1"),
    )  # fmt: skip


def told(folder: Path, text: str, *invited: Invitee) -> dict[int, str]:
    register, after = take_sheet(sheet(folder, text), invited)
    assert after.read == len(after.accepted) + len(after.rejected)
    return {entry.invitation_id: entry.presence.value for entry in register} | {
        -row["row"]: row["reason"] for row in after.rejected.to_dict("records")
    }


@pytest.mark.parametrize(
    ("text", "presence"),
    [
        ("Hadir", Presence.PRESENT), (" TIDAK  HADIR. ", Presence.ABSENT),
        ("diwakilkan", Presence.REPRESENTED), ("Dinas luar", Presence.EXCUSED),
        ("represented", Presence.REPRESENTED), ("?", None), ("", None), ("hadirin", None),
    ],
)  # fmt: skip
def test_a_word_means_a_presence_or_nothing(text: str, presence: Presence | None):
    assert presence_word(text) is presence


def test_a_row_is_somebodys_by_nip_and_else_by_name_in_the_agency(tmp_path: Path):
    assert told(tmp_path, f"""
        {SARI.nip},S. Wulandari,,Hadir,
        ,budi santoso,DLH,Tidak hadir,
        ,BUDI SANTOSO,Dinas Kesehatan,Diwakilkan,Agus
    """, SARI, BUDI, OTHER_BUDI) == {1: "present", 2: "absent", 3: "represented"}  # fmt: skip


def test_a_name_that_several_have_is_not_guessed(tmp_path: Path):
    assert told(tmp_path, ",Budi Santoso,,Hadir,", BUDI, OTHER_BUDI) == {
        2: "absent", 3: "absent", -2: "name-of-several",
    }  # fmt: skip


def test_a_nip_of_somebody_else_is_not_overruled_by_the_name(tmp_path: Path):
    row = f"{BUDI.nip},Sari Wulandari,dinkes,Hadir,"
    assert told(tmp_path, row, SARI) == {1: "absent", -2: "not-invited"}


def test_a_mangled_nip_is_told_and_the_name_does(tmp_path: Path):
    text = "1.99E+17,Sari Wulandari,dinkes,Hadir,\n1.99E+17,,dinkes,Hadir,"
    reading = sheet(tmp_path, text)
    assert reading.noticed[["row", "reason"]].to_numpy().tolist() == [[2, "nip-mangled"]]
    assert told(tmp_path, text, SARI) == {1: "present", -3: "nip-mangled"}


def test_of_somebody_the_sheet_contradicts_itself_about_nothing_is_known(tmp_path: Path):
    text = f"{SARI.nip},Sari,,Hadir,\n{SARI.nip},Sari,,Tidak hadir,\n{BUDI.nip},Budi,,?,"
    assert told(tmp_path, text, SARI, BUDI) == {
        -2: "contradicts", -3: "contradicts", -4: "presence-unknown",
    }  # fmt: skip


def test_a_repeat_changes_nothing(tmp_path: Path):
    row = f"{SARI.nip},Sari,,Diwakilkan,Agus"
    assert told(tmp_path, f"{row}\n{row}", SARI) == {1: "represented", -3: "repeated"}


def test_somebody_of_whom_the_sheet_is_silent_was_absent(tmp_path: Path):
    register, _ = take_sheet(sheet(tmp_path, f"{SARI.nip},Sari,,Hadir,"), [SARI, BUDI])
    assert [(entry.presence, entry.on_sheet) for entry in register] == [
        (Presence.PRESENT, True), (Presence.ABSENT, False),
    ]  # fmt: skip


def test_titles_do_not_make_another_name():
    assert bare_name("Drs. H. Budi Santoso, S.H., M.Si.") == bare_name("BUDI  santoso")
    assert bare_name("Prof. Dr.") == "prof. dr."


ROW = st.builds(
    SheetRow,
    row=st.integers(2, 99),
    nip=st.sampled_from([SARI.nip, BUDI.nip, None]),
    name=st.sampled_from(["Sari Wulandari", "Budi Santoso", "Joko"]),
    agency=st.sampled_from(["dinkes", "dlh", None]),
    presence=st.sampled_from([*Presence, None]),
)


@given(st.lists(ROW, max_size=10, unique_by=lambda row: row.row), st.randoms())
def test_no_row_is_lost_and_their_order_in_hand_does_not_matter(
    rows: list[SheetRow], dice: random.Random
):
    register, rejects = reconcile(rows, [SARI, BUDI, OTHER_BUDI])
    used = sum(entry.on_sheet for entry in register)
    assert used + len(rejects) == len(rows)
    mixed = list(rows)
    dice.shuffle(mixed)
    assert reconcile(mixed, [SARI, BUDI, OTHER_BUDI]) == (register, rejects)
