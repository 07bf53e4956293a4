from odoo import api, fields, models
from odoo.exceptions import UserError

KINDS = [("dealer", "Dealer Contract"), ("key_account", "Key Account Agreement")]


class KehuContractTemplate(models.Model):
    """A version of the standard text of contracts.

    What was signed stays as it was: a text in use is not changed but followed by its
    next version. Territory, targets and terms are the contract's own; the text names
    none and has no gaps to fill.
    """

    _name = "kehu.contract.template"
    _inherit = ["kehu.in.company", "kehu.fair.text"]
    _description = "Standard contract text"
    _order = "kind, version desc, id desc"
    _check_company_auto = True
    _fair_texts = ("name", "note")

    name = fields.Char(required=True, translate=True)
    kind = fields.Selection(KINDS, required=True, default="dealer")
    version = fields.Integer(default=1, readonly=True, copy=False)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", index=True, help="Empty: for all companies."
    )
    clause_ids = fields.One2many(
        "kehu.contract.clause", "template_id", string="Clauses", copy=True
    )
    note = fields.Text(help="What is new in this version. Not printed.")
    contract_count = fields.Integer(compute="_compute_contract_count")
    is_in_use = fields.Boolean(compute="_compute_contract_count")

    def _compute_contract_count(self):
        contracts = self.env["kehu.contract"].sudo()
        ours = [("template_id", "in", self.ids)]
        counts = dict(contracts._read_group(ours, ["template_id"], ["__count"]))
        signed = dict(
            contracts._read_group(
                [*ours, ("state", "!=", "draft")], ["template_id"], ["__count"]
            )
        )
        for template in self:
            template.contract_count = counts.get(template, 0)
            template.is_in_use = bool(signed.get(template))

    @api.depends("name", "version")
    def _compute_display_name(self):
        for template in self:
            template.display_name = self.env._(
                "%(name)s, version %(version)s",
                name=template.name,
                version=template.version,
            )

    def write(self, vals):
        self.check_access("write")
        if set(vals) - {"active", "note"}:
            self._check_unused()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_unused(self):
        self._check_unused()

    def _check_unused(self):
        contracts = self.env["kehu.contract"].sudo()
        for template in self:
            signed = [("template_id", "=", template.id), ("state", "!=", "draft")]
            if contracts.search_count(signed, limit=1):
                raise UserError(
                    self.env._(
                        "Contracts were signed with “%s”: begin a new version, so "
                        "that what was signed stays as it was.",
                        template.display_name,
                    )
                )

    def action_new_version(self):
        """The same text once more, to be changed; this version is archived."""
        self.ensure_one()
        self.check_access("write")
        new = self.copy({"name": self.name, "version": self.version + 1})
        self.active = False
        return {
            "type": "ir.actions.act_window",
            "res_model": "kehu.contract.template",
            "res_id": new.id,
            "views": [(False, "form")],
        }


class KehuContractClause(models.Model):
    """A clause of the standard text, in every language of the house."""

    _name = "kehu.contract.clause"
    _inherit = ["kehu.fair.text"]
    _description = "Clause of a standard text"
    _order = "sequence, id"
    _rec_name = "name"
    _fair_texts = ("name", "body")

    template_id = fields.Many2one(
        "kehu.contract.template", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Title", required=True, translate=True)
    body = fields.Text(string="Text", required=True, translate=True)

    @api.model_create_multi
    def create(self, vals_list):
        clauses = super().create(vals_list)
        clauses.template_id._check_unused()
        return clauses

    def write(self, vals):
        self.check_access("write")
        self.template_id._check_unused()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_unused(self):
        self.template_id._check_unused()
