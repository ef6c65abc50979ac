"""The catalogues: complete in both languages, and everything that can be said has words."""

from collections.abc import Iterator
from enum import Enum
from string import Formatter

import pytest

from coaching.domain.attendance import Presence
from coaching.domain.cycle import YearOutcome
from coaching.domain.evaluation_rules import Verdict
from coaching.domain.progress import Report, RunState
from coaching.errors import CoachingError, WordMissing
from coaching.rendering.words import advice, has, keys, say, text

LANGUAGES = ("id", "en")


def problems() -> list[type[CoachingError]]:
    def below(kind: type[CoachingError]) -> Iterator[type[CoachingError]]:
        for one in kind.__subclasses__():
            yield one
            yield from below(one)

    return sorted(set(below(CoachingError)), key=lambda one: one.__name__)


def facts_of(key: str, language: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text(key, language)) if name}


def shared(language: str) -> list[str]:
    """Return the keys; units apart: each language lists those of the other."""
    return [key for key in keys(language) if not key.startswith(("report.unit.", "report.unit_"))]


def test_both_languages_have_the_same_keys() -> None:
    assert shared("id") == shared("en")


@pytest.mark.parametrize("key", shared("id"))
def test_a_text_asks_for_the_same_facts_in_both_languages(key: str) -> None:
    assert facts_of(key, "id") == facts_of(key, "en")
    # Some verdicts ask for no decision: then in neither language.
    assert bool(text(key, "id").strip()) == bool(text(key, "en").strip())
    assert text(key, "id").strip() or key.endswith(".decide")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("problem", problems())
def test_each_problem_says_what_is_wrong_and_what_to_do(
    problem: type[CoachingError], language: str
) -> None:
    name = problem.__name__
    asked = {
        fact
        for key in (f"problems.{name}.what", f"problems.{name}.next")
        for fact in facts_of(key, language)
    }
    told = problem.__doc__ or ""
    assert all(fact in told for fact in asked), f"{name} does not say that it has {asked}"
    what, then = advice(problem(**dict.fromkeys(asked, "X")), language)
    assert what
    assert then


def test_no_two_problems_share_an_exit_code() -> None:
    codes = [problem.exit_code for problem in problems()]
    assert len(codes) == len(set(codes))
    assert min(codes) > 10


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("prefix", "words"),
    [
        ("artifacts.", Presence),
        ("states.evaluated-", Verdict),
        ("letters.verdict-", Verdict),
        ("states.finished-", YearOutcome),
    ],
)
def test_each_word_of_the_records_can_be_said(
    prefix: str, words: type[Enum], language: str
) -> None:
    missing = [one.value for one in words if not has(f"{prefix}{one.value}", language)]
    assert missing == []


def test_a_key_that_is_not_there_is_an_error_that_names_it() -> None:
    with pytest.raises(WordMissing) as missing:
        say("states.no-such-sentence", "id")
    assert missing.value.facts["word"] == "states.no-such-sentence"


def test_a_fact_nobody_gave_is_an_error_that_names_it() -> None:
    with pytest.raises(WordMissing) as missing:
        say("states.year-opened", "id")
    assert "year" in str(missing.value.facts["word"])


def test_a_report_carries_a_key_not_a_sentence() -> None:
    report = Report(RunState.DONE, "year-opened", {"year": 2025})
    assert say(f"states.{report.words}", "id", **report.facts) == "Tahun pembinaan 2025 dibuka."
    assert say(f"states.{report.words}", "en", **report.facts).startswith("The coaching year 2025")
