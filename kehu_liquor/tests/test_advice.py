from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import TODAY, ago
from .common_advice import AdviceCase


@tagged("post_install", "-at_install")
class TestAdviceAgreed(AdviceCase):
    """Proposed by one, agreed by another, in batch; it moves by its buttons alone."""

    def test_it_waits_for_agreement_where_its_kind_asks(self):
        self.assertEqual(self.propose(self.own).state, "proposed")
        free = self.propose(self.own, self.shelf)
        self.assertEqual((free.state, free.agreed_on), ("agreed", TODAY))
        self.assertFalse(free.agreed_by_id)

    def test_a_lead_agrees_to_many_at_once(self):
        both = self.propose(self.own) + self.propose(self.others)
        both.with_user(self.lead).action_agree()
        self.assertEqual(set(both.mapped("state")), {"agreed"})
        self.assertEqual(both.agreed_by_id, self.lead)

    def test_never_to_ones_own(self):
        for user in (self.lead, self.manager):
            mine = self.propose(self.own, user=user)
            with self.assertRaisesRegex(UserError, "somebody else agrees"):
                mine.action_agree()
            named = self.propose(self.own, user=user, user_id=self.seller.id)
            with self.assertRaisesRegex(UserError, "somebody else agrees"):
                named.action_agree()
        mine.with_user(self.boss).action_agree()
        self.assertEqual(mine.state, "agreed")

    def test_of_many_one_own_stops_all(self):
        both = self.propose(self.own) + self.propose(self.own, user=self.lead).sudo()
        with self.assertRaises(UserError), self.env.cr.savepoint():
            both.with_user(self.lead).action_agree()
        self.assertEqual(set(both.sudo().mapped("state")), {"proposed"})

    def test_salespeople_do_not_agree(self):
        with self.assertRaises(AccessError):
            self.propose(self.own).action_agree()

    def test_agreed_once(self):
        advice = self.agreed(self.own)
        with self.assertRaisesRegex(UserError, "cannot do that any more"):
            advice.with_user(self.lead).action_agree()

    def test_the_state_is_not_written(self):
        advice = self.propose(self.own)
        for user in (self.seller, self.lead, self.manager):
            for values in (
                {"state": "adopted"},
                {"agreed_by_id": user.id},
                {"answered_on": TODAY},
                {"effect": "measured"},
                {"gain": 2.0},
            ):
                refused = self.assertRaisesRegex(UserError, "buttons")
                with self.subTest(f"{user.login} {values}"), refused:
                    advice.with_user(user).write(values)

    def test_nor_sent_along(self):
        advice = self.propose(
            self.own,
            state="adopted",
            agreed_by_id=self.lead.id,
            answered_on=TODAY,
            effect="measured",
            gain=3.0,
        )
        self.assertEqual(advice.state, "proposed")
        self.assertFalse(advice.agreed_by_id or advice.answered_on or advice.effect)
        self.assertFalse(advice.gain)

    def test_what_was_agreed_stands(self):
        advice = self.propose(self.own)
        advice.name = "A better display"
        advice.with_user(self.lead).action_agree()
        for values in ({"name": "Other"}, {"kind_id": self.shelf.id}):
            with self.assertRaisesRegex(UserError, "stands"):
                advice.write(values)

    def test_it_stays_with_its_customer(self):
        advice = self.propose(self.own)
        for user in (self.seller, self.manager):
            with self.assertRaisesRegex(UserError, "stays with its customer"):
                advice.with_user(user).partner_id = self.far

    def test_what_is_agreed_already_is_passed_over(self):
        both = self.propose(self.own) + self.propose(self.others)
        both[0].with_user(self.lead).action_agree()
        both.with_user(self.manager).action_agree()
        self.assertEqual(both.agreed_by_id, self.lead + self.manager)

    def test_another_kind_is_no_way_round(self):
        advice = self.propose(self.own)
        advice.kind_id = self.shelf
        self.assertEqual(advice.state, "proposed")

    def test_in_ones_own_name(self):
        with self.assertRaisesRegex(ValidationError, "own name"):
            self.propose(self.own, user_id=self.colleague.id)

    def test_withdrawn_and_kept(self):
        advice = self.agreed(self.own)
        advice.action_withdraw()
        self.assertEqual(advice.state, "withdrawn")
        for act in (advice.action_adopt, advice.action_withdraw):
            with self.assertRaises(UserError):
                act()
        with self.assertRaises(UserError):
            advice.sudo().unlink()
        with self.assertRaises(AccessError):
            advice.with_user(self.manager).unlink()

    def test_a_product_or_a_category(self):
        category = self.env["product.category"].create({"name": "Baijiu"})
        product = self.env["product.product"].create({"name": "Aged"})
        self.propose(self.own, product_id=product.id)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.propose(self.own, product_id=product.id, category_id=category.id)


