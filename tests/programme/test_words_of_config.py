"""Whatever is said about `config/` has its words in both languages."""

import re
import tomllib
from pathlib import Path

import pytest

from coaching.programme.mistakes import KINDS

ROOT = Path(__file__).parents[2]
SAID = re.compile(r"""(?:refused?\(|why=|Remark\()"([a-z0-9-]+)\"""")


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_reason_has_its_words_and_no_word_is_left_over(language: str):
    code = "".join(file.read_text("utf-8") for file in (ROOT / "coaching/programme").glob("*.py"))
    said = {*SAID.findall(code), *KINDS.values(), "wrong-type"} - {"unknown"}
    words = tomllib.loads((ROOT / f"templates/words/{language}/config.toml").read_text("utf-8"))
    assert set(words) == said
