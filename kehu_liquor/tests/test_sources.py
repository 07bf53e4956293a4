"""What became of the customers of each source."""

from odoo.tests import tagged

from .common import KehuCase, ago


@tagged("post_install", "-at_install")
class TestSources(KehuCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.club = cls.env.ref("kehu_liquor.source_association")
        cls.referral = cls.env.ref("kehu_liquor.source_referral")
        for number, source in enumerate((cls.club, cls.club, cls.referral)):
            shop = cls.make_customer(
                f"Shop {number}", "outlet", kehu_source_id=source.id
            )
            cls.sell(shop, ago(10 + number), 100 * (number + 1))
        cls.waiting = cls.make_customer(
            "Waiting", "outlet", kehu_source_id=cls.club.id, kehu_stage="target"
        )
        cls.unknown = cls.make_customer("Unknown", "outlet")

    def setUp(self):
        super().setUp()
        self.night()

    def group(self, groupby, *measures):
        analysis = self.env["kehu.source.analysis"]
        here = [("company_id", "=", self.company.id)]
        return analysis._read_group(here, groupby, measures)

    def test_what_each_source_brought(self):
        rows = self.group(
            ["source_id"],
            "customer_count:sum",
            "buyer_count:sum",
            "conversion:avg",
            "net_12m:sum",
        )
        known = {row[0]: row[1:] for row in rows}
        self.assertEqual(known[self.club][:2], (3, 2))
        self.assertAlmostEqual(known[self.club][2], 2 / 3)
        self.assertEqual(known[self.club][3], 300)
        self.assertEqual(known[self.referral], (1, 1, 1, 300))

    def test_how_far_they_came(self):
        rows = self.group(["source_id", "lifecycle"], "customer_count:sum")
        self.assertIn((self.club, "target", 1), rows)
        self.assertEqual(sum(row[2] for row in rows if row[0] == self.club), 3)

    def test_a_referrer_is_known_by_what_it_brought(self):
        self.waiting.kehu_referrer_id = self.unknown
        rows = self.group(["referrer_id"], "customer_count:sum")
        self.assertIn((self.unknown, 1), rows)

    def test_archived_customers_are_left_out(self):
        self.waiting.active = False
        rows = self.env["kehu.source.analysis"].search([])
        self.assertNotIn(self.waiting, rows.partner_id)

    def test_every_customer_has_its_row(self):
        rows = self.env["kehu.source.analysis"].search(
            [("company_id", "=", self.company.id)]
        )
        metrics = self.env["kehu.metric"].search([("company_id", "=", self.company.id)])
        self.assertEqual(rows.ids and set(rows.ids), set(metrics.ids))
