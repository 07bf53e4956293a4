"""PostgreSQL: the one that PGHOST, PGPORT or PGUSER names, else a private one.

The private one listens on a socket only, lives under .dev/ and needs no password:
only its owner (and root) can reach the folder that the socket is in.
"""

import getpass
import os
import shutil
import subprocess
import sys
from pathlib import Path

from . import debian, places
from .say import Failure, note, run, step

ROLE = "kehu"
LONGEST_SOCKET = 107  # bytes, a limit of the operating system
FAST = """
# A development cluster: quick rather than safe against a power cut.
listen_addresses = ''
fsync = off
synchronous_commit = off
full_page_writes = off
shared_buffers = 256MB
max_connections = 60
max_wal_size = 2GB
checkpoint_timeout = 30min
jit = off
"""


def is_private():
    """Nobody named a server, or the one named is ours (called from .dev/odoo)."""
    if os.environ.get("KEHU_PRIVATE_POSTGRES"):
        return True
    return not any(os.environ.get(name) for name in ("PGHOST", "PGPORT", "PGUSER"))


def environment():
    """What a PostgreSQL client needs to know, for the launchers and for us."""
    if is_private():
        where = {"PGHOST": home() / "socket", "PGPORT": "5432", "PGUSER": ROLE}
        return {**{k: str(v) for k, v in where.items()}, "KEHU_PRIVATE_POSTGRES": "1"}
    names = ("PGHOST", "PGPORT", "PGUSER")
    return {name: os.environ[name] for name in names if os.environ.get(name)}


def start():
    """Make the server answer; quick when it already does."""
    if not is_private():
        return _check_given()
    with places.locked(f"postgres-{places.key(str(places.ROOT))}"):
        if answers():
            return None
        debian.need("postgresql")
        if not (home() / "data" / "PG_VERSION").exists():
            with step("Making a private PostgreSQL"):
                _create()
        _start()
    return None


def answers():
    env = {**os.environ, **environment(), "PGCONNECT_TIMEOUT": "5"}
    command = ["psql", "-qAtXc", "SELECT 1", "postgres"]
    try:
        return not subprocess.run(command, env=env, capture_output=True).returncode
    except FileNotFoundError:
        return False


def _check_given():
    if os.environ.get("PGUSER") == "postgres":
        remedy = "set PGUSER to another role that may create databases."
        raise Failure("Odoo refuses the role `postgres`.", remedy)
    if not shutil.which("psql"):
        debian.need("postgresql")
    if not answers():
        remedy = "correct PGHOST, PGPORT, PGUSER (PGPASSWORD), or unset them all."
        raise Failure("The PostgreSQL that PGHOST names does not answer.", remedy)


def stop():
    """Stop the private server, if it runs."""
    data = home() / "data"
    if (data / "postmaster.pid").exists():
        stop = [_bin() / "pg_ctl", "-D", data, "-m", "fast", "stop"]
        run([*_owner(), *stop], "postgres", cwd="/")
        note("PostgreSQL stopped")


def home():
    """Where the cluster lives: .dev/postgres, unless that cannot work."""
    marker = places.DEV / "postgres.path"
    if marker.exists():
        return Path(marker.read_text().strip())
    folder = places.DEV / "postgres"
    if why := _unusable(folder):
        folder = Path("/var/tmp") / f"kehu-{os.getuid()}-{places.key(str(places.ROOT))}"
        note(f"PostgreSQL goes to {folder}: {why}")
    marker.write_text(f"{folder}\n")
    return folder


def _unusable(folder):
    socket = folder / "socket" / ".s.PGSQL.5432"
    if len(os.fsencode(socket)) > LONGEST_SOCKET:
        return "the path of this checkout is too long for a socket"
    if os.geteuid() == 0:
        debian.need("postgresql")  # brings the user that the server runs as
        look = [*_owner(), "test", "-x", places.DEV]
        if subprocess.run(look, capture_output=True).returncode:
            return "the user `postgres` cannot reach this checkout"
    return None


def _owner():
    """Root cannot run a server: the user `postgres` does."""
    return ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


def _bin():
    """The programs of the version that the cluster was made with."""
    made = home() / "data" / "PG_VERSION"
    newest = debian.postgres_bin()
    if not made.exists():
        return newest
    version = made.read_text().strip()
    same = Path(f"/usr/lib/postgresql/{version}/bin")
    if same.exists() or not newest:
        return same
    remedy = f"Remove {home()} (with its databases) and start again."
    if newest.parent.name != version:
        raise Failure(f"The private databases need PostgreSQL {version}.", remedy)
    return newest


def _create():
    shutil.rmtree(home(), ignore_errors=True)
    home().mkdir(mode=0o700, parents=True)
    owner = "postgres" if os.geteuid() == 0 else getpass.getuser()
    shutil.chown(home(), owner)
    initdb = [_bin() / "initdb", "-D", home() / "data", "-U", "admin", "-E", "UTF8"]
    options = ["--locale=C.UTF-8", "--auth=trust", "--no-sync"]
    run([*_owner(), *initdb, *options], "postgres", cwd="/")
    run([*_owner(), "mkdir", "-m", "700", home() / "socket"], "postgres", cwd="/")
    with (home() / "data" / "postgresql.conf").open("a") as stream:
        stream.write(FAST + f"unix_socket_directories = '{home()}/socket'\n")
    _start()
    env = {**os.environ, **environment(), "PGUSER": "admin"}
    role = f"CREATE ROLE {ROLE} LOGIN CREATEDB"
    run(["psql", "-qXc", role, "postgres"], "postgres", env=env)


def _start():
    if answers():
        return
    data = home() / "data"
    log = ["-l", home() / "server.log", "-w", "-t", "60"]
    start = [_bin() / "pg_ctl", "-D", data, *log, "start"]
    remedy = f"See {home() / 'server.log'}."
    run([*_owner(), *start], "postgres", remedy, cwd="/", start_new_session=True)


if __name__ == "__main__":
    from .say import main

    main(lambda _arguments: start())
    sys.exit()
