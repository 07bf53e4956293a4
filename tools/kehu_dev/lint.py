"""bin/lint: ruff, pylint-odoo, OCA's module checks and the shape of XML files."""

import os
import sys

from . import databases, places, say, venv

# What only an Odoo linter knows; the rest is ruff's. The order matters.
PYLINT = [
    "--disable=all",
    "--enable=odoolint",
    "--disable=missing-readme",  # it is in the repository's root
    "--disable=consider-merging-classes-inherited",  # facts and models both
]
# Its neat format leaves terms empty that read alike in both languages: KA, ID.
PO = ["--disable=po-pretty-format"]


def checks(python):
    """Each check's name and command; all run, whatever the others say."""
    tool = python.parent
    addons = databases.addons()
    pylint = ["-m", "pylint", "--rcfile=pyproject.toml", *PYLINT]
    oca = [tool / "oca-checks-odoo-module", "--disable=xml-header-wrong"]
    xml = [places.ROOT / "tools" / "kehu_dev" / "xml_shape.py"]
    return {
        "ruff check": [tool / "ruff", "check", "."],
        "ruff format": [tool / "ruff", "format", "--check", "."],
        "pylint-odoo": [python, *pylint, *addons],
        "oca-checks-odoo-module": [*oca, *addons],
        "oca-checks-po": [tool / "oca-checks-po", *PO, *_translations()],
        "xml": [python, *xml, *addons],
    }


def _translations():
    found = places.ROOT.glob("kehu_liquor*/i18n/*.po*")
    return sorted(str(path.relative_to(places.ROOT)) for path in found)


def run(_arguments):
    places.LOGS.mkdir(parents=True, exist_ok=True)
    python = venv.make("requirements-lint.txt")
    env = {**os.environ, "PYTHONPATH": ""}
    failed = []
    for name, command in checks(python).items():
        print(f"== {name}", flush=True)
        if say.show(command, cwd=places.ROOT, env=env):
            failed.append(name)
    print(f"lint: {'failed: ' + ', '.join(failed) if failed else 'clean'}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(say.main(run))
