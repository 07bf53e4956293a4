"""The addon's own forecast, read from its file: it knows no Odoo."""

import importlib.util
import sys

from kehu_dev.places import ROOT

PATH = ROOT / "kehu_liquor" / "engine" / "foresight.py"


def _load():
    spec = importlib.util.spec_from_file_location("kehu_foresight_read", PATH)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # where a dataclass looks for itself
    spec.loader.exec_module(module)
    return module


foresight = _load()
