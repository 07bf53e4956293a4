"""A real Odoo server on loopback, spoken to the way an outsider does."""

import ast
import contextlib
import json
import socket
import subprocess
import time
import urllib.error
import urllib.request

from kehu_dev import databases, places

PATIENCE = 90  # seconds until a server that does not answer is given up
KEY = """
user = env["res.users"].search([("login", "=", {login!r})])
if not user:
    groups = [env.ref(name).id for name in {groups!r}]
    user = env["res.users"].create({{
        "name": {login!r}, "login": {login!r}, "password": {login!r},
        "group_ids": [(6, 0, groups)],
    }})
keys = env(user=user.id)["res.users.apikeys"].sudo()
print("KEY", keys._generate("rpc", "blackbox", None))
env.cr.commit()
"""


class ApiError(Exception):
    """What the server answered instead of a result."""

    def __init__(self, status, body):
        super().__init__(f"{status}: {body}")
        self.status = status
        self.body = body


class Api:
    """Odoo's JSON-2 interface, as one user."""

    def __init__(self, address, key):
        self.address = address
        self.key = key

    def call(self, model, method, **arguments):
        """Call a public method; `ids` and `context` go in beside its arguments."""
        request = urllib.request.Request(
            f"{self.address}/json/2/{model}/{method}",
            data=json.dumps(arguments).encode(),
            headers={
                "Authorization": f"bearer {self.key}",
                "Content-Type": "application/json; charset=utf-8",
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise ApiError(error.code, error.read().decode()) from None


class Server:
    """Odoo on one database; `log` is what it said so far."""

    def __init__(self, database):
        self.database = database
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.path = places.LOGS / f"{database}.log"
        self.process = None

    @property
    def log(self):
        return self.path.read_text()

    def start(self):
        command = [places.DEV / "odoo", "-d", self.database, "--max-cron-threads=0"]
        options = [f"--db-filter=^{self.database}$", f"--http-port={self.port}"]
        with self.path.open("wb") as stream:
            self.process = subprocess.Popen(
                [*command, *options], stdout=stream, stderr=subprocess.STDOUT
            )
        self._wait()

    def _wait(self):
        started = time.monotonic()
        while time.monotonic() - started < PATIENCE:
            if self.process.poll() is not None:
                break
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{self.address}/web/health", timeout=PATIENCE)
                return
            time.sleep(0.2)
        raise RuntimeError(f"the server did not start:\n{self.log[-3000:]}")

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=30)

    def api(self, login="admin", groups=("base.group_user",)):
        """The interface as this user, who is made with these groups when new."""
        code = KEY.format(login=login, groups=tuple(groups))
        printed = databases.shell(self.database, code)
        key = next(x.split()[1] for x in printed.splitlines() if x.startswith("KEY "))
        return Api(self.address, key)


def value(database, code):
    """Run code in Odoo's shell; returns the `answer` that it set."""
    code = f"{code}\nprint('ANSWER', repr(answer))\nenv.cr.commit()\n"
    printed = databases.shell(database, code)
    lines = [x for x in printed.splitlines() if x.startswith("ANSWER ")]
    assert lines, f"no answer:\n{printed}"
    return ast.literal_eval(lines[-1].removeprefix("ANSWER "))


def _free_port():
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
