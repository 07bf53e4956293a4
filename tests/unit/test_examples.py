"""The examples in the engine's docstrings are true."""

import doctest
import importlib
from pathlib import Path

import pytest

ENGINE = Path(__file__).resolve().parents[2] / "kehu_liquor" / "engine"
MODULES = sorted(path.stem for path in ENGINE.glob("*.py") if path.stem != "__init__")


@pytest.mark.parametrize("name", MODULES)
def test_examples(name):
    module = importlib.import_module(f"kehu_liquor.engine.{name}")
    assert doctest.testmod(module, raise_on_error=False).failed == 0
