from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

BOOKS = "account.group_account_readonly,account.group_account_invoice"
#: What may still be billed.
OPEN = ("approved", "delivered", "evidenced")
#: What the books closed: what paid for it stays as it is.
CLOSED = ("settled", "judged")
#: What was promised at all.
PROMISED = (*OPEN, *CLOSED)
#: Lines of an entry that say who is paid.
OWED = ("liability_payable", "asset_receivable")


class AccountMoveLineSupport(models.Model):
    """A bill line names the promise it pays for: that is what a support costs."""

    _inherit = "account.move.line"

    kehu_support_id = fields.Many2one(
        "kehu.support",
        string="Dealer Support",
        index="btree_not_null",
        ondelete="restrict",
        groups=BOOKS,
        domain="[('company_id', '=', company_id), ('has_cost', '=', True),"
        " ('state', 'in', ('approved', 'delivered', 'evidenced'))]",
        help="The promise to a dealer that this line pays for.",
    )

    @api.depends("kehu_support_id")
    def _compute_analytic_distribution(self):
        return super()._compute_analytic_distribution()

    def _related_analytic_distribution(self):
        """A line that names a support begins with the analytic account of its kind."""
        known = super()._related_analytic_distribution()
        kind = self.sudo().kehu_support_id.kind_id
        account = kind.with_company(self.company_id).analytic_account_id
        fits = account.company_id in (account.company_id.browse(), self.company_id)
        return {str(account.id): 100, **known} if account and fits else known

    @api.constrains("kehu_support_id")
    def _check_kehu_support(self):
        for line in self.sudo().filtered("kehu_support_id"):
            if sentence := line._kehu_refuse_support():
                raise ValidationError(sentence)
            if line.parent_state == "posted":
                line._kehu_check_payment()

    def _kehu_refuse_support(self):
        """Why a line may not name its support, or nothing."""
        support, move = self.kehu_support_id, self.move_id
        if support.company_id != self.company_id:
            return self.env._(
                "%(support)s is a promise of %(other)s: a bill of %(company)s does "
                "not pay for it.",
                support=support.display_name,
                other=support.company_id.name,
                company=self.company_id.name,
            )
        if move.is_sale_document(include_receipts=True):
            return self.env._(
                "A support is paid for by a vendor bill or an entry, not by a "
                "customer's invoice: that would change its sales."
            )
        if support.state not in PROMISED or not support.has_cost:
            return self.env._(
                "%s is not approved, or costs nothing: no bill pays for it.",
                support.display_name,
            )
        return None

    def write(self, vals):
        """A bill that settled one support does not pay for another afterwards."""
        if "kehu_support_id" in vals:
            for line in self.sudo():
                support = line.kehu_support_id
                if line._kehu_settled() and support.id != vals["kehu_support_id"]:
                    raise UserError(
                        self.env._(
                            "%s was settled with this line: the line goes on naming "
                            "it.",
                            support.display_name,
                        )
                    )
        return super().write(vals)

    def _kehu_settled(self):
        """Whether a closed support rests on this line."""
        paid = self.parent_state == "posted" and self.balance > 0
        return paid and self.kehu_support_id.state in CLOSED

    def _kehu_strangers(self):
        """Who else is paid: a bill's vendor, or whom the lines of an entry name."""
        move, whom = self.move_id, self.partner_id | self.move_id.partner_id
        strangers = whom.commercial_partner_id - self.kehu_support_id.payee_id
        if move.move_type == "entry":
            owed = move.line_ids.filtered(lambda x: x.account_id.account_type in OWED)
            payees = move.line_ids.kehu_support_id.payee_id
            strangers |= owed.partner_id.commercial_partner_id - payees
        return strangers

    def _kehu_check_payment(self):
        """A posted line pays the payee, and nothing is added to what is settled."""
        support = self.kehu_support_id
        if strangers := self._kehu_strangers():
            raise ValidationError(
                self.env._(
                    "%(support)s is paid to %(payee)s, not to %(other)s.",
                    support=support.display_name,
                    payee=support.payee_id.name,
                    other=", ".join(strangers.mapped("name")),
                )
            )
        if support.state not in OPEN and self.balance > 0:
            raise ValidationError(
                self.env._(
                    "%s is settled: no further bill pays for it.", support.display_name
                )
            )


class AccountMoveSupport(models.Model):
    """Documents that pay for promises: checked when posted, and the way back."""

    _inherit = "account.move"

    kehu_support_count = fields.Integer(
        string="Dealer Supports", compute="_compute_kehu_support_count", groups=BOOKS
    )

    @api.depends("line_ids.kehu_support_id")
    def _compute_kehu_support_count(self):
        for move in self:
            move.kehu_support_count = len(move.line_ids.kehu_support_id)

    def _post(self, soft=True):
        paying = self.sudo().line_ids.filtered("kehu_support_id")
        for line in paying:
            if sentence := line._kehu_refuse_support():
                raise ValidationError(sentence)
            line._kehu_check_payment()
        return super()._post(soft)

    def button_draft(self):
        """What settled a support is corrected by a refund, not taken away."""
        for line in self.sudo().line_ids.filtered("kehu_support_id"):
            if line._kehu_settled():
                raise UserError(
                    self.env._(
                        "%s was settled with this document: correct it by a refund "
                        "that names it, too.",
                        line.kehu_support_id.display_name,
                    )
                )
        return super().button_draft()

    def action_kehu_supports(self):
        """The promises this document pays for."""
        self.ensure_one()
        self.check_access("read")
        supports = self.line_ids.kehu_support_id
        action = self.env["ir.actions.actions"]._for_xml_id(
            "kehu_liquor.kehu_support_action"
        )
        if len(supports) == 1:
            return supports._open()
        return {**action, "domain": [("id", "in", supports.ids)], "context": {}}
