"""Whatever is wrong with a file ends in a named problem with its row, in bounded memory."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from broken_files import BROKEN

MOST = 200  # MB more than before, for any of them


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, int | None, int]]:
    """Read them all in a process of their own, whose memory is limited."""
    folder = tmp_path_factory.mktemp("broken")
    for number, (file, make, _, _) in enumerate(BROKEN.values()):
        place = folder / str(number) / "data" / file
        place.parent.mkdir(parents=True)
        make(place)
    script = Path(__file__).parent / "read_broken.py"
    command = [sys.executable, str(script), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {name: tuple(one) for name, one in json.loads(done.stdout.splitlines()[-1]).items()}


@pytest.mark.parametrize("name", list(BROKEN))
def test_a_broken_file_is_named_with_its_row(
    found: dict[str, tuple[str, int | None, int]], name: str
):
    _, _, why, row = BROKEN[name]
    assert found[name][:2] == (why, row)


def test_no_broken_file_fills_the_memory(found: dict[str, tuple[str, int | None, int]]):
    assert {name: more for name, (_, _, more) in found.items() if more > MOST} == {}
