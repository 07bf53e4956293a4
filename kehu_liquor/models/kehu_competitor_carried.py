from odoo import api, fields, models
from odoo.exceptions import ValidationError

POSITIONS = [
    ("ahead", "We lead"),
    ("level", "Level"),
    ("behind", "We trail"),
    ("out", "We are out"),
]
SHARES = [
    ("few", "Under 10 %"),
    ("some", "10 to 30 %"),
    ("many", "30 to 50 %"),
    ("most", "Over 50 %"),
]


class KehuCompetitorCarried(models.Model):
    """What a customer carries beside us: which competitor, how much, and our standing.

    Entered by whoever serves the customer, dated, so that it can be told apart from
    what was seen years ago; a line that is over gets an end and stays.
    """

    _name = "kehu.competitor.carried"
    _inherit = "kehu.about.customer"
    _description = "Competitor carried"
    _order = "seen_on desc, id desc"

    partner_id = fields.Many2one(ondelete="cascade")
    competitor_id = fields.Many2one(
        "kehu.competitor",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    category_id = fields.Many2one(
        "product.category", index="btree_not_null", ondelete="set null"
    )
    product = fields.Char(help="The competitor's article, for instance 52° 500 ml.")
    share = fields.Selection(
        SHARES, help="Estimated, of what the customer sells of this kind."
    )
    price_seen = fields.Monetary(aggregator=None, help="On the shelf, each.")
    position = fields.Selection(POSITIONS, string="Our Standing", default="level")
    seen_on = fields.Date(required=True, default=fields.Date.context_today)
    date_end = fields.Date(string="Gone since", help="No longer carried.")
    user_id = fields.Many2one(
        "res.users",
        string="Seen by",
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
    )
    note = fields.Char()
    currency_id = fields.Many2one(related="company_id.currency_id")

    # Where and who, as of today.
    owner_id = fields.Many2one(related="partner_id.user_id", string="Salesperson")
    role_id = fields.Many2one(related="partner_id.kehu_role_id", string="Channel Role")
    territory_id = fields.Many2one(related="partner_id.kehu_territory_id")

    _price_positive = models.Constraint(
        "CHECK (price_seen >= 0)", "A price is not negative."
    )
    _dates_in_order = models.Constraint(
        "CHECK (date_end IS NULL OR date_end >= seen_on)",
        "It cannot be gone before it was seen.",
    )

    def write(self, vals):
        done = super().write(vals)
        self.check_access("write")  # nobody moves a line to another's customer
        return done

    @api.constrains("seen_on")
    def _check_seen(self):
        for line in self:
            if line.seen_on > self.env["kehu.facts"]._today(line.company_id):
                raise ValidationError(
                    self.env._("Nobody has seen anything yet on %s.", line.seen_on)
                )

    @api.depends("competitor_id", "product")
    def _compute_display_name(self):
        for line in self:
            parts = (line.competitor_id.name, line.product)
            line.display_name = " · ".join(part for part in parts if part)

    def action_open_partner(self):
        """Open the customer that carries it."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.partner",
            "res_id": self.partner_id.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }
