"""Key persons: what is kept of them and why, when they leave, and who may know."""

from datetime import date

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from .common import TODAY, ago
from .common_persons import BASIS, PersonsCase


@tagged("post_install", "-at_install")
class TestPersonFile(PersonsCase):
    def test_personal_data_need_a_purpose_and_a_basis(self):
        bare = dict.fromkeys(BASIS, False)
        person = self.make_person("Bare", self.own, **bare)  # a business card: fine
        for values in (
            {"kehu_birthday_month": 8, "kehu_birthday_day": 15},
            {"kehu_interests": "Fishing"},
            {"kehu_birth_year": 1980},
        ):
            with self.subTest(values), self.assertRaises(ValidationError):
                person.write(values)
        with self.assertRaises(ValidationError):
            self.env["kehu.attitude"].create({"person_id": person.id, "value": "4"})
        with self.assertRaises(ValidationError):
            self.env["kehu.anniversary"].create({"person_id": person.id, "name": "X"})
        with self.assertRaises(UserError):
            person.add_kehu_private_note("Anything")
        person.write({**BASIS, "kehu_interests": "Fishing"})
        with self.assertRaises(ValidationError):
            person.kehu_basis_date = False

    def test_the_basis_does_not_go_while_the_data_stay(self):
        self.wang.kehu_interests = "Tea"
        with self.assertRaises(ValidationError):
            self.wang.kehu_purpose = False

    def test_key_persons_are_at_customers_with_a_role(self):
        with self.assertRaises(ValidationError):
            self.make_person("Nobody's", self.free)
        with self.assertRaises(ValidationError):
            self.own.kehu_role_id = False
        with self.assertRaises(ValidationError):
            self.wang.parent_id = self.free

    def test_nothing_asks_for_religion_health_or_family(self):
        names = " ".join(self.env["res.partner"]._fields)
        for word in ("religion", "health", "spouse", "children", "family", "faith"):
            self.assertNotIn(f"kehu_{word}", names)

    def test_a_birthday_by_the_moon(self):
        self.wang.write(
            {
                "kehu_birthday_is_lunar": True,
                "kehu_birthday_month": 8,
                "kehu_birthday_day": 15,
            }
        )
        self.assertEqual(self.wang.kehu_next_birthday, date(2026, 9, 25))
        self.assertEqual(self.wang.kehu_birthday_days, 87)
        self.assertIn("lunar 8-15", self.wang.kehu_birthday_when)
        self.assertIn("Fri", self.wang.kehu_birthday_when)
        self.assertFalse(self.wang.kehu_birth_year)

    def test_what_was_decided_about_a_birthday_is_said(self):
        self.wang.write(
            {
                "kehu_birthday_is_lunar": True,
                "kehu_birthday_month": 2,
                "kehu_birthday_day": 30,
            }
        )
        found = self.wang.kehu_next_birthday
        self.assertIn(str(found), self.wang.kehu_birthday_when)
        self.zhao.write({"kehu_birthday_month": 2, "kehu_birthday_day": 29})
        self.assertEqual(self.zhao.kehu_next_birthday, date(2027, 2, 28))
        self.assertIn("28th", self.zhao.kehu_birthday_when)

    def test_birthdays_are_found_by_date(self):
        self.wang.write({"kehu_birthday_month": 7, "kehu_birthday_day": 5})
        self.zhao.write(
            {
                "kehu_birthday_is_lunar": True,
                "kehu_birthday_month": 8,
                "kehu_birthday_day": 15,
            }
        )
        persons = self.env["res.partner"]

        def found(*domain):
            return persons.search([*domain, ("kehu_is_key_person", "=", True)])

        self.assertEqual(found(("kehu_next_birthday", "<=", "2026-07-05")), self.wang)
        self.assertFalse(found(("kehu_next_birthday", "<", "2026-07-05")))
        self.assertEqual(found(("kehu_next_birthday", "=", "2026-09-25")), self.zhao)
        self.assertEqual(found(("kehu_next_birthday", ">", "2026-07-05")), self.zhao)
        self.assertEqual(
            found(("kehu_next_birthday", ">=", "2026-06-30")), self.wang + self.zhao
        )

    def test_what_no_calendar_has_is_refused(self):
        for month, day, moon in ((13, 1, False), (2, 30, False), (1, 31, True)):
            with self.subTest(month=month), self.assertRaises(ValidationError):
                self.wang.write(
                    {
                        "kehu_birthday_month": month,
                        "kehu_birthday_day": day,
                        "kehu_birthday_is_lunar": moon,
                    }
                )
        with self.assertRaises(ValidationError):
            self.wang.kehu_birth_year = 1800
        with self.assertRaises(ValidationError):
            self.wang.kehu_birthday_month = 8  # without a day

    def test_the_attitude_is_the_newest_and_shows_where_it_goes(self):
        rows = self.env["kehu.attitude"].with_user(self.seller)
        rows.create({"person_id": self.wang.id, "value": "3", "date": ago(90)})
        rows.create({"person_id": self.wang.id, "value": "5", "date": ago(3)})
        self.assertEqual(self.wang.kehu_attitude, "5")
        self.assertEqual(self.wang.kehu_attitude_text, "Supports us↑")
        row = self.wang.kehu_attitude_ids[0]
        self.assertEqual(row.user_id, self.seller)
        with self.assertRaises(AccessError):
            row.with_user(self.seller).value = "1"
        with self.assertRaises(UserError):
            rows.create(
                {"person_id": self.wang.id, "value": "5", "date": date(2026, 7, 9)}
            )

    def test_an_anniversary_comes_back(self):
        day = self.env["kehu.anniversary"].create(
            {"person_id": self.wang.id, "name": "Shop", "month": 7, "day": 1}
        )
        self.assertEqual((day.next_date, day.days_left), (date(2026, 7, 1), 1))
        with self.assertRaises(ValidationError):
            day.month = 14

    def test_ties_are_seen_from_both_ends(self):
        tie = self.env["kehu.relation"].create(
            {"person_id": self.wang.id, "other_id": self.zhao.id, "kind": "introduced"}
        )
        self.assertEqual(self.zhao.kehu_related_ids, tie)
        self.assertEqual(tie.action_open_other()["res_id"], self.zhao.id)
        with self.assertRaises(ValidationError):
            tie.other_id = self.wang

    def test_the_form_takes_a_person(self):
        view = "kehu_liquor.kehu_person_view_form"
        persons = self.env["res.partner"].with_user(self.seller)
        with Form(persons.with_context(default_type="contact"), view=view) as form:
            form.name = "Formed"
            form.parent_id = self.own
            form.kehu_is_key_person = True
            form.kehu_birthday_month, form.kehu_birthday_day = 6, 30
            form.kehu_purpose = "Greetings"
            form.kehu_legal_basis = "consent"
            form.kehu_basis_date = ago(1)
        self.assertIn("today", form.record.kehu_birthday_when)


