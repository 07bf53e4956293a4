"""bin/demo: the demo town in Chinese, served on this machine.

A second start keeps the database; an addon that has changed since is upgraded.
"""

import argparse
import contextlib
import json
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

from . import databases, places, say, setup

NAME = "kehu_demo"
STATE = places.DEV / "demo.json"
PATIENCE = 120  # seconds until a server that does not answer is given up
PEOPLE = {
    "sales": "salesperson",
    "sales2": "another salesperson",
    "lead": "team lead",
    "manager": "manager",
    "accountant": "accountant",
    "admin": "administrator",
}
IN_CHINESE = """
env["res.users"].with_context(active_test=False).search([]).lang = "zh_CN"
env["ir.default"].set("res.partner", "lang", "zh_CN")
env.cr.commit()
"""
#: Odoo draws an addon's demo data only where those below it have theirs; the town is
#: better off without core's sample companies.
AS_IF_DEMO = "UPDATE ir_module_module SET demo = TRUE WHERE state = 'installed'"
NIGHT = """
env["kehu.run"]._run()
env.cr.commit()
"""


def prepare(fresh):
    """Make the database, or upgrade it, or leave it as it is."""
    key = databases.addon_key(str((places.DEV / "lib" / "odoo").resolve()))
    known = json.loads(STATE.read_text()) if STATE.exists() else {}
    if fresh or not known or NAME not in databases.names():
        STATE.unlink(missing_ok=True)
        _make()
    elif known["key"] != key:
        _upgrade()
    else:
        return
    STATE.write_text(json.dumps({"key": key}))


def _make():
    core = databases.core()
    with say.step("Drawing the demo town: customers, two years of invoices (minutes)"):
        databases.copy(core, NAME)
        databases.query(AS_IF_DEMO, NAME)
        options = ["--with-demo", "--load-language=zh_CN"]
        databases.odoo(NAME, "-i", "kehu_liquor", *options, log="demo")
        databases.shell(NAME, IN_CHINESE, log="demo")
    _night()


def _upgrade():
    with say.step("The addon has changed: upgrading the demo database"):
        options = ["--load-language=zh_CN", "--i18n-overwrite"]
        databases.odoo(NAME, "-u", "kehu_liquor", *options, log="demo")
    _night()


def _night():
    with say.step("Running the night: every customer graded"):
        databases.shell(NAME, NIGHT, log="demo")


def _free(port):
    with contextlib.closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return probe.connect_ex(("127.0.0.1", port)) != 0


def choose_port(wanted):
    if wanted:
        if not _free(wanted):
            remedy = "choose another with --port."
            raise say.Failure(f"Port {wanted} is taken.", remedy)
        return wanted
    port = next(port for port in range(8069, 8169) if _free(port))
    if port != 8069:
        say.note(f"port 8069 is taken: {port} it is")
    return port


def serve(port):
    """Start Odoo on loopback, say where it is, and stay until Ctrl-C."""
    log = places.LOGS / "demo-server.log"
    for name in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.default_int_handler)
    server = _start(port, log)
    try:
        with say.step("Starting the server"):
            _wait(server, f"http://127.0.0.1:{port}/web/login", log)
        _welcome(port, log)
        return server.wait()
    except KeyboardInterrupt:
        print("\n  Stopping …", flush=True)
        return 0
    finally:
        server.terminate()
        server.wait()


def _start(port, log):
    """In a session of its own: Ctrl-C reaches it through us, once."""
    command = [places.DEV / "odoo", "-d", NAME, f"--db-filter=^{NAME}$"]
    with log.open("ab") as stream:
        return subprocess.Popen(
            [*command, f"--http-port={port}"],
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _wait(server, address, log):
    started = time.monotonic()
    while time.monotonic() - started < PATIENCE:
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.3)
    raise say.Failure("The server did not start.", f"See {log}.")


def _welcome(port, log):
    logins = databases.query("SELECT login FROM res_users WHERE active", NAME)
    print(f"\n  http://127.0.0.1:{port}/\n\n  Logins; the password equals the login:")
    for login, person in PEOPLE.items():
        if login in logins:
            print(f"    {login:<12}{person}")
    print(f"\n  Log: {log}")
    print("  Ctrl-C stops the server; the database is kept.", flush=True)


def run(arguments):
    parser = argparse.ArgumentParser(prog="bin/demo", description=__doc__)
    parser.add_argument("--fresh", action="store_true", help="make the database anew")
    parser.add_argument("--port", type=int, help="default: 8069, or the next free one")
    parser.add_argument("--no-serve", action="store_true", help="only prepare")
    options = parser.parse_args(arguments)
    setup.prepare()
    with places.locked(f"demo-{places.key(str(places.ROOT))}"):
        prepare(options.fresh)
    if options.no_serve:
        say.note("The demo is ready: start it with bin/demo")
        return 0
    return serve(choose_port(options.port))


if __name__ == "__main__":
    sys.exit(say.main(run))
