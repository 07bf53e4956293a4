from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tools import clean_context

BOOKS = "account.group_account_invoice"
STATES = [
    ("waiting", "Waits for Check"),
    ("due", "Due Back"),
    ("proposed", "Bill Proposed"),
    ("billed", "Billed"),
    ("gone", "Not Due"),
]


class KehuMerchantAdvance(models.Model):
    """What a merchant gave or paid for us with a delivery: due back to the merchant.

    It is due when the delivery's invoice is checked, and becomes a line of a draft
    vendor bill once, by somebody who keeps the books. Gifts are for the customer
    itself: a unit of the state gets none, and nobody's employee is named here.
    """

    _name = "kehu.merchant.advance"
    _description = "Advance of a merchant"
    _order = "id desc"

    sale_id = fields.Many2one(
        "kehu.external.sale",
        string="Merchant's Invoice",
        required=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="sale_id.company_id", store=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    merchant_id = fields.Many2one(
        related="sale_id.merchant_id", store=True, index="btree_not_null"
    )
    partner_id = fields.Many2one(related="sale_id.partner_id", store=True)
    order_id = fields.Many2one(related="sale_id.order_id", store=True)
    advance_kind = fields.Selection(
        [("gift", "Gift"), ("money", "Money")],
        string="Kind",
        required=True,
        default="gift",
    )
    name = fields.Char(string="What", required=True)
    amount = fields.Monetary(required=True, help="Without tax: what is due back.")
    bill_id = fields.Many2one(
        "account.move",
        string="Vendor Bill",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        groups=f"{BOOKS},account.group_account_readonly",
    )
    state = fields.Selection(STATES, compute="_compute_state", store=True)

    _more_than_nothing = models.Constraint(
        "CHECK (amount > 0)", "An advance comes to more than nothing."
    )

    @api.depends("sale_id.state", "bill_id.state", "bill_id.payment_state")
    def _compute_state(self):
        for advance in self:
            bill = advance.sudo().bill_id
            is_back = bill.payment_state == "reversed"
            if bill.state == "posted" and not is_back:
                advance.state = "billed"
            elif bill.state == "draft":
                advance.state = "proposed"
            elif advance.sale_id.state == "confirmed":
                advance.state = "due"
            else:
                waits = advance.sale_id.state == "waiting"
                advance.state = "waiting" if waits else "gone"

    # ------------------------------------------------------------------ CRUD
    @api.model_create_multi
    def create(self, vals_list):
        self.check_access("create")
        if not self.env.su:
            for vals in vals_list:
                vals.pop("bill_id", None)
        advances = super().create(vals_list)
        advances._check_registered()
        advances._touch()
        return advances

    def write(self, vals):
        self.check_access("write")
        self._check_registered()
        if not self.env.su and vals.keys() - {"advance_kind", "name", "amount"}:
            raise AccessError(self.env._("An advance is billed by its button."))
        done = super().write(vals)
        self._check_registered()
        self._touch()
        return done

    def unlink(self):
        self.check_access("unlink")
        self._check_registered()
        sales = self.sale_id
        done = super().unlink()
        if not self.env.su:
            sales._touched()
        return done

    def _check_registered(self):
        if not self.env.su:
            self.sale_id._check_open()

    def _touch(self):
        if not self.env.su:
            self.sale_id._touched()

    @api.constrains("advance_kind", "sale_id", "name")
    def _check_makes_sense(self):
        for advance in self.sudo():
            sale = advance.sale_id
            if not sale.order_id:
                raise ValidationError(
                    self.env._("A merchant advances something for an order of ours.")
                )
            if not (advance.name or "").strip():
                raise ValidationError(self.env._("Say what the merchant advanced."))
            why = sale.partner_id._kehu_why_no_gift(sale.company_id)
            if advance.advance_kind == "gift" and why:
                raise ValidationError(why)

    # --------------------------------------------------------------- billing
    def action_propose_bills(self):
        """Draft bills of what is due, one for each merchant; never of one twice."""
        self.check_access("read")
        if not self.env.user.has_group(BOOKS):
            raise AccessError(
                self.env._("Whoever keeps the books proposes a merchant's bill.")
            )
        advances = self.sudo()
        for advance in advances:
            advance.lock_for_update()
            if advance.state != "due":
                raise UserError(advance._say_not_due())
        bills = self.env["account.move"]
        whose = advances.grouped(lambda row: (row.company_id, row.merchant_id))
        for (company, merchant), rows in whose.items():
            bills |= self._propose(company, merchant, rows)
        return self._open(bills)

    def _say_not_due(self):
        label = dict(self._fields["state"]._description_selection(self.env))
        return self.env._(
            "“%(what)s” of %(merchant)s: %(state)s. Only what is due back is billed.",
            what=self.name,
            merchant=self.merchant_id.name,
            state=label[self.state],
        )

    def _propose(self, company, merchant, rows):
        """One draft bill, made with the person's own right to make it."""
        moves = self.env["account.move"].with_context(clean_context(self.env.context))
        moves = moves.with_company(company.id)
        bill = moves.create(
            {
                "move_type": "in_invoice",
                "company_id": company.id,
                "partner_id": merchant.partner_id.id,
                "invoice_line_ids": [
                    Command.create(
                        {
                            "name": row._say_line(),
                            "quantity": 1,
                            "price_unit": row.amount,
                            "tax_ids": [Command.clear()],
                        }
                    )
                    for row in rows
                ],
            }
        )
        rows.write({"bill_id": bill.id})
        return bill

    def _say_line(self):
        return " · ".join(
            (self.order_id.name, self.partner_id.name, self.name, self.sale_id.number)
        )

    def _open(self, bills):
        domain = [("id", "in", bills.ids)]
        action = {
            "type": "ir.actions.act_window",
            "name": self.env._("Vendor Bills"),
            "res_model": "account.move",
            "domain": domain,
            "views": [(False, "list"), (False, "form")],
        }
        if len(bills) == 1:
            action |= {"res_id": bills.id, "views": [(False, "form")]}
        return action
