"""In made-up worlds whose truth is known the list catches what was published of the method."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
WORLDS = 25


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    sys.path.insert(0, str(BENCHMARKS))
    spec = importlib.util.spec_from_file_location("selection_worlds", BENCHMARKS / "selection.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    sys.path.remove(str(BENCHMARKS))
    return module


@pytest.fixture(scope="module")
def rates(benchmark: ModuleType) -> dict[str, np.ndarray]:
    found: dict[str, np.ndarray] = benchmark.hit_rates(35, WORLDS)
    return found


def test_each_rule_catches_what_was_published_of_it(
    benchmark: ModuleType, rates: dict[str, np.ndarray]
):
    apart = {
        name: benchmark.distance(shares, benchmark.PUBLISHED[name, 35])
        for name, shares in rates.items()
    }
    assert len(apart) == 5
    assert all(one <= 3 for one in apart.values()), apart


def test_the_mean_of_four_quarters_catches_far_more_than_the_last_one(
    rates: dict[str, np.ndarray],
):
    gain = rates["raw mean"] - rates["raw last quarter"]
    assert gain.mean() > 3 * gain.std(ddof=1) / len(gain) ** 0.5
    assert rates["random"].mean() < 0.4 < rates["raw last quarter"].mean()
