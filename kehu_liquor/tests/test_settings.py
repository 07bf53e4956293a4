"""Lines that make no sense are refused; customers are found by what is known."""

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import KehuTeamCase, ago


@tagged("post_install", "-at_install")
class TestSettings(KehuTeamCase):
    def test_lines_that_make_no_sense(self):
        for values in (
            {"kehu_history_months": 11},
            {"kehu_history_months": 121},
            {"kehu_pareto_a": 95},
            {"kehu_pareto_b": 100},
            {"kehu_wavering_factor": 0.9},
            {"kehu_wavering_factor": 3.5},
            {"kehu_volume_cut": 101},
            {"kehu_loyal_from": -1},
            {"kehu_new_days": 365},
        ):
            with self.subTest(**values), self.assertRaises(ValidationError):
                self.company.write(values)

    def test_lines_that_do(self):
        self.company.write({"kehu_pareto_a": 70, "kehu_pareto_b": 90})
        self.assertEqual(self.company.kehu_pareto_a, 70)

    def test_the_default_audience_stays(self):
        with self.assertRaisesRegex(UserError, "rename it instead"):
            self.env["kehu.audience"]._default_audience().unlink()

    def test_nobody_supplies_or_refers_itself(self):
        contact = self.make_customer("Li", parent_id=self.own.id, is_company=False)
        for supplier in (self.own, contact):
            with self.subTest(supplier.name), self.assertRaises(ValidationError):
                self.env["kehu.supply"].create(
                    {"partner_id": self.own.id, "supplier_id": supplier.id}
                )
        with self.assertRaises(ValidationError):
            self.own.kehu_referrer_id = self.own

    def test_territories_say_where_they_lie(self):
        territories = self.env["kehu.territory"]
        province = territories.create({"name": "Sichuan"})
        city = territories.create({"name": "Chengdu", "parent_id": province.id})
        province.name = "Chuan"
        self.assertEqual(city.display_name, "Chuan / Chengdu")


@tagged("post_install", "-at_install")
class TestFindingCustomers(KehuTeamCase):
    def setUp(self):
        super().setUp()
        self.grade_by_money()
        self.sell(self.free, ago(5), 60000)
        self.night()

    def found(self, domain, user=None):
        ours = self.customers + self.free
        partners = self.env["res.partner"].with_user(user or self.manager)
        return partners.search([*domain, ("id", "in", ours.ids)]).sudo()

    def test_by_grade(self):
        self.assertEqual(self.found([("kehu_grade_id.name", "=", "B")]), self.free)
        self.assertEqual(self.found([("kehu_grade_id", "=", False)]), self.customers)

    def test_by_not_having_a_grade_of_that_name(self):
        others = self.found([("kehu_grade_id", "!=", self.grade("B").id)])
        self.assertEqual(others, self.customers)

    def test_by_standing_and_lifecycle(self):
        self.assertEqual(self.found([("kehu_standing", "=", "new")]), self.free)
        potential = self.found([("kehu_lifecycle", "=", "potential")])
        self.assertEqual(potential, self.customers)

    def test_by_figures(self):
        rich = self.found([("kehu_metric_id.net_12m", ">", 50000)])
        self.assertEqual(rich, self.free)

    def test_contacts_are_found_by_their_companys_row(self):
        contact = self.make_customer("Li", parent_id=self.free.id, is_company=False)
        self.assertEqual(contact.kehu_metric_id, self.metric(self.free))

    def test_a_salesperson_finds_own_customers_by_them(self):
        self.free.user_id = self.seller
        b_customers = self.found([("kehu_grade_id.name", "=", "B")], self.seller)
        self.assertEqual(b_customers, self.free)

    def test_an_accountant_finds_all_by_them(self):
        b_customers = self.found([("kehu_grade_id.name", "=", "B")], self.accountant)
        self.assertEqual(b_customers, self.free)
