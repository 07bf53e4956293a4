"""The rules of the house, read from the sources (docs/architecture.md)."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE = 400
LONGEST_FUNCTION = 45
SQL = re.compile(r"\bcr\.execute(?:_values)?\(|\bexecute_(?:query|values)\(|\bSQL\(")
# Mirrors and registries differ from machine to machine: none belongs in a file.
HOSTS = re.compile(
    r"""(?x) https?://[^\s'"<>]* (?: pypi | pythonhosted | registry\.npm | deb\.debian
    | ftp\.[a-z.]*debian | /debian/?\b | mirror )"""
)
NOT_OURS = {".dev", ".git", "__pycache__", "node_modules", ".ruff_cache"}


def files(pattern):
    found = (path for path in ROOT.glob(pattern) if path.is_file())
    return sorted(p for p in found if not NOT_OURS & set(p.relative_to(ROOT).parts))


def parametrize(pattern):
    paths = files(pattern)
    names = [str(path.relative_to(ROOT)) for path in paths]
    return pytest.mark.parametrize("path", paths, ids=names)


def functions(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@parametrize("kehu_liquor*/engine/**/*.py")
def test_the_engine_knows_no_odoo(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""] if not node.level else []
            assert node.level < 2, "the engine imports from outside itself"
        else:
            continue
        assert not any(name.split(".")[0] == "odoo" for name in names)


@parametrize("kehu_liquor*/**/*.py")
def test_sql_lives_with_the_facts(path):
    if {"facts", "tests", "migrations"} & set(path.parts):
        return
    lines = path.read_text().splitlines()
    assert [n for n, line in enumerate(lines, 1) if SQL.search(line)] == []


@parametrize("kehu_liquor*/models/res_partner*.py")
def test_partner_fields_name_their_group(path):
    """A portal user reads and searches every partner field without groups."""
    open_fields = []
    for node in ast.walk(ast.parse(path.read_text())):
        if _defines_field(node) and "groups" not in {
            k.arg for k in node.value.keywords
        }:
            open_fields.append(node.targets[0].id)
    assert open_fields == []


def _defines_field(node):
    return (
        isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and node.targets[0].id.startswith("kehu_")
        and isinstance(node.value, ast.Call)
        and ast.unparse(node.value.func).startswith("fields.")
    )


@parametrize("kehu_liquor*/tests/__init__.py")
def test_every_test_is_known_to_odoos_own_runner(path):
    imports = [n for n in ast.walk(ast.parse(path.read_text())) if _is_relative(n)]
    named = {alias.name for node in imports for alias in node.names}
    assert {test.stem for test in path.parent.glob("test_*.py")} - named == set()


def _is_relative(node):
    return isinstance(node, ast.ImportFrom) and node.level == 1


@parametrize("**/*.py")
def test_files_stay_short(path):
    assert len(path.read_text().splitlines()) <= LONGEST_FILE


@parametrize("**/*.py")
def test_functions_stay_short(path):
    long = [f.name for f in functions(path) if _length(f) > LONGEST_FUNCTION]
    assert long == []


def _length(function):
    return function.end_lineno - function.lineno + 1


def test_no_host_of_a_mirror_or_registry():
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    found = []
    for name in filter(None, listed.split("\0")):
        found += [f"{name}: {hit}" for hit in _hosts(ROOT / name)]
    assert found == []


def _hosts(path):
    try:
        text = path.read_text()
    except (UnicodeDecodeError, OSError):
        return []
    return [match[0] for match in HOSTS.finditer(text)]
