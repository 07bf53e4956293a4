from odoo import fields, models


class StockPicking(models.Model):
    """A transfer remembers the redemption whose gifts it took out."""

    _inherit = "stock.picking"

    kehu_redemption_id = fields.Many2one(
        "kehu.redemption",
        string="Redemption",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        groups="kehu_liquor.group_kehu_user",
    )

    _kehu_once = models.UniqueIndex(
        "(kehu_redemption_id) WHERE kehu_redemption_id IS NOT NULL",
        "The gifts of a redemption leave the stock once.",
    )
