from psycopg2 import IntegrityError

from odoo.addons.kehu_liquor.tests.common_visits import VisitCase
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger


@tagged("post_install", "-at_install")
class TestOpportunity(VisitCase):
    """A need heard becomes an opportunity: one click, once, linked both ways."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        salesman = cls.env.ref("sales_team.group_sale_salesman")
        (cls.seller + cls.colleague).group_ids = [Command.link(salesman.id)]
        cls.visit = cls.log(cls.own, needs="Gift boxes for a wedding\n200 of them")

    def leads(self):
        domain = [("kehu_visit_id", "=", self.visit.id)]
        return self.env["crm.lead"].with_context(active_test=False).search(domain)

    def test_one_click_makes_it(self):
        action = self.visit.action_opportunity()
        lead = self.leads()
        self.assertEqual(action["res_id"], lead.id)
        self.assertEqual(lead.name, "Gift boxes for a wedding")
        self.assertIn("200 of them", lead.description)
        self.assertEqual(lead.partner_id, self.own)
        self.assertEqual((lead.type, lead.user_id), ("opportunity", self.seller))
        self.assertEqual(lead.company_id, self.company)
        self.assertEqual(self.visit.lead_ids, lead)
        self.assertTrue(self.visit.has_lead)

    def test_never_twice(self):
        first = self.visit.action_opportunity()
        self.assertEqual(self.visit.action_opportunity(), first)
        self.leads().action_set_lost()
        self.assertEqual(self.visit.action_opportunity(), first)
        self.assertEqual(len(self.leads()), 1)
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.env.cr.savepoint(),
        ):
            self.leads().copy().kehu_visit_id = self.visit.sudo()

    def test_a_copy_is_not_the_same(self):
        self.visit.action_opportunity()
        self.assertFalse(self.leads().copy().kehu_visit_id)

    def test_without_a_need_there_is_none(self):
        self.visit.needs = "  "
        with self.assertRaises(UserError):
            self.visit.action_opportunity()

    def test_it_may_be_made_anew_when_deleted(self):
        self.visit.action_opportunity()
        self.leads().unlink()
        self.assertFalse(self.visit.has_lead)
        self.visit.action_opportunity()
        self.assertTrue(self.leads())

    def test_others_do_not(self):
        with self.assertRaises(AccessError):
            self.visit.with_user(self.colleague).action_opportunity()
        with self.assertRaises(AccessError):  # no right to opportunities
            self.visit.with_user(self.lead).action_opportunity()
        self.assertFalse(self.leads())

    def test_the_contact_outlives_it_and_the_other_way_round(self):
        self.visit.action_opportunity()
        lead = self.leads()
        self.visit.sudo().unlink()
        self.assertTrue(lead.exists())
        self.assertFalse(lead.kehu_visit_id)
