"""A scheme that makes no sense is refused, with a sentence; one in use is kept."""

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import KehuTeamCase, ago


@tagged("post_install", "-at_install")
class TestSchemeMakesSense(KehuTeamCase):
    def refused(self, scheme, sentence):
        with self.assertRaisesRegex(UserError, sentence):
            scheme.action_activate()

    def test_weights_that_miss_some(self):
        scheme = self.make_scheme({"net_12m": 60, "growth": 35})
        self.refused(scheme, "sum to 95 %.*5 % are missing")

    def test_weights_that_are_too_many(self):
        scheme = self.make_scheme({"net_12m": 70, "growth": 40})
        self.refused(scheme, "sum to 110 %.*take 10 % away")

    def test_no_criterion(self):
        self.refused(self.make_scheme({}), "at least one criterion")

    def test_a_criterion_without_breakpoints(self):
        scheme = self.make_scheme({"net_12m": 100})
        scheme.criterion_ids.breakpoint_ids.unlink()
        self.refused(scheme, "no breakpoint")

    def test_an_empty_ladder(self):
        scheme = self.make_scheme({"net_12m": 100})
        self.env["kehu.grade"].search([]).active = False
        self.refused(scheme, "no grade to reach")

    def assertImpossible(self, work):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            work()
            self.env.flush_all()

    def test_two_breakpoints_at_one_value(self):
        criterion = self.make_scheme({"net_12m": 100}).criterion_ids
        steps = [Command.create({"value_from": 1, "points": 30})]
        self.assertImpossible(lambda: criterion.write({"breakpoint_ids": steps}))

    def test_points_beyond_100(self):
        step = self.make_scheme({"net_12m": 100}).criterion_ids.breakpoint_ids[0]
        self.assertImpossible(lambda: step.write({"points": 101}))

    def test_a_weight_of_nothing(self):
        criterion = self.make_scheme({"net_12m": 100}).criterion_ids
        self.assertImpossible(lambda: criterion.write({"weight": 0}))

    def test_a_fact_counts_once(self):
        scheme = self.make_scheme({"net_12m": 50})
        again = [Command.create({"fact": "net_12m", "weight": 50})]
        self.assertImpossible(lambda: scheme.write({"criterion_ids": again}))

    def test_two_grades_at_one_score(self):
        twin = {"name": "Twin", "score_from": 75}
        self.assertImpossible(lambda: self.env["kehu.grade"].create(twin))

    def test_a_grade_beyond_100(self):
        beyond = {"name": "Beyond", "score_from": 101}
        self.assertImpossible(lambda: self.env["kehu.grade"].create(beyond))

    def test_an_archived_grade_leaves_its_score_free(self):
        self.grade("A").active = False
        self.env.flush_all()
        self.env["kehu.grade"].create({"name": "New A", "score_from": 75})
        self.env.flush_all()


