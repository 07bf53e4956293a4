"""Erasure and hand-out: proven by reading every text column of the database."""

import json

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import HttpCase, tagged

from .common import TODAY, ago
from .common_merchant import PICTURE
from .common_persons import PersonsCase

NAME, PHONE, MAIL = "Ouyang Xiadan", "19088887777", "ouyang.xiadan@example.com"


class ErasureCase(PersonsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person = cls.make_person(
            NAME,
            cls.own,
            phone=PHONE,
            email=MAIL,
            comment=f"<p>{NAME} likes tea</p>",
            kehu_birthday_month=8,
            kehu_birthday_day=15,
            kehu_interests=f"Tea, says {NAME}",
            image_1920=(
                b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
                b"+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
            ),
        )

    def live(self):
        """Leave traces wherever the house keeps any."""
        person, own = self.person, self.own
        rows = {"person_id": person.id}
        self.env["kehu.attitude"].create(
            {**rows, "value": "4", "note": f"{NAME} said yes"}
        )
        self.env["kehu.anniversary"].create({**rows, "name": f"{NAME}'s shop"})
        self.env["kehu.relation"].create(
            {"person_id": self.wang.id, "other_id": person.id, "note": NAME}
        )
        self.env["kehu.career"].create({**rows, "employer": f"{NAME} & Co"})
        person.with_user(self.seller).add_kehu_private_note(f"{NAME} {PHONE}")
        person.with_user(self.seller).get_kehu_private_notes()
        self.gift(person, 50)
        person.message_post(body=f"Talked to {NAME}", attachments=[("a.txt", b"x")])
        person._open_followup(f"Call {NAME}", user=self.seller)
        own.message_post(body=f"{NAME} came by", author_id=person.id, email_from=MAIL)
        own.kehu_service_note = f"Ask for {NAME}"
        self.invoice = self.sell(person, TODAY, 500)
        self.env.flush_all()

    def erasure(self, user=None):
        return (
            self.env["kehu.erasure"]
            .with_user(user or self.manager)
            .create({"person_id": self.person.id, "reason": "Letter of 30 June"})
        )

    def still_named(self):
        """Independent of the product: each text column by itself, with its ids."""
        self.env.flush_all()
        self.env.cr.execute(
            """
            SELECT c.table_name, c.column_name
              FROM information_schema.columns c
              JOIN information_schema.tables t USING (table_schema, table_name)
              JOIN information_schema.columns i
                ON i.table_schema = c.table_schema AND i.table_name = c.table_name
               AND i.column_name = 'id'
             WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
               AND c.data_type IN ('text', 'character varying', 'json', 'jsonb')
            """
        )
        found = {}
        for table, column in self.env.cr.fetchall():
            self.env.cr.execute(
                f'SELECT id FROM "{table}" WHERE "{column}"::text LIKE ANY(%s)',
                [[f"%{word}%" for word in (NAME, PHONE, MAIL)]],
            )
            if ids := [row[0] for row in self.env.cr.fetchall()]:
                found[table, column] = sorted(ids)
        return found

    def listed(self, erasure, fate):
        lines = erasure.line_ids.filtered(lambda line: line.fate == fate)
        return {line.model: line for line in lines}


@tagged("post_install", "-at_install")
class TestErasure(ErasureCase):
    def test_only_listed_free_texts_still_name_the_person(self):
        self.live()
        self.assertGreater(len(self.still_named()), 8)
        erasure = self.erasure()
        erasure.action_erase()
        left = self.still_named()
        # a remark in the customer's chatter and one on its file: a reader judges
        self.assertEqual(
            set(left), {("mail_message", "body"), ("res_partner", "kehu_service_note")}
        )
        self.assertEqual(left["res_partner", "kehu_service_note"], self.own.ids)
        named = erasure.line_ids.filtered(lambda line: line.fate == "named")
        self.assertEqual(
            sorted((line.model, tuple(line.record_ids)) for line in named),
            sorted(
                (table.replace("_", "."), tuple(ids))
                for (table, _column), ids in left.items()
            ),
        )

    def test_fields_rows_photo_chatter_and_activities_are_gone(self):
        self.live()
        person = self.person
        self.erasure().action_erase()
        self.assertEqual(person.name, f"Erased person {person.id}")
        self.assertFalse(person.active)
        for name in ("phone", "email", "comment", "function", "image_1920"):
            self.assertFalse(person[name], name)
        kept = [
            name
            for name, field in person._fields.items()
            if name.startswith("kehu_") and field.store and person[name]
            if name not in ("kehu_gift_ids", "kehu_ownership_ids", "kehu_metric_ids")
        ]
        self.assertEqual(kept, [])
        about = [("res_model", "=", "res.partner"), ("res_id", "=", person.id)]
        self.assertFalse(self.env["mail.activity"].search(about))
        fields_too = [*about, ("res_field", "!=", None)]
        self.assertFalse(self.env["ir.attachment"].search(fields_too))
        self.assertFalse(self.env["ir.attachment"].search(about))
        self.assertFalse(person.message_ids)

    def test_what_the_law_keeps_stays_under_the_pseudonym_until_a_day(self):
        self.live()
        erasure = self.erasure()
        erasure.action_erase()
        kept = self.listed(erasure, "kept")
        self.assertEqual(
            set(kept), {"account.move", "kehu.gift", "kehu.private.note.read"}
        )
        self.assertEqual(kept["account.move"].keep_until, TODAY.replace(year=2056))
        self.assertEqual(kept["kehu.gift"].keep_until, TODAY.replace(year=2029))
        self.assertTrue(all(line.reason for line in kept.values()))
        self.assertEqual(self.invoice.partner_id, self.person)
        self.assertNotIn(NAME, self.invoice.invoice_partner_display_name)

    def test_the_preview_tells_beforehand_and_touches_nothing(self):
        self.live()
        before = self.still_named()
        erasure = self.erasure()
        self.assertEqual(self.person.name, NAME)
        self.assertEqual(self.still_named(), before)
        fates = set(erasure.line_ids.mapped("fate"))
        self.assertEqual(fates, {"blanked", "deleted", "kept", "named"})
        self.assertIn("kehu.private.note", self.listed(erasure, "deleted"))
        named = {
            (line.model, line.where)
            for line in erasure.line_ids
            if line.fate == "named"
        }
        self.assertEqual(
            {model for model, _w in named}, {"mail.message", "res.partner"}
        )

    def test_the_picture_of_an_invoice_goes_and_its_row_stays(self):
        """A picture bears no pseudonym; the number and the sum are the voucher."""
        member = self.make_customer("Member", "consumer", is_company=False)
        others = self.make_customer("Neighbour", "consumer", is_company=False)
        merchant = self.env["kehu.merchant"].create(
            {"partner_id": self.own.id, "date_from": ago(90)}
        )
        wine = self.env["product.product"].create({"name": "Wine"})
        line = {"product_id": wine.id, "quantity": 2, "amount": 100}
        mine, theirs = self.env["kehu.external.sale"].create(
            [
                {
                    "kind": "merchant_invoice",
                    "state": "confirmed",
                    "partner_id": partner.id,
                    "merchant_id": merchant.id,
                    "number": f"2651200000001234567{number}",
                    "date": TODAY,
                    "picture": PICTURE,
                    "line_ids": [Command.create(line)],
                }
                for number, partner in enumerate(member + others)
            ]
        )
        self.person = member
        erasure = self.erasure()
        going = self.listed(erasure, "deleted")["ir.attachment"].record_ids
        shown = [
            ("res_model", "=", "kehu.external.sale"),
            ("res_field", "=", "picture"),
        ]
        pictures = self.env["ir.attachment"].search(shown)
        self.assertEqual(len(pictures & pictures.browse(going)), 1)
        erasure.action_erase()
        self.env.invalidate_all()
        self.assertEqual((bool(mine.picture), bool(theirs.picture)), (False, True))
        self.assertEqual(mine.number, "26512000000012345670")
        self.assertEqual(self.listed(erasure, "kept")[mine._name].record_ids, mine.ids)

    def test_it_is_logged_and_stays(self):
        erasure = self.erasure()
        erasure.action_erase()
        self.assertEqual((erasure.state, erasure.user_id), ("done", self.manager))
        self.assertTrue(erasure.done_on)
        for act in (
            erasure.action_erase,
            erasure.action_preview,
            erasure.unlink,
            lambda: erasure.write({"reason": "x"}),
        ):
            with self.assertRaises(UserError):
                act()

    def test_managers_only_and_no_colleagues_or_companies(self):
        for user in (self.seller, self.lead, self.accountant, self.plain):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.erasure(user)
        with self.assertRaises(UserError):
            self.env["kehu.erasure"].with_user(self.manager).create(
                {"person_id": self.plain.partner_id.id, "reason": "x"}
            )
        with self.assertRaises(UserError):
            self.env["kehu.erasure"].with_user(self.manager).create(
                {"person_id": self.own.id, "reason": "x"}
            )
        self.assertEqual(self.person.name, NAME)

    def test_merging_two_entries_of_a_person_loses_nothing(self):
        self.live()
        gifts = self.person.kehu_gift_ids
        merger = self.env["base.partner.merge.automatic.wizard"].create({})
        merger._merge((self.wang + self.person).ids, self.wang)
        self.assertEqual(gifts.person_id, self.wang)
        self.assertEqual(self.wang.kehu_attitude, "4")
        notes = self.wang.with_user(self.seller).get_kehu_private_notes()
        self.assertEqual(len(notes), 1)
        reads = self.env["kehu.private.note.read"].search([])
        self.assertEqual(reads.person_id, self.wang)


@tagged("post_install", "-at_install")
class TestHandOut(ErasureCase, HttpCase):
    def download(self, user, kind):
        self.env.flush_all()
        self.authenticate(user.login, user.login)
        return self.url_open(f"/kehu_liquor/person/{self.person.id}.{kind}")

    def test_all_that_is_held_in_one_file_and_logged(self):
        self.live()
        answer = self.download(self.manager, "json")
        text = json.dumps(json.loads(answer.content), ensure_ascii=False)
        whispered = f"{NAME} {PHONE}"
        for word in (MAIL, whispered, "said yes", "Gift box", "Talked to", "& Co"):
            self.assertIn(word, text)
        log = self.env["kehu.export.log"].search([("user_id", "=", self.manager.id)])
        self.assertEqual(log.record_count, 1)
        reads = self.env["kehu.private.note.read"].search([])
        self.assertIn(self.manager, reads.user_id)

    def test_as_a_table(self):
        answer = self.download(self.manager, "xlsx")
        self.assertEqual(answer.status_code, 200)
        self.assertTrue(answer.content.startswith(b"PK"))

    def test_nobody_else(self):
        for user in (self.seller, self.lead, self.accountant, self.plain, self.portal):
            answer = self.download(user, "json")
            with self.subTest(user.login):
                self.assertNotIn(NAME, answer.content.decode(errors="replace"))
                self.assertGreaterEqual(answer.status_code, 400)
