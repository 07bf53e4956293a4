"""What the next step brings: told beside the balance."""

from datetime import timedelta

from odoo.tests import tagged

from .common import TODAY
from .common_points import PointsCase


@tagged("post_install", "-at_install")
class TestPointsStep(PointsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.one = cls.rule()
        cls.env["kehu.entitlement"].search([("kind", "=", "points")]).active = False
        cls.glass = cls.make_product("Glass")
        cls.set = cls.make_product("Tasting Set")

    def step(self, partner=None):
        """Figure, gift and sentence, as the salesperson reads them."""
        self.env.flush_all()
        self.env.invalidate_all()
        rows = self.env["kehu.points.balance"].with_user(self.seller)
        row = rows.search([("partner_id", "=", (partner or self.own).id)])
        page = row.partner_id.kehu_metric_id._page()
        self.assertEqual(page["points"], row.next_step or "")
        return row.missing, row.next_gift_id.product_id, row.next_step

    def test_the_next_gift_and_what_is_missing(self):
        self.bill(self.own, (self.wine, 1, 300))
        self.window((self.glass, 200, 0), (self.set, 1500, 0))
        missing, gift, said = self.step()
        self.assertEqual((missing, gift), (1200, self.set))
        self.assertIn("Another 1,200 points, and Tasting Set can be", said)
        self.assertIn("June", said)

    def test_enough_for_every_gift(self):
        self.bill(self.own, (self.wine, 1, 300))
        self.window((self.glass, 200, 0))
        missing, gift, said = self.step()
        self.assertEqual((missing, bool(gift)), (0, False))
        self.assertIn("every gift, up to Glass", said)

    def test_windows_that_are_over_or_not_announced_are_not_told(self):
        self.bill(self.own, (self.wine, 1, 300))
        past = self.window((self.set, 1500, 0), date_end=TODAY + timedelta(days=1))
        past.sudo().date_end = TODAY - timedelta(days=1)
        self.env["kehu.points.window"].create(
            {
                "name": "Draft",
                "date_from": TODAY,
                "date_end": TODAY,
                "company_id": self.company.id,
            }
        )
        self.assertEqual(self.step()[2] or "", "")

    def test_gifts_that_are_gone_are_not_told(self):
        self.bill(self.own, (self.wine, 1, 300))
        self.bill(self.others, (self.wine, 1, 2000))
        window = self.window((self.set, 1500, 1))
        request = self.ask(self.others, window, user=self.lead)
        request.with_user(self.manager).action_approve()
        self.assertEqual(self.step()[2] or "", "")

    def test_no_gift_is_told_of_a_government_unit(self):
        self.bill(self.own, (self.wine, 1, 300))
        self.window((self.set, 1500, 0))
        self.own.kehu_is_government = True
        self.assertEqual(self.step()[2] or "", "")

    def test_the_multiplier_of_the_next_grade_that_gives_more(self):
        self.one.active = False
        self.rule(by_grade=True, points=2)
        grades = {
            letter: self.env.ref(f"kehu_liquor.grade_{letter}") for letter in "abc"
        }
        for letter, times in (("a", 2), ("b", 1.5)):
            self.env["kehu.entitlement"].create(
                {"kind": "points", "value": times, "grade_id": grades[letter].id}
            )
        self.bill(self.own, (self.wine, 1, 300))
        metric = self.own.kehu_metric_id.sudo()
        self.place(metric, grades["c"])
        self.assertIn("At grade B each point counts 1.5 times, now 1.", self.step()[2])
        self.place(metric, grades["b"])
        self.assertIn("At grade A each point counts 2 times, now 1.5", self.step()[2])
        self.place(metric, grades["a"])
        self.assertEqual(self.step()[2] or "", "")

    def place(self, metric, grade):
        self.env.cr.execute(
            "UPDATE kehu_metric SET grade_id = %s WHERE id = %s", [grade.id, metric.id]
        )
        self.env.invalidate_all()

    def test_many_rows_ask_no_more_than_one(self):
        self.window((self.set, 1500, 0))
        for partner in (self.own, self.others, self.far):
            self.bill(partner, (self.wine, 1, 300))
        self.env.flush_all()
        rows = self.env["kehu.points.balance"].with_user(self.manager).search([])
        rows[:1].next_step  # noqa: B018  (rules, grades and users are known now)
        counts = []
        for some in (rows[:1], rows):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            some.mapped("next_step")
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 1)
