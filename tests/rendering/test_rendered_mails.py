"""Every mail, in both languages: its words, and what it must never hold."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion
from written import MAILS, SENDER, words_of

from coaching.errors import WordMissing
from coaching.mail.mail_parts import without_tags
from coaching.rendering.mails import mail

LANGUAGES = ("id", "en")
EVERY = [(kind, language) for kind in MAILS for language in LANGUAGES]
CLIPPED_AT = 102_000  # bytes of HTML after which a large provider hides the rest


class Seen(HTMLParser):
    """Collects every tag with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_the_words_of_each_mail(kind: str, language: str, snapshot: SnapshotAssertion) -> None:
    said = mail(kind, language, words_of(kind))
    assert said.subject == snapshot(name="subject")
    assert lines(said.text) == snapshot(name="text")
    assert lines(without_tags(said.html)) == snapshot(name="html")


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_a_mail_fetches_nothing_runs_nothing_and_tracks_nobody(kind: str, language: str) -> None:
    html = mail(kind, language, words_of(kind)).html
    tags = Seen(html).tags
    names = {tag for tag, _ in tags}
    assert "p" in names or "div" in names
    assert not names & {"script", "iframe", "object", "embed", "form", "link", "img", "video"}
    assert not [a for _, given in tags for a in given if a in {"src", "background", "srcset"}]
    assert "url(" not in html
    assert "@import" not in html
    links = {given.get("href") or "" for tag, given in tags if tag == "a"}
    allowed = ("tel:", "mailto:", "http://127.0.0.1:4200/runs/")
    assert all(link.startswith(allowed) for link in links)


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_a_mail_names_its_language_and_is_not_clipped(kind: str, language: str) -> None:
    html = mail(kind, language, words_of(kind)).html
    assert re.search(rf'<html[^>]* lang="{language}"', html)
    assert len(html.encode()) < CLIPPED_AT


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_the_text_says_all_numbers_names_and_dates_that_the_html_says(
    kind: str, language: str
) -> None:
    said = mail(kind, language, words_of(kind))
    # The letterhead stands in the sender's line of a text mail, and a button has no words there.
    unsaid = words_in(f"{SENDER.government} {SENDER.organiser} Lihat See Prefect")
    assert words_in(without_tags(said.html)) - words_in(said.text) <= unsaid


def words_in(text: str) -> set[str]:
    return set(re.findall(r"\d[\d.,:/]*\d|\b[A-Z][a-z]+\b", text))


@pytest.mark.parametrize("kind", MAILS)
def test_a_word_nobody_gave_is_an_error_that_names_it(kind: str) -> None:
    words = words_of(kind)
    del words["sender"]
    with pytest.raises(WordMissing) as missing:
        mail(kind, "id", words)
    assert "sender" in str(missing.value.facts["word"])


def test_a_mail_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(WordMissing):
        mail("no-such-letter", "id", {})


@given(name=st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=60))
def test_whatever_a_person_is_called_is_text_and_never_markup(name: str) -> None:
    plain = [tag for tag, _ in Seen(mail("invitation", "id", words_of("invitation")).html).tags]
    said = mail("invitation", "id", words_of("invitation", recipient=name))
    assert [tag for tag, _ in Seen(said.html).tags] == plain
    assert name in said.text or not name.strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_head_is_asked_to_bring_the_others_and_only_the_head(language: str) -> None:
    head = mail("invitation", language, words_of("invitation", is_head=True)).text
    other = mail("invitation", language, words_of("invitation", is_head=False)).text
    assert head != other
    assert set(lines(other)) - set(lines(head)) or len(lines(head)) > len(lines(other))


@pytest.mark.parametrize("kind", ["invitation", "reminder", "reschedule"])
def test_people_of_a_group_are_told_of_the_group_and_not_of_their_agencys_rank(kind: str) -> None:
    said = mail(kind, "id", words_of(kind, group="Guru PPPK", reason="Sesi ini untuk Guru PPPK."))
    for told in (said.text, " ".join(without_tags(said.html).split())):
        assert "Mengapa Anda" in told
        assert "Mengapa perangkat daerah Anda" not in told
        assert "Daftar disusun dari indikator" not in told
    assert ("mengundang Guru PPPK untuk mengikuti" in said.text) == (kind == "invitation")
