from odoo import api, fields, models
from odoo.exceptions import UserError

STAGES = [
    ("draft", "Draft"),
    ("tried", "Tried"),
    ("active", "In use"),
    ("retired", "Retired"),
]


class KehuSchemeUse(models.Model):
    """From a draft to use: tried on all customers first, and only as it was tried.

    A dry run holds for the very rules it was made with: criteria, weights and
    breakpoints, the ladder, margins and minimum stay, and what the grades cost. Where
    the scheme grades nobody yet there is nothing to try.
    """

    _inherit = "kehu.scheme"

    trial_ids = fields.One2many("kehu.scheme.trial", "scheme_id", string="Dry Runs")
    stage = fields.Selection(STAGES, compute="_compute_stage")
    advice = fields.Char(compute="_compute_advice")

    @api.depends("state", "revision", "trial_ids.fingerprint")
    @api.depends_context("company")
    def _compute_stage(self):
        for scheme in self:
            scheme.stage = scheme.state
            if scheme.state == "draft" and scheme._fresh_trial(scheme.env.company):
                scheme.stage = "tried"

    @api.depends("criterion_ids.weight", "criterion_ids.breakpoint_ids")
    def _compute_advice(self):
        """What keeps the scheme from being tried, in one sentence."""
        for scheme in self:
            scheme.advice = False
            try:
                scheme._check_makes_sense()
            except UserError as error:
                scheme.advice = str(error)

    # -------------------------------------------------------------- actions
    def action_try(self):
        """Try the draft on all its customers; nothing of theirs is written."""
        self.ensure_one()
        self.check_access("write")
        self._check_draft()
        self._check_makes_sense()
        trials = self.env["kehu.scheme.trial"].sudo()
        for company in self._companies() | self.env.company:
            trials |= trials._run(self, company)
        ours = trials.filtered(lambda trial: trial.company_id == self.env.company)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Dry Run"),
            "res_model": trials._name,
            "res_id": ours.id,
            "views": [(False, "form")],
        }

    def action_activate(self):
        """Put the version to use from the next night on; its predecessor retires."""
        for scheme in self:
            scheme.check_access("write")
            scheme._check_draft()
            scheme._check_makes_sense()
            scheme._lock_rivals()
            scheme._check_tried()
            scheme._predecessor()._set_state({"state": "retired"})
            scheme._set_state(
                {
                    "state": "active",
                    "activated_on": fields.Datetime.now(),
                    "activated_by_id": self.env.uid,
                }
            )
        return True

    def _lock_rivals(self):
        """One manager at a time puts a scheme of an audience to use."""
        rivals = self._predecessor() | self
        if rivals.try_lock_for_update() != rivals:
            raise UserError(
                self.env._(
                    "Somebody else is putting a scheme of “%s” to use right now: "
                    "look again in a moment.",
                    self.audience_id.name,
                )
            )

    # ---------------------------------------------------------------- tried
    def _companies(self):
        """Companies whose customers this scheme would grade."""
        self.ensure_one()
        counted = (
            self.env["kehu.metric"]
            .sudo()
            ._read_group([("audience_id", "=", self.audience_id.id)], ["company_id"])
        )
        companies = self.env["res.company"].union(*(row[0] for row in counted))
        if self.company_id:
            return companies & self.company_id
        own = self.sudo().search(
            [
                ("audience_id", "=", self.audience_id.id),
                ("company_id", "!=", False),
                ("state", "=", "active"),
            ]
        )
        return companies - own.company_id

    def _fresh_trial(self, company):
        """The dry run of these very rules in a company, empty when there is none."""
        trials = self.env["kehu.scheme.trial"].sudo()
        last = trials.search(
            [("scheme_id", "=", self.id), ("company_id", "=", company.id)], limit=1
        )
        fresh = last and last.fingerprint == trials._fingerprint_of(self, company)
        return last if fresh else trials

    def _check_tried(self):
        trials = self.trial_ids.sudo()
        for company in self._companies():
            if self._fresh_trial(company):
                continue
            last = trials.filtered(lambda t, c=company: t.company_id == c)[:1]
            raise UserError(self._untried_sentence(company, last))

    def _untried_sentence(self, company, last):
        words = {
            "scheme": self.display_name,
            "company": company.sudo().name,
            "who": self.edited_by_id.sudo().name,
        }
        if not last:
            return self.env._(
                "Try “%(scheme)s” first: %(company)s has customers, and nobody has "
                "seen yet who would move.",
                **words,
            )
        if last.revision != self.revision:
            return self.env._(
                "%(who)s changed “%(scheme)s” after its last dry run: try it again.",
                **words,
            )
        return self.env._(
            "Grades, margins or promises of %(company)s have changed since the dry "
            "run: try “%(scheme)s” again.",
            **words,
        )
