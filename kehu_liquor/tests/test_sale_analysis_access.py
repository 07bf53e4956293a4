"""Who reads which lines of the analyses, and that nobody gets around it."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import TODAY, KehuTeamCase, ago

ANALYSES = ("kehu.sale.analysis", "kehu.source.analysis")


@tagged("post_install", "-at_install")
class TestAnalysisAccess(KehuTeamCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sell(cls.own, ago(3), 100)
        cls.sell(cls.others, ago(2), 200)
        cls.sell(cls.far, ago(1), 400)

    def seen_by(self, user, model="kehu.sale.analysis"):
        rows = self.env[model].with_user(user).search([])
        return self.customers & rows.sudo().partner_id

    def test_who_sees_whose(self):
        for model in ANALYSES:
            with self.subTest(model):
                self.assertEqual(self.seen_by(self.seller, model), self.own)
                self.assertEqual(self.seen_by(self.lead, model), self.own + self.others)
                self.assertEqual(self.seen_by(self.manager, model), self.customers)

    def test_outsiders_see_nothing(self):
        for user in (self.plain, self.portal, self.accountant):
            for model in ANALYSES:
                with self.subTest(f"{user.login} {model}"):
                    with self.assertRaises(AccessError):
                        self.env[model].with_user(user).search([])
                    with self.assertRaises(AccessError):
                        self.env[model].with_user(user)._read_group([], [], ["__count"])

    def test_sums_and_exports_are_of_own_customers(self):
        analysis = self.env["kehu.sale.analysis"].with_user(self.seller)
        self.assertEqual(analysis._read_group([], [], ["net:sum"]), [(100,)])
        self.seller.group_ids += self.env.ref("base.group_allow_export")
        exported = analysis.search([]).export_data(["partner_id", "net"])["datas"]
        self.assertEqual(exported, [["Own", 100]])
        with self.assertRaises(AccessError):
            theirs = self.env["kehu.sale.analysis"].search(
                [("partner_id", "=", self.far.id)]
            )
            theirs.with_user(self.seller).read(["net"])

    def test_an_owner_that_changes_takes_the_lines_along(self):
        self.own.user_id = self.colleague
        self.assertFalse(self.seen_by(self.seller))
        self.assertEqual(self.seen_by(self.colleague), self.own + self.others)

    def test_another_company_is_closed(self):
        other = self.make_company("Branch")
        self.sell(self.own, TODAY, 50, company=other)
        analysis = self.env["kehu.sale.analysis"].with_user(self.manager)
        self.assertEqual(set(analysis.search([]).mapped("net")), {100, 200, 400})

    def test_cost_and_invoice_are_not_for_salespeople(self):
        analysis = self.env["kehu.sale.analysis"].with_user(self.seller)
        for field in ("margin", "margin_rate", "move_id"):
            with self.subTest(field):
                with self.assertRaises(AccessError):
                    analysis.search([]).read([field])
                with self.assertRaises(AccessError):
                    analysis.search([(field, "!=", False)])
        for measure in ("margin:sum", "margin_rate:avg", "margin_rate:sum"):
            with self.subTest(measure), self.assertRaises(AccessError):
                analysis._read_group([], [], [measure])

    def test_nobody_writes(self):
        row = self.env["kehu.sale.analysis"].search([], limit=1)
        for user in (self.seller, self.manager):
            with self.assertRaises(AccessError):
                row.with_user(user).write({"net": 1})
            with self.assertRaises(AccessError):
                row.with_user(user).unlink()

    def test_a_row_opens_what_its_reader_may_see(self):
        row = self.env["kehu.sale.analysis"].search([("partner_id", "=", self.own.id)])
        for user, model in (
            (self.seller, "res.partner"),
            (self.manager, "res.partner"),
            (self.selling_accountant, "account.move"),
        ):
            with self.subTest(user.login):
                action = row.with_user(user).action_open_document()
                self.assertEqual(action["res_model"], model)
                opened = self.env[model].with_user(user).browse(action["res_id"])
                self.assertTrue(opened.read(["display_name"]))

    def test_nobody_opens_anothers(self):
        row = self.env["kehu.sale.analysis"].search([("partner_id", "=", self.far.id)])
        with self.assertRaises(AccessError):
            row.with_user(self.seller).action_open_document()
