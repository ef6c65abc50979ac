"""Words for every mail and letter, as a city with long names has them."""

from dataclasses import asdict, replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from coaching.rendering.digest_words import BounceDigestWords, UnreachedPerson
from coaching.rendering.letter_words import (
    AboutSessionWords,
    ApprovalWords,
    CancellationWords,
    DelegationWords,
    InvitationWords,
    ListedAgency,
    Named,
    NominationWords,
    OfficialLetterWords,
    ReportWords,
    RescheduleWords,
    Sender,
    SessionWords,
)
from coaching.rendering.notice_words import OneTrouble, OperatorNoticeWords
from coaching.rendering.year_notice_words import MissingValue, NoticeWords

JAKARTA = ZoneInfo("Asia/Jakarta")
NIP = "197001011996031999"
SENDER = Sender(
    government="Pemerintah Kota Contoh",
    city="Kota Contoh",
    organiser="Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
    short_name="BKPSDM",
    address="Jalan Contoh Nomor 1, Kota Contoh 61300",
    telephone="(0321) 555 0100",
    email="bkpsdm@kotacontoh.example",
    contact_name="Larasati Kusumaningtyas, S.Psi.",
    contact_telephone="0812 5550 0142",
    contact_hours="Senin sampai Jumat, 07.30–16.00 WIB",
    signatory_title="Kepala Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
    signatory_name=(
        "Drs. H. Raden Mas Tumenggung Soerjo Ningrat Koesoemo Diningrat, S.H., M.Hum., Ph.D."
    ),
    signatory_rank="Pembina Utama Muda",
    is_invented=True,
)
SESSION = SessionWords(
    held_on=date(2025, 3, 13), starts=time(8), ends=time(11, 30), zone="WIB",
    venue_name="Ruang Sabha Widya, Balai Kota Contoh",
    venue_address="Jalan Contoh Nomor 2, Kota Contoh",
    agenda="Pembinaan ASN: arahan Wali Kota dan penyusunan komitmen kerja 90 hari",
)  # fmt: skip
INVITATION = InvitationWords(
    sender=SENDER, session=SESSION, authority="Wali Kota Contoh",
    recipient="Dr. Sari Wulandari, S.H., M.Si.", position="Kepala Dinas",
    agency="Dinas Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk "
    "dan Keluarga Berencana Kota Contoh",
    is_head=True, participants=7, answer_by=datetime(2025, 3, 10, 12, tzinfo=JAKARTA),
    reason="Indeks Profesionalitas ASN 61,2, target 75.", indicators=10,
    letter_number="005/0007/417.403/2025",
)  # fmt: skip
OFFICIAL = OfficialLetterWords(
    sender=SENDER, session=SESSION, number="005/0007/417.403/2025", dated_on=date(2025, 2, 27),
    place="Contoh", letter_class="Biasa", subject="Undangan Pembinaan ASN",
    addressee=INVITATION.agency, year=2025, chosen=9, indicators=10,
    answer_by=INVITATION.answer_by, signatory_nip=NIP,
    copies_to=("Wali Kota Contoh (sebagai laporan)", "Sekretaris Daerah Kota Contoh"),
)  # fmt: skip
MISSING = tuple(
    MissingValue(f"Dinas Nomor {number}", "Indeks Profesionalitas ASN", "2024")
    for number in range(1, 24)
)
CANNOT_JUDGE = NoticeWords(
    sender=SENDER, kind="cannot-judge", recipient="Hj. Sekar Ayu Wulandari, S.E.",
    title="Wali Kota Contoh", year=2025, values_of=2024, dated_on=date(2025, 1, 19),
    place="Contoh", agencies=35, judged=12, minimum_agencies=8, minimum_judged_percent=70,
    indicators=10, missing=MISSING, signatory_nip=NIP,
)  # fmt: skip
NOBODY = replace(CANNOT_JUDGE, kind="nobody-needs-coaching", judged=35, missing=())
TROUBLE = OneTrouble(
    "2025-send-invitations", "perlu ditangani", "Server surel tidak menjawab.",
    "http://127.0.0.1:4200/runs/flow-run/1",
)  # fmt: skip
OPERATORS = OperatorNoticeWords(SENDER, 23, (TROUBLE,) * 20, 3)

