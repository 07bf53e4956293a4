from odoo import api, fields, models
from odoo.exceptions import UserError

from ..engine import grading

STATES = [("draft", "Draft"), ("active", "In use"), ("retired", "Retired")]
#: What a scheme that is or was in use no longer changes; its criteria see to theirs.
FIXED = {"audience_id", "company_id", "version", "activated_on", "activated_by_id"}
#: What only editing and putting to use write, and the version's number.
COUNTED = {"revision", "edited_on", "edited_by_id"}
DECIDED = {"version", "activated_on", "activated_by_id"}


class KehuScheme(models.Model):
    """How the customers of one audience are scored: criteria, weights, breakpoints.

    One scheme per audience is in use. A scheme in use is never edited, so that each
    scorecard still explains itself years later: changes go into a new version, which
    takes over when it is put to use.
    """

    _name = "kehu.scheme"
    _inherit = ["kehu.in.company"]
    _description = "Scoring scheme"
    _order = "audience_id, version desc, id desc"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    audience_id = fields.Many2one(
        "kehu.audience", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        "res.company", index=True, help="Empty: for all companies without their own."
    )
    version = fields.Integer(default=1, readonly=True, copy=False)
    state = fields.Selection(
        STATES, default="draft", required=True, readonly=True, copy=False
    )
    criterion_ids = fields.One2many("kehu.scheme.criterion", "scheme_id", copy=True)
    weight_total = fields.Integer(compute="_compute_weight_total")
    activated_on = fields.Datetime(readonly=True, copy=False)
    activated_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    revision = fields.Integer(
        readonly=True, copy=False, help="One more with every edit, of criteria too."
    )
    edited_on = fields.Datetime(readonly=True, copy=False)
    edited_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    edited_from = fields.Integer(
        store=False, help="The revision on the editor's screen, sent when saving."
    )

    _one_in_use = models.UniqueIndex(
        "(audience_id, COALESCE(company_id, 0)) WHERE state = 'active'",
        "This audience already has a scheme in use.",
    )

    @api.depends("criterion_ids.weight")
    def _compute_weight_total(self):
        for scheme in self:
            scheme.weight_total = sum(scheme.criterion_ids.mapped("weight"))

    @api.depends("name", "version")
    def _compute_display_name(self):
        for scheme in self:
            scheme.display_name = self.env._(
                "%(name)s, version %(number)s",
                name=scheme.name or "",
                number=scheme.version,
            )

    # ----------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            vals["state"] = "draft"
            for name in (*self._not_entered(), "edited_from"):
                vals.pop(name, None)
        schemes = super().create(vals_list)
        schemes._touch()
        return schemes

    def write(self, vals):
        self.check_access("write")
        if "state" in vals:
            raise UserError(self.env._("Use the buttons to put a scheme to use."))
        if FIXED & set(vals):
            self._check_draft()
        if seen := vals.pop("edited_from", 0):
            self._check_seen(seen)
        for name in self._not_entered():
            vals.pop(name, None)
        if not vals:
            return True
        self._touch()
        return super().write(vals)

    def _not_entered(self):
        return COUNTED if self.env.su else COUNTED | DECIDED

    def _check_seen(self, revision):
        """Two managers at once: the second one's screen is old, and nothing is lost."""
        for scheme in self:
            if scheme.revision != revision:
                raise UserError(
                    self.env._(
                        "%(who)s changed “%(scheme)s” while you were editing it. "
                        "Nothing of theirs is lost: discard, look at it, and make "
                        "your change again.",
                        who=scheme.edited_by_id.sudo().name,
                        scheme=scheme.display_name,
                    )
                )

    def _touch(self):  # pylint: disable=missing-return
        """Count an edit: a dry run from before it no longer holds."""
        now = fields.Datetime.now()
        for scheme in self.exists():
            super(KehuScheme, scheme).write(  # pylint: disable=super-method-mismatch
                {
                    "revision": scheme.revision + 1,
                    "edited_on": now,
                    "edited_by_id": self.env.uid,
                }
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        self._check_draft()

    def _check_draft(self):
        for scheme in self:
            if scheme.state != "draft":
                raise UserError(
                    self.env._(
                        "“%s” is or was in use and explains scorecards: "
                        "make a new version to change it.",
                        scheme.display_name,
                    )
                )

    # -------------------------------------------------------------- actions
    def action_new_version(self):
        """A draft copy to edit, with the next version number."""
        self.ensure_one()
        latest = self.with_context(active_test=False).search(
            [
                ("audience_id", "=", self.audience_id.id),
                ("company_id", "=", self.company_id.id),
            ],
            order="version desc",
            limit=1,
        )
        draft = self.copy({"name": self.name})
        draft._set_state({"version": latest.version + 1})
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": draft.id,
            "view_mode": "form",
        }

    def _set_state(self, vals):
        """The one way past `write`; flushed so that the index sees one in use."""
        done = super().write(vals)  # pylint: disable=super-method-mismatch
        self.flush_recordset()
        return done

    def _predecessor(self):
        return self.search(
            [
                ("audience_id", "=", self.audience_id.id),
                ("company_id", "=", self.company_id.id),
                ("state", "=", "active"),
            ]
        )

    # ---------------------------------------------------------------- sense
    def _check_makes_sense(self):
        """Refuse a scheme that cannot score, saying what to mend."""
        self.ensure_one()
        if not self.criterion_ids:
            raise UserError(
                self.env._("Add at least one criterion: there is nothing to score.")
            )
        if missing := grading.faults(self.criterion_ids.mapped("weight")):
            raise UserError(self._weights_sentence(missing))
        for criterion in self.criterion_ids:
            criterion._check_makes_sense()
        if not self.env["kehu.grade"]._ladder(self.company_id):
            raise UserError(
                self.env._(
                    "There is no grade to reach: add at least one to the grade ladder."
                )
            )

    def _weights_sentence(self, missing):
        values = {"total": 100 - missing, "gap": abs(missing)}
        if missing > 0:
            return self.env._(
                "The weights sum to %(total)s %%, they must sum to 100 %%: "
                "%(gap)s %% are missing.",
                **values,
            )
        return self.env._(
            "The weights sum to %(total)s %%, they must sum to 100 %%: "
            "take %(gap)s %% away.",
            **values,
        )

    # ---------------------------------------------------------- for scoring
    @api.model
    def _in_use(self, company):
        """What a company is graded by: audience id → scheme, own before shared."""
        schemes = self.sudo().search(
            [("state", "=", "active"), ("company_id", "in", [company.id, False])]
        )
        shared_first = schemes.sorted(lambda scheme: bool(scheme.company_id))
        return {scheme.audience_id.id: scheme for scheme in shared_first}
