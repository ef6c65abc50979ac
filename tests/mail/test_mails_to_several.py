"""A mail to several people holds an appointment for each of them, as files alone."""

import dataclasses

from test_mail_messages import CALENDAR, LETTER, made, read


def test_of_several_appointments_each_is_a_file_and_none_shows_buttons():
    second = CALENDAR.replace(b"END:VCALENDAR", b"X-WR:2\r\nEND:VCALENDAR")
    raw = made(dataclasses.replace(LETTER, calendars=(CALENDAR, second)))
    parts = [part.get_content_type() for part in read(raw).walk()]
    assert parts == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html",
        "application/ics", "application/ics", "application/pdf",
    ]  # fmt: skip
    files = [(one.get_filename(), one.get_content()) for one in read(raw).iter_attachments()]
    assert files[:2] == [("undangan-1.ics", CALENDAR), ("undangan-2.ics", second)]
