from odoo import api, fields, models

from .res_partner import SALES


class ResPartnerGifts(models.Model):
    """What a key person received this year beside the limit; or that nothing may be."""

    _inherit = "res.partner"

    kehu_gift_ids = fields.One2many(
        "kehu.gift", "person_id", string="Gifts", groups=SALES
    )
    kehu_gift_sum = fields.Float(
        compute="_compute_kehu_gifts", string="Gifts This Year", groups=SALES
    )
    kehu_gift_cap = fields.Float(
        compute="_compute_kehu_gifts", string="Gift Limit", groups=SALES
    )
    kehu_gift_text = fields.Char(
        compute="_compute_kehu_gifts", string="Gifts in Words", groups=SALES
    )
    kehu_gift_forbidden = fields.Boolean(
        compute="_compute_kehu_gifts", string="No Gifts", groups=SALES
    )

    @api.depends("kehu_gift_ids.state", "kehu_is_public_official")
    @api.depends_context("company", "lang")
    def _compute_kehu_gifts(self):
        company = self.env.company
        year = self.env["kehu.facts"]._today(company).year
        received = self.env["kehu.gift"]._received_by(self._origin, year)
        for person in self:
            total = received.get(person._origin, 0)
            cap = self.env["kehu.gift.cap"]._for(person._origin, company, year)
            person.kehu_gift_sum, person.kehu_gift_cap = total, cap or 0
            person.kehu_gift_forbidden = person._kehu_takes_nothing()
            person.kehu_gift_text = person._kehu_gift_words(total, cap)

    def _kehu_takes_nothing(self):
        own = self.sudo()
        customer = own.commercial_partner_id
        return (
            own.kehu_is_public_official
            or own.kehu_is_government
            or customer.kehu_is_government
        )

    def _kehu_gift_words(self, total, cap):
        if self._kehu_takes_nothing():
            if self.sudo().kehu_is_public_official:
                return self.env._("Public official: no gifts")
            return self.env._("State unit: no gifts")
        if cap is None:
            return self.env._("Gifts this year %s, no limit set", f"{total:,.0f}")
        return self.env._(
            "Gifts this year %(total)s / %(cap)s",
            total=f"{total:,.0f}",
            cap=self._kehu_money(cap),
        )

    def _kehu_money(self, amount):
        """800 元, as the house's currency is called."""
        currency = self.env.company.currency_id
        if (self.env.lang or "").startswith("zh") and currency.name == "CNY":
            return f"{amount:,.0f} 元"
        return f"{amount:,.0f} {currency.name}"

    def action_kehu_gift(self):
        """Enter a gift, sample or meal for this person."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Gift, Sample or Hospitality"),
            "res_model": "kehu.gift",
            "view_mode": "form",
            "views": [(self.env.ref("kehu_liquor.kehu_gift_view_entry").id, "form")],
            "target": "new",
            "context": {"default_person_id": self.id},
        }
