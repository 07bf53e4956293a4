"""A dry run says who would move, why and at what cost; enabling then does just that."""

import base64
from random import Random
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import TODAY, KehuTeamCase, ago
from .common_night import OURS

AMOUNTS = (500, 9000, 20000, 60000, 210000, 600000)
FACTS = ("net_12m", "order_count_12m", "active_months", "rfm_r", "loyalty_index")


class TrialCase(KehuTeamCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.used = cls.grade_by_money()
        cls.shops = cls.env["res.partner"]
        sellers = (cls.seller, cls.colleague)
        for number, amount in enumerate(AMOUNTS * 2):
            shop = cls.make_customer(
                f"Shop {number}", user_id=sellers[number % 2].id, ref=str(number)
            )
            for times in range(1 + number % 4):
                cls.sell(shop, ago(10 + 40 * times + number), amount)
            cls.shops += shop

    def trial(self, scheme):
        action = scheme.action_try()
        return self.env["kehu.scheme.trial"].browse(action["res_id"])

    def rows(self):
        """What lies on disk of all that a night writes."""
        self.env.flush_all()
        found = {}
        for table in OURS:
            self.env.cr.execute(f"SELECT ctid, * FROM {table} ORDER BY id")
            found[table] = self.env.cr.fetchall()
        return found

    def draft(self, weights=None):
        return self.make_scheme(weights or {"order_count_12m": 100}).with_user(
            self.manager
        )


@tagged("post_install", "-at_install")
class TestTrialEqualsNight(TrialCase):
    def random_scheme(self, dice):
        """Facts, weights and breakpoints at random."""
        facts = dice.sample(FACTS, dice.randint(1, 4))
        cuts = sorted(dice.sample(range(1, 100), len(facts) - 1))
        weights = [b - a for a, b in zip([0, *cuts], [*cuts, 100], strict=True)]
        scheme = self.make_scheme(dict(zip(facts, weights, strict=True)))
        for step in scheme.criterion_ids.breakpoint_ids:
            step.points = dice.randint(0, 100)
        return scheme

    def moves_of_the_night(self, day):
        lines = self.env["kehu.grade.history"].search(
            [("company_id", "=", self.company.id), ("date", "=", day)]
        )
        return {
            line.partner_id: (line.old_grade_id, line.grade_id, line.score)
            for line in lines
        }

    def test_random_schemes(self):
        """With margins and a stay, through one scheme after the other."""
        dice = Random(19)
        self.company.write(
            {"kehu_margin_up": 4, "kehu_margin_down": 5, "kehu_stay_days": 2}
        )
        self.night(ago(9))
        moved = held = 0
        for back in range(8, 0, -1):
            with self.subTest(back):
                scheme = self.random_scheme(dice)
                self.refresh(ago(back))
                trial = self.trial_on(ago(back), scheme)
                said = {
                    line.partner_id: (line.old_grade_id, line.grade_id, line.score)
                    for line in trial.line_ids
                }
                scheme.action_activate()
                self.night(ago(back))
                self.assertEqual(self.moves_of_the_night(ago(back)), said)
                moved += len(said)
                held += trial.held_stay + trial.held_margin
        self.assertGreater(moved, 8)
        self.assertGreater(held, 3)

    def trial_on(self, day, scheme):
        with self.clock(day):
            return self.trial(scheme)

    def clock(self, day):
        return patch.object(
            self.registry["kehu.facts"], "_today", lambda facts, company: day
        )

    def test_it_writes_nothing_but_itself(self):
        self.night()
        before = self.rows()
        self.trial(self.draft())
        self.assertEqual(self.rows(), before)

    def test_overridden_customers_stay(self):
        self.night()
        self.env["kehu.grade.override"].with_user(self.manager).create(
            {
                "partner_id": self.shops[5].id,
                "grade_id": self.grade("KA").id,
                "reason": "Fair",
                "date_end": TODAY,
            }
        )
        self.assertNotIn(self.shops[5], self.trial(self.draft()).line_ids.partner_id)


@tagged("post_install", "-at_install")
class TestTrial(TrialCase):
    def setUp(self):
        super().setUp()
        self.night()

    def test_who_moves_from_where_to_where(self):
        trial = self.trial(self.draft())
        line = trial.line_ids.filtered(lambda x: x.partner_id == self.shops[5])
        self.assertEqual(line.old_grade_id, self.grade("KA"))
        self.assertEqual((line.grade_id, line.direction), (self.grade("D"), "down"))
        self.assertEqual((line.score, line.user_id), (20, self.colleague))

    def test_why_in_the_words_of_the_largest_change(self):
        trial = self.trial(self.draft({"net_12m": 60, "order_count_12m": 40}))
        line = trial.line_ids.filtered(lambda x: x.partner_id == self.shops[5])
        self.assertEqual(line.reason, "Net Sales, 12 Months -40.0 points")

    def test_counts_add_up(self):
        trial = self.trial(self.draft())
        self.assertEqual(trial.total, len(self.shops))
        self.assertEqual(sum(n for _o, _n, n in trial.pairs), len(self.shops))
        self.assertEqual(trial.up + trial.down, len(trial.line_ids))
        self.assertIn(f"{trial.down} down", trial.counts_text)

    def test_what_it_costs(self):
        """KA → D: two visits a month less, and 45 days of credit."""
        trial = self.trial(self.draft())
        line = trial.line_ids.filtered(lambda x: x.partner_id == self.shops[5])
        self.assertEqual(line.visits_change, -2)
        net = self.metric(self.shops[5]).net_12m
        self.assertEqual(line.credit_change, round(-45 * net / 365))
        self.assertRegex(trial.cost_text, "visits [-+][0-9.]+ a month")
        self.assertIn("colleague", trial.cost_text)

    def test_a_cell_opens_its_customers(self):
        trial = self.trial(self.draft())
        ka, d = self.grade("KA"), self.grade("D")
        action = trial.action_open_cell(ka.id, d.id)
        found = self.env[action["res_model"]].search(action["domain"])
        cell = trial.matrix["cells"][f"{ka.id}-{d.id}"]
        self.assertEqual(len(found), cell)

    def test_a_cell_of_those_who_stay_does_too(self):
        trial = self.trial(self.draft({"net_12m": 90, "order_count_12m": 10}))
        for key, count in trial.matrix["cells"].items():
            old, new = map(int, key.split("-"))
            action = trial.action_open_cell(old, new)
            found = self.env[action["res_model"]].search(action["domain"])
            self.assertEqual(len(found), count, key)

    def test_the_list_as_a_file(self):
        trial = self.trial(self.draft())
        self.shops[5].name = "=HYPERLINK()"
        text = base64.b64decode(trial.movers_file).decode("utf-8-sig")
        self.assertEqual(len(text.splitlines()), 1 + len(trial.line_ids))
        self.assertIn("'=HYPERLINK()", text)
        self.assertIn("movers_file", trial.action_export()["url"])

    def test_nobody_moves(self):
        same = self.trial(self.draft({"net_12m": 100}))
        self.assertFalse(same.line_ids)
        self.assertIn("No customer moves", same.doubts_text)

    def test_held_by_the_stay(self):
        self.metric(self.shops[5]).moved_on = ago(5)
        self.company.kehu_stay_days = 30
        trial = self.trial(self.draft())
        self.assertEqual(trial.held_stay, 1)
        self.assertNotIn(self.shops[5], trial.line_ids.partner_id)
        self.assertIn("1 held by the minimum stay", trial.counts_text)

    def test_a_criterion_that_nobody_has_data_for(self):
        question = self.env.ref("kehu_liquor.question_potential")
        draft = self.draft({"net_12m": 50, f"question_{question.id}": 50})
        trial = self.trial(draft)
        self.assertIn("Nobody has data for “Growth Potential”", trial.doubts_text)
        self.assertFalse(trial.lost)
        draft.action_activate()
        self.night()
        self.assertGrade(self.shops[5], "KA")

    def test_nobody_has_data_for_half_of_the_weight(self):
        question = self.env.ref("kehu_liquor.question_potential")
        trial = self.trial(self.draft({"net_12m": 49, f"question_{question.id}": 51}))
        self.assertEqual(trial.lost, len(self.shops))
        self.assertIn("leave everybody without a grade", trial.doubts_text)

    def test_weights_that_do_not_sum_are_not_tried(self):
        draft = self.draft({"net_12m": 60})
        self.assertIn("sum to 60 %", draft.advice)
        with self.assertRaisesRegex(UserError, "sum to 60 %"):
            draft.action_try()

    def test_only_a_manager_tries(self):
        draft = self.draft()
        for user in (self.seller, self.lead, self.accountant):
            with self.subTest(user.login), self.assertRaises(AccessError):
                draft.with_user(user).action_try()
        trial = self.trial(draft)
        for user in (self.seller, self.lead, self.plain):
            with self.subTest(user.login), self.assertRaises(AccessError):
                trial.with_user(user).read(["counts_text"])


@tagged("post_install", "-at_install")
class TestPuttingToUse(TrialCase):
    def setUp(self):
        super().setUp()
        self.night()

    def assertUntried(self, scheme, sentence):
        with self.assertRaisesRegex(UserError, sentence):
            scheme.action_activate()

    def test_not_without_a_dry_run(self):
        draft = self.draft()
        self.assertEqual(draft.stage, "draft")
        self.assertUntried(draft, "Try .* first")
        trial = self.trial(draft)
        self.assertEqual((draft.stage, trial.stage), ("tried", "tried"))
        trial.with_user(self.manager).action_activate()
        self.assertEqual((draft.state, draft.stage), ("active", "active"))

    def test_not_after_an_edit(self):
        draft = self.draft()
        edits = (
            lambda: draft.criterion_ids.breakpoint_ids[0].write({"points": 33}),
            lambda: draft.criterion_ids.breakpoint_ids[1:].unlink(),
            lambda: draft.criterion_ids.write({"fact": "active_months"}),
        )
        for edit in edits:
            trial = self.trial(draft)
            edit()
            self.env.invalidate_all()
            self.assertFalse(trial.is_fresh)
            self.assertUntried(draft, "changed .* after its last dry run")
            self.assertEqual(draft.stage, "draft")

    def test_not_after_a_change_of_what_else_matters(self):
        draft = self.draft()
        promise = self.env.ref("kehu_liquor.entitlement_a_visits")
        for record, values in (
            (self.grade("C"), {"score_from": 41}),
            (self.company, {"kehu_margin_up": 1}),
            (self.company, {"kehu_stay_days": 3}),
            (promise, {"value": 9}),
        ):
            self.trial(draft)
            record.write(values)
            with self.subTest(values):
                self.assertUntried(draft, "have changed since the dry run")

    def test_what_does_not_matter_does_not(self):
        draft = self.draft()
        self.trial(draft)
        draft.name = "Better name"
        self.grade("C").strategy_note = "Push"
        draft.action_activate()
        self.assertEqual(draft.state, "active")

    def test_where_nobody_is_there_is_nothing_to_try(self):
        brokers = self.env["kehu.audience"].create({"name": "Brokers"})
        draft = self.make_scheme({"net_12m": 100}, audience_id=brokers.id)
        draft.action_activate()
        self.assertEqual(draft.state, "active")

    def test_each_company_that_it_grades_is_tried(self):
        other = self.make_company("Other")
        theirs = self.make_customer("Theirs")
        self.sell(theirs, ago(5), 60000, company=other)
        self.refresh(company=other)
        draft = self.draft()
        self.trial(draft)
        self.assertEqual(draft.sudo().trial_ids.company_id, self.company + other)
        other.kehu_margin_up = 7
        self.assertUntried(draft, "of Other have changed")

    def test_a_company_with_its_own_scheme_is_not_asked(self):
        other = self.make_company("Other")
        theirs = self.make_customer("Theirs")
        self.sell(theirs, ago(5), 60000, company=other)
        self.refresh(company=other)
        own = self.make_scheme({"net_12m": 100}, company_id=other.id)
        self.put_to_use(own)
        draft = self.draft()
        self.assertEqual(draft._companies(), self.company)

    def test_two_managers_edit_one_scheme(self):
        """The second one's screen is old: a sentence, and nothing lost."""
        draft = self.draft({"net_12m": 60, "growth": 40})
        second = self.make_user("second", "kehu_liquor.group_kehu_manager")
        first, other = draft.criterion_ids
        seen = draft.revision  # both have it on the screen
        draft.write(self.edit(first, 55, seen))
        self.assertEqual(draft.edited_by_id, self.manager)
        theirs = draft.with_user(second)
        with self.assertRaisesRegex(UserError, "manager.* changed .* while you were"):
            theirs.write(self.edit(other, 45, seen))
        self.assertEqual(draft.criterion_ids.mapped("weight"), [55, 40])
        theirs.write(self.edit(other, 45, draft.revision))
        self.assertEqual(draft.criterion_ids.mapped("weight"), [55, 45])

    def edit(self, criterion, weight, seen):
        """What the form sends when a weight is saved."""
        change = Command.update(criterion.id, {"weight": weight})
        return {"criterion_ids": [change], "edited_from": seen}

    def test_what_one_manager_tried_the_other_has_changed(self):
        draft = self.draft()
        self.trial(draft)
        second = self.make_user("second", "kehu_liquor.group_kehu_manager")
        step = draft.criterion_ids.breakpoint_ids[0]
        step.with_user(second).points = 77
        self.assertUntried(draft, "second .*changed .* after its last dry run")

    def test_a_new_draft_starts_untried(self):
        self.trial(self.draft())
        scheme = self.draft()
        copy = scheme.copy()
        self.assertFalse(copy.trial_ids)
        self.assertEqual(copy.criterion_ids.mapped("weight"), [100])
        scheme.write({"criterion_ids": [Command.clear()]})
        self.assertIn("at least one criterion", scheme.advice)
