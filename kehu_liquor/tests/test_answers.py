"""What people say of a customer counts in its score: theirs, the newest, kept."""

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import TODAY, KehuTeamCase, ago


class AnswerCase(KehuTeamCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.potential = cls.env.ref("kehu_liquor.question_potential")
        cls.key = f"question_{cls.potential.id}"

    def answer(self, value, partner=None, user=None, **more):
        answers = self.env["kehu.answer"].with_user(user or self.seller)
        return answers.create(
            {
                "partner_id": (partner or self.own).id,
                "company_id": self.company.id,
                "question_id": self.potential.id,
                "value": value,
                **more,
            }
        )


@tagged("post_install", "-at_install")
class TestAnswers(AnswerCase):
    def test_a_salesperson_answers_on_own_customers_only(self):
        self.answer(4)
        with self.assertRaises(AccessError):
            self.answer(4, self.others)

    def test_a_lead_answers_on_the_teams(self):
        self.answer(4, self.others, self.lead)
        with self.assertRaises(AccessError):
            self.answer(4, self.far, self.lead)

    def test_outsiders_do_not(self):
        for user in (self.plain, self.portal, self.accountant):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.answer(4, user=user)

    def test_others_do_not_read_them(self):
        self.answer(4)
        for user in (self.stranger, self.colleague):
            found = self.env["kehu.answer"].with_user(user).search([])
            self.assertFalse(found)
        self.assertTrue(self.env["kehu.answer"].with_user(self.manager).search([]))

    def test_who_and_when_are_not_the_writers_to_say(self):
        answer = self.answer(4, user_id=self.manager.id)
        self.assertEqual((answer.user_id, answer.day), (self.seller, TODAY))

    def test_not_for_a_day_to_come(self):
        with self.assertRaisesRegex(ValidationError, "today or of a past day"):
            self.answer(4, day=ago(-1))

    def test_only_from_1_to_5(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.answer(6)

    def test_nobody_rewrites_or_deletes_one(self):
        answer = self.answer(4).sudo()
        with self.assertRaisesRegex(UserError, "answer again"):
            answer.value = 5
        with self.assertRaisesRegex(UserError, "not deleted"):
            answer.unlink()

    def test_a_question_with_answers_is_archived_not_deleted(self):
        self.answer(4)
        with self.assertRaisesRegex(UserError, "archive the question"):
            self.potential.unlink()

    def test_a_question_that_counts_is_not_deleted(self):
        self.make_scheme({self.key: 100})
        with self.assertRaisesRegex(UserError, "archive the question"):
            self.potential.unlink()

    def test_a_merge_keeps_the_answers(self):
        self.answer(4)
        self.answer(2, self.others, self.colleague)
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.own + self.others).ids, self.others)
        found = self.env["kehu.answer"].search([])
        self.assertEqual(found.partner_id, self.others)
        self.assertEqual(len(found), 2)


@tagged("post_install", "-at_install")
class TestAnswersCount(AnswerCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.scheme = cls.make_scheme(
            {"net_12m": 50, cls.key: 50},
            audience_id=cls.env.ref("kehu_liquor.audience_outlet").id,
        )
        cls.sell(cls.own, ago(5), 60000)
        cls.put_to_use(cls.scheme)

    def score(self):
        self.night()
        return self.metric(self.own).score

    def test_an_answer_is_scored_like_a_figure(self):
        self.answer(5)
        self.assertEqual(self.score(), 80)  # half of 60, half of 100
        line = self.metric(self.own).scorecard_id.line_ids[1]
        self.assertEqual(line.criterion_id.display_name, "Growth Potential")
        self.assertEqual((line.value_text, line.points), ("5", 100))

    def test_without_an_answer_its_weight_is_shared(self):
        self.assertEqual(self.score(), 60)

    def test_the_newest_counts(self):
        self.answer(5, day=ago(10))
        self.answer(1, day=ago(20))
        self.assertEqual(self.score(), 80)
        self.answer(3)
        self.assertEqual(self.score(), 60)

    def test_the_last_word_of_a_day_counts(self):
        self.answer(5)
        self.answer(1)
        self.assertEqual(self.score(), 40)

    def test_another_companys_answer_does_not(self):
        other = self.make_company("Other")
        self.seller.company_ids += other
        answers = self.env["kehu.answer"].with_user(self.seller)
        answers = answers.with_context(allowed_company_ids=[self.company.id, other.id])
        answers.create(
            {
                "partner_id": self.own.id,
                "company_id": other.id,
                "question_id": self.potential.id,
                "value": 5,
            }
        )
        self.assertEqual(self.score(), 60)

    def test_a_replay_takes_the_answers_up_to_its_day(self):
        self.answer(5, day=ago(2))
        self.answer(1)
        replay = self.env["kehu.run"]._replay
        self.assertEqual(replay(ago(1), self.company)[self.own.id]["score"], 80)
        self.assertEqual(replay(TODAY, self.company)[self.own.id]["score"], 40)
        self.assertEqual(replay(ago(3), self.company)[self.own.id]["score"], 60)

    def test_from_the_page_it_counts_at_once(self):
        self.night()
        metric = self.metric(self.own).with_user(self.seller)
        asked = metric.get_questions()
        self.assertEqual([q["value"] for q in asked], [0, 0, 0])
        self.assertIn("not answered", asked[0]["said"])
        metric.action_answer({str(self.potential.id): 5})
        self.assertEqual(self.metric(self.own).score, 80)
        self.assertEqual(metric.get_questions()[0]["value"], 5)

    def test_not_from_the_page_of_somebody_elses_customer(self):
        metric = self.metric(self.others).with_user(self.seller)
        for work in (metric.get_questions, lambda: metric.action_answer({})):
            with self.assertRaises(AccessError):
                work()

    def test_a_question_is_asked_only_of_its_audience(self):
        self.potential.audience_ids = self.env.ref("kehu_liquor.audience_dealer")
        asked = self.metric(self.own).get_questions()
        self.assertNotIn(self.potential.id, [q["id"] for q in asked])
        draft = self.make_scheme(
            {self.key: 100}, audience_id=self.scheme.audience_id.id
        )
        with self.assertRaisesRegex(UserError, "is not asked of"):
            draft.action_try()

    def test_an_archived_question_still_explains_old_cards(self):
        self.answer(5)
        self.night()
        self.potential.active = False
        told = self.metric(self.own).get_explanation()
        self.assertIn("Growth Potential", [line["name"] for line in told["lines"]])
