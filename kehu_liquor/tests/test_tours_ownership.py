"""Handover and pool as people use them, at a desk and on a phone."""

from odoo.tests import HttpCase, tagged

from .common import TODAY, ago
from .common_ownership import OwnershipCase


class OwnershipScreenCase(OwnershipCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.golden = cls.make_customer("Golden Cup", user_id=cls.seller.id)
        cls.sell(cls.golden, ago(5), 420)
        cls.handover = cls.env["kehu.handover"].create(
            {
                "leaver_id": cls.seller.id,
                "successor_id": cls.successor.id,
                "date": TODAY,
                "company_id": cls.company.id,
            }
        )

    def setUp(self):
        super().setUp()
        self.golden._kehu_refresh(self.company)
        self.remind(self.golden, self.seller)


@tagged("post_install", "-at_install")
class TestOwnershipDesk(OwnershipScreenCase):
    def test_a_lead_previews_a_handover(self):
        self.start_tour("/odoo/kehu-handovers", "kehu_lead_handover", login="lead")
        self.assertEqual(self.handover.state, "previewed")
        self.assertEqual(self.handover.customer_count, 2)


@tagged("post_install", "-at_install")
class TestOwnershipPhone(OwnershipScreenCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_a_salesperson_claims_from_the_pool(self):
        self.start_tour("/odoo/kehu-pool", "kehu_seller_claims", login="seller")
        self.assertEqual(self.owner(self.pooled), self.seller)

    def test_a_successor_reads_and_confirms(self):
        self.handover.action_preview()
        self.handover.with_user(self.seller).action_confirm()
        self.start_tour(
            "/odoo/kehu-handovers", "kehu_successor_confirms", login="successor"
        )
        self.assertEqual(self.handover.state, "confirmed")
