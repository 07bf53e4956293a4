"""Read from the models themselves: no field, method or record without its guard."""

from odoo.exceptions import AccessError
from odoo.service.model import get_public_method
from odoo.tests import tagged

from .common import KehuTeamCase

#: Settings of a company are no secret of a customer's.
SETTINGS = {"res.company", "res.config.settings"}
#: What of ours anybody with access to a record may call from outside.
PUBLIC = {
    "kehu.advice": {
        "action_adopt",
        "action_agree",
        "action_decline",
        "action_withdraw",
    },
    "account.move": {"action_kehu_points", "action_kehu_supports"},
    "kehu.alert": {
        "action_close",
        "action_open_fact",
        "action_snooze",
        "action_take",
        "get_counters",
    },
    "kehu.alert.answer": {"action_apply"},
    "kehu.alert.rule": {"action_open_alerts"},
    "kehu.calendar": {"action_log", "get_calendar"},
    "kehu.budget": {"action_open_supports"},
    "kehu.claim": {"action_extend", "action_give_back", "action_refuse"},
    "kehu.competitor": {"action_carried"},
    "kehu.competitor.carried": {"action_open_partner"},
    "kehu.conflict": {"action_decide"},
    "kehu.contract": {
        "action_draft",
        "action_end",
        "action_open_progress",
        "action_renew",
        "action_sign",
        "action_split",
    },
    "kehu.contract.template": {"action_new_version"},
    "kehu.duplicate": {"action_find", "action_merge", "action_not_same"},
    "kehu.erasure": {"action_erase", "action_preview"},
    "kehu.erasure.line": {"action_open"},
    "kehu.evaluation": {"action_approve", "action_done", "action_send_back"},
    "kehu.external.sale": {
        "action_cancel",
        "action_confirm",
        "action_entries",
        "action_refuse",
    },
    "kehu.followup": {
        "action_log",
        "action_open_partner",
        "action_put_off",
        "get_counters",
    },
    "kehu.followup.put.off": {"action_apply"},
    "kehu.gift": {"action_approve", "action_cancel", "action_refuse"},
    "kehu.grade.override": {"action_end"},
    "kehu.handover": {
        "action_confirm",
        "action_confirm_for_leaver",
        "action_draft",
        "action_execute",
        "action_open_lines",
        "action_preview",
    },
    "kehu.import": {
        "action_check",
        "action_documents",
        "action_import_all",
        "action_import_good",
        "action_lines",
        "action_stop",
        "action_undo",
    },
    "kehu.leave": {"action_apply"},
    "kehu.loss": {"action_open_partner"},
    "kehu.metric": {
        "action_answer",
        "action_grade_history",
        "action_open_partner",
        "action_open_records",
        "action_override",
        "action_refresh_now",
        "get_explanation",
        "get_questions",
    },
    "kehu.opening": {
        "action_apply",
        "action_approve",
        "action_check",
        "action_refuse",
        "action_renew",
        "action_take_back",
    },
    "kehu.overview": {"action_open", "get_overview", "get_traits"},
    "kehu.points.adjustment": {"action_approve", "action_cancel", "action_refuse"},
    "kehu.points.as.of": {"action_apply"},
    "kehu.points.balance": {
        "action_open_entries",
        "action_redeem",
        "action_statement",
    },
    "kehu.points.difference": {"action_book", "action_check", "action_open_document"},
    "kehu.points.entry": {"action_open_source"},
    "kehu.points.liability": {"action_open_entries", "action_propose"},
    "kehu.points.statement": {"action_print"},
    "kehu.points.window": {"action_announce", "action_cancel", "action_redemptions"},
    "kehu.pool": {"action_claim"},
    "kehu.private.note.page": {"action_done"},
    "kehu.redemption": {
        "action_approve",
        "action_cancel",
        "action_deliver",
        "action_entries",
        "action_refuse",
    },
    "kehu.relation": {"action_open_other", "action_open_person"},
    "kehu.run": {"action_run_now"},
    "kehu.sale.analysis": {"action_open_document"},
    "kehu.scheme": {"action_activate", "action_new_version", "action_try"},
    "kehu.scheme.trial": {
        "action_activate",
        "action_back",
        "action_export",
        "action_open_cell",
    },
    "kehu.scheme.trial.line": {"action_open_partner"},
    "kehu.source.analysis": {"action_open_partner"},
    "kehu.time.analysis": {"action_open_row"},
    "kehu.visit": {"action_cancel", "action_done", "action_plan", "action_to_file"},
    "kehu.visit.offer": {"action_dismiss", "action_log"},
    "kehu.support": {
        "action_approve",
        "action_approve_partly",
        "action_bills",
        "action_cancel",
        "action_deliver",
        "action_judge",
        "action_new_bill",
        "action_open_fact",
        "action_prove",
        "action_refuse",
        "action_request",
        "action_return",
        "action_settle",
        "action_take_back",
    },
    "kehu.support.answer": {"action_apply"},
    "res.config.settings": {"action_kehu_run_now"},
    "res.partner": {
        "action_kehu_alerts",
        "action_kehu_erase",
        "action_kehu_export_person",
        "action_kehu_export_person_json",
        "action_kehu_gift",
        "action_kehu_history",
        "action_kehu_leave",
        "action_kehu_log_visit",
        "action_kehu_offers",
        "action_kehu_open_person",
        "action_kehu_opening",
        "action_kehu_points",
        "action_kehu_private_notes",
        "action_kehu_redeem",
        "action_kehu_refresh",
        "action_kehu_support_cost",
        "action_kehu_supports",
        "action_kehu_visits",
        "add_kehu_private_note",
        "get_import_templates",
        "get_kehu_private_notes",
    },
}
#: Rules and policy that an upgrade leaves as people made them.
RULED = [
    "ir.rule",
    "ir.cron",
    "kehu.advice.kind",
    "kehu.alert.rule",
    "kehu.cadence",
    "kehu.grade",
    "kehu.points.rule",
    "kehu.scheme",
    "kehu.support.kind",
    "kehu.visit.kind",
]
#: Odoo's own methods that ours extend; each asks for the right to do it.
CORE = {
    "button_cancel",
    "button_draft",
    "create",
    "write",
    "unlink",
    "init",
    "copy",
    "copy_data",
    "export_data",
    "load",
    "web_read",
}


