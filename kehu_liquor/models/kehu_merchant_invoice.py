from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import format_date

from ..engine import invoices

KIND = "merchant_invoice"
#: As long as an invoice holds its number: given up, it may be registered anew.
HOLDS = ("waiting", "confirmed")


class KehuMerchantInvoice(models.Model):
    """A designated merchant's invoice that the customer shows, so that it earns points.

    A salesperson registers it with its picture. Found twice, it is refused naming the
    first. It earns when a second person has checked it, and counts in no sales figure:
    what merchants sell was ours to sell to them.
    """

    _inherit = "kehu.external.sale"

    number = fields.Char(readonly=False)
    partner_id = fields.Many2one(readonly=False)
    date = fields.Date(readonly=False)
    line_ids = fields.One2many(readonly=False)
    company_id = fields.Many2one(default=lambda self: self.env.company)
    invoice_code = fields.Char(
        help="Only of an invoice on paper: 10 or 12 digits beside its number of 8."
    )
    merchant_id = fields.Many2one(
        "kehu.merchant",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
    )
    total = fields.Monetary(string="Total with Tax", readonly=True)
    picture = fields.Image(max_width=2048, max_height=2048)
    registered_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    registered_on = fields.Date(readonly=True)
    decided_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    decided_on = fields.Date(readonly=True)
    reason = fields.Char(help="Why it is refused or cancelled.")
    entry_ids = fields.One2many("kehu.points.entry", "external_sale_id", readonly=True)
    points = fields.Float(
        string="Reward Points", compute="_compute_points", digits=(16, 2)
    )
    may_check = fields.Boolean(compute="_compute_may")
    may_cancel = fields.Boolean(compute="_compute_may")

    _one_invoice = models.UniqueIndex(
        "(company_id, number_key)"
        " WHERE kind = 'merchant_invoice' AND state IN ('waiting', 'confirmed')",
        "This invoice was registered meanwhile by somebody else.",
    )
    _names_merchant = models.Constraint(
        "CHECK (kind <> 'merchant_invoice' OR merchant_id IS NOT NULL)",
        "A merchant's invoice names its merchant.",
    )

    # ------------------------------------------------------------- computes
    @api.depends("entry_ids.points")
    def _compute_points(self):
        sums = dict(
            self.env["kehu.points.entry"]._read_group(
                [("external_sale_id", "in", self.ids)],
                ["external_sale_id"],
                ["points:sum"],
            )
        )
        for sale in self:
            sale.points = sums.get(sale._origin, 0)

    # ------------------------------------------------------------------ CRUD
    @api.model
    def _said(self):
        """What people say; all else is decided."""
        return {
            "number",
            "invoice_code",
            "partner_id",
            "merchant_id",
            "date",
            "picture",
            "line_ids",
        }

    @api.model_create_multi
    def create(self, vals_list):
        self.check_access("create")
        if not self.env.su:
            vals_list = [self._as_entered(vals) for vals in vals_list]
        for vals in vals_list:
            if vals.get("kind") == KIND:
                self._take_number(vals)
        made = super().create(vals_list)
        made._add_up()
        return made

    @api.model
    def _as_entered(self, vals):
        """What a person may say of an invoice; the rest follows."""
        partner = self.env["res.partner"].browse(vals.get("partner_id"))
        partner.check_access("read")
        entered = {name: vals[name] for name in vals if name in self._said()}
        company = self.env["res.company"].browse(vals.get("company_id"))
        company = company or self.env.company
        return entered | {
            "kind": KIND,
            "company_id": company.id,
            "partner_id": partner.sudo().commercial_partner_id.id,
            "state": "waiting",
        }

    @api.model
    def _take_number(self, vals):
        """Its key; refused where it is known already, before the table would."""
        number, code = vals.get("number"), vals.get("invoice_code")
        vals["number"] = invoices.plain(number)
        vals["invoice_code"] = invoices.plain(code) or False
        vals["number_key"] = invoices.key(number, code)
        company = vals.get("company_id") or self.env.company.id
        self._check_once(company, vals["number_key"])
        vals.setdefault("registered_by_id", self.env.uid)
        today = self.env["kehu.facts"]._today(self.env["res.company"].browse(company))
        vals.setdefault("registered_on", today)

    def write(self, vals):
        self.check_access("write")
        if not self.env.su:
            self._check_writes(vals)
            if vals.keys() & self._said():
                vals = {**vals, "registered_by_id": self.env.uid}
        vals = self._whose(vals)
        if vals.keys() & {"number", "invoice_code"}:
            for sale in self:
                super(KehuMerchantInvoice, sale).write(sale._with_key(vals))
            done = True
        else:
            done = super().write(vals)
        if "line_ids" in vals:
            self._add_up()
        return done

    def _whose(self, vals):
        """Points go to who was invoiced, never to an employee or contact."""
        if self.env.su or not vals.get("partner_id"):
            return vals
        partner = self.env["res.partner"].browse(vals["partner_id"])
        partner.check_access("read")
        return {**vals, "partner_id": partner.sudo().commercial_partner_id.id}

    def _with_key(self, vals):
        """Another number is another key: refused where that is known already."""
        if self.kind != KIND:
            return vals
        number = invoices.plain(vals.get("number", self.number))
        code = invoices.plain(vals.get("invoice_code", self.invoice_code))
        found = invoices.key(number, code)
        self._check_once(self.company_id.id, found)
        changed = {"number": number, "invoice_code": code or False}
        return {**vals, **changed, "number_key": found}

    def _check_writes(self, vals):
        """By hand: what was registered, until it is checked; and a reason."""
        self._check_open(vals.keys() & self._said())
        if vals.keys() - self._said() - {"reason"}:
            raise AccessError(
                self.env._("An invoice is moved on by its buttons, not by hand.")
            )

    def _check_open(self, is_entered=True):
        """Whether people may still enter something."""
        if any(sale.kind != KIND for sale in self):
            raise AccessError(self.env._("Imported documents are not edited."))
        if is_entered and not self.env.user.has_group("kehu_liquor.group_kehu_user"):
            raise AccessError(self.env._("Salespeople register merchants' invoices."))
        states = ("waiting",) if is_entered else HOLDS
        if any(sale.state not in states for sale in self):
            raise UserError(
                self.env._("This invoice is decided: what was registered stands.")
            )

    def _touched(self):
        """Lines were changed: who did it has registered, and the sum follows."""
        if not self.env.su:
            self.sudo().write({"registered_by_id": self.env.uid})
        self._add_up()

    def _add_up(self):
        for sale in self.sudo():
            if sale.kind == KIND:
                amount = sum(sale.line_ids.mapped("amount"))
                tax = sum(sale.line_ids.mapped("tax_amount"))
                sale.write({"amount": amount, "total": amount + tax})

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Documents are kept: cancel it."))

    # ------------------------------------------------------------- the rules
    def _check_once(self, company, found):
        """Refuse a number that is registered already, naming the first."""
        first = self.sudo().search(
            [
                ("company_id", "=", company),
                ("kind", "=", KIND),
                ("number_key", "=", found),
                ("state", "in", HOLDS),
                ("id", "not in", self.ids),
            ],
            limit=1,
        )
        if first:
            raise ValidationError(first._say_first())

    def _say_first(self):
        """The registration that was first: to whom it belongs is told by name alone."""
        return self.env._(
            "Invoice %(number)s of %(merchant)s is registered already: for "
            "%(customer)s, on %(day)s by %(person)s.",
            number=self.number,
            merchant=self.merchant_id.name,
            customer=self.partner_id.name,
            day=format_date(self.env, self.registered_on or self.date),
            person=self.registered_by_id.name or self.create_uid.name,
        )

    @api.constrains(
        "number", "invoice_code", "date", "partner_id", "merchant_id", "picture"
    )
    def _check_makes_sense(self):
        for sale in self.sudo().filtered(lambda sale: sale.kind == KIND):
            if reason := next(sale._faults(), None):
                raise ValidationError(reason)

    def _faults(self):
        """What is wrong with it, one after the other."""
        self.ensure_one()
        yield from self._number_faults()
        yield from self._day_faults()
        if self.partner_id == self.merchant_id.partner_id:
            yield self.env._(
                "%s is the merchant itself: its own invoices earn nothing.",
                self.partner_id.name,
            )
        if self._needs_picture() and not self.with_context(bin_size=True).picture:
            yield self.env._("Add a picture of the invoice: it is checked by it.")
        if not self.line_ids:
            yield self.env._("Enter what was bought: at least one line.")

    def _number_faults(self):
        said = {
            "signs": self.env._("An invoice number has digits and letters alone."),
            "short": self.env._(
                "A digital invoice has a number of 20 digits or more; one on paper has "
                "8 digits, and a code of 10 or 12 beside it."
            ),
            "code": self.env._("A number of 20 digits or more has no code beside it."),
        }
        if fault := invoices.fault(self.number, self.invoice_code):
            yield said[fault]
        known = self.env["kehu.facts"]._already_invoiced(
            self.company_id, [self.number_key.lower(), self.number.lower()]
        )
        for (_key, partner), name in known.items():
            if partner == self.partner_id.commercial_partner_id.id:
                yield self.env._("This is our own invoice %s: it earns already.", name)

    def _day_faults(self):
        today = self.env["kehu.facts"]._today(self.company_id)
        cutover = self.company_id.kehu_cutover_date
        if self.date > today:
            yield self.env._("The invoice is dated in the future.")
        if cutover and self.date < cutover:
            yield self.env._(
                "Days before %s came with the imported history: an invoice of then "
                "earns nothing.",
                format_date(self.env, cutover),
            )
        if not self.merchant_id._is_designated(self.date):
            yield self.env._(
                "%(merchant)s was no designated merchant on %(day)s.",
                merchant=self.merchant_id.name,
                day=format_date(self.env, self.date),
            )

    def _needs_picture(self):
        """Whether it is only known from the paper that the customer showed."""
        return True
