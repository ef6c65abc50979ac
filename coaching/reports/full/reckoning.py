"""How everything was computed, and the fingerprints by which it can be known again."""

from coaching.domain.evaluation_rules import Method
from coaching.reports.full.blocks import Part, named, note, part
from coaching.reports.full.words import FullWords
from coaching.reports.sectioned import said, section
from coaching.reports.wording import Wording

TOGETHER = 16  # signs of a fingerprint that stay together, so that it fits a narrow column


def reckoning(speech: Wording, words: FullWords) -> Part:
    """Return the method in words, the version of the programme and all fingerprints."""
    told = [(f"how.{key}", speech.say(f"full.how.{key}_text")) for key in _how(words)]
    prints = words.prints
    told += [
        ("print.score", fingerprint(words.brief.score_sha256)),
        ("print.agencies", fingerprint(prints.agencies)),
        ("print.plan", fingerprint(words.grounds.plan.sha256)),
        ("print.rows", fingerprint(prints.rows)),
        ("print.document", fingerprint(prints.document)),
        ("print.software", f"Sinar {prints.software}"),
    ]
    title = speech.say("full.reckoning")
    rows = [(speech.say(f"full.{key}"), said(words_there)) for key, words_there in told]
    return part(
        title, note(speech.say("full.reckoning_note"), leads=True), named(section(title, rows))
    )


def fingerprint(sha256: str) -> str:
    """Return a fingerprint in groups, so that it can break between them."""
    return " ".join(sha256[at : at + TOGETHER] for at in range(0, len(sha256), TOGETHER))


def _how(words: FullWords) -> list[str]:
    by_list = words.evaluation.method is Method.LIST_AS_INSTRUMENT
    main = "instrument" if by_list else "model"
    lot = ["lot"] if words.evaluation.lot_chance is not None else []
    return [main, "interval", "second", *lot, "detectable", "order", "few"]
