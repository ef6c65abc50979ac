"""What a reason says: why, and which data would end what is held back."""

from typing import Any

import pytest

from coaching.domain.indicators import Indicator
from coaching.domain.overrides import Change, Override, as_decided
from coaching.rendering.reasons import reason_sentence

TITLES = {
    code: Indicator(code, title, title, unit, 80, 60, 1)
    for code, title, unit in (("ip-asn", "IP ASN", "poin"), ("hours", "20 JP", "persen"))
}


def reason(kind: str, **changes: Any) -> dict[str, Any]:
    told = {
        "kind": kind, "rank": 4, "of": 33, "need": 0.3, "coverage": 0.55, "top": [],
        "missing": [], "withheld": [], "must_reason": None, "probability": 0.5, "zone": "grey",
        "last_coached": None, "lot": None,
    }  # fmt: skip
    return {**told, **changes}


def held(why: str, **facts: Any) -> dict[str, Any]:
    withheld = [{"indicator": "hours", "why": why, "year": 2024, **facts}]
    return reason("not-ranked", rank=None, need=None, missing=["hours"], withheld=withheld)


@pytest.mark.parametrize(
    ("facts", "ends_with"),
    [
        (held("missing"), "Yang diperlukan: nilai tahun 2024 untuk 20 JP."),
        (held("stale", quarters=1, needed=2), "baru 1 triwulan 2024 yang masuk; diperlukan 2."),
        (held("stale", quarters=None, needed=None), "diperlukan berkas aslinya, atau pengesahan "
         "di [[confirmed]]."),
        (held("tiny", people=3, needed=5), "hanya mencakup 3 pegawai; diperlukan nilai dari 5 "
         "pegawai."),
        (held("jump", period="2024-Q3", before=81.0, after=8.1), "berubah dari 81\u00a0persen "
         "menjadi 8,1\u00a0persen pada 2024-Q3, terlalu jauh untuk dipercaya; diperlukan nilai "
         "yang benar, atau pengesahan di [[confirmed]] dengan alasannya."),
        (held("definition", since="2024-Q3"), "diperlukan nilai tahun 2024 menurut definisi "
         "sejak 2024-Q3."),
    ],
)  # fmt: skip
def test_each_abstention_says_which_data_would_end_it(facts: dict[str, Any], ends_with: str):
    said = reason_sentence(facts, "id", TITLES)
    assert said.startswith("Tidak diperingkat: data yang dapat dipakai hanya mencakup 55")
    assert said.endswith(ends_with)
    assert "would" in reason_sentence(facts, "en", TITLES)


def test_one_sentence_names_all_that_is_missing():
    withheld = [{"indicator": code, "why": "missing", "year": 2024} for code in TITLES]
    facts = reason("not-ranked", rank=None, missing=list(TITLES), withheld=withheld)
    assert reason_sentence(facts, "id", TITLES).endswith("nilai tahun 2024 untuk IP ASN dan 20 JP.")


def test_who_was_drawn_by_lot_is_told_how_the_lot_went():
    lot = {"ticket": "0a", "place": 2, "of": 5, "places": 3}
    said = reason_sentence(reason("lot", lot=lot), "id", TITLES)
    assert said.startswith("Terpilih lewat undian, nomor 2 dari 5 untuk 3 tempat;")
    lost = {**lot, "place": 4}
    said = reason_sentence(reason("reserve", lot=lost), "id", TITLES)
    assert said.startswith("Tidak terpilih lewat undian, nomor 4 dari 5 untuk 3 tempat;")


def test_who_is_due_is_told_since_when():
    assert "terakhir tahun 2019" in reason_sentence(reason("due", last_coached=2019), "id", TITLES)
    assert "belum pernah dibina" in reason_sentence(reason("due"), "id", TITLES)


def test_a_value_drawn_towards_the_mean_is_shown_as_it_is_and_as_it_counts():
    top = [{"indicator": "ip-asn", "value": 61.5, "target": 82.0, "share": 0.5, "counted": 63.1}]
    said = reason_sentence(reason("selected", top=top), "id", TITLES)
    assert "IP ASN 61,5 (dihitung 63,1 karena pegawainya sedikit) dari target 82" in said


def test_a_hundredth_less_is_not_worth_a_word():
    top = [{"indicator": "ip-asn", "value": 61.5, "target": 82, "share": 0.5, "counted": 61.51}]
    assert "IP ASN 61,5 dari target 82" in reason_sentence(
        reason("selected", top=top), "id", TITLES
    )


def test_a_reason_from_before_there_were_lots_still_reads():
    old = {name: value for name, value in reason("not-ranked", missing=["hours"]).items()
           if name not in ("withheld", "probability", "zone", "last_coached", "lot")}  # fmt: skip
    assert "Belum ada nilai untuk 20 JP." in reason_sentence(old, "id", TITLES)
    assert reason_sentence({**old, "kind": "reserve"}, "id", TITLES).startswith(
        "Peringkat 4 dari 33;"
    )


def test_who_was_added_at_approval_is_told_by_whom_and_why():
    added = Override("dinkes", Change.ADDED, "Wali Kota", "Baru dibentuk.")
    said = reason_sentence(as_decided(reason("reserve"), added), "id", TITLES)
    assert said == "Ditambahkan oleh Wali Kota: Baru dibentuk."
    assert as_decided(reason("reserve"), None) == reason("reserve")
