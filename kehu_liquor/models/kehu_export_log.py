from odoo import api, fields, models
from odoo.exceptions import UserError


class KehuExportLog(models.Model):
    """Who took customers out in a file: when, of what, which fields, how many.

    Written by every export of customers, by whoever; read by managers. Nobody edits
    or deletes a line.
    """

    _name = "kehu.export.log"
    _description = "Export log"
    _order = "date desc, id desc"
    _rec_name = "model_name"
    _log_access = False

    user_id = fields.Many2one(
        "res.users", string="Who", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, ondelete="cascade"
    )
    date = fields.Datetime(string="When", required=True, index=True)
    model = fields.Char(required=True)
    model_name = fields.Char(string="What")
    fields_text = fields.Text(string="Technical Fields")
    fields_said = fields.Text(
        string="Fields", compute="_compute_fields_said", compute_sudo=True
    )
    record_count = fields.Integer(string="Records")
    domain = fields.Char(string="Filter")

    @api.depends("model", "fields_text")
    @api.depends_context("lang")
    def _compute_fields_said(self):
        """The fields by their labels; what is known no more keeps its own name."""
        for line in self:
            names = (line.fields_text or "").split(", ")
            said = [line._say_field(name) for name in names]
            line.fields_said = line._kehu_listed(said)

    def _say_field(self, path):
        """The label of a field, of one behind another with both."""
        model, labels = self.env.get(self.model), []
        for name in path.replace(".", "/").split("/"):
            field = model._fields.get(name) if model is not None else None
            if not field:
                return path
            labels.append(field._description_string(self.env))
            model = self.env.get(field.comodel_name) if field.relational else None
        return " / ".join(labels)

    @api.model
    def _note(self, records, names):
        """Write down that these records leave in a file."""
        self.env["kehu.facts"].sudo()._insert(
            self._name,
            (
                "user_id",
                "company_id",
                "date",
                "model",
                "model_name",
                "fields_text",
                "record_count",
                "domain",
            ),
            [
                (
                    self.env.uid,
                    self.env.company.id,
                    fields.Datetime.now(),
                    records._name,
                    self.env["ir.model"]._get(records._name).name,
                    ", ".join(names),
                    len(records),
                    self.env.context.get("kehu_export_domain") or None,
                )
            ],
        )
        self.invalidate_model()

    @api.model_create_multi
    def create(self, vals_list):  # pylint: disable=method-required-super
        self.check_access("create")
        raise UserError(self.env._("Only exports write the export log."))

    def write(self, vals):  # pylint: disable=method-required-super
        self.check_access("write")
        raise UserError(self.env._("The export log is never rewritten."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("The export log is never deleted."))
