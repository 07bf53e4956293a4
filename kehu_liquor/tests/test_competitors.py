"""Competitors: what customers carry beside us, by whom it was seen, for whom."""

from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import TODAY, KehuTeamCase, ago


@tagged("post_install", "-at_install")
class TestCompetitors(KehuTeamCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rival = cls.env["kehu.competitor"].create({"name": "River Spring"})
        cls.territory = cls.env["kehu.territory"].create({"name": "South"})
        cls.customers.kehu_territory_id = cls.territory
        cls.line = cls.note(cls.own)
        cls.note(cls.far, position="out")

    @classmethod
    def note(cls, partner, **values):
        return cls.env["kehu.competitor.carried"].create(
            {"partner_id": partner.id, "competitor_id": cls.rival.id, **values}
        )

    def test_a_salesperson_notes_it_on_the_customers_page(self):
        page = Form(self.own.with_user(self.seller))
        with page.kehu_carried_ids.new() as line:
            line.competitor_id = self.rival
            line.product = "52° 500 ml"
            line.position = "behind"
        page.save()
        seen = self.own.kehu_carried_ids.filtered("product")
        self.assertEqual((seen.user_id, seen.seen_on), (self.seller, TODAY))
        self.assertEqual(seen.company_id, self.company)

    def test_others_customers_are_closed(self):
        lines = self.env["kehu.competitor.carried"].with_user(self.seller)
        self.assertEqual(lines.search([]).partner_id, self.own)
        values = {"partner_id": self.far.id, "competitor_id": self.rival.id}
        with self.assertRaises(AccessError):
            lines.create(values)
        with self.assertRaises(AccessError):
            self.line.with_user(self.seller).partner_id = self.far
        for user in (self.plain, self.portal, self.accountant):
            with self.subTest(user.login), self.assertRaises(AccessError):
                lines.with_user(user).search([])

    def test_leads_and_managers_see_more(self):
        self.note(self.others)
        lines = self.env["kehu.competitor.carried"]
        seen = lines.with_user(self.lead).search([]).partner_id
        self.assertEqual(seen, self.own + self.others)
        seen = lines.with_user(self.manager).search([]).partner_id
        self.assertEqual(seen, self.customers)

    def test_each_counts_the_customers_they_see(self):
        for user, count in ((self.seller, 1), (self.lead, 1), (self.manager, 2)):
            with self.subTest(user.login):
                self.assertEqual(self.rival.with_user(user).customer_count, count)
        self.line.date_end = TODAY
        self.assertEqual(self.rival.with_user(self.manager).customer_count, 1)

    def test_where_we_stand_by_territory(self):
        rows = self.env["kehu.competitor.carried"]._read_group(
            [], ["territory_id", "position"], ["partner_id:count_distinct"]
        )
        expected = [(self.territory, "level", 1), (self.territory, "out", 1)]
        self.assertEqual(rows, expected)

    def test_nobody_sees_tomorrow(self):
        with self.assertRaises(ValidationError):
            self.note(self.own, seen_on=ago(-1))

    @mute_logger("odoo.sql_db")
    def test_a_competitor_is_on_the_list_once(self):
        with self.assertRaises(UniqueViolation):
            self.env["kehu.competitor"].create({"name": "River Spring"})

    def test_another_companys_competitor_is_closed(self):
        other = self.make_company("Branch")
        secret = self.env["kehu.competitor"].create(
            {"name": "Hidden", "company_id": other.id}
        )
        known = self.env["kehu.competitor"].with_user(self.manager).search([])
        self.assertIn(self.rival, known)
        self.assertNotIn(secret, known)

    def test_a_salesperson_deletes_no_competitor(self):
        with self.assertRaises(AccessError):
            self.rival.with_user(self.seller).unlink()

    def test_merged_customers_keep_their_lines(self):
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.own + self.others).ids, self.others)
        self.assertEqual(self.line.partner_id, self.others)
