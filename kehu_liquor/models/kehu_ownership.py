from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

SOURCES = [
    ("start", "Was so before"),
    ("entered", "Entered"),
    ("claim", "Claimed"),
    ("pool", "Back to the pool"),
    ("lapse", "Claim lapsed"),
    ("handover", "Handover"),
    ("conflict", "Conflict decided"),
    ("cover", "Temporary cover"),
]


class KehuOwnership(models.Model):
    """Whose customer it was, from which day to which, and why; per company.

    The truth about owners: sales, debts and visits of a day belong to who owned the
    customer on that day. Core's salesperson on the partner is a copy that follows,
    and leads when somebody writes it. A cover is a second row beside the owner's: it
    begins and ends by its dates alone. Append-only, written by `kehu.facts`.
    """

    _name = "kehu.ownership"
    _description = "Ownership"
    _order = "date_from desc, id desc"
    _log_access = False
    _check_company_auto = True

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="cascade",  # who may be deleted has no papers to belong to anybody
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one(
        "res.users", string="Owner", required=True, ondelete="restrict"
    )
    is_cover = fields.Boolean(string="Temporary Cover")
    date_from = fields.Date(string="From", required=True)
    date_end = fields.Date(
        string="Until", help="The last day. Empty: to this day and on."
    )
    source = fields.Selection(SOURCES, string="How", required=True)
    reason = fields.Char()
    by_id = fields.Many2one("res.users", ondelete="restrict")

    _one_owner = models.UniqueIndex(
        "(partner_id, company_id) WHERE NOT is_cover AND date_end IS NULL",
        "A customer has one owner in a company.",
    )
    _of_user = models.Index("(user_id, company_id, partner_id)")
    _dates_in_order = models.Constraint(
        "CHECK (date_end IS NULL AND NOT is_cover OR date_end >= date_from - 1)",
        "A row cannot end before it begins, and a cover has an end.",
    )

    @api.model_create_multi
    def create(self, vals_list):  # pylint: disable=method-required-super
        self.check_access("create")
        raise UserError(
            self.env._(
                "Owners are changed on the customer, by a claim or by a handover."
            )
        )

    def write(self, vals):  # pylint: disable=method-required-super
        self.check_access("write")
        raise UserError(self.env._("The history of owners is never rewritten."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("The history of owners is never deleted."))

    @api.depends("user_id", "date_from")
    def _compute_display_name(self):
        for row in self:
            row.display_name = f"{row.user_id.name} ({row.date_from})"

    # ---------------------------------------------------------- for others
    @api.model
    def _current(self):
        """Rows that give access today: owners, and covers on their days.

        'today' is read when the question is asked: no night has to end a cover.
        """
        cover = Domain("is_cover", "=", True)
        cover &= Domain("date_from", "<=", "today") & Domain("date_end", ">=", "today")
        return cover | Domain("is_cover", "=", False) & Domain("date_end", "=", False)

    @api.model
    def _owners(self, partners, company):
        """dict partner id → owner in the company today."""
        rows = self.sudo().search(
            [
                ("partner_id", "in", partners.ids),
                ("company_id", "=", company.id),
                ("is_cover", "=", False),
                ("date_end", "=", False),
            ]
        )
        return {row.partner_id.id: row.user_id for row in rows}

    @api.model
    def _assign(self, partners, user, company, source, reason=None):
        """Give customers to a user, or to the pool, from today on."""
        facts = self.env["kehu.facts"].sudo().with_user(self.env.user).sudo()
        day = facts._today(company)
        ids = partners.commercial_partner_id.ids
        facts._own(
            [(partner, company.id, user.id or None, day) for partner in ids],
            source,
            reason,
        )
