"""Install, upgrade, uninstall: silent, and nothing of ours stays behind."""

import pytest

import harness
from kehu_dev import databases

# A company that has worked with the addon for a while, in few lines.
LIFE = """
if not env["account.journal"].search([("type", "=", "sale")]):
    chart = env["account.chart.template"]
    chart.try_loading("generic_coa", company=env.company, install_demo=False)
partner = env["res.partner"].create({"name": "Huaxia Tobacco and Wine"})
line = (0, 0, {"name": "Baijiu", "quantity": 1, "price_unit": 100, "tax_ids": False})
move = env["account.move"].create({
    "move_type": "out_invoice", "partner_id": partner.id, "invoice_line_ids": [line],
})
move.action_post()
"""
NIGHT = """
partner.kehu_role_id = env.ref("kehu_liquor.role_outlet")
partner.kehu_source_id = env.ref("kehu_liquor.source_referral")
partner.kehu_demand_ids = env["kehu.demand"].search([], limit=1)
env["kehu.grade.override"].create({
    "partner_id": partner.id, "grade_id": env.ref("kehu_liquor.grade_ka").id,
    "reason": "Promised", "date_end": "2999-12-31",
})
person = env["res.partner"].create({
    "name": "Wang Qiang", "parent_id": partner.id, "kehu_is_key_person": True,
    "kehu_purpose": "Greetings", "kehu_legal_basis": "consent",
    "kehu_basis_date": "2026-01-01",
})
env["kehu.visit"].create({
    "partner_id": partner.id, "contact_ids": [(6, 0, person.ids)],
    "next_date": "2999-12-31",
})
env["kehu.gift"].create({
    "person_id": person.id, "amount": 50, "description": "Tasting box",
    "kind_id": env.ref("kehu_liquor.gift_kind_sample").id,
})
env["kehu.opening"].create({"partner_id": partner.id})
env["kehu.run"]._run()
env["ir.filters"].create({
    "name": "Mine", "model_id": "kehu.metric", "user_ids": [(6, 0, [2])],
})
env["ir.config_parameter"].set_param("kehu_liquor.tried", "yes")
answer = move.state
"""
UNINSTALL = """
addon = env["ir.module.module"].search([("name", "=", "kehu_liquor")])
addon.button_immediate_uninstall()
"""
AFTERWARDS = """
partner.write({"name": "Huaxia", "street": "1 Station Road"})
answer = (move.state, partner.name)
"""

LEFT = {
    "tables": r"SELECT relname FROM pg_class WHERE relname LIKE 'kehu\_%'",
    "columns": r"""
        SELECT table_name || '.' || column_name FROM information_schema.columns
        WHERE column_name LIKE 'kehu\_%' OR column_name LIKE 'x\_kehu%'""",
    "indexes": "SELECT indexname FROM pg_indexes WHERE indexname LIKE '%kehu%'",
    "functions": "SELECT proname FROM pg_proc WHERE proname LIKE '%kehu%'",
    "triggers": "SELECT tgname FROM pg_trigger WHERE tgname LIKE '%kehu%'",
    "models": "SELECT model FROM ir_model WHERE model LIKE 'kehu.%'",
    "fields": r"SELECT model, name FROM ir_model_fields WHERE name LIKE 'kehu\_%'",
    "external ids": r"""
        SELECT module, name FROM ir_model_data
        WHERE module LIKE 'kehu\_%' OR model LIKE 'kehu.%'""",
    "parameters": "SELECT key FROM ir_config_parameter WHERE key LIKE 'kehu%'",
    "server actions": r"""
        SELECT id, code FROM ir_act_server WHERE code LIKE '%kehu%'""",
    "actions": "SELECT id FROM ir_act_window WHERE res_model LIKE 'kehu.%'",
    "sequences": "SELECT code FROM ir_sequence WHERE code LIKE 'kehu%'",
    "filters": "SELECT model_id, name FROM ir_filters WHERE model_id LIKE 'kehu.%'",
    "views": "SELECT id, name FROM ir_ui_view WHERE arch_db::text LIKE '%kehu%'",
    "activity types": """
        SELECT id FROM mail_activity_type WHERE res_model LIKE 'kehu.%'""",
    "messages": "SELECT id FROM mail_message WHERE model LIKE 'kehu.%'",
    "attachments": """
        SELECT id, name FROM ir_attachment WHERE res_model LIKE 'kehu.%'""",
}


@pytest.fixture(scope="module")
def installed():
    with databases.lent("life") as name:
        yield name, databases.copy_installed(name)


@pytest.fixture(scope="module")
def upgraded(installed):
    name, _complaints = installed
    return name, databases.complaints(databases.odoo(name, "-u", "kehu_liquor"))


@pytest.fixture(scope="module")
def lived(upgraded):
    name, _complaints = upgraded
    assert harness.value(name, LIFE + NIGHT) == "posted"
    return name


@pytest.fixture(scope="module")
def uninstalled(lived):
    return lived, databases.complaints(databases.shell(lived, UNINSTALL))


def test_installing_is_silent(installed):
    assert installed[1] == []


def test_upgrading_is_silent(upgraded):
    assert upgraded[1] == []


def test_uninstalling_is_silent(uninstalled):
    assert uninstalled[1] == []


def test_partners_and_invoices_work_afterwards(uninstalled):
    name, _complaints = uninstalled
    assert harness.value(name, LIFE + AFTERWARDS) == ("posted", "Huaxia")


@pytest.mark.parametrize("kind", LEFT)
def test_nothing_of_ours_stays_behind(uninstalled, kind):
    name, _complaints = uninstalled
    assert databases.query(LEFT[kind], name) == []
