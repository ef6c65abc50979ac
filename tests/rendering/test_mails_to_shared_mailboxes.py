"""A mail to a mailbox that several share greets and names all of them."""

import pytest
from syrupy.assertion import SnapshotAssertion
from test_rendered_mails import CLIPPED_AT, LANGUAGES, lines, words_in
from written import OFFICE, SENDER, shared_words_of, words_of

from coaching.mail.mail_parts import without_tags
from coaching.rendering.mails import mail

KINDS = ("invitation", "reminder", "reschedule", "cancellation", "thanks")
EVERY = [(kind, language) for kind in KINDS for language in LANGUAGES]


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_the_words_for_two_and_for_seven(
    kind: str, language: str, snapshot: SnapshotAssertion
) -> None:
    for count in (2, 7):
        said = mail(kind, language, shared_words_of(kind, count))
        assert lines(said.text) == snapshot(name=f"text-{count}")
        assert lines(without_tags(said.html)) == snapshot(name=f"html-{count}")


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_it_names_all_in_order_in_html_and_text(kind: str, language: str) -> None:
    said = mail(kind, language, shared_words_of(kind, 7))
    for told in (said.text, " ".join(without_tags(said.html).split())):
        places = [told.index(f"{place}. {one.name}") for place, one in enumerate(OFFICE, 1)]
        assert places == sorted(places)
    assert all(one.position in said.text for one in OFFICE)
    few = without_tags(mail(kind, language, shared_words_of(kind, 4)).html)
    assert all(one.position in few for one in OFFICE[:4])  # of more, the phone shows names alone
    unsaid = words_in(f"{SENDER.government} {SENDER.organiser}")
    assert words_in(without_tags(said.html)) - words_in(said.text) <= unsaid
    assert len(said.html.encode()) < CLIPPED_AT


@pytest.mark.parametrize("kind", ["invitation", "reminder", "reschedule"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_asks_for_an_answer_of_each_by_name_and_speaks_of_no_buttons(
    kind: str, language: str
) -> None:
    alone = mail(kind, language, words_of(kind)).text
    shared = mail(kind, language, shared_words_of(kind, 2)).text
    buttons = {"id": "tombol kalender", "en": "calendar buttons"}[language]
    assert buttons in alone
    assert buttons not in shared
    assert "undangan-1.ics" in shared
