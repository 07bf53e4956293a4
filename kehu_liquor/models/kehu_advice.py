from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date

STATES = [
    ("proposed", "Proposed"),
    ("agreed", "Agreed"),
    ("carried", "Brought to the Customer"),
    ("adopted", "Adopted"),
    ("declined", "Not Adopted"),
    ("withdrawn", "Withdrawn"),
]
OPEN, ANSWERED = ("agreed", "carried"), ("adopted", "declined")
#: What is proposed once and then stands.
SAID = {"partner_id", "company_id", "user_id", "kind_id", "name", "note"}
SAID |= {"product_id", "category_id"}
#: What only buttons and contacts write.
DECIDED = {"state", "agreed_by_id", "agreed_on", "visit_id", "carried_on"}
DECIDED |= {"answered_on", "answered_by_id", "effect_days"}
#: An answer given by mistake is put right within so many days; later a lead does.
MENDED = 7


class KehuAdvice(models.Model):
    """A piece of advice to a customer: agreed before, brought by a visit, answered.

    Proposed by the salesperson; where its kind asks for it a lead or manager agrees,
    never to their own. The customer adopts it or not and says why; then sales before
    and after show what it was worth. It moves by buttons and contacts alone.
    """

    _name = "kehu.advice"
    _inherit = ["kehu.of.customer"]
    _description = "Advice to a customer"
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char(string="Advice", required=True)
    note = fields.Text(string="Details")
    kind_id = fields.Many2one(
        "kehu.advice.kind",
        required=True,
        default=lambda self: self.env["kehu.advice.kind"].search([], limit=1),
        ondelete="restrict",
    )
    user_id = fields.Many2one(string="Proposed by")
    product_id = fields.Many2one(
        "product.product", check_company=True, ondelete="restrict"
    )
    category_id = fields.Many2one("product.category", ondelete="restrict")
    state = fields.Selection(
        STATES, required=True, default="proposed", readonly=True, copy=False
    )
    agreed_by_id = fields.Many2one(
        "res.users", string="Agreed by", readonly=True, copy=False, ondelete="restrict"
    )
    agreed_on = fields.Date(readonly=True, copy=False)
    visit_ids = fields.One2many("kehu.visit", "advice_id", string="Contacts")
    visit_id = fields.Many2one(
        "kehu.visit",
        string="Brought by",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    carried_on = fields.Date(string="Brought on", readonly=True, copy=False)
    opinion = fields.Char(string="The Customer's Opinion", copy=False)
    answered_on = fields.Date(string="Answered on", readonly=True, copy=False)
    answered_by_id = fields.Many2one(
        "res.users",
        string="Answer Noted by",
        readonly=True,
        copy=False,
        ondelete="restrict",
    )
    effect_days = fields.Integer(
        string="Days of Effect", readonly=True, copy=False, aggregator=None
    )

    _of_customer = models.Index("(partner_id, company_id, answered_on)")
    _of_company = models.Index("(company_id, state)")
    _one_target = models.Constraint(
        "CHECK (product_id IS NULL OR category_id IS NULL)",
        "Advise a product or a category, not both.",
    )
    _answered_with_day = models.Constraint(
        "CHECK (state NOT IN ('adopted', 'declined') OR answered_on IS NOT NULL)",
        "An answer has its day.",
    )

    @api.depends("name", "state")
    @api.depends_context("lang")
    def _compute_display_name(self):
        states = dict(self._fields["state"]._description_selection(self.env))
        for advice in self:
            state = states.get(advice.state, "")
            advice.display_name = advice.name and self.env._(
                "%(advice)s (%(state)s)", advice=advice.name, state=state
            )

    # ----------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        partners = self.env["res.partner"]
        for vals in vals_list:
            for name in (*DECIDED, "opinion"):
                vals.pop(name, None)
            if vals.get("partner_id"):
                partner = partners.browse(vals["partner_id"])
                vals["partner_id"] = partner.sudo().commercial_partner_id.id
        made = super().create(vals_list)
        made._check_user()
        for advice in made.sudo().filtered(lambda a: not a.kind_id.needs_agreement):
            advice._agree()
        return made

    def write(self, vals):
        self.check_access("write")
        if not self.env.su:
            self._check_by_hand(set(vals))
            self._check_stays(vals)
        done = super().write(vals)
        if "user_id" in vals:
            self._check_user()
        return done

    def _check_by_hand(self, names):
        """Buttons decide; what was agreed and what a customer said stands."""
        if DECIDED & names:
            raise UserError(
                self.env._(
                    "Advice is agreed, answered and withdrawn by its buttons, not by "
                    "hand."
                )
            )
        if SAID & names and set(self.mapped("state")) - {"proposed"}:
            raise UserError(
                self.env._("What was agreed stands: withdraw it and propose it anew.")
            )
        said = self.filtered(lambda a: a.state in ANSWERED and a.opinion)
        if "opinion" in names and said:
            raise UserError(self.env._("What the customer said stands."))

    def _check_stays(self, vals):
        for name in ("partner_id", "company_id"):
            if name in vals and any(advice[name].id != vals[name] for advice in self):
                raise UserError(
                    self.env._("Advice stays with its customer: propose it anew.")
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Advice is withdrawn, not deleted."))

    def _not_your_own(self):
        return self.env._("Propose advice in your own name.")

    # -------------------------------------------------------------- actions
    def action_agree(self):
        """A lead or manager agrees, to many at once; never to their own."""
        self.check_access("write")
        if not self.env.user.has_group("kehu_liquor.group_kehu_lead"):
            raise AccessError(self.env._("Leads and managers agree to advice."))
        waiting = self.sudo().filtered(lambda advice: advice.state == "proposed")
        for advice in waiting or self.sudo():
            if self.env.user in advice.user_id + advice.create_uid:
                raise UserError(
                    self.env._(
                        "“%s”: somebody else agrees, not who proposed it.", advice.name
                    )
                )
            advice._check_state(("proposed",))
            advice._agree(self.env.uid)
        return True

    def action_adopt(self):
        """The customer does it."""
        self._answer("adopted")
        return True

    def action_decline(self):
        """The customer does not."""
        self._answer("declined")
        return True

    def action_withdraw(self):
        """It is not pursued: it stays on record and no visit brings it any more."""
        self.check_access("write")
        for advice in self.sudo():
            advice._check_state(("proposed", *OPEN))
            planned = advice.visit_ids.filtered(lambda visit: visit.state == "planned")
            advice.state = "withdrawn"
            planned.write({"advice_id": False})
        return True

    # -------------------------------------------------------------- the ways
    def _check_state(self, states):
        if self.state not in states:
            label = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "“%(advice)s” cannot do that any more: %(state)s.",
                    advice=self.name,
                    state=label[self.state],
                )
            )

    def _agree(self, by=False):
        today = self.env["kehu.facts"]._today(self.company_id)
        self.write({"state": "agreed", "agreed_by_id": by, "agreed_on": today})
        self.env["kehu.visit"]._plans_of(self)._take_advice()

    def _answer(self, state, day=None, opinion=None):
        """What the customer said; a mistake is put right within a week."""
        self.check_access("write")
        for advice in self.sudo():
            today = self.env["kehu.facts"]._today(advice.company_id)
            advice._check_may_answer(today)
            advice.write(
                {
                    "state": state,
                    "answered_on": day or today,
                    "answered_by_id": self.env.uid,
                    "effect_days": advice.kind_id.effect_days,
                    "opinion": opinion or advice.opinion,
                }
            )

    def _check_may_answer(self, today):
        if self.state not in ANSWERED:
            self._check_state(OPEN)
            return
        late = (today - self.answered_on).days > MENDED
        if late and not self.env.user.has_group("kehu_liquor.group_kehu_lead"):
            raise UserError(
                self.env._(
                    "“%(advice)s” was answered on %(day)s: only a lead changes that "
                    "now.",
                    advice=self.name,
                    day=format_date(self.env, self.answered_on),
                )
            )

    def _carry(self):
        """Which contact brought it last: worked out anew from what is on record."""
        for advice in self.sudo():
            done = advice.visit_ids.filtered(lambda visit: visit.state == "done")
            last = done.sorted(lambda visit: (visit.day, visit.id))[-1:]
            values = {"visit_id": last.id, "carried_on": last.day}
            if advice.state in OPEN:
                values["state"] = "carried" if last else "agreed"
            if advice.visit_id != last or advice.state != values.get("state"):
                advice.write(values)
