from odoo import fields, models

SALES = "kehu_liquor.group_kehu_user"


class ResPartnerOffers(models.Model):
    """One's own letters to and meetings with this customer that are no contact yet."""

    _inherit = "res.partner"

    kehu_offer_count = fields.Integer(
        string="Not Logged Yet", compute="_compute_kehu_offer_count", groups=SALES
    )
    kehu_price_ids = fields.One2many(
        "kehu.price.observation", "partner_id", string="Prices Seen", groups=SALES
    )

    def _compute_kehu_offer_count(self):
        groups = self.env["kehu.visit.offer"]._read_group(
            [("partner_id", "in", self.commercial_partner_id.ids)],
            ["partner_id"],
            ["__count"],
        )
        counts = {partner.id: count for partner, count in groups}
        for partner in self:
            customer = partner.commercial_partner_id
            partner.kehu_offer_count = counts.get(customer.id, 0)

    def action_kehu_offers(self):
        """What of this customer waits to be logged."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "kehu_liquor.kehu_visit_offer_action"
        )
        customer = self.commercial_partner_id.id
        return {**action, "domain": [("partner_id", "=", customer)]}
