import re
from pathlib import Path

from odoo.tests import HttpCase, tagged

from .common import TODAY, ago
from .common_advice import AdviceCase

TOURS = Path(__file__).parents[1] / "static/tests/tours/kehu_advice_tours.js"
MOST_TAPS = 6


@tagged("post_install", "-at_install")
class TestAdviceDesk(AdviceCase, HttpCase):
    """At the desk: agreeing to many at once, and where the time goes."""

    def test_a_lead_agrees_in_batch(self):
        both = self.propose(self.own) + self.propose(self.others)
        self.start_tour("/odoo/kehu-advice", "kehu_advice_desk", login="lead")
        self.assertEqual(both.sudo().agreed_by_id, self.lead)

    def test_a_manager_looks_where_the_time_goes(self):
        self.graded(self.own, "a")
        self.log(self.own, days=1)
        self.sell(self.own, ago(2), 100)
        self.start_tour("/odoo/kehu-time", "kehu_time_desk", login="manager")


@tagged("post_install", "-at_install")
class TestAdvicePhone(AdviceCase, HttpCase):
    """On a phone: the visit brings the advice."""

    browser_size = "390x844"
    touch_enabled = True

    def test_the_customer_takes_it(self):
        self.env["kehu.metric"]._of(self.own, self.company)
        advice = self.agreed(self.own)
        self.start_tour(
            f"/odoo/res.partner/{self.own.id}", "kehu_advice_phone", login="seller"
        )
        self.assertEqual((advice.state, advice.answered_on), ("adopted", TODAY))
        self.assertEqual(advice.opinion, "Good for the festival")

    def test_few_taps(self):
        tour = TOURS.read_text().split("kehu_advice_phone")[1].split("kehu_time")[0]
        self.assertLessEqual(len(re.findall(r'run: "click"', tour)), MOST_TAPS)
