"""The contact calendar: what stands where, for whom, by which clock."""

import json
from datetime import date, datetime, timedelta
from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ..models import kehu_calendar
from .common import TODAY, ago
from .common_visits import NOW, VisitCase

BEGIN = date(2026, 6, 1)


class CalendarCase(VisitCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for partner in cls.customers:
            cls.graded(partner, "a")

    def calendar(self, user=None, **filters):
        return self.as_user(user or self.seller)["kehu.calendar"]

    def drawn(self, user=None, day=False, span="month", offset=0, **filters):
        return self.calendar(user).get_calendar(filters, day, span, offset)

    def names(self, user=None, **more):
        return [row["name"] for row in self.drawn(user, **more)["rows"]]

    def row(self, partner, **more):
        rows = {row["id"]: row for row in self.drawn(**more)["rows"]}
        return rows[partner.id]

    def marks(self, partner, **more):
        """Day of the month → letters with their marks."""
        drawn = self.drawn(**more)
        letters = {kind["id"]: kind["letter"] for kind in drawn["kinds"]}
        (row,) = [row for row in drawn["rows"] if row["id"] == partner.id]
        return {
            int(day[-2:]): [f"{e['mark']} {letters[e['kind_id']]}" for e in entries]
            for day, entries in row["days"].items()
        }

    def arrange(self, when, partner=None, kind=None):
        values = {"state": "planned", "date_begin": when}
        return self.visits.with_user(self.seller).create(
            {
                "partner_id": (partner or self.own).id,
                "company_id": self.company.id,
                "kind_id": (kind or self.M).id,
                **values,
            }
        )


@tagged("post_install", "-at_install")
class TestCalendar(CalendarCase):
    def test_done_planned_late_and_missed(self):
        self.cadence(self.S)
        self.plan(BEGIN)
        self.promises(self.own).due_on = ago(4)
        self.log(self.own, self.T, days=9)
        self.log(self.own, self.M, days=2)
        self.arrange(NOW + timedelta(hours=2))
        late = {21: ["done T"], 26: ["late S"], 28: ["done M"], 30: ["planned M"]}
        self.assertEqual(self.marks(self.own), late)
        with freeze_time("2026-07-02 02:00:00"):
            self.plan(date(2026, 7, 2))
            found = self.marks(self.own, day="2026-06-30")
        self.assertEqual(found, {**late, 26: ["missed S"], 30: ["late M"]})

    def test_what_is_cancelled_is_not_there(self):
        visit = self.arrange(NOW + timedelta(hours=2))
        visit.reason = "Closed"
        visit.action_cancel()
        self.assertEqual(self.marks(self.own), {})

    def test_a_promise_kept_stands_once(self):
        self.cadence(self.T)
        self.plan(BEGIN)
        self.log(self.own, self.T, days=3)
        self.assertEqual(self.marks(self.own), {27: ["done T"]})
        self.assertEqual(self.row(self.own)["kept"], 1)

    def test_several_of_one_day_in_their_order(self):
        self.log(self.own, self.M, days=1, hours=2)
        self.log(self.own, self.T, days=1, hours=4)
        self.assertEqual(self.marks(self.own), {29: ["done T", "done M"]})

    def test_the_note_behind_the_cell(self):
        self.log(
            self.own,
            days=1,
            purpose="Collect money",
            purpose_reached="partly",
            note="Half now, half later",
        )
        (entry,) = self.row(self.own)["days"]["2026-06-29"]
        self.assertEqual(entry["purpose"], "Collect money")
        self.assertEqual(entry["reached"], "Partly")
        self.assertEqual(entry["note"], "Half now, half later")
        self.assertEqual(entry["hour"], "09:00")
        self.assertEqual(self.drawn()["people"][self.seller.id], self.seller.name)

    def test_the_day_is_the_companys(self):
        """Half past eleven at night in Shanghai is the same day there."""
        for when in (datetime(2026, 6, 14, 15, 30), datetime(2026, 6, 14, 16, 30)):
            self.log(self.own, self.T, date_begin=when)
        days = self.row(self.own)["days"]
        self.assertEqual([e["hour"] for e in days["2026-06-14"]], ["23:30"])
        self.assertEqual([e["hour"] for e in days["2026-06-15"]], ["00:30"])

    def test_todays_date_is_the_companys(self):
        with freeze_time("2026-06-29 16:30:00"):
            (today,) = [d["day"] for d in self.drawn()["days"] if d["is_today"]]
        self.assertEqual(today, "2026-06-30")

    def test_service_kept_this_month(self):
        self.cadence(self.T, times=3)
        self.plan(BEGIN)
        self.log(self.own, self.T, days=3)
        row = self.row(self.own)
        self.assertEqual((row["kept"], row["promised"]), (1, 3))

    def test_months_and_weeks(self):
        month = self.drawn()
        self.assertEqual(len(month["days"]), 30)
        self.assertEqual(month["before"], "2026-05-31")
        self.assertEqual(month["after"], "2026-07-01")
        week = self.drawn(span="week", day="2026-06-24")
        self.assertEqual(week["days"][0]["day"], "2026-06-22")
        self.assertEqual(len(week["days"]), 7)
        self.assertEqual(week["title"], "06-22 ~ 06-28")
        self.assertEqual(len(self.drawn(day="2028-02-29")["days"]), 29)

    def test_days_off_are_shaded(self):
        rest = [day["number"] for day in self.drawn()["days"] if day["is_rest"]]
        self.assertEqual(rest, [6, 7, 13, 14, 20, 21, 27, 28])

    def test_money_has_a_unit_and_one_scale(self):
        self.sell(self.own, ago(3), 1_234_000)
        self.refresh()
        drawn = self.drawn()
        self.assertEqual(self.row(self.own)["money"], "1,234")
        self.assertEqual(drawn["unit"], "thousand yuan")

    def test_what_is_told_is_plain(self):
        """Also of customers without a grade: nothing but words, numbers and days."""
        self.graded(self.own, None)
        drawn = self.drawn(self.manager)
        self.assertEqual(json.loads(json.dumps(drawn["rows"])), drawn["rows"])
        self.assertFalse(self.row(self.own)["grade"])

    def test_the_title_in_chinese(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        drawn = self.calendar().with_context(lang="zh_CN").get_calendar({})
        self.assertEqual(drawn["title"], "2026年6月")
        self.assertEqual(drawn["days"][0]["weekday"], "一")


@tagged("post_install", "-at_install")
class TestWhoSees(CalendarCase):
    def test_own_the_teams_all(self):
        own, team = [self.own.name], [self.own.name, self.others.name]
        self.assertEqual(self.names(self.seller), own)
        self.assertCountEqual(self.names(self.lead), team)
        everybody = self.names(self.manager)
        self.assertLessEqual({*team, self.far.name}, set(everybody))

    def test_choices_are_the_readers_own(self):
        def choices(user, key="user_id"):
            return {c["value"] for c in self.drawn(user)["choices"][key]}

        self.assertEqual(choices(self.seller), {self.seller.id})
        team = self.seller + self.colleague
        self.assertEqual(choices(self.lead), set(team.ids))
        self.assertLess(set(team.ids), choices(self.manager))

    def test_everybody_else_is_refused(self):
        public = self.env.ref("base.public_user")
        for user in (self.accountant, self.plain, self.portal, public):
            calendar = self.calendar(user)
            for ask in (
                lambda c=calendar: c.get_calendar({}),
                lambda c=calendar: c.action_log(self.own.id, "2026-06-29"),
            ):
                with self.subTest(user.login), self.assertRaises(AccessError):
                    ask()

    def test_anothers_customer_takes_no_contact(self):
        with self.assertRaises(AccessError):
            self.calendar().action_log(self.far.id, "2026-06-29")

    def test_another_company_is_another_calendar(self):
        other = self.make_company("Other Liquor")
        users = self.manager
        users.company_ids |= other
        self.env["kehu.metric"]._of(self.own, other)
        self.log(self.own, days=1)
        self.visits.with_context(allowed_company_ids=other.ids).create(
            {
                "partner_id": self.own.id,
                "company_id": other.id,
                "kind_id": self.T.id,
                "date_begin": NOW - timedelta(days=1),
            }
        )
        here = self.marks(self.own, user=self.manager)
        self.assertEqual(here, {29: ["done M"]})
        both = self.env(
            user=self.manager,
            context={"allowed_company_ids": [other.id, self.company.id]},
        )
        drawn = both["kehu.calendar"].get_calendar({})
        (row,) = [row for row in drawn["rows"] if row["id"] == self.own.id]
        ((entry,),) = row["days"].values()
        self.assertEqual(entry["kind_id"], self.T.id)
        closed = self.calendar().with_context(allowed_company_ids=other.ids)
        with self.assertRaises(AccessError):
            closed.get_calendar({})

    def test_the_menu_is_for_those_who_serve(self):
        names = ("menu_kehu", "menu_kehu_calendar")
        menus = {self.env.ref(f"kehu_liquor.{name}").id for name in names}
        for user, seen in ((self.seller, True), (self.accountant, False)):
            offered = self.env["ir.ui.menu"].with_user(user).load_menus(False)
            self.assertEqual(menus <= offered.keys(), seen, user.login)


@tagged("post_install", "-at_install")
class TestFilters(CalendarCase):
    def test_each_narrows_down(self):
        region = self.env["kehu.territory"].create({"name": "South"})
        district = self.env["kehu.territory"].create(
            {"name": "Dock", "parent_id": region.id}
        )
        self.own.kehu_territory_id = district
        self.graded(self.others, "b")
        for filters, expected in (
            ({"user_id": self.colleague.id}, self.others),
            ({"grade_id": self.grade("b").id}, self.others),
            ({"territory_id": region.id}, self.own),
            ({"search": "own"}, self.own),
            ({"role_id": self.own.kehu_role_id.id, "search": "Far"}, self.far),
        ):
            found = self.names(self.manager, **filters)
            self.assertEqual(found, expected.mapped("name"), filters)

    def test_nobody_fits(self):
        drawn = self.drawn(search="nobody of that name")
        self.assertEqual((drawn["total"], drawn["rows"]), (0, []))

    def test_pages(self):
        with patch.object(kehu_calendar, "PAGE", 2):
            first = self.drawn(self.manager)
            second = self.drawn(self.manager, offset=2)
        self.assertEqual(len(first["rows"]), 2)
        self.assertEqual(first["total"], len(self.names(self.manager)))
        ids = [row["id"] for row in first["rows"] + second["rows"]]
        self.assertEqual(len(set(ids)), len(ids))

    def test_unknown_questions_are_refused(self):
        calendar = self.calendar()
        for args in (
            (None,),
            ([],),
            ({"password": 1},),
            ({"user_id": "1"},),
            ({"user_id": True},),
            ({"grade_id": 2**40},),
            ({"search": 1},),
            ({}, "tomorrow"),
            ({}, "0001-01-01"),
            ({}, 20260630),
            ({}, False, "century"),
            ({}, False, ["month"]),
            ({}, False, "month", -1),
            ({}, False, "month", "0"),
        ):
            with self.subTest(args=args), self.assertRaises(UserError):
                calendar.get_calendar(*args)
        for args in ((True, "2026-06-29"), (self.own.id, ""), (self.own.id, None)):
            with self.subTest(args=args), self.assertRaises(UserError):
                calendar.action_log(*args)


@tagged("post_install", "-at_install")
class TestLogFromTheCalendar(CalendarCase):
    def entry(self, day, **more):
        action = self.calendar().action_log(self.own.id, str(day), **more)
        visits = self.as_user(self.seller)["kehu.visit"]
        view = "kehu_liquor.kehu_visit_view_quick"
        return Form(visits.with_context(**action["context"]), view=view)

    def test_a_past_day_is_logged_on_its_day(self):
        with self.entry(ago(5), kind_id=self.T.id) as form:
            form.note = "Wrote it down late"
        visit = form.record
        self.assertEqual((visit.state, visit.day), ("done", ago(5)))
        self.assertEqual(visit.kind_id, self.T)
        self.assertEqual(visit.date_begin, datetime(2026, 6, 25, 1))

    def test_two_visits_of_a_past_day_do_not_overlap(self):
        self.entry(ago(5)).save()
        second = self.entry(ago(5)).save()
        self.assertEqual(second.date_begin, datetime(2026, 6, 25, 1, 30))

    def test_a_day_ahead_is_planned(self):
        visit = self.entry(TODAY + timedelta(days=3)).save()
        self.assertEqual(visit.state, "planned")
        self.assertEqual(visit.day, TODAY + timedelta(days=3))

    def test_today_is_just_now(self):
        visit = self.entry(TODAY).save()
        self.assertEqual((visit.state, visit.date_end), ("done", NOW))


@tagged("post_install", "-at_install")
class TestSize(CalendarCase):
    """Five hundred customers and a month from one call, whatever stands in it."""

    def crowd(self, count):
        partners = self.env["res.partner"].create(
            [
                {"name": f"Crowd {n}", "is_company": True, "user_id": self.seller.id}
                for n in range(count)
            ]
        )
        self.env["kehu.metric"].sudo().create(
            [
                {
                    "partner_id": partner.id,
                    "company_id": self.company.id,
                    "user_id": self.seller.id,
                }
                for partner in partners
            ]
        )
        columns = ("partner_id", "company_id", "user_id", "kind_id", "state")
        rows = [
            (p.id, self.company.id, self.seller.id, self.T.id, "done", moment, moment)
            for p in partners
            for moment in (NOW - timedelta(days=n) for n in range(0, 30, 6))
        ]
        columns += ("date_begin", "date_end")
        self.facts._insert("kehu.visit", columns, rows)
        self.env.cr.execute("UPDATE kehu_visit SET day = date_begin WHERE day IS NULL")

    def questions(self):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        drawn = self.drawn()
        return self.env.cr.sql_log_count - before, drawn

    def test_no_more_questions_for_more_customers(self):
        self.crowd(3)
        self.questions()  # whatever is remembered is remembered now
        few, _drawn = self.questions()
        self.crowd(496)
        many, drawn = self.questions()
        self.assertEqual(len(drawn["rows"]), 500)
        self.assertEqual(drawn["counts"]["done"], 499 * 5)
        self.assertEqual(many, few)
        self.assertLess(many, 40)
