"""Changes after people were invited, entered by a person."""

from datetime import time

from coaching.domain.progress import Report
from coaching.errors import WrongInput
from flows.changes import call_off_session, correct_address, move_session, withdraw_invitation
from flows.forms.answers import form_operation
from flows.forms.fields import AddressOf, CallOff, Move, Withdraw
from flows.operating import perform


@form_operation("move-session")
async def move_form(form: Move) -> Report:
    """Pindahkan sesi ke hari, jam, atau tempat lain; yang diundang menerima undangan baru."""
    return await perform(
        move_session, form.year, form.session, why=form.why, entered_by=form.entered_by,
        held_on=form.held_on, starts=_clock("starts", form.starts), ends=_clock("ends", form.ends),
        venue=form.venue,
    )  # fmt: skip


def _clock(field: str, written: str) -> time | None:
    if not written:
        return None
    hours, _, minutes = written.replace(".", ":").partition(":")
    try:
        return time(int(hours), int(minutes))
    except ValueError:
        raise WrongInput(field=field, value=written, why="not-a-time") from None


@form_operation("call-off-session")
async def call_off_form(form: CallOff) -> Report:
    """Batalkan sesi; yang sudah diundang diberi tahu."""
    return await perform(
        call_off_session, form.year, form.session, why=form.why, entered_by=form.entered_by
    )


@form_operation("withdraw-invitation")
async def withdraw_form(form: Withdraw) -> Report:
    """Batalkan undangan satu orang; daftar yang disetujui tidak berubah."""
    return await perform(
        withdraw_invitation, form.year, form.session, form.person,
        why=form.why, entered_by=form.entered_by,
    )  # fmt: skip


@form_operation("correct-address")
async def correct_address_form(form: AddressOf) -> Report:
    """Koreksi alamat surel seseorang; undangannya tetap undangan yang sama."""
    return await perform(
        correct_address, form.person, form.email, why=form.why, entered_by=form.entered_by
    )
