"""Over JSON-2 with API keys: a manager works, outsiders get nothing."""

import json
import re
from concurrent.futures import ThreadPoolExecutor

import pytest

import harness
from kehu_dev import databases

#: A shop with a year of purchases, graded by the night.
SHOP = """
from datetime import timedelta
today = env["kehu.facts"]._today(env.company)
shop = env["res.partner"].create({
    "name": "Golden Cup", "is_company": True,
    "kehu_role_id": env.ref("kehu_liquor.role_outlet").id,
})
line = (0, 0, {"name": "Baijiu", "quantity": 1, "price_unit": 100, "tax_ids": False})
moves = env["account.move"].create([
    {
        "move_type": "out_invoice", "partner_id": shop.id, "invoice_line_ids": [line],
        "invoice_date": today - timedelta(days=days),
    }
    for days in (400, 300, 200, 100)
])
moves.action_post()
env.cr.commit()
env["kehu.run"]._run()
answer = {"shop": shop.id, "today": str(today)}
"""
OURS = "SELECT model FROM ir_model WHERE model LIKE 'kehu.%' AND NOT abstract"
FIELDS = r"""
    SELECT name FROM ir_model_fields WHERE model = 'res.partner' AND name LIKE 'kehu\_%'
"""
ACCESS_ERROR = "odoo.exceptions.AccessError"
#: Said to whoever tries, whatever the rights.
NEVER = (
    "Only scoring and overrides write the grade history.",
    "The grade history is never rewritten.",
    "The grade history is never deleted.",
    "An override is not rewritten: end it, or set a new one.",
)
OUTSIDERS = {"plain": "base.group_user", "portal": "base.group_portal"}


@pytest.fixture(scope="module")
def town(database, server):
    return harness.value(database, SHOP)


@pytest.fixture(scope="module")
def manager(server):
    groups = ["kehu_liquor.group_kehu_manager", "account.group_account_readonly"]
    return server.api("api_manager", groups)


@pytest.fixture(scope="module", params=OUTSIDERS)
def outsider(server, town, request):
    """Somebody of no concern to us, and that person's own partner."""
    name = f"api_{request.param}"
    api = server.api(name, [OUTSIDERS[request.param]])
    api.partner = _own_partner(server, name)
    return api


def _own_partner(server, login):
    sql = f"SELECT partner_id FROM res_users WHERE login = '{login}'"
    return int(databases.query(sql, server.database)[0])


def metric(api, town, *fields):
    domain = [("partner_id", "=", town["shop"])]
    return api.call("kehu.metric", "search_read", domain=domain, fields=fields)[0]


def refused(api, model, method, *sentences, **arguments):
    """The call is refused for lack of rights, or with one of our own sentences."""
    with pytest.raises(harness.ApiError) as answer:
        api.call(model, method, **arguments)
    said = json.loads(answer.value.body)
    right = answer.value.status == 403 and said["name"] == ACCESS_ERROR
    assert right or said["message"] in sentences, answer.value.body


def test_a_manager_opens_the_list(manager, town):
    row = metric(manager, town, "net_12m", "order_count_12m", "grade_id", "score")
    assert (row["net_12m"], row["order_count_12m"]) == (300, 3)
    assert row["grade_id"]
    assert row["score"] > 0


def test_a_manager_reads_why(manager, town):
    row = metric(manager, town, "score")
    told = manager.call("kehu.metric", "get_explanation", ids=[row["id"]])
    assert told["total"] == f"{row['score']:.1f}"
    assert {"name", "value", "rule", "points", "weight"} <= set(told["lines"][0])


def test_the_lines_of_the_card_add_up(manager, town):
    row = metric(manager, town, "score", "scorecard_id")
    lines = manager.call(
        "kehu.scorecard.line",
        "search_read",
        domain=[("card_id", "=", row["scorecard_id"][0])],
        fields=["contribution"],
    )
    assert sum(line["contribution"] for line in lines) == pytest.approx(row["score"])


def test_a_manager_overrides_with_a_reason(manager, town):
    best = manager.call("kehu.grade", "search", domain=[], order="score_from desc")[0]
    before = metric(manager, town, "grade_id")["grade_id"][0]
    values = {
        "partner_id": town["shop"],
        "grade_id": best,
        "reason": "Largest in town",
        "date_end": town["today"],
    }
    manager.call("kehu.grade.override", "create", vals_list=[values])
    assert metric(manager, town, "grade_id")["grade_id"][0] == best
    last = manager.call(
        "kehu.grade.history",
        "search_read",
        domain=[("partner_id", "=", town["shop"])],
        fields=["old_grade_id", "grade_id", "reason"],
        limit=1,
    )[0]
    assert (last["old_grade_id"][0], last["grade_id"][0]) == (before, best)
    assert last["reason"] == "Largest in town"