@tagged("post_install", "-at_install")
class TestClosedDoors(KehuTeamCase):
    def ours(self):
        return [m for name, m in self.env.items() if name.startswith("kehu.")]

    def our_methods(self, model):
        """Names without underscore that our addon defines on a model."""
        for cls in type(model).mro():
            if cls.__module__.startswith("odoo.addons.kehu_liquor"):
                for name, value in vars(cls).items():
                    if callable(value) and not name.startswith("_"):
                        yield name

    def callable_from_outside(self, model):
        return {name for name in self.our_methods(model) if self.is_public(model, name)}

    def is_public(self, model, name):
        try:
            return bool(get_public_method(model, name))
        except AccessError:
            return False

    def test_only_what_is_meant_to_is_callable_from_outside(self):
        found = {
            name: self.callable_from_outside(model) - CORE
            for name, model in self.env.items()
        }
        self.assertEqual({k: v for k, v in found.items() if v}, PUBLIC)

    def test_every_field_of_ours_on_other_models_names_its_readers(self):
        open_fields = [
            str(field)
            for name, model in self.env.items()
            if not name.startswith("kehu.") and name not in SETTINGS
            for field in model._fields.values()
            if field.name.startswith("kehu_") and not field.groups
        ]
        self.assertEqual(open_fields, [])

    def test_no_field_of_ours_is_open_to_everybody(self):
        wide = {"base.group_user", "base.group_portal", "base.group_public"}
        for field in self.env["res.partner"]._fields.values():
            if field.name.startswith("kehu_"):
                self.assertFalse(wide & set(field.groups.split(",")), field.name)

    def test_nothing_of_ours_on_partners_is_stored_and_computed(self):
        stored = [
            field.name
            for field in self.env["res.partner"]._fields.values()
            if field.name.startswith("kehu_") and field.store and field.compute
        ]
        self.assertEqual(stored, [])

    def test_the_grade_is_no_commercial_field(self):
        commercial = self.env["res.partner"]._commercial_fields()
        self.assertFalse([name for name in commercial if name.startswith("kehu_")])

    def test_every_model_with_a_company_has_a_company_rule(self):
        guarded = self.env["ir.rule"].search(
            [("groups", "=", False), ("domain_force", "ilike", "company_id")]
        )
        guarded = guarded.filtered(lambda r: "company_ids" in r.domain_force)
        tables = [m for m in self.ours() if not m._abstract]
        missing = {m._name for m in tables if "company_id" in m._fields}
        self.assertEqual(missing - set(guarded.model_id.mapped("model")), set())

    def test_every_model_names_its_readers(self):
        grants = self.env["ir.model.access"].search(
            [("model_id.model", "=like", "kehu.%")]
        )
        self.assertFalse(grants.filtered(lambda grant: not grant.group_id))
        open_to = grants.group_id.mapped("full_name")
        self.assertFalse([name for name in open_to if "Portal" in name])
        granted = set(grants.model_id.mapped("model"))
        tables = {m._name for m in self.ours() if not m._abstract}
        self.assertEqual(tables - granted, set())

    def test_rules_and_policy_survive_an_upgrade(self):
        records = self.env["ir.model.data"].search(
            [
                ("module", "=", "kehu_liquor"),
                ("model", "in", RULED),
            ]
        )
        self.assertTrue(records)
        self.assertEqual(set(records.mapped("noupdate")), {True})


