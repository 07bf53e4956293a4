"""Killed, failed, in conflict, poisoned: what is left to do is done, and told."""

from contextlib import suppress
from unittest.mock import patch

from psycopg2.errors import SerializationFailure

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models import kehu_scoring
from .common import TODAY, ago
from .common_night import RUN_LOG, Killed, NightCase

SCORING_LOG = "odoo.addons.kehu_liquor.models.kehu_scoring"


@tagged("post_install", "-at_install")
class TestNightBroken(NightCase):
    def setUp(self):
        super().setUp()
        self.startPatcher(patch.object(kehu_scoring, "BATCH", 2))

    def unbroken(self):
        """What a night without accident decides."""
        with self.undone():
            self.night()
            told = self.told()
        self.assertFalse(self.run_of())
        return told

    def killed(self, model, method, after, day=None):
        with self.breaking(model, method, Killed(), after), suppress(Killed):
            self.night(day, self.company)
        self.assertEqual(self.run_of().state, "running")

    def failed(self, after=0):
        """A night whose first refreshes go well, and the next one does not."""
        broken = self.breaking("kehu.facts", "_refresh", ValueError("no disk"), after)
        with (
            broken,
            mute_logger(RUN_LOG),
            self.assertRaisesRegex(ValueError, "no disk"),
        ):
            self.night()

    def test_killed_after_the_first_batch_it_goes_on(self):
        expected = self.unbroken()
        self.killed("kehu.run", "_score_batch", after=1)
        self.assertEqual((self.run_of().scored, self.run_of().stage), (2, "score"))
        self.night()
        self.assertEqual(self.told(), expected)
        self.assertEqual((self.run_of().scored, self.run_of().state), (6, "done"))

    def test_killed_within_a_batch_it_does_the_batch_again(self):
        expected = self.unbroken()
        self.killed("kehu.scoring", "_write_history", after=1)
        self.night()
        self.assertEqual(self.told(), expected)

    def test_killed_while_refreshing_it_begins_again(self):
        expected = self.unbroken()
        self.killed("kehu.facts", "_refresh", after=0)
        self.night()
        self.assertEqual(self.told(), expected)

    def test_an_unfinished_night_does_not_hold_up_the_next(self):
        self.killed("kehu.run", "_score_batch", after=1, day=ago(1))
        left = self.run_of()
        self.night()
        self.assertEqual((left.state, self.run_of().state), ("interrupted", "done"))
        self.assertTrue(all(self.metric(shop).has_score for shop in self.shops))

    def test_a_step_that_fails_is_told_and_done_again(self):
        expected = self.unbroken()
        ours = list(self.env["res.company"].search([])).index(self.company)
        self.failed(after=ours)
        failed = self.run_of()
        self.night()
        self.assertEqual((failed.state, failed.line_ids.message), ("failed", "no disk"))
        self.assertEqual(self.told(), expected)

    def test_a_conflict_with_a_user_is_tried_again(self):
        expected = self.unbroken()
        conflict = SerializationFailure("could not serialize")
        with self.breaking("kehu.scoring", "_write_history", conflict, after=1):
            self.night(company=self.company)
        self.assertEqual(self.run_of().state, "done")
        self.assertEqual(self.told(), expected)

    def test_one_company_that_fails_leaves_the_others_their_night(self):
        self.failed()
        first, *others = self.env["res.company"].search([])
        self.assertEqual(self.run_of(first).state, "failed")
        self.assertEqual({self.run_of(other).state for other in others}, {"done"})


@tagged("post_install", "-at_install")
class TestPoisoned(NightCase):
    def night_with(self, poisoned, day=None):
        """A night in which nothing can be said of one customer."""
        cls = self.registry["kehu.scoring"]
        whole = cls._judge

        def judge(scoring, rules, row, day, overrides):
            if row["partner_id"] == poisoned.id:
                raise ValueError("bitter")
            return whole(scoring, rules, row, day, overrides)

        with patch.object(cls, "_judge", judge), mute_logger(SCORING_LOG):
            self.night(day)

    def test_the_rest_are_done(self):
        self.night_with(self.shops[2])
        graded = [shop for shop in self.shops if self.metric(shop).grade_id]
        self.assertEqual(graded, [s for s in self.shops if s != self.shops[2]])

    def test_the_poisoned_one_is_named_with_the_reason(self):
        self.night_with(self.shops[2])
        run = self.run_of()
        self.assertEqual((run.state, run.scored, run.failed), ("done", 5, 1))
        self.assertEqual(run.line_ids.partner_id, self.shops[2])
        self.assertEqual(
            (run.line_ids.stage, run.line_ids.message), ("score", "bitter")
        )

    def test_it_keeps_what_it_had(self):
        self.night(ago(1))
        self.sell(self.shops[0], TODAY, 500000)
        self.night_with(self.shops[0])
        self.assertGrade(self.shops[0], "C")
        self.assertFigures(self.shops[0], net_12m=530000)

    def test_healed_it_is_graded_like_the_others(self):
        self.night_with(self.shops[2], ago(1))
        self.night()
        self.assertGrade(self.shops[2], "B")
