"""A letter or a meeting offers itself as a contact, once."""

from datetime import timedelta

from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_visits import NOW, VisitCase


class OfferCase(VisitCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.wang = cls.contact(cls.own)
        cls.wang.email = "wang@example.com"
        cls.E = cls.env.ref("kehu_liquor.visit_kind_email")

    def offers(self, user=None):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.as_user(user or self.seller)["kehu.visit.offer"].search([])

    def write_to(self, person, user=None, record=None, **values):
        user = user or self.seller
        record = record or person.commercial_partner_id
        return (
            self.as_user(user)["res.partner"]
            .browse(record.id)
            .message_post(
                body="The price list",
                subject="Price list",
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
                partner_ids=person.ids,
                **values,
            )
        )

    def meet(self, *persons, user=None, hours=3, **values):
        user = user or self.seller
        everybody = user.partner_id.ids + [person.id for person in persons]
        begin = NOW - timedelta(hours=hours)
        return (
            self.as_user(user)["calendar.event"]
            .with_context(no_mail_to_attendees=True)
            .create(
                {
                    "name": "Tasting",
                    "start": begin,
                    "stop": begin + timedelta(hours=1),
                    "partner_ids": [Command.set(everybody)],
                    **values,
                }
            )
        )


@tagged("post_install", "-at_install")
class TestLetters(OfferCase):
    def test_a_letter_becomes_a_contact_by_one_tap(self):
        letter = self.write_to(self.wang)
        offer = self.offers()
        self.assertEqual(offer.text, "Mail of 06-30 to Mr Wang: log as E?")
        offer.action_log()
        visit = self.visits.search([("partner_id", "=", self.own.id)])
        self.assertEqual((visit.kind_id, visit.state), (self.E, "done"))
        self.assertEqual((visit.user_id, visit.purpose), (self.seller, "Price list"))
        self.assertEqual(visit.contact_ids, self.wang)
        self.assertEqual(visit.message_id, letter)
        self.assertFalse(self.offers())

    def test_never_twice(self):
        self.write_to(self.wang)
        offer = self.offers()
        offer.action_log()
        with self.assertRaises(UserError):
            offer.action_log()
        visit = self.visits.search([("partner_id", "=", self.own.id)])
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(UniqueViolation),
            self.env.cr.savepoint(),
        ):
            self.visits.create(
                {
                    "partner_id": self.own.id,
                    "kind_id": self.T.id,
                    "message_id": visit.message_id.id,
                }
            )
            self.env.flush_all()

    def test_dismissed_for_good(self):
        self.write_to(self.wang)
        offer = self.offers()
        offer.action_dismiss()
        self.assertFalse(self.offers())
        with self.assertRaises(UserError):
            offer.action_log()
        self.assertFalse(self.visits.search([("partner_id", "=", self.own.id)]))

    def test_from_the_contact_persons_own_page(self):
        self.write_to(self.wang, record=self.wang)
        self.assertEqual(self.offers().partner_id, self.own)

    def test_a_deleted_contact_is_offered_again(self):
        self.write_to(self.wang)
        self.offers().action_log()
        self.visits.search([("partner_id", "=", self.own.id)]).unlink()
        self.assertTrue(self.offers())

    def test_what_is_no_letter_to_the_customer(self):
        seller = self.as_user(self.seller)["res.partner"].browse(self.own.id)
        seller.message_post(
            body="A note among us", partner_ids=self.lead.partner_id.ids
        )
        seller.message_post(
            body="Note", subtype_xmlid="mail.mt_note", partner_ids=self.wang.ids
        )
        self.own.with_user(self.seller).message_post(
            body="To a colleague",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            partner_ids=self.lead.partner_id.ids,
        )
        self.assertFalse(self.offers())

    def test_only_ones_own(self):
        self.write_to(self.wang, self.lead)
        self.assertFalse(self.offers())
        self.assertEqual(len(self.offers(self.lead)), 1)
        self.assertFalse(self.offers(self.manager))

    def test_not_of_weeks_ago(self):
        letter = self.write_to(self.wang)
        letter.sudo().date = NOW - timedelta(days=15)
        self.assertFalse(self.offers())

    def test_lost_customers_are_not_offered(self):
        self.write_to(self.wang)
        offer = self.offers()
        self.own.user_id = self.colleague
        self.assertFalse(self.offers())
        with self.assertRaises(UserError):
            offer.action_log()

    def test_counted_on_the_customers_page(self):
        self.write_to(self.wang)
        self.env.flush_all()
        own = self.as_user(self.seller)["res.partner"].browse(self.own.id)
        self.assertEqual(own.kehu_offer_count, 1)
        action = own.action_kehu_offers()
        self.assertEqual(action["domain"], [("partner_id", "=", self.own.id)])

    def test_nobody_else(self):
        for user in (self.accountant, self.plain, self.portal):
            offers = self.as_user(user)["kehu.visit.offer"]
            with self.subTest(user.login), self.assertRaises(AccessError):
                offers.search([])
            with self.subTest(user.login), self.assertRaises(AccessError):
                offers.browse(2).action_log()
        for user in (self.seller, self.manager):
            dismissed = self.as_user(user)["kehu.visit.dismissed"]
            with self.subTest(user.login), self.assertRaises(AccessError):
                dismissed.search([])

    def test_nobody_claims_anothers_letter(self):
        letter = self.write_to(self.wang, self.lead)
        with self.assertRaises(UserError):
            self.log(self.own, message_id=letter.id)
        visit = self.log(self.own)
        with self.assertRaises(UserError):
            visit.write({"message_id": letter.id})

    def test_another_companys_customer(self):
        self.write_to(self.wang)
        other = self.make_company("Elsewhere")
        self.seller.company_ids = [Command.link(other.id)]
        self.env.flush_all()
        there = self.env(user=self.seller, context={"allowed_company_ids": other.ids})
        self.assertFalse(there["kehu.visit.offer"].search([]))
        both = {"allowed_company_ids": [other.id, self.company.id]}
        offer = self.env(user=self.seller, context=both)["kehu.visit.offer"].search([])
        self.assertEqual(offer.company_id, self.company)
        offer.action_log()
        visit = self.visits.search([("partner_id", "=", self.own.id)])
        self.assertEqual(visit.company_id, self.company)

    def test_as_many_queries_however_much_is_offered(self):
        def queries():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.as_user(self.seller)["kehu.visit.offer"].search([]).mapped("text")
            return self.env.cr.sql_log_count - before

        self.write_to(self.wang)
        queries()
        few = queries()
        for number in range(5):
            self.write_to(self.contact(self.own, f"Person {number}"))
        self.assertEqual(queries(), few)