@tagged("post_install", "-at_install")
class TestAdviceWhose(AdviceCase):
    """Own, the team's, all; nobody else, and no other company."""

    def test_who_sees_it(self):
        mine, theirs, far = (self.propose(c) for c in self.customers)
        seen = {
            self.seller: mine,
            self.colleague: theirs,
            self.lead: mine + theirs,
            self.manager: mine + theirs + far,
        }
        among = [("id", "in", (mine + theirs + far).ids)]
        for user, expected in seen.items():
            found = self.advices.with_user(user).search(among)
            self.assertEqual(set(found.ids), set(expected.ids), user.login)

    def test_outsiders_see_none(self):
        advice = self.propose(self.own)
        for user in (self.plain, self.portal, self.accountant):
            with self.subTest(user.login), self.assertRaises(AccessError):
                advice.with_user(user).read(["name"])

    def test_others_customers_are_refused(self):
        for act in ("action_adopt", "action_decline", "action_withdraw"):
            with self.subTest(act), self.assertRaises(AccessError):
                getattr(self.agreed(self.own).with_user(self.colleague), act)()
        with self.assertRaises(AccessError):
            self.propose(self.others, user=self.seller)
        with self.assertRaises(AccessError):
            self.propose(self.far).with_user(self.lead).action_agree()

    def test_another_companys_customer(self):
        other = self.make_company("Elsewhere")
        stranger = self.make_customer("Theirs", company_id=other.id)
        with self.assertRaisesRegex(ValidationError, "not of Wuyi"):
            self.advices.create(
                {
                    "partner_id": stranger.id,
                    "company_id": self.company.id,
                    "name": "No",
                    "kind_id": self.display.id,
                }
            )
        theirs = self.advices.create(
            {
                "partner_id": stranger.id,
                "company_id": other.id,
                "name": "Theirs",
                "kind_id": self.display.id,
            }
        )
        for user in (self.seller, self.lead, self.manager):
            with self.assertRaises(AccessError):
                theirs.with_user(user).read(["name"])

    def test_kinds_belong_to_managers(self):
        with self.assertRaises(AccessError):
            self.display.with_user(self.lead).needs_agreement = False
        self.display.with_user(self.manager).needs_agreement = False

    def test_it_passes_on_with_the_customer(self):
        advice = self.agreed(self.own)
        things = self.own._kehu_open_things(self.seller, self.company)
        self.assertIn(("Floor display", TODAY), things[self.own.id])
        self.own._kehu_pass_on(self.seller, self.colleague, self.company)
        self.assertEqual(advice.sudo().user_id, self.colleague)

    def test_merging_keeps_it(self):
        twin = self.make_customer("Twin", "outlet", user_id=self.seller.id)
        advice = self.propose(twin)
        merge = self.env["base.partner.merge.automatic.wizard"]
        merge._merge((self.own + twin).ids, self.own)
        self.assertEqual(advice.sudo().partner_id, self.own)


