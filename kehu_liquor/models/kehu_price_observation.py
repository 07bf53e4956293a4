from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

KINDS = [
    ("shelf", "Shelf Price"),
    ("wholesale", "Wholesale Price"),
    ("promotion", "Promotion Price"),
]
UNITS = [
    ("bottle", "Bottle"),
    ("case", "Case"),
    ("box", "Gift Box"),
]
#: Bottles in a unit, unless somebody counted.
BOTTLES = {"bottle": 1, "case": 6, "box": 2}
#: What says where and when a price was seen: it stays with it.
STAYS = ("partner_id", "company_id", "visit_id")


class KehuPriceObservation(models.Model):
    """A price seen at a customer: of ours or of a competitor's, and that is all.

    Recorded so that prices which slip are noticed early and talked about. Nothing
    follows from a row by itself: no supply, rebate or grade hangs on it, because
    nobody may fix what a dealer charges (Anti-Monopoly Law, article 18).
    """

    _name = "kehu.price.observation"
    _inherit = ["kehu.of.customer"]
    _description = "Price observation"
    _order = "date desc, id desc"
    _check_company_auto = True

    company_id = fields.Many2one(index=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    visit_id = fields.Many2one(
        "kehu.visit", index="btree_not_null", ondelete="set null"
    )
    user_id = fields.Many2one(string="Seen by")
    date = fields.Date(
        string="Seen on",
        required=True,
        index=True,
        default=fields.Date.context_today,
    )
    product_id = fields.Many2one(
        "product.product",
        string="Our Product",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
    )
    competitor_id = fields.Many2one(
        "kehu.competitor",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
    )
    article = fields.Char(
        string="Their Product",
        help="The competitor's article, for instance 52° 500 ml.",
    )
    is_ours = fields.Boolean(
        string="Our Product's Price", compute="_compute_is_ours", store=True
    )
    kind = fields.Selection(KINDS, required=True, default="shelf")
    price = fields.Monetary(string="Price Seen", required=True, aggregator=None)
    unit = fields.Selection(UNITS, string="Price per", required=True, default="bottle")
    bottles = fields.Integer(
        string="Bottles in It",
        compute="_compute_bottles",
        store=True,
        readonly=False,
        precompute=True,
        aggregator=None,
    )
    bottle_price = fields.Monetary(
        string="Price per Bottle",
        compute="_compute_bottle_price",
        store=True,
        precompute=True,
        aggregator="avg",
    )
    photo = fields.Image(max_width=1600, max_height=1600)
    note = fields.Char()

    # Where, as of today.
    owner_id = fields.Many2one(related="partner_id.user_id", string="Salesperson")
    role_id = fields.Many2one(related="partner_id.kehu_role_id", string="Channel Role")
    territory_id = fields.Many2one(related="partner_id.kehu_territory_id")

    _of_article = models.Index("(company_id, product_id, date)")
    _price_positive = models.Constraint("CHECK (price > 0)", "A price is more than 0.")
    _bottles_positive = models.Constraint(
        "CHECK (bottles BETWEEN 1 AND 1000)", "Count from 1 to 1000 bottles."
    )
    _of_something = models.Constraint(
        "CHECK ((product_id IS NULL) <> (competitor_id IS NULL))",
        "A price is of our product or of a competitor's: choose one of the two.",
    )

    # ------------------------------------------------------------- computes
    @api.depends("product_id")
    def _compute_is_ours(self):
        for row in self:
            row.is_ours = bool(row.product_id)

    @api.depends("unit")
    def _compute_bottles(self):
        for row in self:
            row.bottles = BOTTLES.get(row.unit, 1)

    @api.depends("price", "bottles")
    def _compute_bottle_price(self):
        for row in self:
            row.bottle_price = row.price / max(1, row.bottles)

    @api.depends("product_id", "competitor_id", "article")
    def _compute_display_name(self):
        for row in self:
            ours = row.product_id.display_name
            house, article = row.competitor_id.name or "", row.article or ""
            if house and house not in article:
                article = " · ".join(filter(None, (house, article)))
            row.display_name = ours or article

    @api.onchange("product_id")
    def _onchange_product_id(self):
        if self.product_id:
            self.competitor_id = self.article = False

    @api.onchange("competitor_id")
    def _onchange_competitor_id(self):
        if self.competitor_id:
            self.product_id = False

    # ----------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        self.check_access("create")
        for vals in vals_list:
            self._fill_in(vals)
        rows = super().create(vals_list)
        rows._check_user()
        return rows

    @api.model
    def _fill_in(self, vals):
        """Where, when and by whom: as the contact says it was seen at."""
        visit = self.env["kehu.visit"].browse(vals.get("visit_id"))
        visit.check_access("read")
        if visit:
            vals["partner_id"] = visit.partner_id.id
            vals["company_id"] = visit.company_id.id
            vals.setdefault("user_id", visit.user_id.id)
        elif vals.get("partner_id"):
            partner = self.env["res.partner"].browse(vals["partner_id"])
            vals["partner_id"] = partner.sudo().commercial_partner_id.id
        company = self.env["res.company"].browse(vals.get("company_id"))
        today = self.env["kehu.facts"]._today(company or self.env.company)
        if not vals.get("date"):
            vals["date"] = min(visit.day or today, today)

    def write(self, vals):
        self.check_access("write")
        if any(
            name in vals and any(row[name].id != vals[name] for row in self)
            for name in STAYS
        ):
            raise UserError(
                self.env._("A price stays where it was seen: delete it, enter it anew.")
            )
        done = super().write(vals)
        if "user_id" in vals:
            self._check_user()
        return done

    def _not_your_own(self):
        return self.env._("Enter what you saw yourself: others enter their own.")

    @api.constrains("date")
    def _check_date(self):
        for row in self:
            if row.date > self.env["kehu.facts"]._today(row.company_id):
                raise ValidationError(
                    self.env._("Nobody has seen anything yet on %s.", row.date)
                )
