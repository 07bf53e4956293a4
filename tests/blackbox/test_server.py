"""The server as an outsider meets it."""

import psutil
import pytest

import harness
from kehu_dev import databases


def test_it_listens_on_loopback_only(server):
    sockets = psutil.Process(server.process.pid).net_connections("inet")
    listening = {s.laddr.ip for s in sockets if s.status == psutil.CONN_LISTEN}
    assert listening == {"127.0.0.1"}


def test_the_interface_answers_an_administrator(admin):
    found = admin.call(
        "ir.module.module",
        "search_read",
        domain=[("name", "=", "kehu_liquor")],
        fields=["state"],
    )
    assert [row["state"] for row in found] == ["installed"]


def test_private_methods_are_out_of_reach(admin):
    with pytest.raises(harness.ApiError):
        admin.call("kehu.run", "_run")


def test_an_administrator_logs_in_with_a_browser(log_in):
    page = log_in("admin")
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto("/odoo/contacts")
    page.wait_for_selector(".o_kanban_view, .o_list_view")
    assert not faults


def test_the_log_stays_calm(log_in, server):
    before = len(server.log)
    log_in("admin").goto("/odoo/contacts")
    assert databases.complaints(server.log[before:]) == []
