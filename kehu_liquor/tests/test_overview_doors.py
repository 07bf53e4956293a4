"""Who may look at the pictures, and what cannot be asked of them."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import ago
from .common_overview import OverviewCase


@tagged("post_install", "-at_install")
class TestDoors(OverviewCase):
    def setUp(self):
        super().setUp()
        self.part = {"chart": "rank", "first": 1, "last": 1000}

    def test_a_manager_sees_all_a_lead_the_team(self):
        for user in (self.manager, self.lead):
            drawn = self.overview(user).get_overview({"audience_id": self.outlets})
            self.assertEqual(drawn["total"], len(self.rows(user)))
            expected = [
                row.partner_id.name for row, _s in self.by_hand(self.rows(user))
            ]
            self.assertEqual([b["label"] for b in drawn["pareto"]["bars"]], expected)
        self.assertLess(len(self.rows(self.lead)), len(self.rows(self.manager)))

    def test_a_lead_is_offered_only_the_teams_people(self):
        drawn = self.overview(self.lead).get_overview({})
        people = {choice["value"] for choice in drawn["choices"]["user_id"]}
        self.assertEqual(people, set((self.seller + self.colleague).ids))

    def test_a_lead_opens_nobody_elses_customers(self):
        filters = {"audience_id": self.outlets}
        found = self.opened(filters, self.part, self.lead)
        self.assertTrue(found)
        self.assertLessEqual(found.user_id, self.seller + self.colleague)
        theirs = {**filters, "user_id": self.stranger.id}
        self.assertFalse(self.opened(theirs, self.part, self.lead))
        self.assertFalse(self.overview(self.lead).get_overview(theirs)["total"])

    def test_everybody_else_is_refused(self):
        others = (self.seller, self.accountant, self.plain, self.portal)
        for user in (*others, self.env.ref("base.public_user")):
            overview = self.overview(user)
            for ask in (
                lambda o=overview: o.get_overview({}),
                lambda o=overview: o.get_traits({}),
                lambda o=overview: o.get_traits({}, True),
                lambda o=overview: o.action_open({}, self.part),
            ):
                with self.subTest(user.login), self.assertRaises(AccessError):
                    ask()

    def test_the_menu_is_for_leads_and_managers(self):
        menu = self.env.ref("kehu_liquor.menu_kehu_overview")
        for user, seen in ((self.seller, False), (self.lead, True)):
            visible = self.env["ir.ui.menu"].with_user(user)._visible_menu_ids()
            self.assertEqual(menu.id in visible, seen, user.login)

    def test_unknown_questions_are_refused(self):
        for filters in (
            {"password": 1},
            {"audience_id": "1; DROP TABLE kehu_metric"},
            {"audience_id": [1]},
            {"audience_id": True},
            {"audience_id": -1},
            {"user_id": 2**40},
            {"measure": "net_12m; --"},
            {"measure": "due_total"},
            {"measure": ["net_12m"]},
            [],
            "audience_id",
            None,
        ):
            for method in ("get_overview", "get_traits"):
                with self.subTest(filters=filters), self.assertRaises(UserError):
                    getattr(self.overview(), method)(filters)

    def test_unknown_parts_are_refused(self):
        for part in (
            None,
            {},
            {"chart": "ids"},
            {"chart": ["rank"]},
            {"chart": "rank", "first": 1},
            {"chart": "rank", "first": 1, "last": "2"},
            {"chart": "rank", "first": 1, "last": 2, "more": 1},
            {"chart": "rank", "first": 1, "last": 2**40},
            {"chart": "group", "quadrant": "x' OR 1=1"},
            {"chart": "cell", "quadrant": None, "loyalty": 1, "volume": 1},
            {"chart": "rung", "ladder": "company_id", "value": 1},
            {"chart": "rung", "ladder": "role_id", "value": True},
            {"chart": "trait", "trait": "amount", "value": 1, "top": True},
            {"chart": "trait", "trait": "role_id", "value": 1, "top": 1},
        ):
            with self.subTest(part=part), self.assertRaises(UserError):
                self.overview().action_open({}, part)

    def test_another_company_is_another_overview(self):
        other = self.make_company("Other Liquor")
        self.manager.company_ids |= other
        shared = self.town[2]
        self.sell(shared, ago(3), 7777, company=other)
        self.night(company=other)
        env = self.env(
            user=self.manager,
            context={"allowed_company_ids": [other.id, self.company.id]},
        )
        drawn = env["kehu.overview"].get_overview({"audience_id": self.outlets})
        here = env["kehu.metric"].search(
            [("audience_id", "=", self.outlets), ("company_id", "=", other.id)]
        )
        self.assertEqual(drawn["total"], len(here))
        self.assertEqual([bar["amount"] for bar in drawn["pareto"]["bars"]], [7777])
        action = env["kehu.overview"].action_open(
            drawn["filters"], drawn["pareto"]["bars"][0]["part"]
        )
        self.assertEqual(action["res_id"], shared.id)

    def test_a_company_one_may_not_see_stays_closed(self):
        other = self.make_company("Closed Liquor")
        with self.assertRaises(AccessError):
            self.overview().with_context(allowed_company_ids=other.ids).get_overview({})


@tagged("post_install", "-at_install")
class TestInChinese(OverviewCase):
    def test_it_counts_in_wan(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.sell(self.town[4], ago(2), 19_200_000)
        self.night()
        overview = self.overview().with_context(lang="zh_CN")
        drawn = overview.get_overview({"audience_id": self.outlets})
        self.assertIn("万", drawn["pareto"]["unit"])
        self.assertEqual(drawn["pareto"]["divisor"], 10_000)
        top = drawn["pareto"]["table"]["rows"][0]
        self.assertRegex(top["cells"][2]["text"], r"^1,92\d$")
        money = top["cells"][2]
        self.assertAlmostEqual(money["sheet"] * 10_000, money["value"], 2)
