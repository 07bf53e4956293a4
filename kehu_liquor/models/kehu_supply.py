from odoo import api, fields, models
from odoo.exceptions import ValidationError


class KehuSupply(models.Model):
    """Who supplies whom with what: the channel below a distributor.

    An outlet may buy one category from one dealer and another from a second; a
    line is dated, so that yesterday's supplier is still known.
    """

    _name = "kehu.supply"
    _inherit = "kehu.about.customer"
    _description = "Supply line"
    _order = "date_from desc, id desc"

    partner_id = fields.Many2one(ondelete="cascade")
    supplier_id = fields.Many2one(
        "res.partner",
        string="Supplied by",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    category_id = fields.Many2one(
        "product.category",
        index=True,
        ondelete="restrict",
        help="Empty: everything this customer buys.",
    )
    date_from = fields.Date(
        string="From", required=True, default=fields.Date.context_today
    )
    date_end = fields.Date(string="Until")

    _dates_in_order = models.Constraint(
        "CHECK (date_end IS NULL OR date_end >= date_from)",
        "A supply line cannot end before it begins.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._check_pointing()
        return lines

    def write(self, vals):
        done = super().write(vals)
        self.check_access("write")  # nobody moves a line to another's customer
        if "supplier_id" in vals:
            self._check_pointing()
        return done

    def _check_pointing(self):
        """A supplier's name is read on the line: only who sees it may name it."""
        self.supplier_id.check_access("read")

    @api.constrains("partner_id", "supplier_id")
    def _check_not_itself(self):
        for supply in self:
            partners = supply.partner_id + supply.supplier_id
            if len(partners.commercial_partner_id) < 2:
                raise ValidationError(self.env._("A customer cannot supply itself."))

    @api.depends("partner_id", "supplier_id", "category_id")
    def _compute_display_name(self):
        for supply in self.sudo():
            what = supply.category_id.name or self.env._("everything")
            supply.display_name = (
                f"{supply.supplier_id.name} → {supply.partner_id.name} ({what})"
            )
