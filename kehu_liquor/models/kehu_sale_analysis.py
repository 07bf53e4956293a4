from odoo import api, fields, models

from ..engine import festivals
from .kehu_metric import LIFECYCLES

MANAGER = "kehu_liquor.group_kehu_manager"
BOOKS = "account.group_account_readonly,account.group_account_invoice"
DOCUMENTS = [
    ("out_invoice", "Invoice"),
    ("out_refund", "Credit Note"),
    ("out_receipt", "Sales Receipt"),
]


class KehuSaleAnalysis(models.Model):
    """What was sold: one row for each line of a posted invoice or credit note.

    For people without accounting rights: a salesperson reads own customers' lines, a
    lead the team's, a manager all. The documents are those that the figures count
    (docs/metrics.md), so the sums are accounting's own to the cent. Beside the month
    stands the week before Spring Festival and Mid-Autumn, year against year.
    """

    _name = "kehu.sale.analysis"
    _description = "Sales analysis"
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "document"

    # ------------------------------------------------------------ document
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    move_id = fields.Many2one(
        "account.move", string="Invoice", readonly=True, groups=BOOKS
    )
    document = fields.Char(readonly=True)
    kind = fields.Selection(DOCUMENTS, readonly=True)
    date = fields.Date(readonly=True)
    year = fields.Char(readonly=True)
    month = fields.Selection(
        selection="_months", string="Month of the Year", readonly=True
    )
    invoice_user_id = fields.Many2one(
        "res.users", string="Salesperson of the Invoice", readonly=True
    )

    # ------------------------------------------------------------- product
    product_id = fields.Many2one("product.product", readonly=True)
    category_id = fields.Many2one(
        "product.category", string="Product Category", readonly=True
    )
    uom_id = fields.Many2one("uom.uom", string="Unit", readonly=True)

    # ------------------------------------------------- customer, as of today
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    user_id = fields.Many2one("res.users", string="Salesperson", readonly=True)
    role_id = fields.Many2one("kehu.role", string="Channel Role", readonly=True)
    audience_id = fields.Many2one("kehu.audience", readonly=True)
    grade_id = fields.Many2one("kehu.grade", string="Grade Today", readonly=True)
    grade_color = fields.Integer(related="grade_id.color")
    lifecycle = fields.Selection(LIFECYCLES, readonly=True)
    territory_id = fields.Many2one("kehu.territory", readonly=True)
    zone_id = fields.Many2one("kehu.zone", string="Delivery Zone", readonly=True)
    source_id = fields.Many2one("kehu.source", readonly=True)
    state_id = fields.Many2one(
        "res.country.state", string="Region", readonly=True, help="Province"
    )
    city = fields.Char(readonly=True)

    # ----------------------------------------------------------- festivals
    spring_days = fields.Integer(
        string="Days before Spring Festival", readonly=True, aggregator="min"
    )
    spring_week = fields.Selection(
        selection="_weeks", string="Weeks before Spring Festival", readonly=True
    )
    spring_year = fields.Char(string="Year of that Spring Festival", readonly=True)
    autumn_days = fields.Integer(
        string="Days before Mid-Autumn", readonly=True, aggregator="min"
    )
    autumn_week = fields.Selection(
        selection="_weeks", string="Weeks before Mid-Autumn", readonly=True
    )
    autumn_year = fields.Char(string="Year of that Mid-Autumn", readonly=True)

    # ------------------------------------------------------------ measures
    net = fields.Monetary(string="Net Sales", readonly=True)
    quantity = fields.Float(
        string="Quantity (Product's Unit)", digits="Product Unit", readonly=True
    )
    document_count = fields.Integer(string="Documents", readonly=True)
    customer_count = fields.Integer(string="Number of Customers", readonly=True)
    price_average = fields.Float(
        string="Average Price per Unit", readonly=True, aggregator="avg"
    )
    margin = fields.Monetary(
        string="Margin at Today's Cost",
        readonly=True,
        groups=MANAGER,
        help="Of lines whose product has a cost.",
    )
    margin_rate = fields.Float(readonly=True, aggregator="avg", groups=MANAGER)

    _depends = {
        "account.move": [
            "state",
            "move_type",
            "name",
            "company_id",
            "invoice_date",
            "commercial_partner_id",
            "invoice_user_id",
        ],
        "account.move.line": [
            "move_id",
            "parent_state",
            "display_type",
            "balance",
            "quantity",
            "product_id",
            "product_uom_id",
            "tax_repartition_line_id",
        ],
        "product.product": ["product_tmpl_id", "standard_price"],
        "product.template": ["categ_id", "uom_id"],
        "uom.uom": ["factor", "parent_path"],
        "res.company": ["currency_id", "kehu_include_receipts"],
        "res.partner": [
            "user_id",
            "state_id",
            "city",
            "kehu_role_id",
            "kehu_territory_id",
            "kehu_zone_id",
            "kehu_source_id",
        ],
        "kehu.role": ["audience_id"],
        "kehu.metric": ["grade_id", "lifecycle"],
        "kehu.festival.date": ["festival_id", "date"],
    }

    # ---------------------------------------------------------------- words
    @api.model
    def _months(self):
        """The months of any year: each stands beside that of the year before."""
        return [(f"{n:02}", self.env._("Month %s", n)) for n in range(1, 13)]

    @api.model
    def _weeks(self):
        """Weeks before a festival, as `festivals.week_before` counts them."""
        last = festivals.week_before(festivals.FURTHEST)
        return [("00", self.env._("Festival day"))] + [
            (f"{n:02}", self.env._("Week %s before", n)) for n in range(1, last + 1)
        ]

    # -------------------------------------------------------------- actions
    def action_open_document(self):
        """The invoice behind a line for those who may read it, else the customer."""
        self.ensure_one()
        self.check_access("read")
        row = self.sudo()
        moves = self.env["account.move"]
        wanted = moves.browse(row.move_id.id)
        seen = moves.has_access("read") and wanted.has_access("read")
        target = wanted if seen else row.partner_id
        return {
            "type": "ir.actions.act_window",
            "res_model": target._name,
            "res_id": target.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }
