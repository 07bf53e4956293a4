"""The examples in the engine's docstrings are true."""

import doctest
import importlib
import sys
import types
from pathlib import Path

import pytest

ADDON = Path(__file__).resolve().parents[2] / "kehu_liquor"
ENGINE = ADDON / "engine"
MODULES = sorted(path.stem for path in ENGINE.glob("*.py") if path.stem != "__init__")


@pytest.mark.parametrize("name", MODULES)
def test_examples(name):
    module = importlib.import_module(f"kehu_liquor.engine.{name}")
    outcome = doctest.testmod(module)
    assert outcome.attempted and not outcome.failed


def test_examples_of_the_fact_catalog():
    module = types.ModuleType("fact_catalog")
    sys.modules["fact_catalog"] = module  # where a dataclass looks for itself
    exec((ADDON / "models" / "fact_catalog.py").read_text(), module.__dict__)
    outcome = doctest.testmod(module)
    assert outcome.attempted and not outcome.failed
