"""Customers that leave in a file are written down, over HTTP as in the product."""

import json

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.http import Request
from odoo.tests import HttpCase, tagged

from .common_ownership import OwnershipCase


@tagged("post_install", "-at_install")
class TestExportLog(OwnershipCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        export = cls.env.ref("base.group_allow_export").id
        (cls.seller + cls.manager).group_ids = [Command.link(export)]

    def export(self, kind, model, domain, ids=False, groupby=()):
        data = {
            "model": model,
            "fields": [{"name": "display_name", "label": "Name", "type": "char"}],
            "ids": ids,
            "domain": domain,
            "groupby": list(groupby),
            "import_compat": False,
            "context": {"allowed_company_ids": self.company.ids},
        }
        form = {"data": json.dumps(data), "csrf_token": Request.csrf_token(self)}
        answer = self.url_open(f"/web/export/{kind}", data=form)
        self.assertEqual(answer.status_code, 200)

    def log(self):
        return self.env["kehu.export.log"].search([])

    def test_a_file_of_customers_is_logged(self):
        self.authenticate("manager", "manager")
        domain = [["kehu_role_id", "!=", False]]
        self.export("csv", "res.partner", domain)
        line = self.log()
        self.assertEqual(len(line), 1)
        self.assertEqual((line.user_id, line.model), (self.manager, "res.partner"))
        self.assertEqual(line.fields_text, "display_name")
        self.assertEqual(line.domain, json.dumps(domain))
        self.assertEqual(
            line.record_count,
            self.as_manager("res.partner").search_count(domain),
        )

    def as_manager(self, model):
        return self.as_user(self.manager)[model]

    def test_figures_as_a_sheet_too_and_in_groups_once(self):
        self.authenticate("seller", "seller")
        self.export("xlsx", "kehu.metric", [], groupby=["grade_id"])
        line = self.log()
        self.assertEqual((len(line), line.model), (1, "kehu.metric"))
        self.assertEqual((line.user_id, line.record_count), (self.seller, 1))

    def test_chosen_rows_have_no_filter(self):
        self.authenticate("manager", "manager")
        self.export("csv", "res.partner", [], ids=self.own.ids)
        self.assertEqual((self.log().record_count, self.log().domain), (1, False))

    def test_other_models_are_not(self):
        self.authenticate("manager", "manager")
        self.export("csv", "res.country", [])
        self.assertFalse(self.log())

    def test_nor_does_a_call_from_outside_slip_by(self):
        self.own.with_user(self.seller).export_data(["name", "phone"])
        self.assertEqual(self.log().fields_text, "name, phone")

    def test_managers_read_and_nobody_writes(self):
        self.own.with_user(self.seller).export_data(["name"])
        self.assertTrue(self.as_manager("kehu.export.log").search([]))
        for user in (self.seller, self.lead, self.accountant, self.plain):
            with self.assertRaises(AccessError):
                self.as_user(user)["kehu.export.log"].search([])
        for user in (self.manager, self.env.user):
            line = self.log().with_user(user)
            for change in (
                lambda line=line: line.write({"record_count": 0}),
                line.unlink,
                lambda line=line: line.create({"model": "x"}),
            ):
                with self.assertRaises(UserError):
                    change()
