from datetime import timedelta

from odoo.fields import Command
from odoo.tests import tagged

from .common import TODAY, ago
from .common_advice import AdviceCase

ADOPTED = ago(40)  # thirty days of effect are over


@tagged("post_install", "-at_install")
class TestAdviceEffect(AdviceCase):
    """Net sales before and after, against others of the grade who had no advice."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.category = cls.env["product.category"].create({"name": "Aged"})
        cls.product = cls.env["product.product"].create(
            {"name": "Aged 52", "categ_id": cls.category.id}
        )
        cls.peers = cls.env["res.partner"]
        for number in range(8):
            cls.peers += cls.make_customer(f"Peer {number}", "outlet")
        for partner in cls.own + cls.peers:
            cls.graded(partner, "b")
        for number, partner in enumerate(cls.peers):
            cls.around(partner, 100, 100 + 5 * number)  # median +17.5 %
        cls.around(cls.own, 200, 300)

    @classmethod
    def around(cls, partner, before, after, product=None):
        for day, amount in ((ago(50), before), (ago(30), after)):
            cls.sell(partner, day, amount, **cls.of(amount, product))

    @classmethod
    def of(cls, amount, product=None):
        if not product:
            return {}
        line = {"product_id": product.id, "price_unit": amount, "tax_ids": False}
        return {"invoice_line_ids": [Command.create({"name": "Baijiu", **line})]}

    def measure(self, day=TODAY):
        self.env.flush_all()
        return self.advices.sudo()._measure(self.company, day)

    def test_against_the_median_of_the_others(self):
        advice = self.adopted(self.own, ADOPTED)
        self.assertEqual(self.measure(), 1)
        self.assertEqual(advice.effect, "measured")
        self.assertEqual((advice.net_before, advice.net_after), (200, 300))
        self.assertEqual((advice.growth, advice.peer_growth), (0.5, 0.175))
        self.assertEqual((advice.gain, advice.peer_count), (0.325, 8))
        for word in ("30 days", "8 of the grade", "+50.0 %", "+17.5 %", "+32.5"):
            self.assertIn(word, advice.effect_text)

    def test_twice_writes_nothing(self):
        self.adopted(self.own, ADOPTED)
        self.assertEqual(self.measure(), 1)
        self.assertEqual(self.measure(), 0)

    def test_the_night_measures(self):
        advice = self.adopted(self.own, ADOPTED)
        self.env["kehu.run"].sudo().new(
            {"company_id": self.company.id, "day": TODAY}
        )._stage_advise()
        self.assertEqual(advice.effect, "measured")

    def test_seven_others_are_too_few(self):
        self.graded(self.peers[0], "c")
        advice = self.adopted(self.own, ADOPTED)
        self.measure()
        self.assertEqual((advice.effect, advice.peer_count), ("few", 7))
        self.assertIn("Not measurable: 7 comparable", advice.effect_text)
        self.assertFalse(advice.has_gain or advice.has_peer_growth)

    def test_the_advised_are_no_others(self):
        self.adopted(self.peers[0], ago(45))
        declined = self.agreed(self.peers[1])
        declined.sudo()._answer("declined", ago(45))
        advice = self.adopted(self.own, ADOPTED)
        self.measure()
        self.assertEqual((advice.effect, advice.peer_count), ("few", 6))

    def test_long_ago_is_not_advised(self):
        self.adopted(self.peers[0], ago(200))
        advice = self.adopted(self.own, ADOPTED)
        self.measure()
        self.assertEqual(advice.peer_count, 8)

    def test_another_role_is_no_other(self):
        self.peers[0].kehu_role_id = self.env.ref("kehu_liquor.role_distributor")
        advice = self.adopted(self.own, ADOPTED)
        self.measure()
        self.assertEqual(advice.peer_count, 7)

    def test_the_grade_of_that_day_counts(self):
        """Who was of the grade then is compared, whatever became of it since."""
        columns = ("partner_id", "company_id", "date", "grade_id", "source")
        grade = self.grade("b").id
        row = (self.peers[0].id, self.company.id, ago(41), grade, "night")
        self.facts._insert("kehu.grade.history", columns, [row])
        self.graded(self.peers[0], "a")
        advice = self.adopted(self.own, ADOPTED)
        self.measure()
        self.assertEqual(advice.peer_count, 8)

    def test_another_company_is_not_compared(self):
        other = self.make_company("Elsewhere")
        self.sell(self.own, ago(30), 900, company=other)
        advice = self.adopted(self.own, ADOPTED)
        self.measure()
        self.assertEqual(advice.net_after, 300)
        self.assertFalse(self.advices.sudo()._effects(other, TODAY))

    def test_nothing_bought_before(self):
        late = self.make_customer("Late", "outlet", user_id=self.seller.id)
        self.graded(late, "b")
        self.sell(late, ago(30), 50)
        advice = self.adopted(late, ADOPTED)
        self.measure()
        self.assertEqual((advice.effect, advice.has_growth), ("nothing_before", False))
        self.assertEqual(advice.peer_count, 9)
        self.assertIn("nothing to grow from", advice.effect_text)

    def test_refunds_are_deducted(self):
        self.refund(self.own, ago(20), 60)
        advice = self.adopted(self.own, ADOPTED)
        self.measure()
        self.assertEqual(advice.net_after, 240)

    def test_the_day_itself_counts_after(self):
        self.sell(self.own, ADOPTED, 7)
        self.sell(self.own, ADOPTED - timedelta(days=30), 5)
        self.sell(self.own, ADOPTED - timedelta(days=31), 1000)
        self.sell(self.own, ADOPTED + timedelta(days=29), 3)
        self.sell(self.own, ADOPTED + timedelta(days=30), 1000)
        advice = self.adopted(self.own, ADOPTED)
        self.measure()
        self.assertEqual((advice.net_before, advice.net_after), (205, 310))

    def test_of_a_product_or_a_category(self):
        for partner in self.own + self.peers:
            self.around(partner, 10, 20, self.product)
        by_product = self.adopted(self.own, ADOPTED, product_id=self.product.id)
        by_category = self.adopted(self.own, ADOPTED, category_id=self.category.id)
        self.measure()
        for advice in by_product + by_category:
            self.assertEqual((advice.net_before, advice.net_after), (10, 20))
            self.assertEqual((advice.peer_growth, advice.gain), (1, 0))

    def test_a_subcategory_belongs_to_its_category(self):
        below = self.env["product.category"].create(
            {"name": "Aged 10 years", "parent_id": self.category.id}
        )
        self.product.categ_id = below
        self.around(self.own, 10, 20, self.product)
        advice = self.adopted(self.own, ADOPTED, category_id=self.category.id)
        self.measure()
        self.assertEqual(advice.net_after, 20)

    def test_not_before_its_days_are_over(self):
        advice = self.adopted(self.own, ADOPTED)
        last = ADOPTED + timedelta(days=29)
        self.assertEqual(self.measure(last - timedelta(days=1)), 0)
        self.assertIn("known after", advice.effect_text)
        self.assertEqual(self.measure(last), 1)

    def test_replayed_for_its_day(self):
        self.adopted(self.own, ADOPTED)
        self.measure()
        before = self.advices.sudo()._effects(self.company, TODAY)
        self.assertEqual(self.advices.sudo()._effects(self.company, TODAY), before)
        early = ADOPTED + timedelta(days=10)
        self.assertEqual(self.advices.sudo()._effects(self.company, early), {})

    def test_a_late_document_is_counted_then_it_stands(self):
        advice = self.adopted(self.own, ADOPTED)
        self.measure()
        self.sell(self.own, ago(29), 100)
        self.assertEqual(self.measure(), 1)
        self.assertEqual(advice.net_after, 400)
        self.sell(self.own, ago(28), 100)
        self.assertEqual(self.measure(TODAY + timedelta(days=60)), 0)

    def test_another_answer_forgets_it(self):
        advice = self.adopted(self.own, ADOPTED)
        self.measure()
        advice.with_user(self.lead).action_decline()
        self.assertFalse(advice.effect or advice.effect_text or advice.gain)
