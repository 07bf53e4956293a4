"""What somebody tries who knows the code and means no good; each was open once."""

import base64
import io
import zipfile
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from ..models import kehu_import_check
from .common_ownership import OwnershipCase


class AttackCase(OwnershipCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.far.write({"street": "1 Hidden Road", "vat": "91510100MA61XYZ123"})
        cls.thief = cls.env(user=cls.seller, context={})


@tagged("post_install", "-at_install")
class TestHiddenCustomers(AttackCase):
    """A customer that somebody may not see is not read by pointing at it."""

    def test_a_contact_is_not_hung_below_it(self):
        for values in ({}, {"is_company": True}, {"user_id": self.seller.id}):
            with self.assertRaises(AccessError):
                self.thief["res.partner"].create(
                    {"name": "Spy", "parent_id": self.far.id, **values}
                )

    def test_a_contact_is_not_moved_below_it(self):
        contact = self.thief["res.partner"].create(
            {"name": "Spy", "parent_id": self.own.id, "user_id": self.seller.id}
        )
        with self.assertRaises(AccessError):
            contact.parent_id = self.far.id

    def test_a_referrer_is_somebody_one_may_see(self):
        with self.assertRaises(AccessError):
            self.thief["res.partner"].browse(self.own.id).kehu_referrer_id = self.far.id

    def test_a_supplier_is_somebody_one_may_see(self):
        lines = self.thief["kehu.supply"]
        values = {"partner_id": self.own.id, "supplier_id": self.far.id}
        with self.assertRaises(AccessError):
            lines.create(values)
        line = lines.create({**values, "supplier_id": self.free.id})
        with self.assertRaises(AccessError):
            line.supplier_id = self.far.id

    def test_nor_by_way_of_its_portal_user(self):
        self.far.kehu_credit_note = "Pays in spring"
        contact = self.make_customer("Buyer", is_company=False, parent_id=self.far.id)
        login = self.make_user("dealer", "base.group_portal", partner_id=contact.id)
        with self.assertRaises(AccessError):
            login.with_env(self.thief).read(["kehu_credit_note", "street", "phone"])
        self.assertTrue(login.with_user(self.manager).read(["street"]))
        self.assertTrue(self.manager.with_env(self.thief).read(["name"]))

    def test_a_page_does_not_break_over_a_supplier_that_is_hidden(self):
        self.env["kehu.supply"].create(
            {
                "partner_id": self.own.id,
                "supplier_id": self.far.id,
                "company_id": self.company.id,
            }
        )
        self.env.flush_all()
        self.env.invalidate_all()
        page = self.thief["res.partner"].browse(self.own.id).kehu_page
        self.assertIn("Supplied by Far", page["line"])

    def test_a_foreign_company_answers_no_question_while_typing(self):
        elsewhere = self.make_company("Elsewhere")
        self.make_customer("Moon Palace Trading", company_id=elsewhere.id)
        draft = self.thief["res.partner"].new(
            {
                "name": "Moon Palace Trading",
                "is_company": True,
                "company_id": elsewhere.id,
            }
        )
        self.assertFalse(draft.kehu_near)


@tagged("post_install", "-at_install")
class TestRulesAsOracles(AttackCase):
    """A manager's condition asks only what the manager may read."""

    def rule(self, **values):
        return self.env(user=self.manager, context={})["kehu.alert.rule"].create(
            {"name": "Tried", "sentence": "Look", **values}
        )

    def test_a_condition_reads_no_secret_of_a_login(self):
        for path in ("user_ids.totp_secret", "user_ids.api_key_ids.name"):
            with self.subTest(path), self.assertRaises(ValidationError):
                self.rule(model="res.partner", domain=f"[('{path}', '=like', 'A%')]")

    def test_a_condition_leads_to_no_rows_of_others(self):
        """The night asks past all record rules, other companies' too."""
        for text in (
            "[('kehu_metric_ids.net_12m', '>', 5)]",
            "[('kehu_metric_ids', 'any', [('net_12m', '>', 5)])]",
            "[('parent_id.message_ids.body', 'ilike', 'secret')]",
            "['!', ('parent_id', 'any', [('message_ids.body', 'ilike', 's')])]",
        ):
            with self.subTest(text), self.assertRaises(ValidationError):
                self.rule(model="res.partner", domain=text)
        text = "[('category_id.name', '=', 'VIP'), ('parent_id.city', '=', 'Luzhou')]"
        self.assertTrue(self.rule(model="res.partner", domain=text))

    def test_a_condition_is_data_and_never_runs(self):
        for text in ("[('id', '=', 9**9)]", "[('id', '=', len('a'*9))]"):
            with self.subTest(text), self.assertRaises(ValidationError):
                self.rule(domain=text)

    def test_a_sentence_reads_no_field_that_is_closed_to_its_author(self):
        field = self.env["res.partner"]._fields["ref"]
        self.patch(field, "groups", "base.group_system")
        with self.assertRaises(ValidationError):
            self.rule(model="res.partner", sentence="{ref}")

    def test_a_sentence_reaches_no_attribute(self):
        for text in ("{net_12m.__class__}", "{0.__class__}", "{net_12m!r}", "{self}"):
            with self.subTest(text), self.assertRaises(ValidationError):
                self.rule(sentence=text)


@tagged("post_install", "-at_install")
class TestFiles(AttackCase):
    """Files that come in are no bombs, and those that go out run nothing."""

    def upload(self, data):
        self.company.kehu_cutover_date = "2026-01-01"
        return self.env(user=self.manager, context={})["kehu.import"].create(
            {"file": base64.b64encode(data), "filename": "history.xlsx"}
        )

    def test_a_workbook_that_swells_is_refused_unread(self):
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book:
            book.writestr("xl/sharedStrings.xml", b" " * 2**21)
        batch = self.upload(target.getvalue())
        with (
            patch.object(kehu_import_check, "MOST_BYTES", 2**20),
            self.assertRaisesRegex(UserError, "unpacked"),
        ):
            batch.action_check()

    def test_a_name_is_no_formula_in_the_list_of_movers(self):
        trial = self.trial_with('=HYPERLINK("http://x")')
        text = base64.b64decode(trial.movers_file).decode("utf-8-sig")
        self.assertIn("'=HYPERLINK", text)

    def test_the_list_of_movers_is_noted_in_the_export_log(self):
        trial = self.trial_with("Somebody")
        trial.with_user(self.manager).action_export()
        self.assertNoted("kehu.scheme.trial.line", self.manager)

    def trial_with(self, name):
        partner = self.make_customer(name, "outlet")
        scheme = self.env["kehu.scheme"].search([], limit=1)
        trial = self.env["kehu.scheme.trial"].create(
            {"scheme_id": scheme.id, "company_id": self.company.id, "day": "2026-06-30"}
        )
        self.env["kehu.scheme.trial.line"].create(
            {
                "trial_id": trial.id,
                "company_id": self.company.id,
                "partner_id": partner.id,
            }
        )
        return trial

    def assertNoted(self, model, user):
        lines = self.env["kehu.export.log"].search([("user_id", "=", user.id)])
        self.assertIn(model, lines.mapped("model"))

    def test_customers_that_leave_by_way_of_their_tags_are_noted(self):
        self.seller.group_ids = [
            Command.link(self.env.ref("base.group_allow_export").id)
        ]
        tag = self.env["res.partner.category"].create({"name": "Best"})
        self.own.category_id = tag
        tag.with_env(self.thief).export_data(["name", "partner_ids/phone"])
        self.assertNoted("res.partner.category", self.seller)

    def test_a_mere_reference_to_a_customer_is_not_noted(self):
        self.seller.group_ids = [
            Command.link(self.env.ref("base.group_allow_export").id)
        ]
        tag = self.env["res.partner.category"].create({"name": "Best"})
        tag.with_env(self.thief).export_data(["name", "parent_id/name"])
        lines = self.env["kehu.export.log"].search([("user_id", "=", self.seller.id)])
        self.assertFalse(lines)