@tagged("post_install", "-at_install")
class TestLeaving(PersonsCase):
    def test_leaving_opens_two_followups(self):
        self.leave(self.wang, new_employer="Chuanwei House", new_post="Buyer")
        todo = self.followups(self.own)
        self.assertEqual(len(todo), 2)
        self.assertEqual(todo.user_id, self.seller)
        self.assertEqual(set(todo.mapped("due_on")), {TODAY})
        self.assertIn("successor", todo[0].summary)
        self.assertIn("Chuanwei House", todo[1].summary)
        self.assertEqual(self.wang.kehu_left_on, TODAY)
        self.assertFalse(self.wang.kehu_is_key_person)
        ended = self.wang.kehu_career_ids.filtered("date_end")
        begun = self.wang.kehu_career_ids - ended
        self.assertEqual((ended.partner_id, ended.date_end), (self.own, TODAY))
        self.assertEqual((begun.employer, begun.post), ("Chuanwei House", "Buyer"))

    def test_the_owner_of_the_new_place_is_told(self):
        """Of a customer that the leaver's salesperson may not even read."""
        self.leave(self.wang, user=self.manager, new_partner_id=self.far.id)
        self.assertEqual(self.wang.parent_id, self.far)
        self.assertTrue(self.wang.kehu_is_key_person)
        self.assertEqual(self.followups(self.far).user_id, self.stranger)
        self.assertEqual(len(self.followups(self.own)), 1)

    def test_a_successor_becomes_the_key_person(self):
        self.wang.kehu_key_role_id = self.env.ref("kehu_liquor.key_role_decider")
        next_one = self.env["res.partner"].create(
            {"name": "Next", "parent_id": self.own.id}
        )
        self.leave(self.wang, successor_id=next_one.id)
        self.assertTrue(next_one.kehu_is_key_person)
        self.assertEqual(next_one.kehu_key_role_id, self.wang.kehu_key_role_id)

    def test_what_makes_no_sense_is_refused(self):
        with self.assertRaises(UserError):
            self.leave(self.wang, date=date(2026, 7, 9))
        with self.assertRaises(AccessError):
            self.leave(self.zhao)
        self.leave(self.wang)
        with self.assertRaises(UserError):
            self.leave(self.wang)

    def test_the_night_warns_until_a_successor_is_known(self):
        rule = self.env.ref("kehu_liquor.alert_rule_key_person_left")
        self.leave(self.wang)
        self.env.flush_all()
        rule._ask(self.company, TODAY)
        alerts = self.env["kehu.alert"].search([("rule_id", "=", rule.id)])
        self.assertEqual(alerts.partner_id, self.own)
        rule._ask(self.company, TODAY)
        again = self.env["kehu.alert"].search([("rule_id", "=", rule.id)])
        self.assertEqual(again, alerts)
        self.wang.kehu_career_ids.successor_id = self.make_person("Heir", self.own)
        self.env.flush_all()
        rule._ask(self.company, TODAY)
        self.env.invalidate_all()
        self.assertTrue(alerts.passed_on)

    def test_nobody_says_key_post_by_hand(self):
        row = (
            self.env["kehu.career"]
            .with_user(self.seller)
            .create(
                {"person_id": self.wang.id, "partner_id": self.own.id, "was_key": True}
            )
        )
        row.write({"was_key": True})
        self.assertFalse(row.was_key)


