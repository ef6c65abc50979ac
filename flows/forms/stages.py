"""The stages of the year, started by a person.

Each run is a process of its own: a form imports its stage where it starts it, and no other.
"""

from coaching.domain.progress import Report
from coaching.errors import WrongInput
from flows.forms.answers import form_operation
from flows.forms.fields import Judged, NewYear, OneSession, OpenYear, Quarter, WholeYear
from flows.operating import perform, programme_in_force
from tasks.cycle import has_ended


@form_operation("open-year")
async def open_year_form(form: NewYear) -> Report:
    """Buka tahun pembinaan."""
    from flows.cycle import annual_cycle

    return await perform(annual_cycle, form.year, as_of=form.as_of)


@form_operation("pull-data")
async def pull_form(form: WholeYear) -> Report:
    """Tarik indikator, perangkat daerah, dan pegawai dari sumber data."""
    from flows.indicators import pull_indicators

    return await perform(pull_indicators, form.year, as_of=form.as_of)


@form_operation("propose-list")
async def select_form(form: WholeYear) -> Report:
    """Susun usulan daftar perangkat daerah."""
    from flows.selection import select_target_agencies

    return await perform(select_target_agencies, form.year, as_of=form.as_of)


@form_operation("send")
async def send_form(form: OneSession) -> Report:
    """Susun daftar undangan, dan kirim bila daftarnya sudah disetujui."""
    from flows.invitations import send_invitations

    return await perform(send_invitations, form.year, session=_session(form), as_of=form.as_of)


@form_operation("take-attendance")
async def attendance_form(form: OneSession) -> Report:
    """Ambil daftar hadir sesi yang sudah berlangsung."""
    from flows.attendance import collect_attendance

    return await perform(collect_attendance, form.year, session=_session(form), as_of=form.as_of)


@form_operation("take-feedback")
async def feedback_form(form: OneSession) -> Report:
    """Ambil lembar evaluasi peserta, dan tindak lanjut komitmen perangkat daerah."""
    from flows.feedback import collect_feedback

    return await perform(collect_feedback, form.year, session=_session(form), as_of=form.as_of)


@form_operation("compile")
async def compile_form(form: Judged) -> Report:
    """Susun evaluasi, setelah indikator penilainya masuk."""
    from flows.evaluation import compile_evaluation
    from flows.indicators import pull_indicators

    if form.reason_again or not has_ended(form.year):
        await perform(pull_indicators, form.year, as_of=form.as_of)
    return await perform(
        compile_evaluation, form.year, as_of=form.as_of,
        reason=form.reason_again, entered_by=form.entered_by,
    )  # fmt: skip


@form_operation("review-quarter")
async def quarterly_form(form: Quarter) -> Report:
    """Tinjau indikator satu triwulan."""
    from flows.quarterly import quarterly_review

    return await perform(quarterly_review, form.year, form.quarter, as_of=form.as_of)


@form_operation("write-agency-pages")
async def agency_pages_form(form: OpenYear) -> Report:
    """Cetak lembar setiap perangkat daerah, dan peringkat beserta ketidakpastiannya."""
    from flows.agency_pages import agency_pages

    return await perform(agency_pages, form.year)


def _session(form: OneSession) -> str | None:
    """Return the session asked for; None for all. One that `config/` does not know is told."""
    if not form.session:
        return None
    known = {one.code for one in programme_in_force().sessions_of(form.year)}
    if form.session not in known:
        raise WrongInput(field="session", value=form.session, why="no-such-session")
    return form.session
