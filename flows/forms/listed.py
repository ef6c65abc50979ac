"""Every form by the name operators see; apart, for a run of one form imports no other."""

from flows.forms.changes import call_off_form, correct_address_form, move_form, withdraw_form
from flows.forms.decisions import approve_invitations_form, approve_selection_form
from flows.forms.doubts import resolve_doubt_form
from flows.forms.erasing import erase_person_form
from flows.forms.lists import publish_seed_form, replay_form, trace_form, what_if_form
from flows.forms.nominations import nominations_form
from flows.forms.rejects import import_rejects_form
from flows.forms.relevance import decide_indicator_form, relevance_form
from flows.forms.sending import preview_form, sending_form
from flows.forms.signing import import_letters_form, import_numbers_form
from flows.forms.stages import (
    agency_pages_form,
    attendance_form,
    compile_form,
    feedback_form,
    open_year_form,
    pull_form,
    quarterly_form,
    select_form,
    send_form,
)
from flows.forms.threats import threat_form
from flows.forms.waiting_mails import answer_queue_form

# Operation by the name operators see in the list of deployments, in the order of the year.
FORMS = {
    "1 Buka tahun": open_year_form,
    "2 Tarik data": pull_form,
    "Catat ancaman penilaian": threat_form,
    "3 Susun daftar perangkat daerah": select_form,
    "4 Setujui daftar perangkat daerah": approve_selection_form,
    "5 Setujui daftar undangan": approve_invitations_form,
    "6 Kirim undangan": send_form,
    "7 Ambil daftar hadir": attendance_form,
    "Ambil lembar evaluasi": feedback_form,
    "8 Susun evaluasi": compile_form,
    "9 Tinjau triwulan": quarterly_form,
    "Umumkan angka undian": publish_seed_form,
    "Bagaimana bila bobot, target, atau kapasitas lain": what_if_form,
    "Hitung ulang daftar yang dibekukan": replay_form,
    "Telusuri angka laporan": trace_form,
    "Cetak lembar perangkat daerah": agency_pages_form,
    "Tinjau kegunaan indikator": relevance_form,
    "Masukkan usulan peserta": nominations_form,
    "Putuskan satu indikator": decide_indicator_form,
    "Terima perbaikan baris yang ditolak": import_rejects_form,
    "Putuskan surel yang meragukan": resolve_doubt_form,
    "Hapus data seseorang": erase_person_form,
    "Pindahkan sesi": move_form,
    "Batalkan sesi": call_off_form,
    "Batalkan undangan seseorang": withdraw_form,
    "Koreksi alamat surel": correct_address_form,
    "Impor nomor surat": import_numbers_form,
    "Impor surat bertanda tangan": import_letters_form,
    "Lihat undangan sebelum dikirim": preview_form,
    "Hidupkan pengiriman": sending_form,
    "Baca surel yang menunggu": answer_queue_form,
}
