"""A support as people use it: asked and proved at a desk, approved on a phone."""

from odoo.tests import HttpCase, tagged

from .common_support import SupportCase


class SupportScreenCase(SupportCase, HttpCase):
    def setUp(self):
        super().setUp()
        (self.seller + self.lead + self.accountant).lang = "en_US"


@tagged("post_install", "-at_install")
class TestSupportDesk(SupportScreenCase):
    def test_a_salesperson_asks(self):
        support = self.draft()
        self.start_tour("/odoo/kehu-supports", "kehu_support_ask", login="seller")
        self.assertEqual(support.state, "requested")

    def test_a_salesperson_proves(self):
        support = self.promise()
        self.start_tour("/odoo/kehu-supports", "kehu_support_prove", login="seller")
        self.assertEqual(support.state, "evidenced")
        self.assertEqual(support.evidence_text, "2/2")

    def test_an_accountant_settles(self):
        support = self.prove(self.promise())
        self.bill(support, 17000)
        page = "/odoo/kehu-supports-waiting"
        self.start_tour(page, "kehu_support_settle", login="accountant")
        self.assertEqual((support.state, support.settled_amount), ("settled", 17000))


@tagged("post_install", "-at_install")
class TestSupportPhone(SupportScreenCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_a_lead_approves_a_part(self):
        support = self.ask()
        page = "/odoo/kehu-supports-waiting"
        self.start_tour(page, "kehu_support_approve", login="lead")
        self.assertEqual((support.state, support.approved_amount), ("approved", 12000))

    def test_a_salesperson_adds_evidence_and_takes_it_away(self):
        support = self.promise()
        wanted = support.evidence_ids
        support.with_user(self.seller).action_deliver()
        self.env["kehu.support.evidence"].with_user(self.seller).create(
            {"support_id": support.id, "name": "A photo too many"}
        )
        page = "/odoo/kehu-supports"
        self.start_tour(page, "kehu_support_evidence_phone", login="seller")
        self.assertEqual(support.evidence_ids, wanted)
