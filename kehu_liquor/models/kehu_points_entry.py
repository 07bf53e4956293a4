from odoo import api, fields, models
from odoo.exceptions import UserError

KINDS = [
    ("earn", "Earned"),
    ("reverse", "Taken Back"),
    ("adjust", "Adjusted"),
    ("redeem", "Redeemed"),
    ("expire", "Expired"),
    ("opening", "Opening Balance"),
]


class KehuPointsEntry(models.Model):
    """The ledger of points: what came, what went, by which document, line and rule.

    A customer's balance in a company is the sum of its entries, and nothing else.
    Entries are appended by `kehu.facts` and never changed or deleted, whoever asks:
    a document that changes is answered by another entry. What a document opened is a
    lot; what takes from it names it, so that points expire and come back by lot.
    """

    _name = "kehu.points.entry"
    _description = "Points entry"
    _order = "day desc, id desc"
    _rec_name = "document"
    _log_access = False
    _check_company_auto = True

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="restrict"
    )
    kind = fields.Selection(KINDS, required=True, readonly=True)
    points = fields.Float(
        string="Reward Points", required=True, readonly=True, digits=(16, 2)
    )
    day = fields.Date(
        required=True,
        readonly=True,
        help="The day it counts from: the document's; "
        "what undoes an entry has its day.",
    )
    lot_id = fields.Many2one(
        "kehu.points.entry",
        string="Taken from",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    expires_on = fields.Date(
        string="Valid until", readonly=True, help="The last day. Empty: for ever."
    )
    valid_until = fields.Date(
        compute="_compute_valid_until",
        help="Of what came: the last day of its lot. Empty: for ever.",
    )
    move_id = fields.Many2one(
        "account.move",
        string="Invoice",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        groups="account.group_account_readonly,account.group_account_invoice",
    )
    line_id = fields.Many2one(
        "account.move.line",
        string="Invoice Line",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        groups="account.group_account_readonly,account.group_account_invoice",
    )
    external_sale_id = fields.Many2one(
        "kehu.external.sale",
        string="Merchant's Invoice",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    external_line_id = fields.Many2one(
        "kehu.external.sale.line",
        string="Merchant's Invoice Line",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    document = fields.Char(readonly=True)
    product_id = fields.Many2one(
        "product.product", readonly=True, index="btree_not_null", ondelete="set null"
    )
    rule_id = fields.Many2one(
        "kehu.points.rule", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    base = fields.Float(
        string="Counted",
        readonly=True,
        digits=(16, 2),
        help="Money or bottles of the line, as the rule counts.",
    )
    rate = fields.Float(
        string="Points per Unit",
        readonly=True,
        digits=(16, 6),
        aggregator=None,
        help="For a yuan or a bottle, multiplier included.",
    )
    multiplier = fields.Float(readonly=True, digits=(16, 2), aggregator=None)
    redemption_line_id = fields.Many2one(
        "kehu.redemption.line",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    adjustment_id = fields.Many2one(
        "kehu.points.adjustment",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    note = fields.Char(readonly=True)
    booked_on = fields.Datetime(required=True, readonly=True)
    booked_by_id = fields.Many2one(
        "res.users", string="By", required=True, readonly=True, ondelete="restrict"
    )

    _balance = models.Index("(company_id, partner_id, day) INCLUDE (points)")
    _to_expire = models.Index(
        "(company_id, expires_on) WHERE lot_id IS NULL AND expires_on IS NOT NULL"
    )
    _not_nothing = models.Constraint("CHECK (points <> 0)", "An entry says something.")

    @api.depends("points", "expires_on", "lot_id.expires_on")
    def _compute_valid_until(self):
        """A document's lines are one lot, and its day stands on the first alone."""
        for entry in self:
            lot = entry.lot_id or entry
            entry.valid_until = entry.points > 0 and lot.expires_on

    # ------------------------------------------------------------------ CRUD
    @api.model_create_multi
    def create(self, vals_list):  # pylint: disable=method-required-super
        self.check_access("create")
        raise UserError(
            self.env._("Points come by documents, redemptions and adjustments alone.")
        )

    def write(self, vals):  # pylint: disable=method-required-super
        self.check_access("write")
        raise UserError(self.env._("The ledger of points is never rewritten."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("The ledger of points is never rewritten."))

    @api.depends("document", "kind", "points")
    def _compute_display_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for entry in self:
            what = entry.document or labels.get(entry.kind, "")
            entry.display_name = f"{what} {entry.points:+g}"

    def action_open_source(self):
        """What the entry comes from: a document, a redemption, an adjustment."""
        self.ensure_one()
        self.check_access("read")
        entry = self.sudo()
        source = (
            entry.move_id
            or entry.external_sale_id
            or entry.redemption_line_id.redemption_id
            or entry.adjustment_id
        ).with_env(self.env)
        if not source:
            return False
        source.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": source._name,
            "res_id": source.id,
            "views": [(False, "form")],
        }

    # ---------------------------------------------------------- for others
    @api.model
    def _balances(self, partners, company, day=None):
        """dict partner id → balance on a day, today if none is said."""
        day = day or self.env["kehu.facts"]._today(company)
        groups = self.sudo()._read_group(
            [
                ("company_id", "=", company.id),
                ("partner_id", "in", partners.ids),
                ("day", "<=", day),
            ],
            ["partner_id"],
            ["points:sum"],
        )
        found = {partner.id: total for partner, total in groups}
        return {number: round(found.get(number, 0), 2) for number in partners.ids}