@tagged("post_install", "-at_install")
class TestAdviceCarried(AdviceCase):
    """A visit brings it; the customer says yes or no, and why."""

    def test_a_visit_brings_it_and_the_answer(self):
        advice = self.agreed(self.own)
        visit = self.log(
            self.own,
            days=1,
            advice_id=advice.id,
            advice_answer="adopted",
            advice_opinion="Good for the festival",
        )
        self.assertEqual((advice.state, advice.visit_id), ("adopted", visit))
        self.assertEqual(advice.answered_on, ago(1))
        self.assertEqual(advice.opinion, "Good for the festival")
        self.assertEqual(advice.answered_by_id, self.seller)
        self.assertEqual(advice.effect_days, 30)

    def test_brought_without_an_answer(self):
        advice = self.agreed(self.own)
        visit = self.log(self.own, advice_id=advice.id)
        self.assertEqual((advice.state, advice.carried_on), ("carried", TODAY))
        visit.advice_id = False
        self.assertEqual((advice.state, advice.visit_id.id), ("agreed", False))
        visit.advice_id = advice
        visit.sudo().unlink()
        self.assertEqual(advice.state, "agreed")

    def test_the_quick_entry_has_it_at_hand(self):
        advice = self.agreed(self.own)
        visits = self.visits.with_env(self.as_user(self.seller))
        form = Form(visits, view="kehu_liquor.kehu_visit_view_quick")
        form.partner_id = self.own
        self.assertEqual(form.advice_id, advice)
        form.advice_answer = "declined"
        form.advice_opinion = "No room"
        form.save()
        self.assertEqual((advice.state, advice.opinion), ("declined", "No room"))

    def test_a_call_is_not_asked_for_it(self):
        self.agreed(self.own)
        visits = self.visits.with_env(self.as_user(self.seller))
        form = Form(visits, view="kehu_liquor.kehu_visit_view_quick")
        form.kind_id = self.T
        form.partner_id = self.own
        self.assertFalse(form.advice_id)
        self.assertTrue(form.has_advice)

    def test_a_plan_takes_it_along(self):
        plan = self.visits.create(
            {
                "partner_id": self.own.id,
                "user_id": self.seller.id,
                "kind_id": self.M.id,
                "state": "planned",
                "planned_at": "2026-07-02 02:00:00",
            }
        )
        self.assertFalse(plan.advice_id)
        advice = self.agreed(self.own)
        self.assertEqual(plan.advice_id, advice)
        self.assertEqual(advice.state, "agreed")
        plan.with_user(self.seller).write({"advice_answer": "adopted"})
        self.assertEqual(advice.state, "agreed")
        plan.with_user(self.seller).action_done()
        self.assertEqual((advice.state, advice.visit_id), ("adopted", plan))

    def test_withdrawn_it_leaves_the_plan(self):
        advice = self.agreed(self.own)
        plan = self.visits.create(
            {
                "partner_id": self.own.id,
                "user_id": self.seller.id,
                "kind_id": self.M.id,
                "state": "planned",
                "planned_at": "2026-07-02 02:00:00",
            }
        )
        self.assertEqual(plan.advice_id, advice)
        advice.action_withdraw()
        self.assertFalse(plan.advice_id)

    def test_exactly_one_where_the_kind_asks(self):
        self.M.needs_advice = True
        with self.assertRaisesRegex(ValidationError, "exactly one piece of advice"):
            self.log(self.own, hours=9)
        advice = self.agreed(self.own)
        visit = self.log(self.own, advice_id=advice.id)
        with self.assertRaisesRegex(ValidationError, "exactly one piece of advice"):
            visit.advice_id = False
        visit.invalidate_recordset()
        self.log(self.own, self.T, hours=3)

    def test_no_kind_asks_as_shipped(self):
        kinds = self.env["kehu.visit.kind"].search([])
        self.assertFalse(any(kinds.mapped("needs_advice")))
        self.log(self.own)

    def test_the_last_contact_says_what_holds(self):
        advice = self.agreed(self.own)
        first = self.log(
            self.own, days=3, advice_id=advice.id, advice_answer="declined"
        )
        self.assertEqual(advice.state, "declined")
        self.log(self.own, days=1, advice_id=advice.id, advice_answer="adopted")
        first.advice_opinion = "No room yet"
        self.assertEqual((advice.state, advice.answered_on), ("adopted", ago(1)))

    def test_not_agreed_is_not_brought(self):
        with self.assertRaisesRegex(ValidationError, "not agreed"):
            self.log(self.own, advice_id=self.propose(self.own).id)

    def test_nor_anothers(self):
        with self.assertRaisesRegex(ValidationError, "somebody else"):
            self.log(self.own, advice_id=self.agreed(self.others).id)

    def test_answered_by_its_button(self):
        advice = self.agreed(self.own)
        advice.opinion = "Let us try"
        advice.action_adopt()
        self.assertEqual((advice.state, advice.answered_on), ("adopted", TODAY))
        with self.assertRaisesRegex(UserError, "said stands"):
            advice.opinion = "Never said"

    def test_a_mistake_is_put_right_for_a_week(self):
        advice = self.agreed(self.own)
        advice.action_adopt()
        advice.action_decline()
        self.assertEqual(advice.state, "declined")
        advice.sudo().answered_on = ago(8)
        with self.assertRaisesRegex(UserError, "only a lead"):
            advice.action_adopt()
        advice.with_user(self.lead).action_adopt()
        self.assertEqual(advice.state, "adopted")

    def test_proposed_is_not_answered(self):
        with self.assertRaises(UserError):
            self.propose(self.own).action_adopt()
