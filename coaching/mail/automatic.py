"""Answers that no person wrote: notes of absence and the like (RFC 3834)."""

import re
from email.message import Message

from coaching.mail.mail_parts import header

SUBJECT = re.compile(
    r"^\W*(automatic reply|auto(matic)?[- ]?(reply|response|:)|out of( the)? office"
    r"|balasan (otomatis|automatik)|jawaban otomatis|di luar kantor|sedang cuti"
    # Outlook writes in the language of its user.
    r"|automatische antwort|abwesenheit|automatisch antwoord|réponse automatique"
    r"|respuesta automática|resposta automática|risposta automatica|automatisk svar|autosvar"
    r"|automaattinen vastaus|odpowiedź automatyczna|otomatik yanıt"
    r"|авто(матический )?ответ"
    r"|自動応答|自动答复|自動回覆|자동 회신)",
    re.IGNORECASE,
)
HEADERS = (
    "X-Autoreply", "X-Autorespond", "X-Auto-Reply", "X-Yahoo-Autoresponder",
    "X-Autoreply-From", "X-Vacation",
)  # fmt: skip


def automatic_reason(mail: Message) -> str | None:
    """Return by which header a mail says that a machine wrote it; None where it does not."""
    submitted = header(mail, "Auto-Submitted").lower()
    if submitted and not submitted.startswith("no"):
        return f"auto-submitted: {submitted[:40]}"
    for name in HEADERS:
        if header(mail, name) and header(mail, name).lower() != "no":
            return f"automatic-header: {name}"
    if "auto_reply" in (header(mail, "Precedence").lower(), header(mail, "X-Precedence").lower()):
        return "precedence-auto-reply"
    if header(mail, "Precedence").lower() in ("bulk", "junk") and looks_automatic(mail):
        return "precedence-and-subject"
    if header(mail, "X-Auto-Response-Suppress") and looks_automatic(mail):
        return "suppress-and-subject"
    if header(mail, "Return-Path") == "<>" and looks_automatic(mail):
        return "null-sender-and-subject"
    return None


def looks_automatic(mail: Message) -> bool:
    """Say whether the subject is that of an automatic answer; alone it proves nothing."""
    return bool(SUBJECT.match(header(mail, "Subject")))
