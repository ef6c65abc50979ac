"""Each mistake in a row has its reason."""

import random
from pathlib import Path

import pandas as pd
import pytest
from drawing import KNOWN, source, write
from hypothesis import given, settings
from hypothesis import strategies as st
from rows_told import BUDI, PEOPLE, SARI, reasons

from coaching import errors
from coaching.sources import read_source
from coaching.sources.people import full_name
from coaching.sources.sieve import Sieve


def test_each_mistake_of_a_value_has_its_reason(tmp_path: Path):
    assert reasons(tmp_path, "indicators", """
        agency,period,indicator,value
        dinkes,2024,ip-asn,81
        dinas pasar,2024,ip-asn,81
        dinkes,dulu,ip-asn,81
        dinkes,2024,hours,#N/A
        dlh,2024,hours,baik
        dlh,2024,,80
        dlh,2024,ip-asn,Infinity
    """) == [
        [3, "agency", "agency-unknown"], [4, "period", "not-a-period"], [5, "value", "no-value"],
        [6, "value", "not-a-number"], [7, "indicator", "empty"], [8, "value", "not-a-number"],
    ]  # fmt: skip


def test_of_rows_that_say_the_same_one_stays_and_of_rows_that_contradict_none(tmp_path: Path):
    assert reasons(tmp_path, "indicators", """
        agency,period,indicator,value
        dinkes,2024,ip-asn,81
        Dinas  KESEHATAN,2024,ip-asn,"81,0"
        dlh,2024,ip-asn,70
        DLH,2024,ip-asn,71
        dlh,2024,ip-asn,70
    """) == [
        [3, "value", "repeated"], [4, "value", "contradicts"], [5, "value", "contradicts"],
        [6, "value", "contradicts"],
    ]  # fmt: skip


@settings(deadline=None)  # pandas' first call is slow
@given(
    st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xyz")), max_size=12), st.randoms()
)
def test_the_order_of_rows_does_not_decide_what_is_kept(
    rows: list[tuple[str, str]], dice: random.Random
):
    def kept(ordered: list[tuple[str, str]]) -> set[tuple[str, str]]:
        table = pd.DataFrame(ordered, columns=["key", "said"], dtype=object)
        sieve = Sieve(table.assign(file="f", row=range(len(table))))
        sieve.reject_repeats(["key"], ["said"], "said")
        assert sieve.read == len(sieve.rows) + len(sieve.rejected())
        assert sieve.rows["key"].is_unique
        return set(zip(sieve.rows["key"], sieve.rows["said"], strict=True))

    mixed = list(rows)
    dice.shuffle(mixed)
    assert kept(rows) == kept(mixed)


def test_indicators_of_others_are_counted_and_left_out(tmp_path: Path):
    text = "agency,period,indicator,value\ndinkes,2024,skm,80\ndinkes,2024,ip-asn,81\n"
    reading = read_source(source("indicators"), write(tmp_path, text), KNOWN)
    assert (reading.left_out, reading.read, len(reading.accepted)) == (1, 1, 1)


def test_rows_without_one_that_can_be_used_are_a_problem(tmp_path: Path):
    text = "agency,period,indicator,value\nnobody,2024,ip-asn,80\n"
    reading = read_source(source("indicators"), write(tmp_path, text), KNOWN)
    with pytest.raises(errors.NothingAccepted) as told:
        reading.raise_if_empty()
    assert told.value.facts == {"source": "drawn", "read": 1, "rejects": 1}


def test_each_mistake_of_a_person_has_its_reason(tmp_path: Path):
    assert reasons(tmp_path, "people", PEOPLE.strip() + f"""
        {SARI},Sari,dinkes,Kepala Dinas,Jabatan Struktural,II.b,sari@dinkes.example
        1.98E+17,Budi,dinkes,Pengemudi,Jabatan Pelaksana,,
        198513022010011002,Budi,dinkes,Pengemudi,Jabatan Pelaksana,,
        ,Budi,dinkes,Pengemudi,Jabatan Pelaksana,,
        {BUDI},,dinkes,Pengemudi,Jabatan Pelaksana,,
        '{BUDI},Budi,dinkes,Pengemudi,Sopir,,
        {SARI},Sari,dinkes,Kepala Dinas,Jabatan Struktural,II.b,sari@dinkes.example
    """) == [
        [3, "nip", "nip-mangled"], [4, "nip", "nip-impossible"], [5, "nip", "nip-missing"],
        [6, "name", "no-name"], [7, "position_type", "position-type-unknown"],
        [8, "nip", "repeated"],
    ]  # fmt: skip


def test_a_person_without_a_usable_address_is_taken_and_told(tmp_path: Path):
    write(
        tmp_path,
        PEOPLE
        + f"""
        {SARI},Sari,dinkes,Bidan,Jabatan Fungsional,,sari at dinkes
        {BUDI},Budi,dinkes,Pengemudi,Jabatan Pelaksana,,
    """,
    )
    reading = read_source(source("people"), tmp_path, KNOWN)
    assert reading.accepted["email"].tolist() == [None, None]
    assert reading.accepted["position_type"].tolist() == ["functional", "executor"]
    assert reading.noticed["reason"].tolist() == ["address-unusable", "no-address"]


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        (("SEKAR AYU", "", "S.E."), "Sekar Ayu, S.E."),
        (("Budi Santoso", "Drs. H.", "S.H., M.Hum."), "Drs. H. Budi Santoso, S.H., M.Hum."),
        (("NUR SA'DIYAH", "-", "-"), "Nur Sa'diyah"),
        (("Sari", "", ", S.Kep."), "Sari, S.Kep."),
    ],
)
def test_a_name_is_put_together_with_its_titles(parts: tuple[str, str, str], told: str):
    assert full_name(*parts) == told
