"""Account opening: papers, steps, who may do which, and what it means for orders."""

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import TODAY, ago
from .common_opening import OpeningCase


@tagged("post_install", "-at_install")
class TestOpening(OpeningCase):
    # ------------------------------------------------------------ the papers
    def test_it_begins_with_what_the_standard_wants(self):
        opening = self.begin()
        self.assertEqual(opening.standard_id, self.standard)
        self.assertEqual(
            opening.line_ids.mapped("name"), ["Licence", "Photo", "Shelf", "First"]
        )
        self.assertEqual(opening.progress, "0/3")

    def test_a_second_click_opens_the_same(self):
        self.assertEqual(self.begin(), self.begin())

    def test_each_paper_says_what_is_lacking(self):
        opening = self.begin()
        licence = self.line(opening, "Licence")
        self.assertEqual(licence.lacking, "number, end date")
        licence.write({"number": "JY1", "date_end": ago(1)})
        self.assertEqual(licence.lacking, "has expired")
        licence.date_end = TODAY
        self.assertFalse(licence.lacking)
        self.assertEqual(opening.progress, "1/3")

    def test_the_first_payment_is_read_from_the_books(self):
        opening = self.begin()
        self.prepay(self.own, amount=499)
        first = self.line(opening, "First")
        self.assertEqual((first.received, first.lacking), (499, "payment"))
        self.prepay(self.own, amount=1)
        opening.invalidate_recordset()
        first.invalidate_recordset()
        self.assertFalse(first.lacking)

    def test_a_later_change_of_the_standard_changes_no_opening(self):
        opening = self.begin()
        self.standard.requirement_ids.unlink()
        self.assertEqual(len(opening.line_ids), 4)

    def test_without_a_standard_nothing_is_opened(self):
        with self.assertRaisesRegex(UserError, "nothing has to be opened"):
            self.begin(self.free, self.stranger)

    def test_a_first_payment_has_an_amount(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.standard.requirement_ids[0].write({"amount": 5})
            self.env.flush_all()

    # ------------------------------------------------------------- the steps
    def test_all_the_way(self):
        opening = self.open_account()
        self.assertEqual(opening.state, "approved")
        self.assertEqual(opening.applied_by_id, self.seller)
        self.assertEqual(opening.checked_by_id, self.lead)
        self.assertEqual(opening.decided_by_id, self.manager)
        self.assertEqual(opening.decided_on, TODAY)
        self.assertEqual(opening.date_end, TODAY.replace(year=2027))
        self.assertEqual(opening.ending, "Licence JY15101")

    def test_nothing_is_applied_for_with_papers_lacking(self):
        opening = self.begin()
        with self.assertRaisesRegex(UserError, "Licence: number, end date"):
            opening.with_user(self.seller).action_apply()

    def test_no_approval_before_the_money(self):
        opening = self.begin()
        self.show_papers(opening)
        opening.with_user(self.seller).action_apply()
        opening.with_user(self.lead).action_check()
        with self.assertRaisesRegex(UserError, "First: payment"):
            opening.with_user(self.manager).action_approve()

    def test_nobody_checks_or_approves_their_own(self):
        self.manager2 = self.make_user("manager2", "kehu_liquor.group_kehu_manager")
        opening = self.begin(user=self.manager)
        self.show_papers(opening, user=self.manager)
        self.prepay(self.own, amount=500)
        opening.with_user(self.manager).action_apply()
        with self.assertRaisesRegex(UserError, "your own"):
            opening.with_user(self.manager).action_check()
        opening.with_user(self.manager2).action_check()
        with self.assertRaisesRegex(UserError, "your own"):
            opening.with_user(self.manager).action_approve()
        with self.assertRaisesRegex(UserError, "does not approve it too"):
            opening.with_user(self.manager2).action_approve()
        self.assertEqual(opening.state, "checked")

    def test_a_refusal_says_why(self):
        opening = self.begin()
        self.show_papers(opening)
        opening.with_user(self.seller).action_apply()
        with self.assertRaisesRegex(UserError, "Say why"):
            opening.with_user(self.lead).action_refuse()
        opening.with_user(self.lead).decision_note = "Cannot be read"
        opening.with_user(self.lead).action_refuse()
        self.assertEqual(opening.state, "refused")
        self.assertNotEqual(self.begin(), opening)

    def test_it_is_taken_back_and_completed(self):
        opening = self.begin()
        self.show_papers(opening)
        opening.with_user(self.seller).action_apply()
        with self.assertRaisesRegex(UserError, "take it back"):
            self.line(opening, "Licence").with_user(self.seller).number = "X"
        opening.with_user(self.seller).action_take_back()
        self.line(opening, "Licence").with_user(self.seller).number = "X"
        self.assertEqual((opening.state, opening.applied_on), ("draft", False))

    def test_a_renewal_replaces_the_approved_one(self):
        first = self.open_account()
        action = first.with_user(self.seller).action_renew()
        second = self.openings.browse(action["res_id"])
        self.assertTrue(self.openings._is_approved(self.own, self.company))
        self.show_papers(second)
        second.with_user(self.seller).action_apply()
        second.with_user(self.lead).action_check()
        second.with_user(self.manager).action_approve()
        self.assertEqual((first.state, second.state), ("replaced", "approved"))

    # ------------------------------------------------------------- who wants
    def test_who_has_yet_to_meet_the_standard(self):
        standards = self.env["kehu.opening.standard"]
        self.assertEqual(standards._wanted(self.own, self.company), self.standard)
        self.assertFalse(standards._wanted(self.free, self.company))
        self.open_account()
        self.assertFalse(standards._wanted(self.own, self.company))

    def test_an_old_customer_is_one_already(self):
        standards = self.env["kehu.opening.standard"]
        self.sell(self.own, ago(101))
        self.sell(self.others, ago(100))
        self.refresh()
        self.assertFalse(standards._wanted(self.own, self.company))
        self.assertEqual(standards._wanted(self.others, self.company), self.standard)

    def test_another_company_has_its_own_standard_and_opening(self):
        other = self.make_company("Other")
        self.open_account()
        standards = self.env["kehu.opening.standard"]
        wanted = standards._wanted(self.own, other)
        self.assertEqual(wanted, self.env.ref("kehu_liquor.opening_standard_outlet"))
        self.assertEqual(self.env["kehu.opening"]._current(self.own, other).ids, [])

    # -------------------------------------------------------------- the page
    def test_the_page_says_where_it_stands(self):
        page = self.own.with_user(self.seller).kehu_page["opening"]
        self.assertEqual(page["text"], "Not opened yet: orders up to ¥ 3,000")
        self.assertEqual(page["button"], "Apply for Opening")
        opening = self.begin()
        self.show_papers(opening)
        opening.with_user(self.seller).action_apply()
        self.own.invalidate_recordset()
        page = self.own.with_user(self.seller).kehu_page["opening"]
        self.assertEqual(page["text"], "Opening: Waiting for the Check 2/3")

    def test_the_page_warns_of_what_ends(self):
        self.open_account(until=TODAY.replace(month=7))
        page = self.own.with_user(self.seller).kehu_page["opening"]
        self.assertIn("Licence JY15101 valid until", page["text"])
        self.assertEqual(page["tone"], "warning")

    # ------------------------------------------------------------- the screen
    def test_the_form_fills_papers(self):
        with Form(self.openings.with_user(self.seller)) as form:
            form.partner_id = self.own
        opening = form.record
        with Form(opening) as form, form.line_ids.edit(0) as line:
            line.number = "JY9"
        self.assertEqual(self.line(opening, "Licence").number, "JY9")

    # ------------------------------------------------------------- merging
    def test_merging_keeps_both_and_one_holds(self):
        approved = self.open_account()
        self.open_account(self.others)
        draft = self.begin(self.far, self.stranger)
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.own + self.others + self.far).ids, self.own)
        theirs = self.openings.search([("partner_id", "=", self.own.id)])
        self.assertEqual(len(theirs), 3)
        self.assertEqual(theirs.filtered(lambda o: o.state == "approved"), approved)
        self.assertEqual(draft.state, "draft")


