"""A grade that was reached is left only when the facts clearly say so."""

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common import TODAY, KehuTeamCase, ago


@tagged("post_install", "-at_install")
class TestGradeHolds(KehuTeamCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # order count alone: 6 orders are 60 points (B), 12 are 80 (A), 3 are 40 (C)
        scheme = cls.make_scheme({"order_count_12m": 100})
        steps = scheme.criterion_ids.breakpoint_ids.sorted("value_from")
        steps[2].points, steps[3].points = 62, 76
        cls.put_to_use(scheme)
        cls.shop = cls.make_customer("Shop", user_id=cls.seller.id)
        cls.order(6)
        cls.company.write(
            {"kehu_margin_up": 2, "kehu_margin_down": 3, "kehu_stay_days": 90}
        )

    @classmethod
    def order(cls, times):
        for _time in range(times):
            cls.sell(cls.shop, ago(100), 10)

    def told(self):
        return " ".join(self.metric(self.shop).get_explanation()["sentences"])

    def test_the_first_grade_is_given_at_once(self):
        self.night()
        self.assertGrade(self.shop, "B")
        self.assertFigures(self.shop, moved_on=False)

    def test_a_grade_does_not_rise_at_the_floor(self):
        self.night(ago(1))
        self.order(6)  # 76 points: A begins at 75, and 77 are asked for
        self.night()
        self.assertGrade(self.shop, "B")
        metric = self.metric(self.shop)
        self.assertEqual(metric.suggested_grade_id, self.grade("A"))
        self.assertEqual(metric.settled_grade_id, self.grade("B"))
        self.assertEqual(metric.scorecard_id.held, "margin")
        self.assertEqual(metric.scorecard_id.settled_grade_id, self.grade("B"))
        self.assertIn("rises 2 points above", self.told())

    def test_a_held_grade_is_no_news_the_night_after(self):
        self.night(ago(2))
        self.order(6)
        self.night(ago(1))
        cards = self.env["kehu.scorecard"].search_count([])
        self.night()
        self.assertEqual(self.env["kehu.scorecard"].search_count([]), cards)

    def test_it_rises_when_the_score_is_clear(self):
        self.night(ago(1))
        self.company.kehu_margin_up = 1
        self.order(6)
        self.night()
        self.assertGrade(self.shop, "A")
        self.assertFigures(self.shop, moved_on=TODAY)

    def test_after_a_move_it_stays(self):
        self.test_it_rises_when_the_score_is_clear()
        self.refund_orders()
        self.night(ago(-89))
        self.assertGrade(self.shop, "A")
        self.assertEqual(self.metric(self.shop).scorecard_id.held, "stay")
        self.assertIn("It stays A until", self.told())
        self.assertIn("90 days", self.told())
        self.night(ago(-90))
        self.assertGrade(self.shop, "C")
        self.assertNotIn("It stays", self.told())
        change = self.history(self.shop)[-1]
        self.assertEqual(change.old_grade_id, self.grade("A"))

    def refund_orders(self):
        """Only three orders are left: 40 points, C."""
        moves = self.env["account.move"].search([("partner_id", "=", self.shop.id)])
        moves[3:].button_draft()

    def test_an_override_stands_on_top_of_what_holds(self):
        self.night(ago(1))
        self.order(6)
        self.env["kehu.grade.override"].with_user(self.manager).create(
            {
                "partner_id": self.shop.id,
                "grade_id": self.grade("KA").id,
                "reason": "Fair",
                "date_end": ago(-10),
            }
        )
        self.night()
        self.assertGrade(self.shop, "KA")
        self.assertFigures(self.shop, settled_grade_id=self.grade("B"))

    def test_a_replay_says_the_grade_by_score_alone(self):
        self.night(ago(1))
        self.order(6)
        self.night()
        told = self.env["kehu.run"]._replay(TODAY, self.company)[self.shop.id]
        self.assertEqual(told["suggested_grade_id"], self.grade("A").id)

    def test_lines_that_make_no_sense(self):
        for values in (
            {"kehu_margin_up": -1},
            {"kehu_margin_down": 21},
            {"kehu_stay_days": -1},
            {"kehu_stay_days": 731},
        ):
            with self.subTest(**values), self.assertRaises(ValidationError):
                self.company.write(values)
