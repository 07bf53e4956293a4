from datetime import timedelta

from odoo.tests import tagged

from .common import TODAY, ago
from .common_advice import AdviceCase

ALL = ("contacts_90d", "contacts_12m", "service_kept", "advice_adopted")


@tagged("post_install", "-at_install")
class TestBehaviour(AdviceCase):
    """Contacts, service kept and advice adopted: scored like any figure."""

    def behaviour(self, partner, day=TODAY):
        self.env.flush_all()
        return self.facts._behaviour(self.company, day, partner.ids)[partner.id]

    def promised(self, partner, end, state):
        step = self.env["kehu.cadence.step"].search([("kind_id", "=", self.M.id)])[0]
        return self.followups.create(
            {
                "partner_id": partner.id,
                "company_id": self.company.id,
                "user_id": self.seller.id,
                "kind_id": self.M.id,
                "step_id": step.id,
                "period": end - timedelta(days=6),
                "period_end": end,
                "due_on": end,
                "state": state,
            }
        )

    def lived(self):
        for days in (1, 80, 200, 400):
            self.log(self.own, days=days)
        for day, state in ((5, "done"), (35, "done"), (62, "missed"), (95, "missed")):
            self.promised(self.own, ago(day), state)
        self.promised(self.own, TODAY, "open")  # not over yet
        self.adopted(self.own, ago(100))
        self.agreed(self.own).sudo()._answer("declined", ago(3))

    def test_the_figures(self):
        self.lived()
        figures = self.behaviour(self.own)
        self.assertEqual((figures["contacts_90d"], figures["contacts_12m"]), (2, 3))
        self.assertAlmostEqual(figures["service_kept"], 2 / 3)
        self.assertEqual(figures["advice_adopted"], 0.5)

    def test_nothing_is_not_zero(self):
        self.assertEqual(self.behaviour(self.own), {})
        self.log(self.others)
        self.assertEqual(
            self.behaviour(self.own), {"contacts_90d": 0, "contacts_12m": 0}
        )

    def test_as_of_an_earlier_day(self):
        self.lived()
        figures = self.behaviour(self.own, ago(50))
        self.assertEqual((figures["contacts_90d"], figures["contacts_12m"]), (1, 3))
        self.assertEqual(figures["advice_adopted"], 1)
        self.assertEqual(figures["service_kept"], 0)

    def test_read_with_its_has(self):
        self.lived()
        for partner, known in ((self.own, True), (self.far, False)):
            metric = self.env["kehu.metric"]._of(partner, self.company)
            self.assertTrue(metric.has_contacts)
            self.assertEqual(metric.has_service_kept, known)
            self.assertEqual(metric.has_advice_adopted, known)
        metric = self.env["kehu.metric"]._of(self.own, self.company)
        self.assertEqual((metric.contacts_12m, metric.advice_adopted), (3, 0.5))

    def scheme(self, **weights):
        return self.make_scheme(
            weights, audience_id=self.env.ref("kehu_liquor.audience_outlet").id
        )

    def test_offered_to_schemes(self):
        labels = self.env["kehu.metric"]._fact_labels()
        for name in ALL:
            self.assertIn(name, labels)
            self.assertNotEqual(labels[name], name)

    def test_asked_only_when_a_scheme_asks(self):
        rules = self.env["kehu.scoring"]._rules(self.company)
        self.assertFalse(rules.behaviour)
        scheme = self.scheme(contacts_90d=100)
        rules = self.env["kehu.scoring"]._rules(self.company, instead=scheme)
        self.assertEqual(rules.behaviour, {"contacts_90d"})
        self.assertFalse(set(rules.keys) & set(ALL))

    def test_dry_run_night_and_replay_say_the_same(self):
        self.lived()
        scheme = self.scheme(contacts_90d=40, service_kept=30, advice_adopted=30)
        self.refresh()
        self.env["kehu.scoring"].sudo()._score(self.company, TODAY)
        scheme.action_try()
        trial = scheme.trial_ids
        told = trial.line_ids.filtered(lambda row: row.partner_id == self.own)
        scheme.action_activate()
        self.env["kehu.scoring"].sudo()._score(self.company, TODAY)
        metric = self.metric(self.own)
        # 2 contacts: 40 points of 40 %; 67 % kept: 40 of 30 %; 50 % adopted: 40 of 30 %
        self.assertEqual(metric.score, 40.0)
        self.assertEqual((told.score, told.grade_id), (40.0, metric.grade_id))
        again = self.env["kehu.run"]._replay(TODAY, self.company, self.own)
        self.assertEqual(again[self.own.id]["score"], 40.0)
        early = self.env["kehu.run"]._replay(ago(50), self.company, self.own)
        self.assertNotEqual(early[self.own.id]["score"], 40.0)
        lines = {line.criterion_id.fact: line for line in metric.scorecard_id.line_ids}
        self.assertEqual(lines["service_kept"].value_text, "66.7 %")
        self.assertEqual(lines["contacts_90d"].value_text, "2")

    def test_the_night_twice_writes_nothing(self):
        self.lived()
        self.put_to_use(self.scheme(contacts_12m=60, advice_adopted=40))
        self.night(TODAY, self.company)
        self.env.invalidate_all()
        cards = self.env["kehu.scorecard"].search_count([])
        history = self.env["kehu.grade.history"].search_count([])
        self.assertTrue(cards)
        self.night(TODAY, self.company)
        self.assertEqual(self.env["kehu.scorecard"].search_count([]), cards)
        self.assertEqual(self.env["kehu.grade.history"].search_count([]), history)

    def test_what_nobody_knows_is_left_out(self):
        self.put_to_use(self.scheme(advice_adopted=100))
        self.refresh()
        self.env["kehu.scoring"].sudo()._score(self.company, TODAY)
        self.assertFalse(self.metric(self.far).has_score)
