from odoo import api, fields, models
from odoo.exceptions import ValidationError

BOOKS = "account.group_account_readonly,account.group_account_invoice"
#: What may still be billed.
OPEN = ("approved", "delivered", "evidenced")
#: What was promised at all.
PROMISED = (*OPEN, "settled", "judged")


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

    def _kehu_check_payment(self):
        """A posted line pays the payee, and nothing is added to what is settled."""
        support, move = self.kehu_support_id, self.move_id
        payee = move.commercial_partner_id
        if payee and payee != support.payee_id:
            raise ValidationError(
                self.env._(
                    "%(support)s is paid to %(payee)s, not to %(other)s.",
                    support=support.display_name,
                    payee=support.payee_id.name,
                    other=payee.name,
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
