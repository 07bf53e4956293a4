"""What the stock part lets anybody call from outside, and whom it refuses."""

from odoo.addons.kehu_liquor.tests.common_points import PointsCase
from odoo.exceptions import AccessError
from odoo.service.model import call_kw, get_public_method
from odoo.tests import tagged

MODULE = "odoo.addons.kehu_liquor_stock."
#: Each door of ours; Odoo's and kehu_liquor's own that we extend ask by themselves.
DOORS = {"kehu.redemption": {"action_transfer"}}
EXTENDED = {"action_deliver"}


@tagged("post_install", "-at_install")
class TestStockDoors(PointsCase):
    def doors(self, model):
        """Public methods that this addon defines on a model."""
        for cls in type(model).mro():
            if cls.__module__.startswith(MODULE):
                for name, value in vars(cls).items():
                    if callable(value) and self.is_public(model, name):
                        yield name

    def is_public(self, model, name):
        try:
            return bool(get_public_method(model, name))
        except AccessError:
            return False

    def test_only_what_is_meant_to_is_callable_from_outside(self):
        found = {
            name: set(self.doors(model)) - EXTENDED for name, model in self.env.items()
        }
        self.assertEqual({k: v for k, v in found.items() if v}, DOORS)

    def test_whoever_may_not_read_the_redemption_finds_no_transfer(self):
        self.rule()
        self.bill(self.own, (self.wine, 1, 1000))
        window = self.window((self.make_product("Card", type="consu"), 10, 0))
        redemption = self.redeem(self.own, window)
        redemption.with_user(self.seller).action_deliver()
        self.assertTrue(redemption.sudo().picking_ids)
        for user in (
            self.plain,
            self.portal,
            self.env.ref("base.public_user"),
            self.colleague,
            self.accountant,
        ):
            model = self.env["kehu.redemption"].with_user(user)
            with self.subTest(user.login), self.assertRaises(AccessError):
                call_kw(model, "action_transfer", [redemption.ids], {})
        stock = self.env.ref("stock.group_stock_user")
        self.seller.group_ids += stock
        model = self.env["kehu.redemption"].with_user(self.seller)
        action = call_kw(model, "action_transfer", [redemption.ids], {})
        self.assertEqual(action["res_id"], redemption.sudo().picking_ids.id)
