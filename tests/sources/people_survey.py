"""Where the real survey lies, and its example configuration."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "docs" / "examples" / "people-survey"
SURVEY = ROOT.parent / "shared" / "data" / "civil-service-people-survey"


def survey_or_skip() -> Path:
    if not SURVEY.is_dir():
        pytest.skip(f"{SURVEY} is not here")
    return SURVEY
