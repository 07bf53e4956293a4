from odoo import api, fields, models, tools
from odoo.exceptions import UserError, ValidationError

from ..engine import points

#: What an entry was worked out with: a rule that has earned keeps it.
DECIDES = {
    "basis",
    "points",
    "per",
    "rounding",
    "unit",
    "moment",
    "by_grade",
    "company_id",
}


class KehuPointsRule(models.Model):
    """What earns points, for whom, from when to when: a row.

    Of the rules that fit a product line the first one earns, alone: nothing counts
    twice. Free goods, settlements and redemptions never earn. What a rule has earned
    by stays as it is: to change it, end it and begin another.
    """

    _name = "kehu.points.rule"
    _inherit = ["kehu.in.company"]
    _description = "Points rule"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", help="Empty: for all companies.")
    date_from = fields.Date(
        string="From", required=True, default=fields.Date.context_today
    )
    date_end = fields.Date(string="Until", help="The last day. Empty: from then on.")
    basis = fields.Selection(
        [
            ("net", "Money without Tax"),
            ("gross", "Money with Tax"),
            ("bottle", "Bottles"),
        ],
        string="For",
        required=True,
        default="net",
        help="Money is the company's; bottles are counted in the product's own unit.",
    )
    points = fields.Float(
        string="Reward Points", required=True, digits=(16, 2), default=1
    )
    per = fields.Float(string="For Every", required=True, digits=(16, 2), default=100)
    moment = fields.Selection(
        [("posted", "When the Invoice Is Posted"), ("paid", "When It Is Paid in Full")],
        required=True,
        default="posted",
    )
    by_grade = fields.Boolean(
        string="Times the Grade's Multiplier",
        default=True,
        help="As “What Customers Get” says on the day they are earned.",
    )
    rounding = fields.Selection(
        [
            ("down", "Rounded Down"),
            ("half", "To the Nearest"),
            ("up", "Rounded Up"),
        ],
        required=True,
        default="down",
        help="Of a document's whole, not of each line.",
    )
    unit = fields.Float(string="Rounded to", required=True, digits=(16, 2), default=1)
    product_ids = fields.Many2many(
        "product.product", string="Products", help="Empty: all."
    )
    category_ids = fields.Many2many(
        "product.category", string="Categories", help="With those below. Empty: all."
    )
    role_ids = fields.Many2many(
        "kehu.role", string="Channel Roles", help="Empty: for everybody."
    )
    sentence = fields.Char(compute="_compute_sentence", string="In Words")
    is_used = fields.Boolean(compute="_compute_is_used")

    _numbers_positive = models.Constraint(
        "CHECK (points > 0 AND per > 0)",
        "A rule gives more than 0 points, for more than 0 yuan or bottles.",
    )
    _unit_positive = models.Constraint(
        "CHECK (unit >= 0.01)", "Points are rounded to 0.01 at the finest."
    )
    _dates_in_order = models.Constraint(
        "CHECK (date_end IS NULL OR date_end >= date_from)",
        "A rule cannot end before it begins.",
    )

    # ------------------------------------------------------------- computes
    @api.depends("basis", "points", "per", "moment", "by_grade")
    @api.depends_context("lang")
    def _compute_sentence(self):
        for rule in self:
            rule.sentence = self._say(rule)

    @api.model
    def _say(self, rule):
        what = {
            "net": self.env._("of money without tax"),
            "gross": self.env._("of money with tax"),
            "bottle": self.env._("bottles"),
        }
        said = self.env._(
            "%(points)s points for every %(per)s %(what)s",
            points=f"{rule.points:g}",
            per=f"{rule.per:g}",
            what=what.get(rule.basis, ""),
        )
        if rule.by_grade:
            said = self.env._("%s, times the grade's multiplier", said)
        if rule.moment == "paid":
            said = self.env._("%s, when paid", said)
        return said

    def _compute_is_used(self):
        used = self._used()
        for rule in self:
            rule.is_used = rule in used

    def _used(self):
        """Those of these rules that points were earned by."""
        entries = self.env["kehu.points.entry"].sudo()
        groups = entries._read_group([("rule_id", "in", self.ids)], ["rule_id"])
        return self.browse(rule.id for (rule,) in groups)

    @api.constrains("category_ids", "product_ids")
    def _check_not_both(self):
        for rule in self:
            if rule.category_ids and rule.product_ids:
                raise ValidationError(
                    self.env._("Name products or categories, not both.")
                )

    # ------------------------------------------------------------------ CRUD
    @api.model_create_multi
    def create(self, vals_list):
        rules = super().create(vals_list)
        self.env.registry.clear_cache()
        return rules

    def write(self, vals):
        self.check_access("write")
        changed = DECIDES & set(vals)
        used = self._used() if changed else self.browse()
        if any(rule._changes(vals, changed) for rule in used):
            raise UserError(
                self.env._(
                    "Points were earned by this rule: what it decides stays. "
                    "End it and begin another one."
                )
            )
        idle = self._idle() if vals.get("active") else self.browse()
        if idle and "date_from" not in vals:
            today = fields.Date.context_today(self)
            super(KehuPointsRule, idle).write({"date_from": today})
        done = super().write(vals)
        self.env.registry.clear_cache()
        return done

    def _idle(self):
        """Rules that lay idle: turned on, they do not work backwards."""
        today = fields.Date.context_today(self)
        idle = self.filtered(lambda rule: not rule.active and rule.date_from < today)
        return idle - idle._used()

    def _changes(self, vals, names):
        """Whether a rule would decide otherwise."""
        new = self.new({name: vals[name] for name in names})
        return any(self[name] != new[name] for name in names)

    @api.ondelete(at_uninstall=False)
    def _unlink_unused(self):
        if self._used():
            raise UserError(
                self.env._("Points were earned by this rule: archive or end it.")
            )

    def unlink(self):
        done = super().unlink()
        self.env.registry.clear_cache()
        return done

    # ---------------------------------------------------------- for others
    @api.model
    @tools.ormcache("company_id")
    def _policy(self, company_id):
        """A company's rules as the engine takes them, in their order."""
        rules = (
            self.sudo()
            .with_context(active_test=True)
            .search([("company_id", "in", [company_id, False])])
        )
        return [rule._as_told() for rule in rules]

    @api.model
    @tools.ormcache()
    def _any(self):
        """``(any rule, any that waits for payment)``: in use, or ever booked by."""
        rules = self.sudo().with_context(active_test=False)
        entries = self.env["kehu.points.entry"].sudo()
        return tuple(
            rules._is_needed(which, entries)
            for which in ([], [("moment", "=", "paid")])
        )

    def _is_needed(self, which, entries):
        """Whether a document may still earn by one of these rules, or have earned."""
        rules = self.search(which)
        return bool(
            rules.filtered("active")
            or entries.search_count([("rule_id", "in", rules.ids)], limit=1)
        )

    @api.model
    @tools.ormcache("number")
    def _told(self, number):
        """One rule as the engine takes it, archived or not."""
        return self.sudo().browse(number)._as_told()

    def _as_told(self):
        """This row as the engine takes it."""
        self.ensure_one()
        return points.Rule(
            rule=self.id,
            basis=self.basis,
            rate=points.exact(self.points) / points.exact(self.per),
            unit=points.exact(self.unit),
            rounding=self.rounding,
            when_paid=self.moment == "paid",
            by_grade=self.by_grade,
            date_from=self.date_from,
            date_end=self.date_end or fields.Date.to_date("9999-12-31"),
            products=frozenset(self.product_ids.ids),
            categories=frozenset(self.category_ids.ids),
            roles=frozenset(self.role_ids.ids),
        )
