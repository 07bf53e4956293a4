"""Screens of managers, at a desk and on a phone: each opened, read and acted on."""

from unittest.mock import patch

from lxml import etree

from odoo.tests import HttpCase, TransactionCase, tagged

from ..models import kehu_import
from .common import ago
from .common_history import HistoryCase, row
from .common_ownership import OwnershipCase
from .test_duplicates import DuplicateCase
from .test_tours import ScreenCase

PHONE = {"browser_size": "390x844", "touch_enabled": True}


def page(action):
    return f"/odoo/action-kehu_liquor.{action}"


class DuplicateScreens(DuplicateCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_customer("金樽煙酒行（成都）", "outlet")

    def pairs(self):
        return self.env["kehu.duplicate"].search([("partner_id", "=", self.golden.id)])


@tagged("post_install", "-at_install")
class TestButtons(TransactionCase):
    def test_a_button_may_be_pressed(self):
        """The browser sends the rows chosen, also none: a method must take them."""
        views = self.env["ir.ui.view"].search([("model", "=like", "kehu.%")])
        pressed = 0
        for view in views:
            for node in etree.fromstring(view.arch).iter("button"):
                method = getattr(
                    type(self.env[view.model]), node.get("name") or "", None
                )
                if node.get("type") == "object" and method:
                    pressed += 1
                    with self.subTest(f"{view.model} {node.get('name')}"):
                        self.assertFalse(getattr(method, "_api_model", False))
        self.assertGreater(pressed, 50)


@tagged("post_install", "-at_install")
class TestDuplicatesDesk(DuplicateScreens):
    def test_found_and_said_to_be_two(self):
        self.start_tour(
            "/odoo/kehu-duplicates", "kehu_duplicates_desk", login="manager"
        )
        word = self.env["kehu.not.same"].search([("partner_id", "=", self.golden.id)])
        self.assertEqual(word.reason, "Two shops of one owner")
        self.assertFalse(self.pairs())


@tagged("post_install", "-at_install")
class TestDuplicatesPhone(DuplicateScreens):
    browser_size, touch_enabled = PHONE.values()

    def test_a_card_leads_to_the_merge(self):
        self.env["kehu.duplicate"].with_user(self.manager).action_find()
        self.assertTrue(self.pairs())
        self.start_tour(
            "/odoo/kehu-duplicates", "kehu_duplicates_phone", login="manager"
        )


class ConflictScreens(OwnershipCase, HttpCase):
    def setUp(self):
        super().setUp()
        self.asked = self.as_user(self.lead)["kehu.claim"].create(
            {
                "partner_id": self.own.id,
                "user_id": self.colleague.id,
                "note": "Known for years",
            }
        )


@tagged("post_install", "-at_install")
class TestConflictDesk(ConflictScreens):
    def test_a_manager_decides(self):
        tour = page("kehu_conflict_action"), "kehu_conflict_desk"
        self.start_tour(*tour, login="manager")
        self.assertEqual(self.owner(self.own), self.colleague)


@tagged("post_install", "-at_install")
class TestConflictPhone(ConflictScreens):
    browser_size, touch_enabled = PHONE.values()

    def test_a_lead_reads_it(self):
        tour = page("kehu_conflict_action"), "kehu_conflict_phone"
        self.start_tour(*tour, login="lead")


class HouseScreens(ScreenCase):
    """Competitors on shelves, a customer lost, a source, and an export."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        rival = cls.env["kehu.competitor"].create({"name": "River Spring"})
        south = cls.env["kehu.territory"].create({"name": "South"})
        cls.customers.kehu_territory_id = south
        cls.golden.kehu_source_id = cls.env.ref("kehu_liquor.source_referral")
        for partner in cls.own + cls.far:
            cls.env["kehu.competitor.carried"].create(
                {"partner_id": partner.id, "competitor_id": rival.id}
            )
        cls.sell(cls.own, ago(400), 3000)

    def setUp(self):
        super().setUp()
        lost = self.env["kehu.loss"].search([("partner_id", "=", self.own.id)])
        self.assertEqual(lost.net_before, 3000)

    def export(self):
        self.manager.group_ids += self.env.ref("base.group_allow_export")
        customers = (self.golden + self.century).with_user(self.manager)
        customers.export_data(["name"])


@tagged("post_install", "-at_install")
class TestHouseDesk(HouseScreens):
    def test_competitors(self):
        tour = "/odoo/kehu-competitors", "kehu_competitors_desk"
        self.start_tour(*tour, login="manager")

    def test_festivals(self):
        tour = page("kehu_festival_action"), "kehu_festivals_desk"
        self.start_tour(*tour, login="manager")

    def test_losses(self):
        self.start_tour("/odoo/kehu-losses", "kehu_losses_desk", login="lead")
        lost = self.env["kehu.loss"].search([("partner_id", "=", self.own.id)])
        self.assertEqual(lost.answered_by_id, self.lead)
        self.assertEqual(lost.reason_id, self.env.ref("kehu_liquor.loss_reason_price"))

    def test_sources(self):
        self.start_tour("/odoo/kehu-sources", "kehu_sources_desk", login="manager")

    def test_exports(self):
        self.export()
        tour = page("kehu_export_log_action"), "kehu_exports_desk"
        self.start_tour(*tour, login="manager")


@tagged("post_install", "-at_install")
class TestHousePhone(HouseScreens):
    browser_size, touch_enabled = PHONE.values()

    def test_competitors(self):
        tour = page("kehu_competitor_carried_action"), "kehu_competitors_phone"
        self.start_tour(*tour, login="seller")

    def test_festivals(self):
        tour = page("kehu_festival_action"), "kehu_festivals_phone"
        self.start_tour(*tour, login="manager")

    def test_losses(self):
        self.start_tour("/odoo/kehu-losses", "kehu_losses_phone", login="seller")

    def test_exports(self):
        self.export()
        tour = page("kehu_export_log_action"), "kehu_exports_phone"
        self.start_tour(*tour, login="manager")


@tagged("post_install", "-at_install")
class TestImportPhone(HistoryCase, HttpCase):
    browser_size, touch_enabled = PHONE.values()

    def test_a_large_file_is_followed(self):
        self.startPatcher(patch.object(kehu_import, "ROWS_AT_ONCE", 1))
        batch = self.upload(self.text(row("A1"), row("A2")), "large.csv")
        self.start_tour("/odoo/kehu-imports", "kehu_import_phone", login="manager")
        self.assertEqual(batch.state, "draft")
