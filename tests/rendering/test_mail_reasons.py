"""Why a mail was understood so, in the reader's language; each code that there is has its words."""

import re
from pathlib import Path

import pytest

from coaching.rendering.mail_reasons import reasons
from coaching.rendering.words import keys

MAIL = Path(__file__).parents[2] / "coaching/mail"
ANY = r"f?\"([a-z]+(?:-[a-z]+)+)(?:\"|: \{)"  # a code, alone or before what the mail says
PLACES = {
    "replies.py": rf"(?:reason=|UNKNOWN, ){ANY}",
    "placing.py": rf"(?:why=\"\" if about else |why=|return ){ANY}",
    "collecting.py": rf"(?:why=|\.value, ){ANY}",
    "automatic.py": rf"return {ANY}",
    "calendar_replies.py": rf"UnclearCalendarError\(\s*{ANY}",
    "bounces.py": rf"(?:\"[a-z]+\"|what|\"receipt\"\)),\s+{ANY}",
}


@pytest.mark.parametrize(("file", "pattern"), PLACES.items())
def test_every_code_has_its_words(file: str, pattern: str):
    codes = set(re.findall(pattern, (MAIL / file).read_text(encoding="utf-8")))
    assert codes
    for language in ("id", "en"):
        known = {one.removeprefix("replies.why.") for one in keys(language)}
        assert codes <= known


def test_no_words_are_left_over():
    code = "\n".join((MAIL / one).read_text(encoding="utf-8") for one in PLACES)
    words = [one.removeprefix("replies.why.") for one in keys() if one.startswith("replies.why.")]
    assert [one for one in words if f'"{one}' not in code] == []


@pytest.mark.parametrize(
    ("told", "language", "said"),
    [
        ("calendar-answer; another-address", "id",
         "jawaban aplikasi kalender (RFC 5546); dari alamat lain daripada yang diundang"),
        ("delivery-status: failed; 550 no such user", "en",
         "delivery status notification, action failed (RFC 3464); 550 no such user"),
        ("unreadable: {detail}", "id", "tidak terbaca: {detail}"),
        ("kept from before: as it was", "id", "kept from before: as it was"),
        ("", "id", ""),
    ],
)  # fmt: skip
def test_codes_become_words_and_a_servers_own_words_stay(told: str, language: str, said: str):
    assert reasons(told, language) == said
