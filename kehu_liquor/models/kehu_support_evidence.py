from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

ENTERED = {"file", "file_name", "is_done", "note"}
OPEN = ("approved", "delivered")


class KehuSupportEvidence(models.Model):
    """What proves that a support was given: a photo, a document, or a tick.

    The lines come of the kind's checklist when the support is approved and stay as
    they were then; people show each, and may add more of their own.
    """

    _name = "kehu.support.evidence"
    _description = "Evidence of a support"
    _order = "is_extra, sequence, id"

    support_id = fields.Many2one(
        "kehu.support", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="support_id.company_id")
    state = fields.Selection(related="support_id.state")
    sequence = fields.Integer(readonly=True)
    name = fields.Char(string="What", required=True)
    is_mandatory = fields.Boolean(string="Mandatory", readonly=True)
    needs_file = fields.Boolean(readonly=True)
    is_extra = fields.Boolean(string="Added", readonly=True)
    file = fields.Binary(string="Photo or Document", attachment=True)
    file_name = fields.Char()
    is_done = fields.Boolean(string="In Place")
    note = fields.Char()
    lacking = fields.Char(compute="_compute_lacking", string="Still Lacking")

    @api.depends("file", "is_done", "needs_file")
    @api.depends_context("lang")
    def _compute_lacking(self):
        for line, sized in zip(self, self.with_context(bin_size=True), strict=True):
            # a file that was just put in has no size yet, only itself
            file = sized.file if line.id else line.file
            there = bool(file) or (line.is_done and not line.needs_file)
            missing = (
                self.env._("photo or document")
                if line.needs_file
                else self.env._("not in place")
            )
            line.lacking = False if there else missing

    # ------------------------------------------------------------------ CRUD
    @api.model_create_multi
    def create(self, vals_list):
        self.check_access("create")
        if not self.env.su:
            for vals in vals_list:
                vals.update(
                    is_extra=True, is_mandatory=False, needs_file=False, sequence=0
                )
        lines = super().create(vals_list)
        lines._check_open()
        return lines

    def write(self, vals):
        """Whoever reads it hears why it cannot be changed any more."""
        self.check_access("read")
        if not self.env.su:
            self._check_open()
            allowed = ENTERED | ({"name"} if all(self.mapped("is_extra")) else set())
            if set(vals) - allowed:
                raise AccessError(
                    self.env._("What proves a support is said by its kind, not here.")
                )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_extra(self):
        if not self.env.su:
            self._check_open()
            if not all(self.mapped("is_extra")):
                raise UserError(
                    self.env._("Only evidence that was added can be taken away.")
                )

    def _check_open(self):
        if not self.env.su and any(line.state not in OPEN for line in self):
            raise UserError(
                self.env._("Evidence is shown from the approval until it is complete.")
            )
