"""The engine without Odoo: importing it must not load the addon's models."""

import sys
import types
from pathlib import Path

from hypothesis import settings

ADDON = Path(__file__).resolve().parents[2] / "kehu_liquor"

addon = types.ModuleType("kehu_liquor")
addon.__path__ = [str(ADDON)]
sys.modules["kehu_liquor"] = addon

# The same examples everywhere, and nothing written beside the sources.
settings.register_profile("house", derandomize=True, deadline=None, database=None)
settings.load_profile("house")
