"""The engine without Odoo: importing it must not load the addon's models."""

import sys
import types
from pathlib import Path

ADDON = Path(__file__).resolve().parents[2] / "kehu_liquor"

addon = types.ModuleType("kehu_liquor")
addon.__path__ = [str(ADDON)]
sys.modules["kehu_liquor"] = addon
