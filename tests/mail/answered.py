"""Answers people and machines write, for the tests of their reader."""

from coaching.mail.replies import Understood, understand

HEAD = """\
From: "Sari Wulandari, S.E." <Sari@Dinkes.example>
To: bkpsdm+17-abcdefgh@kotacontoh.example
Message-ID: <r1@dinkes.example>
In-Reply-To: <invitation.0af3.0@kotacontoh.example>
References: <a@b.example>
 <invitation.0af3.0@kotacontoh.example>
"""


def mail(body: str, *headers: str, head: str = HEAD) -> bytes:
    lines = head + "".join(f"{header}\n" for header in headers)
    return f"{lines}\n{body}".replace("\n", "\r\n").encode()


def by_hand(text: str, *headers: str) -> Understood:
    return understand(mail(text, "Content-Type: text/plain; charset=utf-8", *headers))


def multipart(kind: str, *parts: str) -> tuple[str, str]:
    body = "".join(f"--b\n{part}\n" for part in parts) + "--b--\n"
    return body, f"Content-Type: multipart/{kind}; boundary=b"


def ical(
    partstat: str = "PARTSTAT=ACCEPTED", method: str = "REPLY", more: str = "", events: int = 1
) -> str:
    event = (
        "BEGIN:VEVENT\nUID:u@k.example\nSEQUENCE:2\nDTSTAMP:20250301T010203Z\n"
        f"ATTENDEE;{partstat}:mailto:Sari@dinkes.example\n{more}END:VEVENT\n"
    )
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:{method}\n{event * events}END:VCALENDAR\n"


def calendar_mail(*calendars: str) -> bytes:
    parts = [f"Content-Type: text/calendar; method=REPLY\n\n{text}" for text in calendars]
    body, kind = multipart("mixed", "Content-Type: text/plain\n\nTIDAK HADIR\n", *parts)
    return mail(body, kind)


RETURNED = (
    "Content-Type: message/rfc822\n\n"
    "Message-ID: <invitation.0af3.0@kotacontoh.example>\nSubject: Undangan\n\nHADIR\n"
)


def status_mail(*recipients: str, headers: tuple[str, ...] = ()) -> Understood:
    groups = "\n".join(["Reporting-MTA: dns; mx.example\n", *recipients])
    body, kind = multipart(
        "report; report-type=delivery-status",
        "Content-Type: text/plain\n\nSorry.\n",
        f"Content-Type: message/delivery-status\n\n{groups}",
        RETURNED,
    )
    return understand(mail(body, kind, *headers))


def group(action: str, status: str, address: str = "Sari@dinkes.example") -> str:
    return f"Final-Recipient: rfc822; {address}\nAction: {action}\nStatus: {status}\n"
