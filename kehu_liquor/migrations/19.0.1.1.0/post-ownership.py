"""Owners get dated rows, and record rules ask those rows."""

from odoo import SUPERUSER_ID, api

OWN = "[('partner_id.kehu_is_mine', '=', True)]"
TEAM = "[('partner_id.kehu_is_my_teams', '=', True)]"
PAPERS = ("scorecard", "grade_history", "grade_override", "supply")


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    domains = {}
    for paper in PAPERS:
        domains[f"kehu_{paper}_rule_user"] = OWN
        domains[f"kehu_{paper}_rule_lead"] = TEAM
    for kind, name in (("user", "kehu_is_mine"), ("lead", "kehu_is_my_teams")):
        line = f"[('card_id.partner_id.{name}', '=', True)]"
        domains[f"kehu_scorecard_line_rule_{kind}"] = line
    domains["kehu_metric_rule_user"] = (
        "['|', ('user_id', '=', user.id), ('is_covered_by_me', '=', True)]"
    )
    domains["kehu_metric_rule_lead"] = (
        "[('user_id.crm_team_member_ids', 'any', [('active', '=', True),"
        " ('crm_team_id.active', '=', True), ('crm_team_id.user_id', '=', user.id)])]"
    )
    domains["res_partner_rule_lead"] = "[('kehu_is_my_teams', '=', True)]"
    domains["res_partner_rule_user"] = (
        "[(1, '=', 1)] if user.has_group('purchase.group_purchase_user') else ["
        "'|', '|', '|', ('partner_share', '=', False),"
        " ('commercial_partner_id.kehu_role_id', '=', False),"
        " ('kehu_is_mine', '=', True), ('user_id', '=', user.id)]"
    )
    for name, domain in domains.items():
        rule = env.ref(f"kehu_liquor.{name}", raise_if_not_found=False)
        if rule:
            rule.domain_force = domain
    env["kehu.facts"]._heal_all_owners()