@tagged("post_install", "-at_install")
class TestSchemeInUse(KehuTeamCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.scheme = cls.grade_by_money().with_user(cls.manager)
        cls.criterion = cls.scheme.criterion_ids
        cls.step = cls.criterion.breakpoint_ids[0]
        cls.draft = cls.make_scheme({"growth": 100}).with_user(cls.manager)

    def assertKept(self, work):
        with self.assertRaisesRegex(UserError, "in use"):
            work()

    def test_its_audience_stays(self):
        other = self.env.ref("kehu_liquor.audience_outlet")
        self.assertKept(lambda: self.scheme.write({"audience_id": other.id}))

    def test_its_weights_stay(self):
        self.assertKept(lambda: self.criterion.write({"weight": 50}))

    def test_also_by_way_of_the_scheme(self):
        change = [Command.update(self.criterion.id, {"weight": 50})]
        self.assertKept(lambda: self.scheme.write({"criterion_ids": change}))

    def test_no_criterion_joins(self):
        values = {"scheme_id": self.scheme.id, "fact": "growth", "weight": 5}
        self.assertKept(lambda: self.criterion.create(values))

    def test_no_criterion_joins_by_default(self):
        criteria = self.criterion.with_context(default_scheme_id=self.scheme.id)
        self.assertKept(lambda: criteria.create({"fact": "growth", "weight": 5}))

    def test_no_criterion_moves_in(self):
        moved = self.draft.criterion_ids
        self.assertKept(lambda: moved.write({"scheme_id": self.scheme.id}))

    def test_no_criterion_leaves(self):
        self.assertKept(self.criterion.unlink)

    def test_no_breakpoint_changes(self):
        self.assertKept(lambda: self.step.write({"points": 21}))

    def test_no_breakpoint_joins(self):
        values = {"criterion_id": self.criterion.id, "value_from": 7, "points": 1}
        self.assertKept(lambda: self.step.create(values))

    def test_no_breakpoint_moves_in(self):
        moved = self.draft.criterion_ids.breakpoint_ids[0]
        self.assertKept(lambda: moved.write({"criterion_id": self.criterion.id}))

    def test_no_breakpoint_leaves(self):
        self.assertKept(self.step.unlink)

    def test_it_is_not_deleted(self):
        self.assertKept(self.scheme.unlink)

    def test_it_is_not_put_to_use_twice(self):
        self.assertKept(self.scheme.action_activate)

    def test_its_state_is_not_written_by_hand(self):
        for context in ({}, {"kehu_scheme_state": True}):
            with self.subTest(context), self.assertRaisesRegex(UserError, "buttons"):
                self.draft.with_context(**context).write({"state": "active"})

    def test_nor_given_at_birth(self):
        values = {"state": "active", "name": "Sly"}
        sly = self.draft.create({**values, "audience_id": self.draft.audience_id.id})
        self.assertEqual(sly.state, "draft")


@tagged("post_install", "-at_install")
class TestSchemeVersions(KehuTeamCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.old = cls.grade_by_money().with_user(cls.manager)

    def next_version(self):
        action = self.old.action_new_version()
        return self.old.browse(action["res_id"])

    def test_a_new_version_is_a_draft_copy(self):
        new = self.next_version()
        self.assertEqual((new.state, new.version), ("draft", self.old.version + 1))
        self.assertEqual(new.criterion_ids.ladder, self.old.criterion_ids.ladder)
        self.assertNotEqual(new.criterion_ids, self.old.criterion_ids)

    def test_a_draft_does_not_grade(self):
        self.next_version().criterion_ids.breakpoint_ids.points = 0
        shop = self.make_customer("Shop")
        self.sell(shop, ago(5), 60000)
        self.night()
        self.assertGrade(shop, "B")

    def test_put_to_use_it_retires_its_predecessor(self):
        new = self.next_version()
        new.criterion_ids.breakpoint_ids.points = 100
        self.put_to_use(new)
        self.assertEqual((self.old.state, new.state), ("retired", "active"))
        self.assertEqual(new.activated_by_id, self.manager)
        shop = self.make_customer("Shop")
        self.sell(shop, ago(5), 60000)
        self.night()
        self.assertGrade(shop, "KA")

    def test_the_retired_one_is_not_edited_either(self):
        self.put_to_use(self.next_version())
        with self.assertRaisesRegex(UserError, "was in use"):
            self.old.criterion_ids.weight = 50

    def test_a_salesperson_changes_nothing(self):
        seen = self.old.with_user(self.seller)
        for work in (seen.action_new_version, seen.action_activate, seen.unlink):
            with (
                self.subTest(work.__name__),
                self.assertRaises(UserError),
            ):
                work()
        draft = self.next_version()
        with self.assertRaises(AccessError):
            draft.with_user(self.seller).action_activate()

    def test_every_shipped_scheme_makes_sense_and_is_in_use(self):
        shipped = self.env["ir.model.data"].search(
            [("module", "=", "kehu_liquor"), ("model", "=", "kehu.scheme")]
        )
        schemes = self.env["kehu.scheme"].browse(shipped.mapped("res_id"))
        audiences = self.env["kehu.audience"].search([])
        self.assertEqual(schemes.audience_id, audiences)
        for scheme in schemes:
            scheme._check_makes_sense()
