from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ..engine import alerts

SEVERITIES = [("1", "Notice"), ("2", "Attention"), ("3", "Severe")]
TRIGGERS = [
    ("night", "Every night: who meets the condition"),
    ("posting", "An order of unusual size is posted"),
    ("owner", "The salesperson of a customer changes"),
]
OUTCOMES = [
    ("confirmed", "A person says so when closing"),
    ("lasted", "It still held at the end of the days"),
    ("unpaid", "Still overdue at the end of the days"),
    ("no_order", "No order within the days"),
    ("order", "An order within the days"),
    ("lost", "The customer was lost within the days"),
]
TOLD = [
    ("owner", "The salesperson"),
    ("lead", "The salesperson's team lead"),
    ("manager", "The managers"),
    ("person", "One person"),
]
OPENS = [
    ("customer", "The customer"),
    ("owed", "Its open items"),
    ("sales", "Its invoices"),
    ("record", "The record itself"),
]
#: Changing one of these makes another rule of it: the version counts on.
MEANING = {
    "model",
    "domain",
    "trigger",
    "by_record",
    "by_month",
    "key_field",
    "severity",
    "sentence",
}
#: What only the house itself counts and notes.
NOTED = {"version", "problem"}
#: What an event knows beside the customer's own figures.
EVENT_FACTS = {
    "posting": {"amount", "median", "orders", "mad"},
    "owner": {"old_owner", "new_owner"},
}
#: A figure and the field that says whether it exists, where the name differs.
TWINS = {
    "next_order_date": "has_rhythm",
    "interval_median": "has_rhythm",
    "silence_ratio": "has_rhythm",
    "loyalty_index": "has_loyalty",
    "paid_on_time_share": "has_paid_on_time",
}
KEPT_TYPES = {
    "boolean",
    "char",
    "date",
    "datetime",
    "float",
    "integer",
    "many2one",
    "monetary",
    "selection",
}


