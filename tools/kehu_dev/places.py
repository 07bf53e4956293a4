"""Where things are, and the keys under which large things are kept."""

import contextlib
import fcntl
import hashlib
import os
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DEV = ROOT / ".dev"
LOGS = DEV / "log"
CONFIG = DEV / "odoo.conf"
DATA = DEV / "data"


def cache():
    """The user's cache folder: large things that never change, shared by clones."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(base) / "kehu_liquor"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def key(*parts):
    """A short hash of what something is made from; a path stands for its bytes."""
    digest = hashlib.sha256()
    for part in parts:
        if isinstance(part, Path):
            with part.open("rb") as stream:
                part = hashlib.file_digest(stream, "sha256").hexdigest()
        digest.update(f"{part}\n".encode())
    return digest.hexdigest()[:16]


@contextlib.contextmanager
def locked(name):
    """Two set-ups at once: the second waits here, then finds the work done."""
    with (cache() / f"{name}.lock").open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def written_whole(target):
    """Fill a folder under another name and rename it: there whole or not at all."""
    draft = target.with_name(f"{target.name}.draft-{os.getpid()}")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    try:
        yield draft
        shutil.rmtree(target, ignore_errors=True)
        draft.rename(target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def write_script(path, text):
    """Write an executable so that a command just starting it never sees half."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(text)
    draft.chmod(0o755)
    draft.rename(path)