@tagged("post_install", "-at_install")
class TestWhoKnows(PersonsCase):
    ROWS = (
        ("kehu.attitude", {"value": "4"}),
        ("kehu.anniversary", {"name": "Shop"}),
        ("kehu.career", {"employer": "Somewhere"}),
    )

    def rows(self, model, values):
        made = self.env[model]
        for person in (self.wang, self.zhao, self.far_one):
            made += made.create({"person_id": person.id, **values})
        return made

    def test_everybody_sees_the_rows_of_own_customers_persons(self):
        for model, values in self.ROWS:
            self.rows(model, values)
            seen = {
                user: self.env[model].with_user(user).search([]).person_id
                for user in (self.seller, self.lead, self.manager)
            }
            with self.subTest(model):
                self.assertEqual(seen[self.seller], self.wang)
                self.assertEqual(seen[self.lead], self.wang + self.zhao)
                self.assertEqual(
                    seen[self.manager], self.wang + self.zhao + self.far_one
                )

    def test_accountants_buyers_and_outsiders_see_none(self):
        for model, values in self.ROWS:
            self.rows(model, values)
            for user in (self.accountant, self.plain, self.portal):
                refused = self.assertRaises(AccessError)
                with self.subTest(f"{model} {user.login}"), refused:
                    self.env[model].with_user(user).search_read([], ["person_id"])

    def test_a_selling_accountant_knows_only_own_persons(self):
        for model, values in self.ROWS:
            self.rows(model, values)
            found = self.env[model].with_user(self.selling_accountant).search([])
            self.assertFalse(found)

    def test_writing_to_others_persons_is_refused(self):
        for model, values in self.ROWS:
            with self.subTest(model), self.assertRaises(AccessError):
                self.env[model].with_user(self.seller).create(
                    {"person_id": self.far_one.id, **values}
                )


@tagged("post_install", "-at_install")
class TestPrivateNotes(PersonsCase):
    def setUp(self):
        super().setUp()
        self.wang.with_user(self.seller).add_kehu_private_note("Whispered")

    def reads(self):
        return self.env["kehu.private.note.read"].search([])

    def test_read_by_one_method_and_each_reading_is_kept(self):
        notes = self.wang.with_user(self.seller).get_kehu_private_notes()
        self.assertEqual([note["text"] for note in notes], ["Whispered"])
        self.wang.with_user(self.manager).get_kehu_private_notes()
        self.assertEqual(self.reads().mapped("user_id"), self.manager + self.seller)
        self.assertEqual(set(self.reads().mapped("person_id")), {self.wang})

    def test_no_other_way_in(self):
        for user in (self.seller, self.lead, self.manager, self.accountant):
            notes = self.env["kehu.private.note"].with_user(user)
            for call in (
                lambda n=notes: n.search([]),
                lambda n=notes: n.search_read([], ["text"]),
                lambda n=notes: n._read_group([], ["text"]),
                lambda n=notes: n.search([("text", "like", "W")], limit=1).text,
                lambda n=notes: n.search([]).export_data(["text"]),
                lambda n=notes: n.create({"person_id": self.wang.id, "text": "x"}),
            ):
                with self.subTest(user.login), self.assertRaises(AccessError):
                    call()

    def test_nothing_leads_from_the_person_to_the_notes(self):
        fields = self.env["res.partner"]._fields.values()
        reached = {field.comodel_name for field in fields if field.relational}
        self.assertNotIn("kehu.private.note", reached)

    def test_who_may_not(self):
        admin = self.make_user("sysadmin", "base.group_system")
        refused = (self.colleague, self.stranger, self.accountant, self.plain, admin)
        for user in (*refused, self.selling_accountant, self.portal):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.wang.with_user(user).get_kehu_private_notes()
        self.assertFalse(self.reads())

    def test_the_page_reads_by_the_same_method_and_keeps_no_text(self):
        pages = self.env["kehu.private.note.page"].with_user(self.seller)
        page = pages.create({"person_id": self.wang.id, "new_text": "Second"})
        self.assertIn("Whispered", page.shown)
        self.assertIn("Second", page.shown)
        self.assertTrue(self.reads())
        self.env.flush_all()
        self.assertFalse(self.env["kehu.facts"]._named_in(["no such words"]))
        found = dict.fromkeys(
            table for table, *_rest in self.env["kehu.facts"]._named_in(["Second"])
        )
        self.assertNotIn("kehu_private_note_page", found)

    def test_only_managers_read_who_read(self):
        self.wang.with_user(self.seller).get_kehu_private_notes()
        self.assertTrue(
            self.env["kehu.private.note.read"].with_user(self.manager).search([])
        )
        with self.assertRaises(AccessError):
            self.env["kehu.private.note.read"].with_user(self.seller).search([])
        with self.assertRaises(AccessError):
            self.reads().with_user(self.manager).unlink()