@tagged("post_install", "-at_install")
class TestPartnerFields(KehuTeamCase):
    """A portal user reads and searches every partner field that names no readers."""

    def fields_of_ours(self):
        names = self.env["res.partner"]._fields
        return [name for name in names if name.startswith("kehu_")]

    def refused(self):
        return self.assertRaises(AccessError)

    def test_outsiders_read_none_of_them(self):
        for user in (self.plain, self.portal):
            partner = user.partner_id.with_user(user)
            for name in self.fields_of_ours():
                with self.subTest(f"{user.login} {name}"), self.refused():
                    partner.read([name])

    def assertNotSearched(self, user, model, path=""):
        records = self.env[model].with_user(user)
        for name in self.fields_of_ours():
            with self.subTest(f"{user.login} {model} {name}"), self.refused():
                records.search([(f"{path}{name}", "!=", False)])

    def test_outsiders_search_by_none_of_them(self):
        for user in (self.plain, self.portal):
            self.assertNotSearched(user, "res.partner")

    def test_nor_by_way_of_users_or_contacts(self):
        self.assertNotSearched(self.plain, "res.users")
        self.assertNotSearched(self.plain, "res.partner", "child_ids.")

    def test_outsiders_sort_by_none_of_them(self):
        columns = self.env["res.partner"]._fields
        for user in (self.plain, self.portal):
            partners = self.env["res.partner"].with_user(user)
            for name in self.fields_of_ours():
                if columns[name].store and columns[name].column_type:
                    with self.subTest(f"{user.login} {name}"), self.refused():
                        partners.search([], order=name)

    def test_outsiders_write_none_of_them(self):
        partner = self.free.with_user(self.plain)
        for name in self.fields_of_ours():
            with self.subTest(name), self.refused():
                partner.write({name: False})

    def test_outsiders_are_not_even_told_of_them(self):
        for user in (self.plain, self.portal):
            told = self.env["res.partner"].with_user(user).fields_get()
            self.assertFalse(set(told) & set(self.fields_of_ours()))

    def test_a_salesperson_reads_all_of_them(self):
        partner = self.own.with_user(self.seller)
        self.assertTrue(partner.read(self.fields_of_ours()))
