from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

SALES = "kehu_liquor.group_kehu_user"
FIGURES = (
    "kehu_liquor.group_kehu_user,"
    "account.group_account_readonly,account.group_account_invoice"
)
RANKS = {"customer_rank", "supplier_rank"}
STAGES = [("potential", "Potential"), ("target", "Target"), ("prospect", "Prospect")]
LEVELS = [
    ("low", "Low"),
    ("middle", "Middle"),
    ("high", "High"),
    ("premium", "Premium"),
]


class ResPartner(models.Model):
    """A customer's file: what people know of it, and the way to its figures.

    Only what people enter is stored here. Figures and verdicts are read through
    `kehu_metric_id`, the customer's row in the current company. Every field names
    its readers, because a portal user reads any partner field that names none.
    """

    _name = "res.partner"
    _inherit = ["res.partner", "kehu.apart"]

    # ------------------------------------------------- what people enter
    kehu_role_id = fields.Many2one(
        "kehu.role",
        string="Channel Role",
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        groups=FIGURES,
    )
    kehu_is_merchant = fields.Boolean(string="Designated Merchant", groups=SALES)
    kehu_is_government = fields.Boolean(
        string="Party, Government or State Unit",
        groups=SALES,
        help="Party, government, army, public institution or state firm: no gifts, "
        "no hospitality.",
    )
    kehu_territory_id = fields.Many2one(
        "kehu.territory",
        string="Territory",
        index="btree_not_null",
        ondelete="restrict",
        groups=FIGURES,
    )
    kehu_zone_id = fields.Many2one(
        "kehu.zone",
        string="Delivery Zone",
        index="btree_not_null",
        ondelete="restrict",
        groups=SALES,
    )
    kehu_source_id = fields.Many2one(
        "kehu.source",
        string="Source",
        index="btree_not_null",
        ondelete="restrict",
        groups=SALES,
    )
    kehu_referrer_id = fields.Many2one(
        "res.partner",
        string="Referred by",
        index="btree_not_null",
        ondelete="set null",
        groups=SALES,
    )
    kehu_stage = fields.Selection(
        STAGES,
        string="Stage before the First Sale",
        groups=SALES,
        help="From the first sale on, invoices decide the lifecycle.",
    )
    kehu_buys_elsewhere = fields.Boolean(string="Buys from a Competitor", groups=SALES)
    kehu_demand_ids = fields.Many2many("kehu.demand", string="Demand", groups=SALES)
    kehu_scale = fields.Char(
        string="Business Scale",
        groups=SALES,
        help="For instance shop area, tables, staff.",
    )
    kehu_consumption_level = fields.Selection(
        LEVELS, string="Consumption Level", groups=SALES
    )
    kehu_usual_channel = fields.Char(string="Usual Purchase Channel", groups=SALES)
    kehu_usual_price = fields.Char(
        string="Usual Price",
        groups=SALES,
        help="What the customer usually pays, for instance 200–300 a bottle.",
    )
    kehu_credit_note = fields.Text(string="Credit File", groups=SALES)
    kehu_service_note = fields.Text(string="After-Sales File", groups=SALES)
    kehu_supply_ids = fields.One2many(
        "kehu.supply", "partner_id", string="Supplied by", groups=SALES
    )
    kehu_supplied_ids = fields.One2many(
        "kehu.supply", "supplier_id", string="Supplies", groups=SALES
    )

    # ---------------------------------------------------- what is derived
    kehu_metric_ids = fields.One2many(
        "kehu.metric", "partner_id", string="Figures by Company", groups=FIGURES
    )
    kehu_metric_id = fields.Many2one(
        "kehu.metric",
        string="Figures",
        compute="_compute_kehu_metric_id",
        search="_search_kehu_metric_id",
        groups=FIGURES,
    )
    # Without sudo: else anybody could search by them, whatever readers they name.
    kehu_grade_id = fields.Many2one(
        related="kehu_metric_id.grade_id",
        related_sudo=False,
        string="Grade",
        groups=FIGURES,
    )
    kehu_lifecycle = fields.Selection(
        related="kehu_metric_id.lifecycle",
        related_sudo=False,
        string="Lifecycle",
        groups=FIGURES,
    )
    kehu_standing = fields.Selection(
        related="kehu_metric_id.standing",
        related_sudo=False,
        string="Standing",
        groups=FIGURES,
    )
    kehu_quadrant = fields.Selection(
        related="kehu_metric_id.quadrant",
        related_sudo=False,
        string="Quadrant",
        groups=FIGURES,
    )

    kehu_page = fields.Json(
        string="Customer Page", compute="_compute_kehu_page", groups=FIGURES
    )
    kehu_business = fields.Json(
        string="Business", compute="_compute_kehu_business", groups=FIGURES
    )

    _kehu_owner = models.Index("(user_id) WHERE user_id IS NOT NULL")

    @api.depends("commercial_partner_id")
    @api.depends_context("company")
    def _compute_kehu_metric_id(self):
        metrics = (
            self.env["kehu.metric"]
            .with_context(active_test=False)
            .search(
                [
                    ("partner_id", "in", self.commercial_partner_id.ids),
                    ("company_id", "=", self.env.company.id),
                ]
            )
        )
        by_partner = {metric.partner_id.id: metric for metric in metrics}
        for partner in self:
            partner.kehu_metric_id = by_partner.get(partner.commercial_partner_id.id)

    @api.depends("kehu_metric_id")
    @api.depends_context("company", "lang", "uid")
    def _compute_kehu_page(self):
        for partner in self:
            partner.kehu_page = partner.kehu_metric_id._page()

    @api.depends("kehu_metric_id")
    @api.depends_context("company", "lang", "uid")
    def _compute_kehu_business(self):
        for partner in self:
            partner.kehu_business = partner.kehu_metric_id._business()

    def _search_kehu_metric_id(self, operator, value):
        here = Domain("company_id", "=", self.env.company.id)
        rows = self.env["kehu.metric"].with_context(active_test=False)
        if operator in ("any", "any!"):
            return Domain("id", "in", self._kehu_partners(rows, here & Domain(value)))
        if operator == "in":
            wanted = [item for item in value if item]
            found = Domain(
                "id", "in", self._kehu_partners(rows, here & Domain("id", "in", wanted))
            )
            none = ~Domain("id", "in", self._kehu_partners(rows, here))
            return (found | none) if len(wanted) < len(value) else found
        return NotImplemented

    @api.model
    def _kehu_partners(self, rows, domain):
        """The partners behind rows of figures, as a subquery."""
        return rows._search(domain).subselect("partner_id")

    # ------------------------------------------------------------------ CRUD
    @api.model_create_multi
    def create(self, vals_list):
        if self._kehu_sells():
            for vals in vals_list:
                if vals.get("kehu_role_id") and not vals.get("parent_id"):
                    vals.setdefault("user_id", self.env.uid)
        partners = super().create(vals_list)
        partners.filtered(lambda p: p.sudo().kehu_role_id)._kehu_be_born()
        return partners

    def write(self, vals):
        if RANKS.issuperset(vals):
            # Counted up after each posting, when Odoo would read every tracked field,
            # one statement each, to tell of none: nothing tracked follows from a rank.
            counted = self.with_context(mail_notrack=True)
            return super(ResPartner, counted).write(vals)
        done = super().write(vals)
        if vals.get("kehu_role_id"):
            self.commercial_partner_id._kehu_be_born()
        if "active" in vals:
            rows = self.sudo().with_context(active_test=False).kehu_metric_ids
            rows.write({"active": vals["active"]})
        return done

    @api.model
    def _kehu_sells(self):
        """Whether the user is a salesperson who owns what they enter."""
        user = self.env.user
        return user.has_group("kehu_liquor.group_kehu_user") and not user.has_group(
            "kehu_liquor.group_kehu_manager"
        )

    @api.constrains("kehu_referrer_id")
    def _check_kehu_referrer(self):
        for partner in self:
            if partner.kehu_referrer_id == partner:
                raise ValidationError(
                    self.env._("A customer does not refer itself to us.")
                )

    # -------------------------------------------------------------- actions
    def action_kehu_refresh(self):
        """Bring this customer's figures and grade up to this minute."""
        self.check_access("read")
        self.env["kehu.metric"].check_access("read")
        for partner in self:
            partner._kehu_refresh(self.env.company)
        return True

    # ---------------------------------------------------------- for others
    def _kehu_audience(self):
        """With whom this customer is compared."""
        role = self.sudo().commercial_partner_id.kehu_role_id
        return role.audience_id or self.env["kehu.audience"]._default_audience()

    def _kehu_be_born(self, companies=None):
        """Give each customer its row of figures, so that prospects are listed too."""
        self.env["kehu.facts"].sudo()._be_born(self.commercial_partner_id, companies)

    def _kehu_refresh(self, company):
        """Figures and grade of these customers as of this minute."""
        facts = self.env["kehu.facts"].sudo()
        partners = self.commercial_partner_id
        if not facts._lock_beside_night(company):
            raise UserError(
                self.env._(
                    "The nightly run is at work: please try again in a few minutes."
                )
            )
        today = facts._today(company)
        facts._refresh(company, today, only=partners)
        self.env["kehu.margin"]._refresh(company, today, only=partners)
        for partner in partners:
            self.env["kehu.scoring"]._decide_now(partner, company)
