"""Why a customer has its score, in lines that add up; written when it changed."""

from odoo.tests import tagged

from .common import TODAY, KehuCase, ago


@tagged("post_install", "-at_install")
class TestScorecard(KehuCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.scheme = cls.make_scheme(
            {"net_12m": 50, "order_count_12m": 25, "growth": 25}
        )
        cls.put_to_use(cls.scheme)
        cls.shop = cls.make_customer("Shop")
        cls.sell(cls.shop, ago(5), 60000)

    def cards(self):
        return self.env["kehu.scorecard"].search(
            [("partner_id", "=", self.shop.id)], order="id"
        )

    def line(self, fact):
        lines = self.metric(self.shop).scorecard_id.line_ids
        return lines.filtered(lambda line: line.criterion_id.fact == fact)

    def test_a_line_names_fact_value_rule_points_and_weight(self):
        self.night()
        line = self.line("net_12m")
        self.assertEqual(line.value_text, "60,000")
        self.assertEqual(line.breakpoint_id.value_from, 50000)
        self.assertEqual((line.points, line.weight), (60, 66.7))

    def test_the_lines_add_up_to_the_score(self):
        self.night()
        card = self.cards()
        added = sum(card.line_ids.mapped("contribution"))
        self.assertEqual(card.score, 46.7)  # (50 · 60 + 25 · 20) / 75
        self.assertAlmostEqual(added, card.score, 6)
        self.assertAlmostEqual(sum(card.line_ids.mapped("weight")), 100, 6)

    def test_what_is_not_known_is_left_out_and_said_so(self):
        self.night()
        line = self.line("growth")
        self.assertEqual((line.has_value, line.value_text), (False, "–"))
        self.assertEqual((line.weight, line.contribution), (0, 0))
        self.assertFalse(line.breakpoint_id)

    def test_below_the_first_breakpoint_no_rule_and_no_points(self):
        self.refund(self.shop, ago(4), 60000)
        self.night()
        line = self.line("net_12m")
        self.assertEqual((line.has_value, line.points), (True, 0))
        self.assertFalse(line.breakpoint_id)

    def test_the_card_says_which_scheme_and_which_day(self):
        self.night()
        card = self.cards()
        self.assertEqual((card.scheme_id, card.date), (self.scheme, TODAY))
        self.assertEqual(card.grade_id, self.metric(self.shop).suggested_grade_id)

    def test_no_card_on_a_day_without_change(self):
        self.night(ago(1))
        self.night()
        self.assertEqual(len(self.cards()), 1)

    def test_no_card_when_only_a_figure_changed(self):
        self.night(ago(1))
        self.sell(self.shop, TODAY, 1)
        self.night()
        self.assertFigures(self.shop, net_12m=60001)
        self.assertEqual(len(self.cards()), 1)

    def test_no_card_when_only_the_lifecycle_changed(self):
        self.night(ago(1))
        self.company.kehu_loyal_from = 0
        self.night()
        self.assertFigures(self.shop, lifecycle="loyal")
        self.assertEqual(len(self.cards()), 1)

    def test_a_card_when_the_score_changed(self):
        self.night(ago(1))
        self.sell(self.shop, TODAY, 200000)
        self.night()
        self.assertEqual(self.cards().mapped("score"), [46.7, 60.0])

    def test_a_card_when_only_the_grade_changed(self):
        self.night(ago(1))
        self.grade("C").score_from = 50
        self.night()
        self.assertEqual(self.cards().mapped("score"), [46.7, 46.7])
        self.assertGrade(self.shop, "D")

    def test_old_cards_stay_as_they_were(self):
        self.night(ago(1))
        first = self.cards()
        said = [(line.value, line.points) for line in first.line_ids]
        self.sell(self.shop, TODAY, 200000)
        self.night()
        self.assertEqual([(x.value, x.points) for x in first.line_ids], said)

    def test_too_little_known_is_no_grade(self):
        thin = self.make_scheme({"growth": 60, "net_12m": 40})
        self.put_to_use(thin)
        self.night()
        self.assertFigures(self.shop, has_score=False)
        self.assertGrade(self.shop, None)
        self.assertIsNone(self.stored(self.shop, "score"))

    def test_the_reader_is_told_why(self):
        self.night()
        told = self.metric(self.shop).get_explanation()
        self.assertEqual(told["total"], "46.7")
        self.assertEqual([line["adds"] for line in told["lines"]], ["40.0", "6.7", "–"])