class KehuAlertRule(models.Model):
    """A warning as a row: about whom, when, how grave, who is told, what is "right".

    Decides which customers are warned of, from a condition that the database answers
    in one query a night, or from an event at the moment it happens. What it tested
    is kept with each warning; how often it was right is shown beside its name.
    """

    _name = "kehu.alert.rule"
    _inherit = ["kehu.in.company"]
    _description = "Warning rule"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", index=True, help="Empty: shared by all companies."
    )
    trigger = fields.Selection(TRIGGERS, required=True, default="night")
    model = fields.Selection(
        "_selection_model", string="About", required=True, default="kehu.metric"
    )
    domain = fields.Char(string="Condition", required=True, default="[]")
    guard = fields.Char(
        compute="_compute_guard",
        string="Tested Too",
        help="A rule never fires on a figure that does not exist.",
    )
    sentence = fields.Char(
        required=True,
        translate=True,
        help="What the warning says. {field} is filled in, with a form if wished: "
        "{overdue_since:days}, {net_12m:money}, {growth:percent}.",
    )
    severity = fields.Selection(SEVERITIES, required=True, default="2")
    tell = fields.Selection(TOLD, required=True, default="owner")
    person_id = fields.Many2one("res.users", ondelete="restrict")
    is_money = fields.Boolean(
        string="About Money", help="Accountants read these warnings too."
    )
    amount_field = fields.Char(
        string="Money at Stake", help="The amount that is at stake: a field's name."
    )
    by_record = fields.Boolean(
        string="One per Record", help="Otherwise one per customer."
    )
    by_month = fields.Boolean(string="Anew Each Month")
    key_field = fields.Char(
        string="Anew When It Changes",
        help="A field's name: another value is another warning.",
    )
    opens = fields.Selection(OPENS, required=True, default="customer")
    snooze_days = fields.Integer(string="Snooze for (Days)", default=7)
    expire_days = fields.Integer(
        string="Forget Events after (Days)",
        default=30,
        help="An event does not pass by itself: after so many days it is closed.",
    )
    outcome = fields.Selection(
        OUTCOMES, string="Right When", required=True, default="confirmed"
    )
    outcome_days = fields.Integer(string="Within (Days)", required=True, default=30)
    version = fields.Integer(default=1, readonly=True, copy=False)
    problem = fields.Char(
        readonly=True, copy=False, help="Why the last night could not ask this rule."
    )

    open_count = fields.Integer(compute="_compute_record", string="Open Warnings")
    judged_count = fields.Integer(compute="_compute_record", string="Judged, 12 Months")
    has_hit_rate = fields.Boolean(compute="_compute_record")
    hit_rate = fields.Float(compute="_compute_record", string="Right")
    hit_text = fields.Char(compute="_compute_record", string="How Often Right")

    _days_positive = models.Constraint(
        "CHECK (outcome_days > 0 AND snooze_days > 0 AND expire_days > 0)",
        "Days are counted from 1.",
    )

    @api.model
    def _selection_model(self):
        """Customers, and every table of ours whose rows name one."""
        names = {"res.partner"} | {
            name
            for name, model in self.env.items()
            if name.startswith("kehu.")
            and not (model._abstract or model._transient)
            and not name.startswith("kehu.alert")
            and getattr(model._fields.get("partner_id"), "store", False)
        }
        return [(name, self._model_name(name)) for name in sorted(names)]

    @api.model
    def _model_name(self, model):
        """A table as people call it, in the reader's language."""
        return self.env["ir.model"].sudo()._get(model).name or model

    @api.model
    def _partner_path(self, _model):
        """The stored field that leads from a record to its customer."""
        return "partner_id"

    # ---------------------------------------------------------------- words
    @api.depends("model", "domain")
    def _compute_guard(self):
        for rule in self:
            twins = rule._twins()
            labels = rule.env[rule.model].fields_get(list(twins), ["string"])
            rule.guard = ", ".join(
                labels.get(name, {}).get("string", name) for name in twins
            )

    def _compute_record(self):
        """Open ones, and of those judged in 12 months how many were right."""
        alert = self.env["kehu.alert"].sudo()
        company = ("company_id", "in", self.env.companies.ids)
        ours = Domain([("rule_id", "in", self.ids), company])
        still = dict(
            alert._read_group(
                ours & Domain("state", "!=", "closed"), ["rule_id"], ["__count"]
            )
        )
        recent = ours & Domain("opened_on", ">=", "today -1y")
        judged = {}
        for rule, verdict, count in alert._read_group(
            recent & Domain("verdict", "!=", False), ["rule_id", "verdict"], ["__count"]
        ):
            judged.setdefault(rule.id, {})[verdict] = count
        for rule in self:
            rule.open_count = still.get(rule, 0)
            rule._set_record(judged.get(rule.id, {}))

    def _set_record(self, verdicts):
        right, count = verdicts.get("right", 0), sum(verdicts.values())
        rate = alerts.hit_rate(right, count)
        self.judged_count = count
        self.has_hit_rate = rate is not None
        self.hit_rate = rate or 0
        if rate is None:
            self.hit_text = self.env._("too few to say (%s judged)", count)
        else:
            self.hit_text = self.env._(
                "%(share)s right in 12 months (%(count)s judged)",
                share=f"{100 * rate:.0f} %",
                count=count,
            )

    # ---------------------------------------------------------------- sense
    @api.constrains(
        "model",
        "domain",
        "sentence",
        "amount_field",
        "key_field",
        "trigger",
        "tell",
        "person_id",
    )
    def _check_makes_sense(self):
        for rule in self:
            rule._check_condition()
            rule._check_sentence()
            rule._check_fields()
            if rule.tell == "person" and not rule.person_id:
                raise ValidationError(self.env._("Say which person is told."))

    def _check_condition(self):
        if self.trigger != "night" and self.model != "kehu.metric":
            raise ValidationError(
                self.env._(
                    "The condition of an event is about the customer's figures: "
                    "choose Customer figures."
                )
            )
        try:
            with self.env.cr.savepoint():
                if far := self._too_far(self.model, self._parsed()):
                    raise ValueError(self.env._("%s leads to others' rows", far))
                domain = self._condition(fields.Date.context_today(self))
                self._as_author().search(domain, limit=1)
        except Exception as error:
            raise ValidationError(
                self.env._(
                    "“%(rule)s”: the condition cannot be asked: %(why)s",
                    rule=self.name,
                    why=str(error).splitlines()[0],
                )
            ) from error

    def _as_author(self):
        """The table as the rule's author may read it.

        The night asks as superuser, like this constraint: what the author may not
        read is not to be learned from who was warned of.
        """
        return self.env[self.model].with_user(self.env.user)

    def _check_sentence(self):
        if wrong := alerts.malformed(self.sentence):
            raise ValidationError(
                self.env._(
                    "“%(rule)s”: the sentence has a gap that cannot be filled: %(gap)s",
                    rule=self.name,
                    gap=wrong,
                )
            )

    def _check_fields(self):
        for name in (*self._fact_names(), self.amount_field, self.key_field):
            field = self.env[self.model]._fields.get(name) if name else None
            fits = field and field.store and field.type in KEPT_TYPES
            fits = fits and self._as_author()._has_field_access(field, "read")
            if name and not (fits and not field.translate):
                raise ValidationError(
                    self.env._(
                        "“%(rule)s”: “%(field)s” is no stored field of %(model)s.",
                        rule=self.name,
                        field=name,
                        model=self._model_name(self.model),
                    )
                )

    # ------------------------------------------------------------------ CRUD
    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._entered(vals) for vals in vals_list])

    def write(self, vals):
        vals = self._entered(vals)
        if not MEANING & set(vals):
            return super().write(vals)
        for rule in self:
            super(KehuAlertRule, rule).write({**vals, "version": rule.version + 1})
        return True

    @api.model
    def _entered(self, vals):
        """What people may say of a rule."""
        if self.env.su:
            return vals
        return {name: value for name, value in vals.items() if name not in NOTED}

    @api.ondelete(at_uninstall=False)
    def _unlink_unused(self):
        if self.env["kehu.alert"].sudo().search_count([("rule_id", "in", self.ids)]):
            raise UserError(
                self.env._(
                    "Warnings came of this rule: archive it instead. "
                    "Its open warnings are then let go in the night."
                )
            )

    # --------------------------------------------------------------- actions
    def action_open_alerts(self):
        """The warnings that came of this rule."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.actions"]._for_xml_id(
            "kehu_liquor.kehu_alert_action"
        )
        return {**action, "domain": [("rule_id", "=", self.id)], "context": {}}
