from psycopg2 import IntegrityError

from odoo.addons.kehu_liquor.tests.common_points import PointsCase
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, new_test_user, tagged
from odoo.tools import mute_logger


@tagged("post_install", "-at_install")
class TestGifts(PointsCase):
    """Gifts handed over leave the warehouse in that moment, once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rule()
        cls.company.kehu_points_monthly = False
        cls.warehouse = cls.env["stock.warehouse"].search(
            [("company_id", "=", cls.company.id)], limit=1
        ) or cls.env["stock.warehouse"].create(
            {"name": "Gifts", "code": "GIFT", "company_id": cls.company.id}
        )
        cls.glass = cls.make_product("Glass", type="consu", is_storable=True)
        cls.card = cls.make_product("Greeting card", type="consu")
        cls.tasting = cls.make_product("Tasting", type="service")
        cls.put(cls.glass, 5)
        cls.keeper = new_test_user(
            cls.env,
            "keeper",
            groups="stock.group_stock_user",
            company_id=cls.company.id,
            company_ids=[(6, 0, cls.company.ids)],
        )

    @classmethod
    def put(cls, product, quantity):
        cls.env["stock.quant"]._update_available_quantity(
            product, cls.warehouse.lot_stock_id, quantity
        )

    def approved(self, *wanted, gifts=None):
        gifts = gifts or (self.glass, self.card, self.tasting)
        window = self.window(*[(gift, 10, 0) for gift in gifts])
        self.bill(self.own, (self.wine, 1, 1000))
        return self.redeem(self.own, window, *wanted).with_user(self.seller)

    def moved(self, redemption):
        """Product → quantity that left for the customer."""
        moves = redemption.sudo().picking_ids.move_ids
        done = moves.filtered(lambda move: move.state == "done")
        self.assertTrue(all(m.location_dest_id.usage == "customer" for m in done))
        return {move.product_id.name: move.quantity for move in done}

    def in_stock(self, product):
        return product.with_context(
            location=self.warehouse.lot_stock_id.id
        ).qty_available

    def test_what_is_handed_over_leaves_the_stock(self):
        redemption = self.approved((0, 2), (1, 3), (2, 1))
        self.assertFalse(redemption.has_picking)
        redemption.action_deliver()
        self.assertEqual(self.moved(redemption), {"Glass": 2, "Greeting card": 3})
        self.assertEqual(self.in_stock(self.glass), 3)
        picking = redemption.sudo().picking_ids
        self.assertEqual((picking.state, picking.origin), ("done", redemption.name))
        self.assertEqual(picking.partner_id, self.own)
        self.assertEqual(picking.company_id, self.company)
        self.assertTrue(redemption.has_picking)

    def test_once(self):
        redemption = self.approved((0, 2))
        redemption.action_deliver()
        with self.assertRaises(UserError):
            redemption.action_deliver()
        self.assertEqual(len(redemption.sudo().picking_ids), 1)
        picking = redemption.sudo().picking_ids
        self.assertFalse(picking.copy().kehu_redemption_id)
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.env.cr.savepoint(),
        ):
            picking.copy().kehu_redemption_id = redemption.sudo()

    def test_cancelled_before_moves_nothing(self):
        redemption = self.approved((0, 2))
        redemption.with_user(self.manager).action_cancel()
        self.assertFalse(redemption.has_picking)
        self.assertEqual(self.in_stock(self.glass), 5)

    def test_a_service_alone_has_no_transfer(self):
        redemption = self.approved((2, 1))
        redemption.action_deliver()
        self.assertEqual(redemption.state, "delivered")
        self.assertFalse(redemption.has_picking)

    def test_too_little_is_said_and_stops_nobody(self):
        redemption = self.approved((0, 7), (1, 9))
        self.assertEqual(redemption.missing, "Glass (5 of 7)")
        redemption.action_deliver()
        self.assertEqual(self.moved(redemption)["Glass"], 7)
        self.assertEqual(self.in_stock(self.glass), -2)
        self.assertFalse(redemption.missing)
        enough = self.approved((0, 1), gifts=[self.card])
        self.assertFalse(enough.missing)

    def test_lots_are_the_warehouses(self):
        jug = self.make_product(
            "Jug", type="consu", is_storable=True, tracking="serial"
        )
        redemption = self.approved((0, 1), gifts=[jug])
        redemption.action_deliver()
        self.assertEqual(redemption.state, "delivered")
        self.assertNotEqual(redemption.sudo().picking_ids.state, "done")
        self.assertFalse(self.moved(redemption))

    def test_each_shows_the_other(self):
        redemption = self.approved((0, 1))
        redemption.action_deliver()
        self.seller.group_ids += self.env.ref("stock.group_stock_user")
        action = redemption.action_transfer()
        self.assertEqual(action["res_id"], redemption.picking_ids.id)
        with Form(redemption.picking_ids) as form:
            self.assertEqual(form.kehu_redemption_id, redemption)
        with Form(redemption) as form:
            self.assertTrue(form.has_picking)

    def test_doors(self):
        redemption = self.approved((0, 1))
        redemption.action_deliver()
        with self.assertRaises(AccessError):  # no right to transfers
            redemption.action_transfer()
        with self.assertRaises(AccessError):
            redemption.with_user(self.keeper).action_transfer()
        picking = redemption.sudo().picking_ids.with_user(self.keeper)
        with Form(picking) as form:
            self.assertNotIn("kehu_redemption_id", form._view["fields"])
        with self.assertRaises(AccessError):
            picking.read(["kehu_redemption_id"])
