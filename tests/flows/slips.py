"""Forms as an operator may hand them in wrongly, each with what they should read then."""

from dataclasses import dataclass
from typing import Any

from town import YEAR

from coaching.domain.cycle import Subject
from coaching.domain.progress import RunState

PULL, PROPOSE = "2 Tarik data", "3 Susun daftar perangkat daerah"
SELECTION, INVITATIONS = "4 Setujui daftar perangkat daerah", "5 Setujui daftar undangan"
SEND, ATTEND, COMPILE = "6 Kirim undangan", "7 Ambil daftar hadir", "8 Susun evaluasi"
REVIEW, DOUBT = "9 Tinjau triwulan", "Putuskan surel yang meragukan"
WHAT_IF, FATE = "Bagaimana bila bobot, target, atau kapasitas lain", "Putuskan satu indikator"
REPLAY, REJECTS = "Hitung ulang daftar yang dibekukan", "Terima perbaikan baris yang ditolak"
THREAT = "Catat ancaman penilaian"
NAMES, ERASE = "Masukkan usulan peserta", "Hapus data seseorang"
NEW_YEAR = YEAR + 1  # its list waits for approval
UNOPENED = YEAR + 5
LEFT_OUT = object()


@dataclass(frozen=True)
class Slip:
    """One wrong form: what is written in it, and what the operator should read."""

    form: str
    given: dict[str, Any]
    says: tuple[str, ...]
    state: str = "NeedsAPerson"


def decision(subject: Subject, says: tuple[str, ...], **otherwise: Any) -> Slip:
    """Return an approval that is right but for what is said otherwise."""
    right = {
        "year": YEAR, "fingerprint": f"{{{subject}}}", "recipients": f"{{{subject}-count}}",
        "decided_by": "Wali Kota", "note_number": "800/1", "note_date": "2025-01-20",
    }  # fmt: skip
    given = {name: one for name, one in (right | otherwise).items() if one is not LEFT_OUT}
    return Slip(SELECTION if subject is Subject.SELECTION else INVITATIONS, given, says)


CHOICE, CALLS = Subject.SELECTION, Subject.INVITATIONS
SLIPS = {
    "a day that no calendar has": decision(
        CHOICE, ("Tanggal nota dinas = 2026-13-45", "bukan tanggal yang ada"),
        note_date="2026-13-45",
    ),
    "a field left out": decision(
        CHOICE, ("Nomor nota dinas", "wajib diisi"), note_number=LEFT_OUT
    ),
    "one more than the list holds": decision(
        CHOICE, ("Jumlah yang diketik (10)", "perangkat daerah", "Hitung kembali"), recipients=10
    ),
    "a fingerprint that is old": decision(
        CHOICE, ("Sidik 000000000000", "Baca daftar yang baru"), fingerprint="0" * 12
    ),
    "approved again under another fingerprint": decision(
        CALLS, ("Sidik ffffffffffff", "daftar undangan", "Baca daftar yang baru"),
        fingerprint="f" * 12,
    ),
    "approved where no list waits": decision(
        CALLS, ("Tidak ada daftar undangan", str(NEW_YEAR)), year=NEW_YEAR, fingerprint="0" * 12
    ),
    "a year nobody has opened": Slip(
        PULL, {"year": UNOPENED}, (f"Tahun pembinaan = {UNOPENED}", "1 Buka tahun")
    ),
    "somebody's NIP in place of a year": Slip(
        REVIEW, {"year": "198501012010011001", "quarter": 1}, ("Tahun pembinaan", "terlalu besar")
    ),
    "a fifth quarter": Slip(REVIEW, {"year": YEAR, "quarter": 5}, ("Triwulan = 5",)),
    "an agency, which nobody asks for": Slip(
        PROPOSE, {"year": NEW_YEAR, "agency": "Dinas Antah Berantah"}, ("agency", "menanyakannya")
    ),
    "a session there is not": Slip(
        SEND, {"year": YEAR, "session": "sinar-99"}, ("Sesi = sinar-99", "tidak ada pada tahun itu")
    ),
    "sent before anybody approved": Slip(
        SEND, {"year": NEW_YEAR}, ("persetujuan atas daftar perangkat daerah", "coaching status")
    ),
    "an attendance sheet that is not there": Slip(
        ATTEND, {"year": YEAR, "session": "sinar-1"},
        ("Daftar hadir sesi sinar-1 belum ada", "config/sources.toml"), "WaitingForData",
    ),
    "a doubt that does not exist": Slip(
        DOUBT, {"message_id": "tidak-ada", "arrived": True, "evidence": "telepon"},
        ("Surel yang meragukan = tidak-ada", "mungkin sudah diputuskan"),
    ),
    "a weight without its number": Slip(
        WHAT_IF, {"year": NEW_YEAR, "weights": "ip-asn dua kali"},
        ("Bobot = ip-asn dua kali", "ditulis seperti ip-asn=0,4"),
    ),
    "an agency added without a reason": decision(
        CHOICE, ("Perangkat daerah yang ditambahkan = rsud", "siapa yang meminta"),
        additions="rsud",
    ),
    "an indicator that was not reviewed": Slip(
        FATE,
        {"year": NEW_YEAR, "indicator": "ip-asn", "decision": "tetap", "fate_reason": "Baik.",
         "decided_by": "Wali Kota"},
        ("Belum ada tinjauan indikator", "coaching run relevance-review"),
    ),
    "a form with names that is not there": Slip(
        NAMES, {"form_file": "2025-rsud.xlsx"},
        ("Formulir 2025-rsud.xlsx", "berkasnya tidak ada", "Tidak ada yang berubah"),
    ),
    "somebody to erase whom nobody knows": Slip(
        ERASE, {"person": "ffffffffffff", "reason": "surat 800/12"}, ("tidak ada orang dengan itu",)
    ),
    "a revision that was never frozen": Slip(
        REPLAY, {"year": NEW_YEAR, "revision": 9},
        (f"Belum pernah ada usulan daftar {NEW_YEAR}", "revisi 9"),
    ),
    "a file of rejects that is not there": Slip(
        REJECTS, {"rejects_file": "2025-cuti.csv"},
        ("Berkas penolakan = 2025-cuti.csv", "tidak ada berkas itu di rejects/"),
    ),
    "a threat without a word on it": Slip(
        THREAT, {"year": YEAR, "threat": "programmes", "present": True, "detail": "  "},
        ("Keterangan", "terlalu pendek atau kosong"),
    ),
    # A right one beside the wrong ones: it says what would change, and stores nothing either.
    "one place fewer, asked for and not decided": Slip(
        WHAT_IF, {"year": NEW_YEAR, "capacity": 8},
        ("ada 8 perangkat daerah", "Tidak ada yang disimpan", "config/programme.toml"),
        RunState.DONE.value,
    ),
}  # fmt: skip
