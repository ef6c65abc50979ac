"""A sheet set against the people invited: whose row it is, and what it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.domain.attendance import (
    PRESENCE_WORDS,
    Invitee,
    Presence,
    RegisterEntry,
    SheetReject,
    SheetRow,
    bare_name,
    presence_word,
    reconcile,
    same_name,
)

SARI = Invitee(1, "198609262015052001", "dr. Sari Dewi, M.Kes.", "dinkes")
BUDI = Invitee(2, None, "Budi Santoso", "dinkes")
OTHER_BUDI = Invitee(3, "197001011995031001", "Budi Santoso, S.E.", "dispora")
EVERYBODY = [SARI, BUDI, OTHER_BUDI]


def row(
    number: int,
    name: str = "",
    presence: Presence | None = Presence.PRESENT,
    *,
    nip: str | None = None,
    agency: str | None = None,
    representative: str | None = None,
) -> SheetRow:
    return SheetRow(number, nip, name, agency, presence, representative)


def presences(*rows: SheetRow) -> dict[int, Presence]:
    register, _ = reconcile(rows, EVERYBODY)
    return {entry.invitation_id: entry.presence for entry in register}


def rejects(*rows: SheetRow) -> list[SheetReject]:
    return reconcile(rows, EVERYBODY)[1]


def test_a_nip_says_whose_row_it_is_whatever_the_name():
    found = presences(row(2, "Somebody Else", nip=SARI.nip))
    assert found == {1: Presence.PRESENT, 2: Presence.ABSENT, 3: Presence.ABSENT}


def test_a_name_says_whose_row_it_is_where_the_sheet_has_no_nip():
    assert presences(row(2, "SARI  DEWI"))[1] is Presence.PRESENT


def test_a_name_of_two_people_needs_its_agency():
    assert rejects(row(2, "Budi Santoso")) == [SheetReject(2, "name-of-several")]
    found = presences(row(2, "Budi Santoso", agency="dispora"))
    assert (found[2], found[3]) == (Presence.ABSENT, Presence.PRESENT)


def test_an_unknown_nip_can_only_be_that_of_a_person_whose_nip_nobody_knows():
    found = presences(row(2, "Budi Santoso", nip="199001012020121001"))
    assert (found[2], found[3]) == (Presence.PRESENT, Presence.ABSENT)
    stranger = row(3, "Sari Dewi", nip="199001012020121001")
    assert rejects(stranger) == [SheetReject(3, "not-invited")]


def test_somebody_who_was_not_invited_is_named_with_the_row():
    assert rejects(row(7, "Wati")) == [SheetReject(7, "not-invited")]


def test_whom_the_sheet_does_not_mention_was_absent():
    register, _ = reconcile([], [SARI])
    assert register == [RegisterEntry(1, Presence.ABSENT, None, on_sheet=False)]


def test_a_representative_is_kept():
    rows = [row(2, nip=SARI.nip, presence=Presence.REPRESENTED, representative="Wati")]
    [entry] = reconcile(rows, [SARI])[0]
    assert entry == RegisterEntry(1, Presence.REPRESENTED, "Wati", on_sheet=True)


def test_a_row_said_twice_counts_once():
    rows = [row(4, nip=SARI.nip), row(2, nip=SARI.nip)]
    register, refused = reconcile(rows, [SARI])
    assert [entry.presence for entry in register] == [Presence.PRESENT]
    assert refused == [SheetReject(4, "repeated")]


def test_rows_that_contradict_each_other_leave_nothing_known():
    rows = [row(2, nip=SARI.nip), row(3, nip=SARI.nip, presence=Presence.EXCUSED)]
    register, refused = reconcile(rows, [SARI])
    assert register == []
    assert refused == [SheetReject(2, "contradicts"), SheetReject(3, "contradicts")]


def test_a_word_nobody_knows_leaves_nothing_known_unless_another_row_is_clear():
    unclear = row(2, nip=SARI.nip, presence=None)
    assert reconcile([unclear], [SARI]) == ([], [SheetReject(2, "presence-unknown")])
    register, refused = reconcile([unclear, row(3, nip=SARI.nip)], [SARI])
    assert [entry.presence for entry in register] == [Presence.PRESENT]
    assert refused == [SheetReject(2, "presence-unknown")]


def test_rejects_stand_in_the_order_of_the_sheet():
    rows = [row(9, "Wati"), row(5, nip=SARI.nip, presence=None), row(2, "Tono")]
    assert [one.row for one in rejects(*rows)] == [2, 5, 9]


@given(st.permutations([
    row(2, nip=SARI.nip), row(3, "Budi Santoso", agency="dinkes", presence=Presence.EXCUSED),
    row(4, nip=OTHER_BUDI.nip), row(5, nip=OTHER_BUDI.nip, presence=None), row(6, "Wati"),
]))  # fmt: skip
def test_the_order_in_which_rows_arrive_changes_nothing(rows: list[SheetRow]):
    assert reconcile(rows, EVERYBODY) == reconcile(sorted(rows, key=lambda one: one.row), EVERYBODY)


@pytest.mark.parametrize(
    ("written", "presence"),
    [
        ("Hadir", Presence.PRESENT),
        (" HADIR. ", Presence.PRESENT),
        ("✓", Presence.PRESENT),
        ("Tidak  Hadir!", Presence.ABSENT),
        ("dinas luar", Presence.EXCUSED),
        ("Diwakilkan", Presence.REPRESENTED),
        ("mungkin", None),
        ("", None),
    ],
)
def test_a_word_on_a_sheet_means_what_clerks_mean_by_it(written: str, presence: Presence | None):
    assert presence_word(written) is presence


def test_every_presence_has_a_word():
    assert set(PRESENCE_WORDS.values()) == set(Presence)
    assert all(presence_word(word) is presence for word, presence in PRESENCE_WORDS.items())


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Drs. H. Budi Santoso, M.Si.", "budi santoso"),
        ("BUDI   SANTOSO", "budi santoso"),
        ("dr. Sari Dewi, Sp.A", "sari dewi"),
        ("Moh. Y.", "moh. y."),  # nothing would be left
        ("", ""),
    ],
)
def test_titles_case_and_spaces_are_no_part_of_a_name(name: str, bare: str):
    assert bare_name(name) == bare


def test_names_are_the_same_without_titles_and_not_otherwise():
    assert same_name("Dr. Sari Dewi, M.Kes.", "sari dewi")
    assert not same_name("Sari Dewi", "Sari Devi")
