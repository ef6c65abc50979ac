"""Real bounces of many mail servers: those that flufl.bounce 6.0.0 is tested with.

The corpus comes from its source release (Apache licence 2.0), packed as it is.
"""

import tarfile
from collections import Counter
from pathlib import Path

import pytest

from coaching.mail.replies import Understood, understand

CORPUS = Path(__file__).with_name("flufl_bounce_6_corpus.tar.xz")


@pytest.fixture(scope="module")
def corpus() -> dict[str, Understood]:
    with tarfile.open(CORPUS) as packed:
        files = [one for one in packed.getmembers() if one.name.endswith(".txt")]
        return {Path(one.name).stem: understand(packed.extractfile(one).read()) for one in files}


def test_nearly_all_are_understood_as_what_they_are(corpus: dict[str, Understood]):
    kinds = Counter(told.kind.value for told in corpus.values())
    assert len(corpus) == 117
    assert kinds["bounce"] + kinds["delay"] == 111
    assert (kinds["receipt"], kinds["auto-reply"], kinds["unknown"]) == (1, 1, 4)
    assert kinds["reply"] == 0


def test_each_names_an_address(corpus: dict[str, Understood]):
    told = [one for one in corpus.values() if one.kind.value in ("bounce", "delay")]
    assert [one for one in told if "@" not in (one.recipient or "")] == []


@pytest.mark.parametrize(
    ("name", "kind", "status", "recipient"),
    [
        ("postfix_01", "bounce", "5.1.1", "xxxxx@local.ie"),
        ("sendmail_01", "bounce", "5.0.0", "zzzzz@nfg.nl"),  # marked as an automatic answer
        ("dsn_03", "bounce", None, "userx@example.be"),  # with an action RFC 3464 does not know
        ("simple_03", "delay", None, "userx@example.za"),
    ],
)
def test_some_of_them_in_full(
    corpus: dict[str, Understood], name: str, kind: str, status: str | None, recipient: str
):
    told = corpus[name]
    assert (told.kind.value, told.status, told.recipient) == (kind, status, recipient)
