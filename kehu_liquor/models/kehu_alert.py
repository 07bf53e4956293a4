import logging

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date, formatLang

from ..engine import alerts
from .kehu_alert_rule import EVENT_FACTS, SEVERITIES

_logger = logging.getLogger(__name__)

STATES = [
    ("open", "New Warning"),
    ("taken", "Being Handled"),
    ("snoozed", "Snoozed"),
    ("closed", "Closed"),
]
OUTCOMES = [
    ("true", "True"),
    ("false", "False alarm"),
    ("passed", "Passed by itself"),
    ("expired", "Too old"),
    ("withdrawn", "Rule switched off"),
    ("merged", "Merged with another"),
]
VERDICTS = [("right", "Right"), ("wrong", "Wrong")]
#: Facts of events that are no field of the figures, and how they are said.
EVENT_FORMS = {"amount": "money", "median": "money", "mad": "money", "orders": "number"}


class KehuAlert(models.Model):
    """A warning about one customer: which rule, which facts, what is at stake.

    Opened by the night or by an event, never by hand. It lasts as long as its
    condition; people take it, put it aside until a day, or close it as true or as a
    false alarm, and each step is kept. The facts at opening never change, so that
    anybody can ask later what was known on that day.
    """

    _name = "kehu.alert"
    _description = "Warning"
    _order = "severity desc, amount desc nulls last, id desc"
    _log_access = False
    _check_company_auto = True

    rule_id = fields.Many2one(
        "kehu.alert.rule", required=True, readonly=True, index=True, ondelete="restrict"
    )
    rule_version = fields.Integer(readonly=True)
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="cascade"
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    owner_id = fields.Many2one(related="partner_id.user_id", string="Salesperson")
    key = fields.Char(required=True, default="", readonly=True)
    res_model = fields.Char(readonly=True)
    res_id = fields.Many2oneReference(model_field="res_model", readonly=True)
    severity = fields.Selection(SEVERITIES, required=True, readonly=True)
    is_money = fields.Boolean(readonly=True)
    state = fields.Selection(
        STATES,
        required=True,
        default="open",
        readonly=True,
        index=True,
        group_expand="_expand_states",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Told",
        readonly=True,
        index=True,
        ondelete="set null",
        help="Who is told of it; nobody: every manager.",
    )
    taken_by_id = fields.Many2one("res.users", readonly=True, ondelete="set null")
    opened_on = fields.Date(required=True, readonly=True)
    touched_on = fields.Date(string="Still True on", readonly=True)
    passed_on = fields.Date(readonly=True)
    snoozed_until = fields.Date(readonly=True)
    told_on = fields.Date(readonly=True)
    closed_on = fields.Date(readonly=True)
    closed_by_id = fields.Many2one("res.users", readonly=True, ondelete="set null")
    outcome = fields.Selection(OUTCOMES, string="Closed as", readonly=True)
    reason = fields.Char(readonly=True)
    has_amount = fields.Boolean(readonly=True)
    amount = fields.Monetary(string="At Stake", readonly=True)
    facts = fields.Json(readonly=True)
    opened_facts = fields.Json(readonly=True)
    verdict = fields.Selection(VERDICTS, string="Was It Right", readonly=True)
    judged_on = fields.Date(readonly=True)
    step_ids = fields.One2many("kehu.alert.step", "alert_id", string="Steps")

    sentence = fields.Char(compute="_compute_sentence", string="Warning")
    opened_sentence = fields.Char(
        compute="_compute_sentence", string="Known at the Time"
    )
    rule_line = fields.Char(compute="_compute_rule_line", string="Rule and Record")

    _one_lasting = models.UniqueIndex(
        "(rule_id, company_id, partner_id, key) WHERE passed_on IS NULL",
        "There is one warning per rule, customer and matter.",
    )
    _unclosed = models.Index(
        "(company_id, severity DESC, amount DESC) WHERE state <> 'closed'"
    )

    @api.model
    def _expand_states(self, states, _domain):
        """Columns stand even when empty; the closed ones only when asked for."""
        return [s for s, _label in STATES if s != "closed" or s in states]

    # ---------------------------------------------------------------- words
    @api.depends("partner_id", "rule_id")
    def _compute_display_name(self):
        for alert in self:
            alert.display_name = (
                f"{alert.rule_id.name} · {alert.partner_id.sudo().name}"
            )

    @api.depends("facts", "opened_facts", "rule_id.sentence")
    @api.depends_context("lang")
    def _compute_sentence(self):
        for alert in self:
            alert.sentence = alert._said(alert.facts, alert.touched_on)
            alert.opened_sentence = alert._said(alert.opened_facts, alert.opened_on)

    @api.depends("rule_id")
    @api.depends_context("lang")
    def _compute_rule_line(self):
        for alert in self:
            rule = alert.rule_id.sudo()
            alert.rule_line = self.env._(
                "%(rule)s: %(record)s", rule=rule.name, record=rule.hit_text
            )

    def _said(self, facts, day):
        """The rule's sentence with these facts, as of a day, in the reader's words."""
        known = facts or {}
        rule = self.rule_id.sudo()
        return alerts.fill(
            rule.sentence or "", lambda gap: self._say(gap, known.get(gap.name), day)
        )

    def _say(self, gap, value, day):
        if value is None:
            return "–"
        told = EVENT_FACTS.get(self.rule_id.sudo().trigger, ())
        if gap.name in told:
            form, field = gap.form or EVENT_FORMS.get(gap.name, "text"), None
        else:
            field = self.env[self.res_model]._fields.get(gap.name)
            form = gap.form or getattr(field, "type", "text")
        sayer = getattr(self, f"_say_{form}", None)
        return sayer(value, field, day) if sayer else str(value)

    def _say_money(self, value, _field, _day):
        return self.env["kehu.metric"]._money(value, self.currency_id)

    _say_monetary = _say_money

    def _say_percent(self, value, _field, _day):
        return f"{100 * value:.0f} %"

    def _say_days(self, value, _field, day):
        return str((day - fields.Date.to_date(value)).days) if day else "–"

    def _say_date(self, value, _field, _day):
        return format_date(self.env, fields.Date.to_date(value))

    def _say_number(self, value, _field, _day):
        return formatLang(self.env, value, digits=0 if value == int(value) else 1)

    _say_integer = _say_float = _say_number

    def _say_selection(self, value, field, _day):
        labels = dict(field._description_selection(self.env))
        return labels.get(value, value)

    def _say_many2one(self, value, field, _day):
        record = self.env[field.comodel_name].sudo().browse(value).exists()
        return record.display_name or "–"

    # --------------------------------------------------------------- people
    @api.model_create_multi
    def create(self, vals_list):
        self.check_access("create")
        if not self.env.su:
            raise UserError(self.env._("Warnings come of rules, never by hand."))
        return super().create(vals_list)

    def _check_may_act(self):
        """Whoever sees a warning as a salesperson may act on it while it is open."""
        self.check_access("read")
        if not self.env.user.has_group("kehu_liquor.group_kehu_user"):
            raise AccessError(
                self.env._("Only salespeople, leads and managers act on warnings.")
            )
        if "closed" in self.mapped("state"):
            raise UserError(self.env._("This warning is already closed."))

    def _today(self):
        return self.env["kehu.facts"]._today(self.company_id or self.env.company)

    def _step(self, act, until=None, reason=None):
        """Keep who did what, for whoever asks later."""
        self.env["kehu.alert.step"].sudo().create(
            [
                {
                    "alert_id": alert.id,
                    "user_id": self.env.uid,
                    "act": act,
                    "until": until,
                    "reason": reason,
                }
                for alert in self
            ]
        )

    def action_take(self):
        """I look after it."""
        self._check_may_act()
        self.sudo().write(
            {"state": "taken", "taken_by_id": self.env.uid, "snoozed_until": False}
        )
        self._step("take")
        return True

    def _snooze(self, until, reason=None):
        self._check_may_act()
        for alert in self:
            if until <= alert._today():
                raise UserError(self.env._("Snooze until a day to come."))
        self.sudo().write({"state": "snoozed", "snoozed_until": until})
        self._step("snooze", until, reason)

    def _close(self, outcome, reason):
        self._check_may_act()
        for alert in self:
            alert.sudo().write(
                {
                    "state": "closed",
                    "outcome": outcome,
                    "reason": reason,
                    "closed_on": alert._today(),
                    "closed_by_id": self.env.uid,
                    "snoozed_until": False,
                    "verdict": "right" if outcome == "true" else "wrong",
                    "judged_on": alert._today(),
                }
            )
        self._step("close", reason=reason)

    def action_snooze(self):
        """Ask until when."""
        return self._ask_answer("snooze", self.env._("Snooze"))

    def action_close(self):
        """Ask whether it was true, and why."""
        return self._ask_answer("close", self.env._("Close"))

    def _ask_answer(self, act, title):
        self._check_may_act()
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": "kehu.alert.answer",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_alert_ids": self.ids, "default_act": act},
        }

    # ------------------------------------------------------------- the fact
    def action_open_fact(self):
        """Open what the warning is about."""
        self.ensure_one()
        self.check_access("read")
        opens = self.rule_id.sudo().opens
        if opens == "record" and self.res_model in self.env:
            return self._open_record(self.res_model, self.res_id)
        if opens in ("owed", "sales"):
            metrics = self.env["kehu.metric"].with_context(active_test=False)
            metric = metrics.search(
                [
                    ("partner_id", "=", self.partner_id.id),
                    ("company_id", "=", self.company_id.id),
                ]
            )
            model = "account.move.line" if opens == "owed" else "account.move"
            if metric and self.env[model].has_access("read"):
                return metric.action_open_records(opens)
        return self._open_record("res.partner", self.partner_id.id)

    def _open_record(self, model, res_id):
        record = self.env[model].browse(res_id).exists()
        if not record or not record.has_access("read"):
            model, res_id = "res.partner", self.partner_id.id
        return {
            "type": "ir.actions.act_window",
            "res_model": model,
            "res_id": res_id,
            "views": [(False, "form")],
        }


class KehuAlertStep(models.Model):
    """Who took, snoozed or closed a warning, and when. Append-only."""

    _name = "kehu.alert.step"
    _description = "Step on a warning"
    _order = "id desc"
    _log_access = False

    alert_id = fields.Many2one(
        "kehu.alert", required=True, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one("res.users", required=True, ondelete="restrict")
    done_at = fields.Datetime(default=fields.Datetime.now, required=True)
    act = fields.Selection(
        [("take", "Took it"), ("snooze", "Snoozed it"), ("close", "Closed it")],
        required=True,
    )
    until = fields.Date()
    reason = fields.Char()

    def write(self, vals):  # pylint: disable=method-required-super
        self.check_access("write")
        raise UserError(self.env._("What was done is never rewritten."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("What was done is never deleted."))