def test_without_a_reason_the_manager_is_asked_for_one(manager, town):
    grade = manager.call("kehu.grade", "search", domain=[])[0]
    values = {"partner_id": town["shop"], "grade_id": grade, "reason": " "}
    with pytest.raises(harness.ApiError, match="Say why"):
        manager.call(
            "kehu.grade.override",
            "create",
            vals_list=[values | {"date_end": town["today"]}],
        )


def test_the_past_is_not_rewritten(manager, town):
    domain = [("partner_id", "=", town["shop"])]
    for model in ("kehu.metric", "kehu.scorecard"):
        ids = manager.call(model, "search", domain=domain)
        refused(manager, model, "write", ids=ids, vals={"score": 100})
    line = manager.call("kehu.grade.history", "search", domain=domain, limit=1)
    refused(manager, "kehu.grade.history", "unlink", ids=line)


def test_a_scheme_in_use_is_not_edited(manager):
    used = [("scheme_id.state", "=", "active")]
    ids = manager.call("kehu.scheme.criterion", "search", domain=used, limit=1)
    forged = {"kehu_stepping": True, "kehu_scheme_state": True}
    for method, values in (("write", {"vals": {"weight": 1}}), ("unlink", {})):
        with pytest.raises(harness.ApiError, match="is or was in use"):
            manager.call(
                "kehu.scheme.criterion", method, ids=ids, context=forged, **values
            )


def test_refreshing_beside_nights_breaks_neither(manager, town, database):
    before = metric(manager, town, "net_12m")
    code = "for _ in range(30): env['kehu.run']._run()\nanswer = 'run'"
    with ThreadPoolExecutor() as threads:
        nights = threads.submit(harness.value, database, code)
        answers = list(refreshes(manager, before["id"], nights))
    assert nights.result() == "run"
    assert None in answers
    assert all("nightly run is at work" in answer for answer in answers if answer)
    assert metric(manager, town, "net_12m") == before
    unfinished = "SELECT state FROM kehu_run WHERE state <> 'done'"
    assert databases.query(unfinished, database) == []


def refreshes(api, row, nights):
    """Refresh a row again and again: None where it went well, else what was said."""
    while not nights.done():
        try:
            api.call("kehu.metric", "action_refresh_now", ids=[row])
            yield None
        except harness.ApiError as answer:
            yield answer.body


def test_outsiders_get_nothing_of_any_model(outsider, server):
    for model in databases.query(OURS, server.database):
        refused(outsider, model, "search_read", domain=[])
        refused(outsider, model, "read", ids=[1], fields=["id"])
        refused(outsider, model, "create", *NEVER, vals_list=[{}])
        refused(outsider, model, "write", *NEVER, ids=[1], vals={})
        refused(outsider, model, "unlink", *NEVER, ids=[1])


def test_outsiders_get_no_field_of_ours(outsider, server):
    own = outsider.partner
    for name in databases.query(FIELDS, server.database):
        refused(outsider, "res.partner", "read", ids=[own], fields=[name])
        refused(outsider, "res.partner", "search_count", domain=[(name, "!=", False)])


def test_outsiders_read_their_own_partner_as_ever(outsider):
    own = outsider.partner
    row = outsider.call("res.partner", "read", ids=[own], fields=["name"])
    assert row[0]["name"].startswith("api_")


def test_outsiders_refresh_nothing(outsider):
    own = outsider.partner
    refused(outsider, "res.partner", "action_kehu_refresh", ids=[own])


@pytest.mark.parametrize(
    "method",
    [
        "kehu.run._run",
        "kehu.run._run_company",
        "kehu.run._replay",
        "kehu.facts._refresh",
        "kehu.facts._metrics",
        "kehu.facts._insert",
        "kehu.facts._update",
        "kehu.scoring._score",
        "kehu.scoring._decide_now",
        "kehu.metric.init",
    ],
)
def test_the_machine_room_is_locked_even_for_administrators(admin, method):
    model, name = re.fullmatch(r"(.+)\.(\w+)", method).groups()
    with pytest.raises(harness.ApiError, match=r"[Pp]rivate method"):
        admin.call(model, name)
