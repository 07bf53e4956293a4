from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from ..engine import opening as engine
from .kehu_opening_standard import KINDS

ENTERED = {"number", "date_end", "file", "file_name", "is_ticked", "note"}
#: What a line takes over from its requirement, so that a later change of the
#: standard does not change what was approved.
TAKEN = (
    "sequence",
    "kind",
    "is_mandatory",
    "needs_number",
    "needs_date_end",
    "needs_file",
)


class KehuOpeningLine(models.Model):
    """One requirement of an opening, and what the customer shows for it.

    Says by itself what is lacking; a first payment is not entered but read from the
    books.
    """

    _name = "kehu.opening.line"
    _description = "Paper of an opening"
    _order = "sequence, id"

    opening_id = fields.Many2one(
        "kehu.opening", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="opening_id.company_id")
    currency_id = fields.Many2one(related="opening_id.currency_id")
    state = fields.Selection(related="opening_id.state")
    sequence = fields.Integer()
    kind = fields.Selection(KINDS, required=True, readonly=True)
    name = fields.Char(string="What", required=True, readonly=True)
    is_mandatory = fields.Boolean(string="Mandatory", readonly=True)
    needs_number = fields.Boolean(readonly=True)
    needs_date_end = fields.Boolean(readonly=True)
    needs_file = fields.Boolean(readonly=True)
    amount = fields.Monetary(string="Amount Needed", readonly=True)
    is_paper = fields.Boolean(compute="_compute_is_paper")

    number = fields.Char()
    date_end = fields.Date(string="Valid Until")
    file = fields.Binary(attachment=True)
    file_name = fields.Char()
    is_ticked = fields.Boolean(string="In Place")
    note = fields.Char()

    received = fields.Monetary(compute="_compute_received")
    lacking = fields.Char(compute="_compute_lacking", string="Still Lacking")
    has_lack = fields.Boolean(compute="_compute_lacking")

    @api.model
    def _commands(self, standard):
        """The lines of a new opening, as its standard wants them today."""
        return [
            Command.create(
                {
                    "name": requirement.name,
                    "amount": requirement.amount,
                    **{name: requirement[name] for name in TAKEN},
                }
            )
            for requirement in standard.requirement_ids
        ]

    # ------------------------------------------------------------- computes
    @api.depends("kind")
    def _compute_is_paper(self):
        for line in self:
            line.is_paper = line.kind != "payment"

    @api.depends("kind", "opening_id.partner_id", "opening_id.company_id")
    def _compute_received(self):
        """What the customer has paid so far; the books say it, not a person."""
        self.received = 0
        facts = self.env["kehu.facts"].sudo()
        paying = self.filtered(lambda line: line.kind == "payment")
        for company, lines in paying.grouped("company_id").items():
            partners = lines.opening_id.sudo().partner_id
            known = facts._received_ever(company, partners) if partners else {}
            for line in lines:
                line.received = known.get(line.opening_id.sudo().partner_id.id, 0)

    @api.depends("number", "date_end", "file", "is_ticked", "received", "needs_number")
    def _compute_lacking(self):
        words = self._words()
        sizes = self.with_context(bin_size=True)
        for line, sized in zip(self, sizes, strict=True):
            need = engine.Need(
                line.needs_number, line.needs_date_end, line.needs_file, line.amount
            )
            shown = engine.Shown(
                line.number or "",
                line.date_end or None,
                bool(sized.file),
                line.received,
                line.is_ticked,
            )
            today = self.env["kehu.facts"]._today(line.company_id or self.env.company)
            missing = engine.lacking(need, shown, today)
            line.lacking = self._kehu_listed(words[name] for name in missing)
            line.has_lack = bool(missing)

    def _words(self):
        return {
            "number": self.env._("number"),
            "date_end": self.env._("end date"),
            "expired": self.env._("has expired"),
            "file": self.env._("file"),
            "amount": self.env._("payment"),
            "tick": self.env._("not in place"),
        }

    # ------------------------------------------------------------------ CRUD
    def write(self, vals):
        """People show papers while the opening is being prepared, nothing else."""
        self.check_access("write")
        if not self.env.su:
            if set(vals) - ENTERED:
                raise AccessError(
                    self.env._("What is needed is said by the standard, not here.")
                )
            if any(line.state != "draft" for line in self):
                raise UserError(
                    self.env._(
                        "This opening is not being prepared any more: take it back "
                        "before you change it."
                    )
                )
        return super().write(vals)
