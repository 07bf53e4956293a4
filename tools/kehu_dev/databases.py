"""Databases: each made by copying one that is ready.

core       the core apps we depend on, installed; kept as a dump in the cache
installed  a copy of it with our addons installed; remade when their files change
           everything else is a copy of one of the two
"""

import contextlib
import os
import re
import shutil
import subprocess
from pathlib import Path

from . import places, postgres
from .say import Failure, run, step

CORE = "contacts,sales_team,account,calendar,rating"
FORMAT = 1  # raise when the way a dump is made changes
COMPLAINT = re.compile(r"^\S+ \S+ \d+ (WARNING|ERROR|CRITICAL) .*", re.M)


def pg(*command, log="database"):
    return run(command, log, env={**os.environ, **postgres.environment()})


def odoo(database, *options, log="odoo"):
    """Run Odoo once on a database; returns what it logged."""
    command = [places.DEV / "odoo", "-d", database, "--stop-after-init"]
    return run([*command, "--max-cron-threads=0", *options], log)


def shell(database, code, log="shell"):
    """Run Python in Odoo's shell on a database; returns what it printed."""
    command = [places.DEV / "odoo", "shell", "-d", database, "--no-http"]
    script = places.DEV / f"shell-{os.getpid()}.py"
    script.write_text(code)
    try:
        with script.open() as stdin:
            return run([*command, "--log-level=warn"], log, stdin=stdin)
    finally:
        script.unlink()


def query(sql, database="postgres"):
    """The rows that a query answers, one string a row."""
    env = {**os.environ, **postgres.environment()}
    command = ["psql", "-XqAt", "-c", sql, database]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failure(f"The database {database} refused: {done.stderr.strip()}")
    return done.stdout.splitlines()


def names():
    return set(query("SELECT datname FROM pg_database"))


def complaints(log):
    """The lines of an Odoo log that warn or worse."""
    return [match[0] for match in COMPLAINT.finditer(log)]


def drop(name):
    pg("dropdb", "--if-exists", "--force", name)
    shutil.rmtree(_files(name), ignore_errors=True)


def copy(source, target):
    drop(target)
    pg("createdb", "-T", source, target)
    _copy_files(_files(source), _files(target))


def _rename(source, target):
    drop(target)
    pg("psql", "-XqAtc", f'ALTER DATABASE "{source}" RENAME TO "{target}"', "postgres")
    if _files(source).exists():
        _files(source).rename(_files(target))


def _files(name):
    return places.DATA / "filestore" / name


def _copy_files(source, target):
    """Odoo never changes a stored file, so a link is as good as a copy."""
    if source.exists():
        shutil.copytree(source, target, copy_function=_link, dirs_exist_ok=True)


def _link(source, target):
    try:
        os.link(source, target)
    except OSError:  # another file system
        shutil.copy2(source, target)


def core():
    """The database with the core apps: here, or in the cache, or made now."""
    name = f"kehu_core_{_core_key()}"
    with places.locked(name):
        if name in names():
            return name
        kept = places.cache() / name
        draft = f"{name}_draft"
        drop(draft)
        if kept.exists():
            _restore(kept, draft)
        else:
            _make_core(kept, draft)
        _rename(draft, name)
    return name


def _core_key():
    odoo_home = (places.DEV / "lib" / "odoo").resolve()
    release = odoo_home / "release.py"
    server = query("SHOW server_version_num")[0][:2]
    return places.key(str(odoo_home), release, server, CORE, FORMAT)


def _restore(kept, draft):
    with step("Restoring the database with the core apps from the cache"):
        pg("createdb", draft)
        restore = ["pg_restore", "--no-owner", "--no-acl", "-j2", "-d", draft]
        pg(*restore, kept / "dump")
        _copy_files(kept / "filestore", _files(draft))


def _make_core(kept, draft):
    with step("Making the database with the core apps (once, about a minute)"):
        odoo(draft, "-i", CORE, "--load-language=zh_CN")
        with places.written_whole(kept) as folder:
            pg("pg_dump", "-Fc", "-Z1", "-f", folder / "dump", draft)
            _copy_files(_files(draft), folder / "filestore")


def addons():
    """Our addons in this checkout, the base first."""
    found = places.ROOT.glob("kehu_liquor*/__manifest__.py")
    return sorted(path.parent.name for path in found)


def addon_key(*extra):
    """Changes when a file of ours that a database is made from does."""
    files = []
    for addon in addons():
        for path in sorted((places.ROOT / addon).rglob("*")):
            inside = path.relative_to(places.ROOT)
            if path.is_file() and not {"tests", "__pycache__"} & set(inside.parts):
                files += [str(inside), path]
    return places.key(*files, *extra)


def copy_installed(target, wanted=("kehu_liquor",)):
    """Copy a database that has these addons; returns what installing complained of."""
    label = "base" if len(wanted) == 1 else "all"
    with places.locked(f"kehu_{label}-{places.key(str(places.ROOT))}"):
        name, log = _installed(label, wanted)
        copy(name, target)
        return complaints(log.read_text())


def _installed(label, wanted):
    source = core()
    name = f"kehu_{label}_{addon_key(source, *wanted)}"
    log = places.DEV / f"{name}.log"
    if name not in names() or not log.exists():
        _forget(f"kehu_{label}_")
        with step(f"Installing {', '.join(wanted)}"):
            copy(source, f"{name}_draft")
            text = odoo(f"{name}_draft", "-i", ",".join(wanted), log="install")
            log.write_text(text)
            _warm(f"{name}_draft")
            _rename(f"{name}_draft", name)
    return name, log


def _warm(database):
    """Make the scripts and styles of web pages, which each browser test would else.

    A test's own are rolled back with it, and a page whose bundle takes long gets none.
    """
    shell(database, "env['ir.qweb']._pregenerate_assets_bundles(); env.cr.commit()")


@contextlib.contextmanager
def lent(label):
    """The name of a database of this process's own, dropped in the end."""
    sweep()
    name = f"kehu_run_{label}_{os.getpid()}"
    try:
        yield name
    finally:
        drop(name)


@contextlib.contextmanager
def lent_files(source, own):
    """A copy of a database's files, gone in the end."""
    _copy_files(source, own)
    try:
        yield
    finally:
        shutil.rmtree(own, ignore_errors=True)


def sweep():
    """Drop what runs that were killed have left, their processes' copies too."""
    files = {path.name for path in (places.DATA / "filestore").glob("kehu_run_*")}
    for name in names() | files:
        left = re.fullmatch(r"kehu_run_\w+_(\d+)(-gw\d+)?", name)
        if left and not Path("/proc", left[1]).exists():
            drop(name)


def _forget(prefix):
    for name in names():
        if name.startswith(prefix):
            drop(name)
    for log in places.DEV.glob(f"{prefix}*.log"):
        log.unlink()
