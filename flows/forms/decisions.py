"""Approvals, entered by a person."""

from coaching.database.decisions import approve
from coaching.database.work import work
from coaching.domain.cycle import Subject
from coaching.domain.progress import Report, RunState
from flows.forms.answers import form_operation
from flows.forms.fields import Approval, InvitationsApproval, SelectionApproval
from flows.operating import programme_in_force, today


@form_operation("approve-selection")
async def approve_selection_form(form: SelectionApproval) -> Report:
    """Catat persetujuan atas daftar perangkat daerah."""
    return _approved(Subject.SELECTION, form)


@form_operation("approve-invitations")
async def approve_invitations_form(form: InvitationsApproval) -> Report:
    """Catat persetujuan atas daftar undangan."""
    return _approved(Subject.INVITATIONS, form)


def _approved(subject: Subject, form: Approval) -> Report:
    with work() as db:
        is_new = approve(
            db, subject, form.year,
            fingerprint=form.fingerprint, recipients=form.recipients,
            decided_by=form.decided_by, note_number=form.note_number,
            note_date=form.note_date, entered_by=form.entered_by,
            as_of=today(programme_in_force()),
        )  # fmt: skip
    facts = {
        "subject": subject.value,
        "year": form.year,
        "recipients": form.recipients,
        "fingerprint": form.fingerprint[:12],
    }
    return Report(RunState.DONE, "approved" if is_new else "approved-before", facts)