@tagged("post_install", "-at_install")
class TestMeetings(OfferCase):
    def test_a_meeting_held_becomes_a_visit(self):
        event = self.meet(self.wang)
        offer = self.offers()
        self.assertEqual(offer.text, "Meeting of 06-30 with Mr Wang: log as M?")
        offer.action_log()
        visit = self.visits.search([("partner_id", "=", self.own.id)])
        self.assertEqual((visit.kind_id, visit.purpose), (self.M, "Tasting"))
        self.assertEqual((visit.date_begin, visit.date_end), (event.start, event.stop))
        self.assertFalse(self.offers())

    def test_not_yet_not_mine_not_there(self):
        self.meet(self.wang, hours=-3)
        self.meet(self.wang, user=self.lead)
        self.meet(self.wang, active=False)
        declined = self.meet(self.wang)
        mine = declined.attendee_ids.filtered(
            lambda a: a.partner_id == self.seller.partner_id
        )
        mine.state = "declined"
        self.assertFalse(self.offers())

    def test_several_customers_at_one_table(self):
        second = self.make_customer("Second", "outlet", user_id=self.seller.id)
        self.meet(self.wang, self.contact(second, "Ms Li"))
        offers = self.offers()
        self.assertEqual(offers.partner_id, self.own | second)
        offers.action_log()
        self.assertFalse(self.offers())
        self.assertEqual(self.visits.search_count([("meeting_id", "!=", False)]), 2)

    def test_two_of_us_log_it_once(self):
        event = self.meet(self.wang)
        event.partner_ids = [Command.link(self.lead.partner_id.id)]
        self.offers(self.lead).action_log()
        self.assertFalse(self.offers())

    def test_two_places_at_once_are_refused_and_nothing_is_half_done(self):
        self.log(self.own, hours=2.5)
        self.meet(self.wang)
        with self.assertRaises(ValidationError), self.env.cr.savepoint():
            self.offers().action_log()
        self.assertEqual(len(self.offers()), 1)

    def test_merged_customers_keep_both_contacts(self):
        second = self.make_customer("Second", "outlet", user_id=self.seller.id)
        self.meet(self.wang, self.contact(second, "Ms Li"))
        self.offers().action_log()
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.own | second).ids, self.own, extra_checks=False)
        self.assertEqual(
            self.visits.search_count([("partner_id", "=", self.own.id)]), 2
        )
