"""A customer is entered once: no form, copy, quick entry, import or RPC goes around."""

from contextlib import contextmanager

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import KehuTeamCase

CODE = "91110000600037341L"


class DuplicateCase(KehuTeamCase):
    """Two shops on file: the seller's own, and one that the seller may not see."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.golden = cls.make_customer(
            "成都市金樽烟酒行",
            "outlet",
            user_id=cls.seller.id,
            phone="028-8555 1234",
        )
        cls.hidden = cls.make_customer(
            "玉壶春名烟名酒",
            "outlet",
            user_id=cls.stranger.id,
            phone="13800138000",
            vat=CODE,
            street="人民南路 12 号",
            city="成都市",
        )
        cls.outlet = cls.env.ref("kehu_liquor.role_outlet")

    def partners(self, user):
        return self.env["res.partner"].with_user(user)

    @contextmanager
    def refused(self):
        with self.assertRaises(UserError), self.env.cr.savepoint():
            yield

    def found(self, **vals):
        matches = self.env["res.partner"]._kehu_duplicates([vals])[0]
        return self.env["res.partner"].browse(key for key, _score in matches)

    def assertRefused(self, user, vals, *said):
        with self.assertRaises(UserError) as refused, self.env.cr.savepoint():
            self.partners(user).create(vals)
        for sentence in said:
            self.assertIn(sentence, str(refused.exception))
        return str(refused.exception)


@tagged("post_install", "-at_install")
class TestSearch(DuplicateCase):
    def test_written_in_another_way(self):
        for name in (
            "金樽煙酒行（成都）",
            "成都金樽烟酒有限公司",
            "金樽名烟名酒(吴霞)",
        ):
            self.assertEqual(self.found(name=name), self.golden, name)

    def test_nobody_near(self):
        self.assertFalse(self.found(name="绵阳市金樽烟酒行"))
        self.assertFalse(self.found(name="聚福源商贸", phone="13900139000"))
        self.assertFalse(self.found(name=False))

    def test_by_phone_tax_number_and_address(self):
        self.assertFalse(self.found(name="阿梅的店", phone="85551234"))
        self.assertEqual(self.found(name="阿梅的店", phone="02885551234"), self.golden)
        self.assertEqual(self.found(name="大庆商贸", vat=CODE.lower()), self.hidden)
        near = {"name": "玉壶泉烟酒", "city": "成都", "street": "人民南路12号3楼"}
        self.assertEqual(self.found(**near), self.hidden)
        self.assertFalse(self.found(**{**near, "street": "人民南路13号"}))

    def test_the_phone_of_a_contact_counts(self):
        contact = self.env["res.partner"].create(
            {"name": "吴霞", "parent_id": self.golden.id, "phone": "13700137000"}
        )
        self.assertEqual(self.found(name="新店", phone="137-0013-7000"), self.golden)
        contact.phone = "13700137001"
        self.assertFalse(self.found(name="新店", phone="137-0013-7000"))
        contact.unlink()
        self.assertFalse(self.found(name="新店", phone="137-0013-7001"))

    def test_scores_best_first_for_each_entry(self):
        both = {"name": "成都金樽烟酒行", "phone": "13800138000"}
        found = self.env["res.partner"]._kehu_duplicates([{"name": "无"}, both])
        self.assertEqual(found[0], [])
        ids, scores = zip(*found[1], strict=True)
        self.assertEqual(set(ids), {self.golden.id, self.hidden.id})
        self.assertEqual(list(scores), sorted(scores, reverse=True))
        self.assertTrue(all(0.8 <= score <= 1 for score in scores))

    def test_archived_customers_are_found(self):
        self.golden.active = False
        self.assertEqual(self.found(name="成都金樽烟酒行"), self.golden)

    def test_people_who_work_here_and_we_ourselves_are_not(self):
        self.assertFalse(self.found(name="Wuyi Liquor Ltd"))
        self.seller.partner_id.phone = "13700137000"
        self.assertFalse(self.found(name="新店", phone="13700137000"))

    def test_another_company_has_its_own_customers(self):
        other = self.make_company("Other House")
        self.golden.company_id = other
        self.assertFalse(self.found(name="成都金樽烟酒行"))
        partners = self.env["res.partner"].with_company(other)
        found = partners._kehu_duplicates([{"name": "成都金樽烟酒行"}])
        self.assertEqual(found[0][0][0], self.golden.id)

    def test_a_company_weighs_by_itself(self):
        phone = {"name": "阿梅的店", "phone": "13800138000"}
        self.env["kehu.duplicate.rule"].create(
            {"evidence": "phone", "weight": 30, "company_id": self.company.id}
        )
        self.assertFalse(self.found(**phone))
        self.company.kehu_similar_from = 20
        self.company.kehu_duplicate_from = 25
        self.assertEqual(self.found(**phone), self.hidden)

    def test_renamed_and_it_is_found_by_the_new_name(self):
        self.golden.name = "醉仙楼酒行"
        self.assertEqual(self.found(name="醉仙楼酒行"), self.golden)
        self.assertFalse(self.found(name="成都市金樽烟酒行"))

    def test_deleted_and_it_is_forgotten(self):
        shop = self.make_customer("醉仙楼酒行")
        self.assertTrue(self.found(name="醉仙楼酒行"))
        shop.unlink()
        self.assertFalse(self.found(name="醉仙楼酒行"))

    def test_who_came_before_us_is_filled_in(self):
        self.env["kehu.identity"].search([]).unlink()
        self.assertFalse(self.found(name="成都金樽烟酒行"))
        self.env["kehu.identity"]._fill()
        self.assertEqual(self.found(name="成都金樽烟酒行"), self.golden)


@tagged("post_install", "-at_install")
class TestGuard(DuplicateCase):
    def test_refused_with_the_name_of_ones_own(self):
        self.assertRefused(
            self.seller, {"name": "金樽煙酒行", "is_company": True}, "成都市金樽烟酒行"
        )

    def test_of_a_hidden_one_only_whom_to_ask(self):
        tries = (
            {"name": "玉壶春烟酒行"},
            {"name": "阿梅的店", "phone": "+86 138 0013 8000"},
            {"name": "大庆商贸", "vat": CODE},
        )
        for vals in tries:
            said = self.assertRefused(self.seller, vals, self.stranger.name)
            for secret in ("玉壶春名烟名酒", "phone", "tax", "%", str(self.hidden.id)):
                self.assertNotIn(secret, said)

    def test_without_an_owner_a_manager_is_named(self):
        self.hidden.user_id = False
        said = self.assertRefused(self.seller, {"name": "玉壶春烟酒行"})
        self.assertNotIn("玉壶春名烟名酒", said)

    def test_every_way_in_is_watched(self):
        partners = self.partners(self.seller)
        vals = {"name": "金樽烟酒行", "city": "成都"}
        ways = {
            "rpc": lambda: partners.create(vals),
            "many": lambda: partners.create([{"name": "Brand new"}, vals]),
            "person": lambda: partners.create({**vals, "is_company": False}),
            "no role": lambda: partners.create({**vals, "kehu_role_id": False}),
            "defaults": lambda: partners.with_context(
                default_phone="028-85551234"
            ).create({"name": "阿梅的店"}),
            "contact": lambda: partners.create(
                {
                    "name": "阿梅的店",
                    "child_ids": [
                        Command.create({"name": "吴霞", "phone": "02885551234"})
                    ],
                }
            ),
            "quick": lambda: partners.name_create("成都金樽烟酒行"),
            "copy": lambda: self.golden.with_user(self.seller).copy(),
            "copy with a name": lambda: self.golden.with_user(self.seller).copy(
                {"name": "阿梅的店"}
            ),
            "context": lambda: partners.with_context(
                install_mode=True, import_file=True, kehu_not_same="x"
            ).create(vals),
        }
        for way, enter in ways.items():
            with self.subTest(way), self.refused():
                enter()

    def test_nor_afterwards_by_writing(self):
        partners = self.partners(self.seller)
        shop = partners.create({"name": "阿梅的店", "is_company": True})
        contact = partners.create(
            {"name": "成都金樽烟酒行", "parent_id": self.own.id, "type": "other"}
        )
        ways = {
            "name": (shop, {"name": "成都金樽烟酒行"}),
            "phone": (shop, {"phone": "02885551234"}),
            "tax": (shop, {"vat": CODE}),
            "on its own": (contact, {"parent_id": False}),
            "as a company": (contact, {"is_company": True}),
        }
        for way, (partner, vals) in ways.items():
            with self.subTest(way), self.refused():
                partner.write(vals)

    def test_the_same_twice_in_one_call(self):
        self.assertRefused(
            self.seller, [{"name": "醉仙楼酒行"}, {"name": "醉仙樓酒行"}]
        )

    def test_an_import_names_its_bad_rows(self):
        rows = [["醉仙楼酒行"], ["金樽煙酒行(成都)"], ["大庆商贸"]]
        result = self.partners(self.seller).load(["name"], rows)
        self.assertFalse(result["ids"])
        self.assertEqual([m["record"] for m in result["messages"]], [1])
        self.assertIn("成都市金樽烟酒行", result["messages"][0]["message"])

    def test_unchanged_customers_stay_editable(self):
        twin = self.make_customer("成都金樽烟酒行", "outlet", user_id=self.seller.id)
        twin.with_user(self.seller).write(
            {"street": "新路 1 号", "phone": "13600136000"}
        )
        self.assertEqual(twin.phone, "13600136000")

    def test_what_is_no_customer_passes(self):
        supplier = {"name": "成都金樽烟酒行", "supplier_rank": 1}
        buyer = self.make_user(
            "books", "account.group_account_invoice", "base.group_partner_manager"
        )
        self.assertTrue(self.partners(buyer).create(dict(supplier)))
        self.assertTrue(self.partners(self.selling_accountant).create(dict(supplier)))
        self.assertTrue(self.env["res.partner"].create(supplier))
        contact = {"name": "金樽烟酒行", "parent_id": self.golden.id}
        self.assertTrue(self.partners(self.seller).create(contact))

    def test_a_manager_is_asked_too(self):
        with self.refused():
            self.partners(self.manager).create(
                {"name": "成都金樽烟酒行", "is_company": True}
            )

    def test_a_role_makes_it_one(self):
        supplier = self.env["res.partner"].create({"name": "成都金樽烟酒行"})
        for user in (self.selling_accountant, self.manager):
            with self.subTest(user.login), self.refused():
                supplier.with_user(user).kehu_role_id = self.outlet

    def test_a_branch_is_not_its_own_head(self):
        branch = {
            "name": "成都市金樽烟酒行",
            "parent_id": self.golden.id,
            "is_company": True,
        }
        self.assertTrue(self.partners(self.seller).create(branch))

    def test_merging_passes_and_the_winner_answers(self):
        shop = self.make_customer("玉壶春烟酒行", "outlet", phone="13700137000")
        wizard = self.env["base.partner.merge.automatic.wizard"].with_user(self.manager)
        pair = shop + self.hidden
        wizard.create({})._merge(pair.ids, self.hidden.with_user(self.manager))
        self.assertEqual(self.found(name="玉壶春烟酒"), self.hidden)
        self.assertFalse(
            self.env["kehu.identity"].search([("partner_id", "=", shop.id)])
        )
