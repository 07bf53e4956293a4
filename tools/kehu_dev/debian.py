"""Debian's packages: which are missing, and installing them."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from . import places
from .say import Failure, run, show, step

CREATE_CLUSTER = Path("/etc/postgresql-common/createcluster.d/kehu-setup.conf")


def root_prefix():
    """How to do something as root: nothing, sudo, or an honest refusal."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        return ["sudo"]
    return None


def _has_venv():
    command = [sys.executable, "-c", "import venv, ensurepip"]
    return not subprocess.run(command, capture_output=True, check=False).returncode


def _has_fonts():
    return any(Path("/usr/share/fonts").glob("opentype/noto/NotoSansCJK*"))


def _has_library(name):
    return any(Path("/usr/lib").glob(f"*/{name}.so*"))


def postgres_bin():
    """The folder of the newest PostgreSQL server programs, or None."""
    found = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    folders = sorted((path.parent for path in found), key=_version, reverse=True)
    on_path = shutil.which("initdb")
    if not folders and on_path:
        folders = [Path(on_path).resolve().parent]
    return folders[0] if folders else None


def _version(folder):
    return int(folder.parent.name) if folder.parent.name.isdigit() else 0


PRESENT = {
    "python3-venv": _has_venv,
    "postgresql": postgres_bin,
    "libatomic1": lambda: _has_library("libatomic"),
    "libmagic1": lambda: _has_library("libmagic"),
    "ca-certificates": Path("/etc/ssl/certs/ca-certificates.crt").exists,
    "chromium": lambda: shutil.which("chromium"),
    "fonts-noto-cjk": _has_fonts,
}


def need(*packages):
    """Install those of `packages` that this machine does not have."""
    missing = [package for package in packages if not PRESENT[package]()]
    if missing:
        with places.locked("apt"):
            _install(missing)


def _install(missing):
    names = " ".join(missing)
    remedy = f"apt-get update && apt-get install {names} (as root), then start again."
    prefix = root_prefix()
    if not shutil.which("apt-get"):
        raise Failure(f"This machine lacks: {names}.", "Install them and start again.")
    if prefix is None:
        raise Failure(f"Neither root nor sudo, and missing: {names}.", remedy)
    if prefix:
        show([*prefix, "-v"])  # a password is asked for before the seconds count
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    with step(f"Installing Debian packages: {names}"), _no_second_cluster(prefix):
        run([*apt, "update"], "apt", remedy)
        options = ["-y", "--no-install-recommends"]
        run([*apt, "install", *options, *missing], "apt", remedy)


@contextlib.contextmanager
def _no_second_cluster(prefix):
    """Debian's postgresql package would start a server of its own on port 5432.

    Ours is private, so that one is not made while we install; a machine that
    already has the package keeps what it has.
    """
    if postgres_bin() or CREATE_CLUSTER.exists():
        yield
        return
    with tempfile.NamedTemporaryFile("w", suffix=".conf") as draft:
        draft.write("create_main_cluster = false\n")
        draft.flush()
        place = ["install", "-D", "-m", "644", draft.name, CREATE_CLUSTER]
        run([*prefix, *place], "apt")
    try:
        yield
    finally:
        run([*prefix, "rm", "-f", CREATE_CLUSTER], "apt")
