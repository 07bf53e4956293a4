from odoo import api, fields, models
from odoo.exceptions import UserError

from ..engine.likeness import Evidence

BATCH = 500
#: Up to so many customers the whole base is searched while the manager waits.
AT_ONCE = 5000


class KehuDuplicate(models.Model):
    """Two customers on file who look like one, for a manager to decide.

    Found by the weekly search through the whole base, from the same evidence as at
    entry. Merged, the pair is gone; said to be two, it is not brought up again; no
    longer alike, the next search takes it off the list.
    """

    _name = "kehu.duplicate"
    _description = "Possible duplicate"
    _order = "score desc, id"

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    other_id = fields.Many2one(
        "res.partner",
        string="Looks like",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    score = fields.Float(string="Likeness (%)", readonly=True, digits=(5, 1))
    evidence = fields.Json(readonly=True)
    why = fields.Char(string="Because", compute="_compute_why")
    reason = fields.Char(
        string="Not the Same, Because",
        help="Why these are two customers. Kept with your name.",
    )
    owner_id = fields.Many2one(
        related="partner_id.user_id", string="Salesperson", related_sudo=False
    )
    other_owner_id = fields.Many2one(
        related="other_id.user_id", string="Their Salesperson", related_sudo=False
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="cascade"
    )

    _once = models.UniqueIndex("(partner_id, other_id, company_id)")

    def write(self, vals):
        if not self.env.su and set(vals) - {"reason"}:
            raise UserError(self.env._("A pair is found, not edited: say the reason."))
        return super().write(vals)

    @api.depends("evidence")
    @api.depends_context("lang")
    def _compute_why(self):
        tell = self.env["res.partner"]._kehu_reasons
        for pair in self:
            pair.why = tell(Evidence(*item) for item in pair.evidence or ())

    @api.depends("partner_id", "other_id")
    def _compute_display_name(self):
        for pair in self:
            pair.display_name = f"{pair.partner_id.name} = {pair.other_id.name}?"

    # ------------------------------------------------------------ the search
    @api.model
    def _find(self, company=None):
        """Search the whole base of every company, in batches. Called by the cron."""
        commit = "cron_id" in self.env.context
        self.env["kehu.identity"].sudo()._fill(commit)
        for one in company or self.env["res.company"].sudo().search(
            [("active", "=", True)]
        ):
            self.sudo().with_company(one)._find_in(one)

    def _find_in(self, company):
        """Bring the list of one company up to what is on file now."""
        last, known = 0, {}
        for pair in self.search([("company_id", "=", company.id)]):
            known[pair.partner_id.id, pair.other_id.id] = pair
        seen = set()
        facts = self.env["kehu.facts"]
        while ids := facts._customers_after(last, BATCH):
            last = ids[-1]
            self._note(company, self._pairs(ids, company), known, seen)
            if self.env.context.get("cron_id"):
                self.env["ir.cron"]._commit_progress(len(ids))
        gone = [pair.id for key, pair in known.items() if key not in seen]
        self.browse(gone).exists().unlink()

    @api.model
    def _pairs(self, ids, company):
        """``(lower id, higher id) → Match`` of these customers."""
        found = {}
        partners, identity = self.env["res.partner"], self.env["kehu.identity"]
        rows = self.env["kehu.facts"]._identity_forms(ids)
        entries = [
            identity._entry(row, company)
            for row in rows.values()
            if row["company"] in (None, company.id)
        ]
        matches = partners._kehu_matches(entries)
        for entry, near in zip(entries, matches, strict=True):
            for match in near:
                key = tuple(sorted((entry.partner_id, match.partner_id)))
                found[key] = match
        return found

    def _note(self, company, pairs, known, seen):
        new = []
        for key, match in pairs.items():
            vals = {
                "score": round(100 * match.score, 1),
                "evidence": [list(item) for item in match.evidence],
            }
            if key in known:
                pair = known[key].exists()  # somebody may have decided meanwhile
                if pair.score != vals["score"]:
                    pair.write(vals)
            elif key not in seen:
                new.append(
                    {
                        "partner_id": key[0],
                        "other_id": key[1],
                        "company_id": company.id,
                        **vals,
                    }
                )
            seen.add(key)
        self.create(new)

    # ------------------------------------------------------------- decisions
    def action_find(self):
        """Search the whole base: at once when small, else in the background."""
        self.browse().check_access("write")
        if self.env["kehu.identity"].sudo()._count() <= AT_ONCE:
            self._find(self.env.company)
            return {"type": "ir.actions.client", "tag": "soft_reload"}
        self.env.ref("kehu_liquor.ir_cron_duplicates").sudo()._trigger()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "info",
                "message": self.env._(
                    "All customers are compared in the background: "
                    "look again in a few minutes."
                ),
            },
        }

    def action_merge(self):
        """Open Odoo's own merge with these two."""
        self.ensure_one()
        self.check_access("write")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Merge"),
            "res_model": "base.partner.merge.automatic.wizard",
            "view_mode": "form",
            "target": "new",
            "context": {
                "active_model": "res.partner",
                "active_ids": (self.partner_id + self.other_id).ids,
            },
        }

    def action_not_same(self):
        """Keep the manager's word, with the reason, and take the pair off the list."""
        self.check_access("write")
        for pair in self:
            if not (pair.reason or "").strip():
                raise UserError(self.env._("Say why the two are not the same."))
        self.env["kehu.not.same"].create(
            [
                {
                    "partner_id": pair.partner_id.id,
                    "other_id": pair.other_id.id,
                    "reason": pair.reason,
                }
                for pair in self
            ]
        )
        self.sudo().unlink()
        return {"type": "ir.actions.client", "tag": "soft_reload"}
