"""Our customer list against the plain contact list, over HTTP, as a browser asks."""

import contextlib
import socket
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from statistics import median

import requests

import kehu_db
from kehu_dev.places import LOGS

REPEATS = 20
PATIENCE = 60  # seconds for the server to answer
LINES = 80  # a page of the list


def measure(database):
    """Median seconds of the contact list and of ours by grade, and the grade taken."""
    grade = _grade(database)
    with _server(database) as address:
        client = Client(address, database)
        contacts = client.page("res.partner", [])
        ours = client.page("kehu.metric", [("grade_id", "=", grade[0])])
        for ask in (contacts, ours):
            ask()
        times = [(_timed(contacts), _timed(ours)) for _ in range(REPEATS)]
    plain, by_grade = (median(column) for column in zip(*times, strict=True))
    return {"contacts": plain, "customers": by_grade, "grade": grade[1]}


def _grade(database):
    """Grade A, or the highest other that fills a page."""
    look = """
        SELECT g.id, g.name->>'en_US', COUNT(*) >= %s AS full
          FROM kehu_metric m JOIN kehu_grade g ON g.id = m.grade_id
         GROUP BY g.id ORDER BY 3 DESC, g.name->>'en_US' <> 'A', g.score_from DESC"""
    return kehu_db.query(database, look, LINES)[0]


def _timed(ask):
    begun = time.perf_counter()
    ask()
    return time.perf_counter() - begun


@contextlib.contextmanager
def _server(database):
    """An Odoo server for one database on a free port of the loopback interface."""
    port = _free_port()
    command = [sys.executable, "-P", "-m", "odoo", "-d", database, "--no-database-list"]
    options = ["--http-interface=127.0.0.1", f"--http-port={port}"]
    quiet = ["--max-cron-threads=0", "--workers=0", "--log-level=warn"]
    with (LOGS / "bench-server.log").open("ab") as log:
        output = {"stdout": log, "stderr": log}
        server = subprocess.Popen([*command, *options, *quiet], **output)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(address, server)
        yield address
    finally:
        server.terminate()
        server.wait()


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait(address, server):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        with contextlib.suppress(requests.ConnectionError):
            requests.get(f"{address}/web/health", timeout=PATIENCE)
            return
        time.sleep(0.2)
    raise RuntimeError("the server did not answer")


class Client:
    """An authenticated session that asks as the web client does."""

    def __init__(self, address, database):
        self.address, self.session = address, requests.Session()
        who = {"db": database, "login": "admin", "password": "admin"}
        self._rpc("/web/session/authenticate", who)

    def _rpc(self, path, params):
        body = {"jsonrpc": "2.0", "method": "call", "params": params}
        answer = self.session.post(self.address + path, json=body, timeout=PATIENCE)
        answer = answer.json()
        if "error" in answer:
            raise RuntimeError(answer["error"]["data"]["message"])
        return answer["result"]

    def call(self, model, method, **arguments):
        path = f"/web/dataset/call_kw/{model}/{method}"
        params = {"model": model, "method": method, "args": [], "kwargs": arguments}
        return self._rpc(path, params)

    def page(self, model, domain):
        """A function that reads the first page of a model's list, in its own order."""
        specification = self._specification(model)

        def ask():
            return self.call(
                model,
                "web_search_read",
                domain=domain,
                specification=specification,
                order="",
                limit=LINES,
                offset=0,
                count_limit=10001,
            )

        return ask

    def _specification(self, model):
        """The fields that the list view loads, as the web client asks for them."""
        views = self.call(model, "get_views", views=[[False, "list"]])
        fields = views["models"][model]["fields"]
        arch = ET.fromstring(views["views"]["list"]["arch"])
        names = [node.get("name") for node in arch.findall("field")]
        return {name: _shape(fields[name]["type"]) for name in names}


def _shape(kind):
    relational = kind in ("many2one", "many2many", "one2many")
    return {"fields": {"display_name": {}}} if relational else {}
