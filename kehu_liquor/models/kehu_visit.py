from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

STATES = [
    ("planned", "Planned"),
    ("done", "Done"),
    ("missed", "Missed"),
    ("cancelled", "Cancelled"),
]
REACHED = [("yes", "Yes"), ("partly", "Partly"), ("no", "No")]
#: The next time, as people say it: days → label.
NEXT = [("3", "3 Days"), ("7", "1 Week"), ("14", "2 Weeks")]
#: What follows by itself and is said by nobody.
HOUSE = {"day", "next_id"}
#: What says where and when a contact took place: the promises hang on it.
SETTLES = {
    *("state", "kind_id", "date_begin", "planned_at", "user_id", "purpose"),
    "contact_ids",
}


class KehuVisit(models.Model):
    """One contact with a customer: who, how, when, with whom, and what came of it.

    Planned first or logged at once, by the salesperson, on the spot. What was done
    settles the follow-ups it fulfils; the next time's date makes the next plan. It is
    a record and no thread: photos are its attachments, words stand in its fields.
    """

    _name = "kehu.visit"
    _inherit = ["kehu.of.customer"]
    _description = "Contact with a customer"
    _order = "day desc, date_begin desc nulls last, id desc"
    _check_company_auto = True

    user_id = fields.Many2one(string="Salesperson")
    kind_id = fields.Many2one(
        "kehu.visit.kind",
        string="Kind of Contact",
        required=True,
        default=lambda self: self._default_kind(),
        ondelete="restrict",
    )
    letter = fields.Char(related="kind_id.letter")
    state = fields.Selection(STATES, required=True, default="done")
    planned_at = fields.Datetime(string="Planned for")
    date_begin = fields.Datetime(
        string="Time", default=lambda self: self._default_begin()
    )
    date_end = fields.Datetime(
        string="Ended at",
        compute="_compute_date_end",
        store=True,
        readonly=False,
        precompute=True,
    )
    day = fields.Date(
        compute="_compute_day",
        store=True,
        precompute=True,
        help="By the company's own clock.",
    )
    contact_ids = fields.Many2many("res.partner", string="With Whom")
    purpose = fields.Char()
    purpose_reached = fields.Selection(REACHED)
    note = fields.Text(string="Progress")
    needs = fields.Text(string="Needs Heard")
    competitor_ids = fields.Many2many("kehu.competitor", string="Competitors Seen")
    competitor_note = fields.Char(string="What Competitors Do")
    check_ids = fields.Many2many(
        "kehu.visit.check",
        string="Checklist",
        domain="[('kind_id', '=', kind_id)]",
    )
    has_checks = fields.Boolean(compute="_compute_has_checks")
    photo_ids = fields.Many2many(
        "ir.attachment", string="Photos", bypass_search_access=True
    )
    reason = fields.Char(help="Why it was cancelled or missed.")
    next_in = fields.Selection(NEXT, string="Next Time", store=False)
    next_date = fields.Date(string="Next on")
    next_purpose = fields.Char()
    next_id = fields.Many2one(
        "kehu.visit", string="Next Contact", readonly=True, copy=False
    )
    followup_ids = fields.One2many("kehu.followup", "visit_id", string="Follow-ups")
    hint = fields.Char(compute="_compute_hint", string="What Is Known")
    warning = fields.Char(compute="_compute_warning", string="Beware")

    _done_of_customer = models.Index(
        "(partner_id, company_id, day) WHERE state = 'done'"
    )
    _of_person = models.Index("(user_id, date_begin)")
    _of_day = models.Index("(company_id, day)")
    _says_when = models.Constraint(
        "CHECK (date_begin IS NOT NULL OR planned_at IS NOT NULL)",
        "Say when it was, or for when it is planned.",
    )

    # ------------------------------------------------------------- defaults
    @api.model
    def _default_kind(self):
        return self.env["kehu.visit.kind"].search([], limit=1)

    @api.model
    def _default_begin(self):
        """Just now, less the usual minutes, and never before my last visit ended."""
        now = fields.Datetime.now()
        begin = now - timedelta(minutes=self._default_kind().minutes)
        last = self.search(
            [
                ("user_id", "=", self.env.uid),
                ("state", "=", "done"),
                ("date_end", ">", begin),
                ("date_end", "<=", now),
                ("kind_id.is_face_to_face", "=", True),
            ],
            order="date_end desc",
            limit=1,
        )
        return last.date_end or begin

    # ------------------------------------------------------------- computes
    @api.depends("date_begin", "kind_id")
    def _compute_date_end(self):
        now = fields.Datetime.now()
        for visit in self:
            begin = visit.date_begin
            end = begin and begin + timedelta(minutes=visit.kind_id.minutes)
            visit.date_end = min(end, now) if begin and begin <= now else end

    @api.depends("date_begin", "planned_at", "company_id")
    def _compute_day(self):
        zones = {}
        for visit in self:
            company = visit.company_id
            zone = zones.setdefault(company, company.sudo().resource_calendar_id.tz)
            moment = visit.date_begin or visit.planned_at
            there = self.with_context(tz=zone or "Asia/Shanghai")
            visit.day = moment and fields.Datetime.context_timestamp(there, moment)

    @api.depends("kind_id")
    def _compute_has_checks(self):
        for visit in self:
            visit.has_checks = bool(visit.kind_id.check_ids)

    @api.depends("partner_id", "day", "kind_id.name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for visit in self:
            parts = (
                visit.kind_id.name,
                visit.partner_id.sudo().name,
                visit.day and format_date(self.env, visit.day),
            )
            visit.display_name = " · ".join(part for part in parts if part)

    # -------------------------------------------------------------- changes
    @api.onchange("next_in", "date_begin")
    def _onchange_next_in(self):
        if self.next_in:
            today = self.env["kehu.facts"]._today(self.company_id)
            self.next_date = (self.day or today) + timedelta(days=int(self.next_in))

    @api.onchange("date_begin")
    def _onchange_date_begin(self):
        """What lies ahead is a plan; what lies behind is done."""
        if self.date_begin and self.state in ("planned", "done") and not self._origin:
            ahead = self.date_begin > fields.Datetime.now()
            self.state = "planned" if ahead else "done"

    # ----------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._at_whom(vals)
            self._plan_ahead(vals)
        visits = super().create(vals_list)
        visits._check_user()
        visits._adopt_photos()
        visits._settle()
        return visits

    @api.model
    def _at_whom(self, vals):
        """A customer and a company that the user may see, asked before any reason."""
        for name in ("partner_id", "company_id"):
            if vals.get(name):
                model = self.env[self._fields[name].comodel_name]
                model.browse(vals[name]).check_access("read")
        if vals.get("partner_id"):
            partner = self.env["res.partner"].browse(vals["partner_id"]).sudo()
            vals["partner_id"] = partner.commercial_partner_id.id
        if not self.env.su:
            for name in HOUSE & set(vals):
                del vals[name]

    @api.model
    def _plan_ahead(self, vals):
        """A plan's time is when it is planned for: it has not begun."""
        if vals.get("state") == "planned":
            vals["planned_at"] = vals.get("planned_at") or vals.get("date_begin")
            vals["date_begin"] = vals["date_end"] = False

    def write(self, vals):
        self.check_access("write")
        if HOUSE & set(vals) and not self.env.su:
            raise UserError(
                self.env._("The day and the next contact follow from what is logged.")
            )
        for name in ("partner_id", "company_id"):
            if name in vals and any(visit[name].id != vals[name] for visit in self):
                raise UserError(
                    self.env._(
                        "A contact stays with its customer: cancel it with a reason "
                        "and log it where it belongs."
                    )
                )
        done = super().write(vals)
        if "user_id" in vals:
            self._check_user()
        if "photo_ids" in vals:
            self._adopt_photos()
        if SETTLES & set(vals):
            self._settle()
        elif {"next_date", "next_purpose"} & set(vals):
            self._plan_next()
        return done

    def unlink(self):
        partners, companies = self.partner_id, self.company_id
        done = super().unlink()
        for company in companies:
            self.env["kehu.followup"].sudo()._settle(partners, company)
        return done

    def _adopt_photos(self):
        """Photos belong to the contact: whoever reads it sees them."""
        self.photo_ids.check_access("read")
        for visit in self:
            loose = visit.photo_ids.sudo().filtered(
                lambda photo: (
                    not photo.res_id
                    and photo.create_uid == self.env.user
                    and photo.res_model in (False, self._name)
                )
            )
            loose.write({"res_model": self._name, "res_id": visit.id})
