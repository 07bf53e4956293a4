"""What people are told of duplicates, and what they decide about them."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .test_duplicates import DuplicateCase


@tagged("post_install", "-at_install")
class TestNotTheSame(DuplicateCase):
    def test_a_manager_says_why_and_it_is_kept(self):
        shop = self.partners(self.manager).create(
            {
                "name": "成都金樽烟酒行",
                "kehu_role_id": self.outlet.id,
                "kehu_not_same": "Same owner, another shop",
            }
        )
        word = self.env["kehu.not.same"].search([("partner_id", "=", shop.id)])
        self.assertEqual(word.other_id, self.golden)
        self.assertEqual(word.reason, "Same owner, another shop")
        self.assertEqual(word.user_id, self.manager)
        shop.name = "金樽烟酒行（成都）"  # known, and not asked again
        self.assertFalse(shop.kehu_near)

    def test_a_salesperson_cannot(self):
        vals = {"name": "成都金樽烟酒行", "kehu_not_same": "I say so"}
        self.assertRefused(self.seller, vals)

    def test_unless_the_rule_lets_them(self):
        rule = self.env.ref("kehu_liquor.duplicate_rule_name")
        rule.confirmed_by = "user"
        vals = {"name": "成都金樽烟酒行", "kehu_not_same": "Seen both shops"}
        shop = self.partners(self.seller).create(dict(vals))
        self.assertEqual(shop.user_id.id or self.seller.id, self.seller.id)
        phone = {"name": "阿梅的店", "phone": "02885551234", "kehu_not_same": "No"}
        self.assertRefused(self.seller, phone)

    def test_a_word_is_kept_as_it_was_said(self):
        words = self.env["kehu.not.same"].with_user(self.manager)
        vals = {"partner_id": self.own.id, "other_id": self.far.id, "reason": "Seen"}
        word = words.create({**vals, "user_id": self.seller.id})
        self.assertEqual(word.user_id, self.manager)
        with self.assertRaises(UserError):
            word.reason = "Other"
        with self.assertRaises(UserError):
            words.create({**vals, "reason": " "})
        with self.assertRaises(AccessError):
            words.with_user(self.seller).create(vals)
        with self.assertRaises(AccessError):
            words.with_user(self.seller).search([])


@tagged("post_install", "-at_install")
class TestWhileTyping(DuplicateCase):
    def near(self, user, **values):
        with Form(self.partners(user)) as form:
            for name, value in values.items():
                form[name] = value
            near = form.kehu_near
            form.name = "Nobody is called so"
            if "phone" in values:
                form.phone = False
        return near

    def test_what_is_near_is_told(self):
        near = self.near(self.seller, name="成都金樽烟酒行")
        self.assertEqual([row["id"] for row in near], [self.golden.id])
        self.assertTrue(near[0]["sure"])

    def test_what_is_only_similar_is_told_too(self):
        self.make_customer("聚福源商贸", "outlet", user_id=self.seller.id)
        near = self.near(self.seller, name="聚福缘商贸")
        self.assertEqual([row["sure"] for row in near], [False])

    def test_of_a_hidden_one_only_whom_to_ask(self):
        near = self.near(self.seller, name="阿梅的店", phone="13800138000")
        self.assertEqual(len(near), 1)
        self.assertEqual(near[0]["ask"], self.stranger.name)
        self.assertFalse(near[0]["id"] or near[0]["name"])
        self.assertFalse({"why", "percent"} & set(near[0]))

    def test_nothing_of_hidden_ones_that_are_only_similar(self):
        self.assertFalse(self.near(self.seller, name="玉壶泉名烟名酒"))


@tagged("post_install", "-at_install")
class TestWholeBase(DuplicateCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.twin = cls.make_customer("金樽煙酒行（成都）", "outlet")
        cls.pairs = cls.env["kehu.duplicate"].with_user(cls.manager)

    def pair(self):
        return self.pairs.search([("partner_id", "in", (self.golden + self.twin).ids)])

    def test_pairs_are_listed_once(self):
        for _time in range(2):
            self.pairs.action_find()
            self.assertEqual(len(self.pair()), 1)
        self.assertEqual(self.pair().other_id, self.twin)
        self.assertTrue(self.pair().why)

    def test_said_not_to_be_the_same_they_stay_away(self):
        self.pairs.action_find()
        with self.assertRaises(UserError):
            self.pair().action_not_same()
        pair = self.pair()
        pair.reason = "Two shops"
        pair.action_not_same()
        self.pairs.action_find()
        self.assertFalse(self.pair())
        word = self.env["kehu.not.same"].search([("other_id", "=", self.twin.id)])
        self.assertEqual((word.reason, word.user_id), ("Two shops", self.manager))

    def test_merged_they_are_gone(self):
        self.pairs.action_find()
        action = self.pair().action_merge()
        wizard = self.env[action["res_model"]].with_user(self.manager)
        form = Form(wizard.with_context(**action["context"]))
        form.save().action_merge()
        self.assertFalse(self.pair())
        self.pairs.action_find()
        self.assertFalse(self.pair())

    def test_no_longer_alike_they_leave_the_list(self):
        self.pairs.action_find()
        self.twin.name = "醉仙楼酒行"
        self.pairs.action_find()
        self.assertFalse(self.pair())

    def test_a_manager_decides(self):
        for user in (self.seller, self.lead, self.accountant, self.plain, self.portal):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.pairs.with_user(user).action_find()
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.pairs.with_user(user).search([])
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.env["kehu.identity"].with_user(user).search([])
