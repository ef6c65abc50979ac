"""Looking at mails before they leave, and switching sending on where a database was restored."""

from coaching.domain.progress import Report, RunState
from coaching.mail import place
from coaching.settings import settings
from flows.forms.answers import form_operation
from flows.forms.fields import PreviewOf, Sending
from flows.operating import perform
from flows.previews import preview_invitations


@form_operation("preview")
async def preview_form(form: PreviewOf) -> Report:
    """Simpan undangan sebuah sesi persis seperti yang akan dikirim, untuk dilihat dahulu."""
    return await perform(preview_invitations, form.year, form.session)


@form_operation("switch-sending")
async def sending_form(form: Sending) -> Report:
    """Hidupkan pengiriman dari basis data yang dipulihkan atau dipindahkan, atau matikan."""
    place.switch(settings(), is_on=form.is_on, entered_by=form.entered_by, why=form.why)
    return Report(RunState.DONE, "sending-on" if form.is_on else "sending-off", {})