MOVED = replace(SESSION, held_on=date(2025, 3, 20), starts=time(13), ends=time(16))
ABOUT: dict[str, Any] = {
    "sender": SENDER, "session": SESSION, "authority": "Wali Kota Contoh",
    "recipient": INVITATION.recipient, "position": INVITATION.position,
    "agency": INVITATION.agency,
}  # fmt: skip
RESCHEDULE = RescheduleWords(
    **{**INVITATION.__dict__, "session": MOVED},
    before=SESSION, note="Ruangan dipakai untuk pemilihan.",
)  # fmt: skip
NOMINATION = NominationWords(
    sender=SENDER, authority="Wali Kota Contoh", recipient=INVITATION.recipient,
    position=INVITATION.position, agency=INVITATION.agency, year=2025,
    answer_by=datetime(2025, 2, 10, 12, tzinfo=JAKARTA), reason=INVITATION.reason,
    sessions=(SESSION, MOVED),
)  # fmt: skip
APPROVAL = ApprovalWords(
    sender=SENDER, authority="Wali Kota Contoh", recipient="Hj. Sekar Ayu Wulandari, S.E.",
    title="Wali Kota Contoh", year=2025, subject="selection", count=2, fingerprint="3f1c0a9be2d4",
    lines=(ListedAgency("Dinas Kesehatan", "Peringkat 1 dari 33 dalam kebutuhan pembinaan."),
           ListedAgency(INVITATION.agency, "Wajib dibina: perangkat daerah baru.")),
)  # fmt: skip
REPORT = ReportWords(
    sender=SENDER, authority="Wali Kota Contoh", recipient="Hj. Sekar Ayu Wulandari, S.E.",
    title="Wali Kota Contoh", year=2025,
    headline="Pengaruh pembinaan belum dapat dibedakan dari tidak ada pengaruh.",
    lead="Perkiraan terbaik 1,0 poin, dengan rentang −2,4 sampai 4,4.",
)  # fmt: skip

BOUNCES = BounceDigestWords(
    sender=SENDER, recipient="Kepala Subbagian Umum dan Kepegawaian", agency=INVITATION.agency,
    count=2, lines=(
        UnreachedPerson(INVITATION.recipient, "Kepala Dinas", "sari.wulandari@dp3ap2kb.example",
                        "Alamat itu tidak ada."),
        UnreachedPerson("Budi Santoso, S.Kom.", "Sekretaris", "budi@dp3ap2kb.example",
                        "Kotak surat itu penuh."),
    ),
)  # fmt: skip

MAILS: dict[str, Any] = {
    "invitation": INVITATION,
    "reminder": INVITATION,
    "reschedule": RESCHEDULE,
    "cancellation": CancellationWords(**ABOUT, whole_session=True, note="Pembicara sakit."),
    "delegation-received": DelegationWords(**ABOUT, delegate="Budi Santoso, S.Kom."),
    "thanks": AboutSessionWords(**ABOUT),
    "nomination-request": NOMINATION,
    "approval-request": APPROVAL,
    "report": REPORT,
    "nobody-needs-coaching": NOBODY,
    "cannot-judge": CANNOT_JUDGE,
    "operator-notice": OPERATORS,
    "bounce-digest": BOUNCES,
}


OFFICE = (
    Named(INVITATION.recipient, "Kepala Dinas"),
    Named("Budi Santoso, S.Kom.", "Sekretaris"),
    Named("Nur Sa'diyah", "Kepala Subbagian Umum dan Kepegawaian"),
    Named("Drs. H. Raden Mas Soerjo Ningrat, M.Si.", "Kepala Bidang Perlindungan Anak"),
    Named("Agus Ramadhan, S.E.", "Kepala Bidang Pengendalian Penduduk"),
    Named("Dra. Puspita Endang Kusuma, S.STP., M.Si.", "Kepala Bidang Keluarga Berencana"),
    Named("Aisyah Retno Basuki, S.E., M.M.", "Analis Kebijakan"),
)


def shared_words_of(kind: str, count: int) -> dict[str, Any]:
    """Words of a mail to so many people who share a mailbox."""
    return words_of(kind, named=OFFICE[:count], position="")


def words_of(kind: str, **changes: Any) -> dict[str, Any]:
    return asdict(replace(MAILS[kind], **changes))
