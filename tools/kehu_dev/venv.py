"""The virtual environments: every package pinned by version and hash."""

import os
import re
import shutil
import subprocess
import sys
import tempfile

from . import debian, places
from .say import run, step

REMEDY = "Look into the log; a missing network or mirror is the usual reason."


def make(requirements):
    """The interpreter of an environment with exactly these requirements."""
    path = places.ROOT / requirements
    name = f"venv-{places.key(path, sys.version, sys.base_prefix)}"
    folder = places.cache() / name
    python, complete = folder / "bin" / "python", folder / "complete"
    with places.locked(name):
        # made in place and marked at the end: an environment cannot be renamed
        if not (complete.exists() and _runs(python)):
            debian.need("python3-venv", "ca-certificates")
            with step(f"Making the Python environment of {requirements}"):
                _build(folder, python, path)
            complete.touch()
    return python


def _runs(python):
    command = [python, "-c", ""]
    return python.exists() and not subprocess.run(command, check=False).returncode


def _build(folder, python, path):
    shutil.rmtree(folder, ignore_errors=True)
    run([sys.executable, "-m", "venv", folder], "python", REMEDY)
    env = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONPATH": ""}
    pip = [python, "-m", "pip", "install", "-q", "--require-hashes", "--no-deps"]
    # What comes as source is built with the pinned setuptools, not with the newest.
    if block := re.search(r"^setuptools==(?:.*\\\n)*.*\n", path.read_text(), re.M):
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as first:
            first.write(block[0])
            first.flush()
            run([*pip, "-r", first.name], "python", REMEDY, env=env)
        pip.append("--no-build-isolation")
    run([*pip, "-r", path], "python", REMEDY, env=env)
