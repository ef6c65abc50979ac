"""Whatever is said about a row or a file has its words in both languages."""

import re
from pathlib import Path

import pytest

from coaching.rendering.words import keys

ROOT = Path(__file__).parents[2]
NOMINATIONS = ROOT / "coaching/sources/nominations.py"  # has a catalogue of its own
CODE = [
    *(file for file in (ROOT / "coaching/sources").rglob("*.py") if file != NOMINATIONS),
    ROOT / "coaching/domain/attendance.py",
    ROOT / "coaching/domain/ip_asn_published.py",
]
STARTS = (
    "nip|no|not|name|position-type|presence|address|agency|years|value|cell|"
    "discipline|does|education|group|predicate|training|unit"
)
REASONS = re.compile(rf'"((?:{STARTS})-[a-z-]+|ragged|repeated|contradicts|empty|formula)"')
WHY = re.compile(r'why="([a-z-]+)"')


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_reason_has_its_words_and_no_word_is_left_over(language: str):
    texts = [file.read_text("utf-8") for file in CODE]
    why = {word for text in texts for word in WHY.findall(text)}
    said = {word for text in texts for word in REASONS.findall(text)} - why - {"agency-names"}
    # What is wrong with an argument has its words among those of the forms.
    why = {word for text in texts if "WrongInput(" not in text for word in WHY.findall(text)}
    known = {key.split(".")[1] for key in keys(language) if key.startswith("rejects.")}
    assert known - {"header", "hint", "kept"} == said
    assert {key.split(".")[1] for key in keys(language) if key.startswith("sources.")} == why


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_reason_to_refuse_a_nomination_has_its_words(language: str):
    said = set(re.findall(r'None, "([a-z-]+)"\)', NOMINATIONS.read_text("utf-8")))
    assert "not-our-form" in said
    assert said <= {key.split(".")[2] for key in keys(language) if "nominations.why." in key}


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_reason_says_what_to_do(language: str):
    rejects = [key for key in keys(language) if key.startswith("rejects.")]
    reasons = {key.split(".")[1] for key in rejects if key.endswith(".reason")} - {"header"}
    assert reasons
    assert reasons == {key.split(".")[1] for key in rejects if key.endswith(".next")} - {"header"}
