"""Merging two customers loses nothing that was decided about either."""

from odoo.tests import tagged

from .common import TODAY, KehuCase, ago


@tagged("post_install", "-at_install")
class TestMerge(KehuCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.grade_by_money()
        cls.kept, cls.lost = cls.make_customer("Kept"), cls.make_customer("Lost")

    def merge(self):
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.kept + self.lost).ids, self.kept)

    def graded(self):
        self.sell(self.kept, ago(10), 30000)
        self.sell(self.lost, ago(5), 20000)
        self.night(ago(1))

    def test_the_figures_add_up(self):
        self.graded()
        self.merge()
        self.assertFigures(self.kept, net_12m=50000, order_count_12m=2)
        self.assertGrade(self.kept, "B")

    def test_one_row_is_left(self):
        self.graded()
        lost = self.lost.id
        self.merge()
        rows = self.env["kehu.metric"].search([("partner_id", "in", [lost])])
        self.assertFalse(rows)
        self.assertEqual(len(self.metric(self.kept)), 1)

    def test_histories_and_scorecards_come_together(self):
        self.graded()
        history = self.history(self.kept) + self.history(self.lost)
        cards = self.env["kehu.scorecard"].search(
            [("partner_id", "in", (self.kept + self.lost).ids)]
        )
        self.assertEqual((len(history), len(cards)), (2, 2))
        self.merge()
        self.assertLess(history, self.history(self.kept))
        self.assertEqual(cards.partner_id, self.kept)

    def test_the_change_of_grade_is_told(self):
        self.graded()
        self.merge()
        last = self.history(self.kept)[-1]
        self.assertEqual(last.old_grade_id, self.grade("C"))
        self.assertEqual(last.grade_id, self.grade("B"))

    def test_a_promise_to_the_lost_one_is_kept(self):
        self.graded()
        self.env["kehu.grade.override"].create(
            {
                "partner_id": self.lost.id,
                "grade_id": self.grade("KA").id,
                "reason": "Promised",
                "date_end": TODAY,
            }
        )
        self.merge()
        self.assertGrade(self.kept, "KA")

    def test_who_had_no_row_gets_one(self):
        self.sell(self.lost, ago(5), 20000)
        self.night(ago(1))
        self.assertFalse(self.metric(self.kept))
        self.merge()
        self.assertFigures(self.kept, net_12m=20000)
        self.assertGrade(self.kept, "C")

    def test_supply_lines_follow(self):
        self.graded()
        dealer = self.make_customer("Dealer", "distributor")
        supply = self.env["kehu.supply"].create(
            {"partner_id": self.lost.id, "supplier_id": dealer.id}
        )
        self.merge()
        self.assertEqual(supply.partner_id, self.kept)

    def test_what_people_entered_fills_the_gaps(self):
        role = self.env.ref("kehu_liquor.role_outlet")
        self.lost.write({"kehu_role_id": role.id, "kehu_usual_price": "200"})
        self.merge()
        self.assertEqual(self.kept.kehu_role_id, role)
        self.assertEqual(self.kept.kehu_usual_price, "200")
        self.refresh()
        self.assertTrue(self.metric(self.kept))