@tagged("post_install", "-at_install")
class TestOpeningDoors(OpeningCase):
    """Who reads, who writes; a state is moved by a step alone."""

    def test_a_salesperson_opens_own_customers_only(self):
        self.begin()
        for partner in (self.others, self.far):
            with self.assertRaises(AccessError):
                self.openings.with_user(self.seller).create({"partner_id": partner.id})

    def test_a_salesperson_reads_own_only(self):
        mine, theirs = self.begin(), self.begin(self.far, self.stranger)
        seen = self.openings.with_user(self.seller).search([])
        self.assertIn(mine, seen)
        self.assertNotIn(theirs, seen)
        seen = self.openings.with_user(self.lead).search([])
        self.assertIn(mine, seen)
        self.assertNotIn(theirs, seen)
        self.assertIn(theirs, self.openings.with_user(self.manager).search([]))
        with self.assertRaises(AccessError):
            theirs.with_user(self.lead).action_take_back()

    def test_others_see_nothing(self):
        opening = self.begin()
        for user in (self.plain, self.portal, self.accountant):
            with self.assertRaises(AccessError):
                opening.with_user(user).read(["state"])

    def test_no_state_is_written_by_hand(self):
        opening = self.begin()
        for user in (self.seller, self.lead, self.manager):
            for vals in (
                {"state": "approved"},
                {"applied_by_id": user.id},
                {"partner_id": self.others.id},
            ):
                with self.assertRaises(AccessError):
                    opening.with_user(user).write(vals)

    def test_none_is_born_approved(self):
        opening = self.openings.with_user(self.seller).create(
            {
                "partner_id": self.own.id,
                "state": "approved",
                "decided_by_id": self.manager.id,
                "line_ids": [],
            }
        )
        self.assertEqual(opening.state, "draft")
        self.assertFalse(opening.decided_by_id)
        self.assertEqual(len(opening.line_ids), 4)

    def test_what_is_needed_is_not_written_by_hand(self):
        licence = self.line(self.begin(), "Licence").with_user(self.seller)
        for vals in ({"is_mandatory": False}, {"needs_number": False}):
            with self.assertRaises(AccessError):
                licence.write(vals)
        with self.assertRaises(AccessError):
            licence.unlink()

    def test_steps_want_their_rank(self):
        opening = self.begin()
        self.show_papers(opening)
        opening.with_user(self.seller).action_apply()
        for user in (self.seller, self.colleague):
            with self.assertRaises(AccessError):
                opening.with_user(user).action_check()
        opening.with_user(self.manager).action_check()
        with self.assertRaises(AccessError):
            opening.with_user(self.lead).action_approve()

    def test_a_remark_is_the_leads(self):
        opening = self.begin()
        with self.assertRaises(AccessError):
            opening.with_user(self.seller).decision_note = "Fine"

    def test_only_drafts_are_deleted(self):
        opening = self.open_account()
        with self.assertRaises(UserError):
            opening.with_user(self.manager).unlink()
        self.begin(self.others, self.colleague).with_user(self.colleague).unlink()

    def test_standards_are_the_managers(self):
        with self.assertRaises(AccessError):
            self.standard.with_user(self.lead).order_limit = 1
        self.standard.with_user(self.manager).order_limit = 1
