from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

STATES = [
    ("draft", "To Check"),
    ("checking", "Being Checked"),
    ("checked", "Checked"),
    ("importing", "Being Imported"),
    ("done", "Imported"),
    ("undone", "Undone"),
]
#: What a person enters; all else is written by checking, importing and undoing.
ENTERED = {"company_id", "kind", "file", "filename", "cutover_date"}
#: So many customers are brought up to date while somebody waits.
AT_ONCE = 50
#: So many rows are checked or imported while somebody waits; more in the background.
ROWS_AT_ONCE = 5000


class KehuImport(models.Model):
    """A file of past sales: checked row by row, then taken over in one act, or not.

    Decides which rows may come in, from the file, the customers known and the
    company's cut-over day, for the manager who moves a house in. Every bad row has
    its line and its reason. The whole batch can be undone, and nothing else is.
    A large file is worked through in the background, to the same end.
    """

    _name = "kehu.import"
    _description = "Import of past sales"
    _order = "id desc"

    name = fields.Char(compute="_compute_name", store=True)
    kind = fields.Selection(
        [("history", "Sales History")], default="history", required=True
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    cutover_date = fields.Date(
        string="Cut-Over Date",
        compute="_compute_cutover_date",
        inverse="_inverse_cutover_date",
        help="The first day invoiced in Odoo. Only days before it are imported.",
    )
    file = fields.Binary(attachment=True)
    filename = fields.Char()
    state = fields.Selection(STATES, default="draft", required=True, readonly=True)
    understood = fields.Text(
        string="Columns", readonly=True, help="How the file's columns were understood."
    )
    row_count = fields.Integer(string="Rows", readonly=True)
    good_count = fields.Integer(string="Good Rows", readonly=True)
    bad_count = fields.Integer(string="Bad Rows", readonly=True)
    document_count = fields.Integer(string="Documents", readonly=True)
    customer_count = fields.Integer(string="Customers", readonly=True)
    amount = fields.Monetary(string="Untaxed Amount", readonly=True)
    date_from = fields.Date(string="First Day", readonly=True)
    date_end = fields.Date(string="Last Day", readonly=True)
    checked_on = fields.Datetime(readonly=True)
    checked_by_id = fields.Many2one("res.users", readonly=True)
    done_on = fields.Datetime(string="Imported on", readonly=True)
    done_by_id = fields.Many2one("res.users", string="Imported by", readonly=True)
    undone_on = fields.Datetime(readonly=True)
    undone_by_id = fields.Many2one("res.users", string="Undone by", readonly=True)
    line_ids = fields.One2many("kehu.import.line", "import_id", string="Rows Read")

    # ------------------------------------------------------------- computes
    @api.depends("filename")
    def _compute_name(self):
        for batch in self:
            batch.name = batch.filename or self.env._("New import")

    @api.depends("company_id.kehu_cutover_date")
    def _compute_cutover_date(self):
        for batch in self:
            batch.cutover_date = batch.company_id.kehu_cutover_date

    def _inverse_cutover_date(self):
        """A manager need not be an administrator to say when the house moved in."""
        for batch in self:
            if batch.company_id.kehu_cutover_date != batch.cutover_date:
                batch.company_id.sudo().kehu_cutover_date = batch.cutover_date

    # ------------------------------------------------------------------ CRUD
    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_entered(vals)
        return super().create(vals_list)

    def write(self, vals):
        self.check_access("write")
        self._check_entered(vals)
        if {"file", "company_id", "kind"} & vals.keys():
            self._check_open()
            vals = {**vals, **self._nothing_read()}
            for batch in self:
                self.env["kehu.facts"].sudo()._unstage(batch)
            super(KehuImport, self.sudo()).write(vals)
            self.check_access("write")  # it stays in a company of one's own
            return True
        return super().write(vals)

    @api.model
    def _check_entered(self, vals):
        if not self.env.su and vals.keys() - ENTERED:
            raise AccessError(
                self.env._("Only checking, importing and undoing change that.")
            )

    @api.model
    def _nothing_read(self):
        counts = ("row", "good", "bad", "document", "customer")
        return {
            "state": "draft",
            "understood": False,
            "amount": 0,
            "date_from": False,
            "date_end": False,
            **{f"{name}_count": 0 for name in counts},
        }

    def _check_open(self):
        if any(batch.state in ("done", "undone") for batch in self):
            raise UserError(
                self.env._("This file was imported: take a new import for another one.")
            )
        self._check_at_rest()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_done(self):
        self._check_at_rest()
        if any(batch.state == "done" for batch in self):
            raise UserError(
                self.env._("Documents came from this import: undo it before deleting.")
            )

    # -------------------------------------------------------------- actions
    def action_check(self):
        """Read the file into the staging list; nothing is imported yet."""
        self.ensure_one()
        self.check_access("write")
        self._check_open()
        batch = self.sudo()
        batch.checked_by_id = self.env.uid
        self.env["kehu.facts"].sudo()._unstage(self)
        entries, how = (None, None) if batch._is_large() else batch._understand_file()
        if entries is None or len(entries) > ROWS_AT_ONCE:
            return batch._begin("checking", self._nothing_read())
        batch.write({"problem": False, "understood": how})
        batch._judge(entries)
        batch._stage(entries)
        batch._checked()
        return True

    def action_import_all(self):
        """Take over every row; refused while one is bad."""
        self.ensure_one()
        if self.bad_count:
            raise UserError(
                self.env._(
                    "%s rows are bad: correct the file and check it again, "
                    "or import the good rows only.",
                    self.bad_count,
                )
            )
        return self._take_over()

    def action_import_good(self):
        """Take over the documents of which every row is good."""
        self.ensure_one()
        return self._take_over()

    def action_undo(self):
        """Take back exactly this import's documents."""
        self.ensure_one()
        self.check_access("write")
        facts = self.env["kehu.facts"].sudo()
        if self.state != "done":
            raise UserError(self.env._("Only an import that was done can be undone."))
        if obstacles := self._undo_obstacles():
            raise UserError("\n".join(obstacles))
        customers = self._customers("done")
        facts._take_back(self)
        self.sudo().write(
            {
                "state": "undone",
                "undone_on": fields.Datetime.now(),
                "undone_by_id": self.env.uid,
            }
        )
        return self._bring_up_to_date(customers)

    def action_lines(self):
        """The staging list, the bad rows first."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "kehu_liquor.kehu_import_line_action"
        )
        bad = {"search_default_bad": 1} if self.bad_count else {}
        return {**action, "domain": [("import_id", "=", self.id)], "context": bad}

    def action_documents(self):
        """The documents that came from this import."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "kehu_liquor.kehu_external_sale_action"
        )
        return {**action, "domain": [("import_id", "=", self.id)], "context": {}}

    # ---------------------------------------------------------- how it goes
    def _take_over(self):
        """One act: all good documents, or none. Done twice it is refused."""
        self.check_access("write")
        facts = self.env["kehu.facts"].sudo()
        if self.state != "checked" or not self.good_count:
            raise UserError(self.env._("There is no checked row to import."))
        self._check_fresh()
        batch = self.sudo()
        batch.done_by_id = self.env.uid
        if self.good_count > ROWS_AT_ONCE:
            return batch._begin("importing")
        facts._take_over(self)
        return batch._imported()

    def _check_fresh(self, numbers=None):
        """The good rows still are; of these documents or of all."""
        facts = self.env["kehu.facts"].sudo()
        self._check_cutover()
        cutover = self.company_id.kehu_cutover_date
        if facts._stale_lines(self, cutover, numbers):
            self._refuse_stale()

    def _check_cutover(self):
        cutover = self.company_id.kehu_cutover_date
        if not cutover or self.date_end >= cutover:
            self._refuse_stale()

    def _refuse_stale(self):
        raise UserError(
            self.env._("Something changed since the check: check the file again.")
        )

    def _imported(self):
        """Every document is there: from now on they count."""
        facts = self.env["kehu.facts"].sudo()
        count = facts._confirm(self)
        customers = self._customers("done")
        facts._be_born(customers, self.company_id)
        self.write(
            {
                "state": "done",
                "done_on": fields.Datetime.now(),
                "document_count": count,
                "problem": False,
            }
        )
        return self._bring_up_to_date(customers)

    def _customers(self, state):
        """Of the rows in that state: the customers that they touch."""
        groups = self.env["kehu.import.line"]._read_group(
            [("import_id", "=", self.id), ("state", "=", state)], ["partner_id"]
        )
        partners = self.env["res.partner"].union(*(one for (one,) in groups))
        return partners.sudo().commercial_partner_id

    def _undo_obstacles(self):
        """Sentences that say why it cannot be undone; for those who build on it."""
        return []

    def _bring_up_to_date(self, customers):
        """Figures at once for a few customers; for many, the night runs now."""
        facts = self.env["kehu.facts"].sudo()
        company = self.company_id.sudo()
        if len(customers) <= AT_ONCE and facts._lock_beside_night(company):
            self._refresh_at_once(customers, company)
            message = self.env._("Figures and grades are up to date.")
        else:
            self.env.ref("kehu_liquor.ir_cron_night").sudo()._trigger()
            message = self.env._(
                "Figures and grades follow in the background: "
                "Nightly Runs tells when they are done."
            )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": message,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _refresh_at_once(self, customers, company):
        """Customers who are left without a document or a role lose their row."""
        facts = self.env["kehu.facts"].sudo()
        facts._refresh(company, facts._today(company), only=customers)
        rows = self.env["kehu.metric"].sudo().with_context(active_test=False)
        rows = rows.search(
            [("company_id", "=", company.id), ("partner_id", "in", customers.ids)]
        )
        for partner in rows.partner_id:
            self.env["kehu.scoring"]._decide_now(partner, company)

    # ------------------------------------------------------------- template
    @api.model
    def _template(self):
        """``(heading, note, example)`` of a history file, in the reader's language."""
        return [
            (
                self.env._("Document Number"),
                self.env._("Needed; the same on all its rows."),
                "XS-2024-001",
            ),
            (self.env._("Date"), self.env._("Needed, as 2024-12-31."), "2024-12-31"),
            (
                self.env._("Customer Number"),
                self.env._("The reference in Odoo, if you have one."),
                "C001",
            ),
            (self.env._("Tax ID"), self.env._("Or by tax ID."), ""),
            (
                self.env._("Customer Name"),
                self.env._("Or by the exact name."),
                self.env._("Golden Cup Tobacco"),
            ),
            (
                self.env._("Untaxed Amount"),
                self.env._(
                    "Needed, without tax, in the company's currency; "
                    "a refund is below 0."
                ),
                "12,800.00",
            ),
            (
                self.env._("Product"),
                self.env._("Name; one that Odoo does not have is kept as text."),
                "",
            ),
            (
                self.env._("Product Code"),
                self.env._("Internal reference of the product."),
                "",
            ),
            (self.env._("Quantity"), self.env._("In the product's own unit."), "24"),
            (
                self.env._("Unit"),
                self.env._("Left empty, it is the product's own."),
                "",
            ),
        ]
