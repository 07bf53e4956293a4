from odoo import Command, api, fields, models
from odoo.exceptions import AccessError, UserError

DECISIONS = [("owner", "One owner"), ("cover", "Owner, and others for a time")]
KINDS = [
    ("ownership", "Owner"),
    ("claim", "Claimed"),
    ("document", "Document"),
    ("contact", "Contact"),
    ("likeness", "Likeness"),
]
#: What a manager may fill in while the conflict is open.
ENTERED = {"decision", "winner_id", "cover_end", "reason"}


class KehuConflict(models.Model):
    """Two salespeople, one customer: whose it is, decided by a manager, kept.

    Opened by a claim on a customer that has an owner, or by whoever finds the same
    customer entered twice. Evidence is taken down when it is opened: owners, claims,
    documents and contacts with their days. The decision moves the customer.
    """

    _name = "kehu.conflict"
    _description = "Conflict over a customer"
    _order = "state desc, id desc"
    _check_company_auto = True

    company_id = fields.Many2one(
        "res.company", required=True, index=True, ondelete="cascade"
    )
    partner_ids = fields.Many2many(
        "res.partner", string="Customers", readonly=True, ondelete="restrict"
    )
    party_ids = fields.Many2many("res.users", string="Parties", readonly=True)
    subject = fields.Char(string="What About", readonly=True)
    opened_on = fields.Date(string="Raised On", readonly=True)
    line_ids = fields.One2many(
        "kehu.conflict.line", "conflict_id", string="Evidence", readonly=True
    )
    claim_ids = fields.One2many(
        "kehu.claim", "conflict_id", string="Claims", readonly=True
    )
    state = fields.Selection(
        [("open", "To Decide"), ("decided", "Decided")],
        default="open",
        required=True,
        readonly=True,
        index=True,
    )
    decision = fields.Selection(DECISIONS, default="owner")
    winner_id = fields.Many2one(
        "res.users", string="Goes to", domain="[('id', 'in', party_ids)]"
    )
    cover_end = fields.Date(string="The Others until")
    reason = fields.Char()
    decided_by_id = fields.Many2one("res.users", string="Decided by", readonly=True)
    decided_on = fields.Date(readonly=True)

    @api.depends("partner_ids", "party_ids")
    def _compute_display_name(self):
        for conflict in self.sudo():
            names = conflict.partner_ids[:2].mapped("name")
            conflict.display_name = " / ".join(names)

    # -------------------------------------------------------------- opening
    @api.model
    def _open(self, partners, users, company, why, claim=None, evidence=()):
        """The conflict over these customers: an open one is joined, else a new one.

        :param evidence: more lines, as values of `kehu.conflict.line`
        """
        partners = partners.sudo().commercial_partner_id
        conflicts = self.sudo()
        found = conflicts.search(
            [
                ("state", "=", "open"),
                ("company_id", "=", company.id),
                ("partner_ids", "in", partners.ids),
            ],
            limit=1,
        )
        if not found:
            found = conflicts.create(
                {
                    "company_id": company.id,
                    "subject": why,
                    "opened_on": self.env["kehu.facts"]._today(company),
                }
            )
        values = {
            "partner_ids": [Command.link(partner) for partner in partners.ids],
            "party_ids": [Command.link(user) for user in users.ids],
        }
        found.write(values)
        found._take_down(partners, claim, evidence)
        return found

    def _take_down(self, partners, claim, evidence):
        """Write down what speaks for whom, as it is known now."""
        lines = self._owners_said(partners) + list(evidence)
        if claim:
            lines.append(
                {
                    "kind": "claim",
                    "date": self.env["kehu.facts"]._today(self.company_id),
                    "user_id": claim.user_id.id,
                    "partner_id": claim.partner_id.id,
                    "text": claim.note or self.env._("Claimed"),
                }
            )
        known = {(x.kind, x.date, x.user_id.id, x.partner_id.id) for x in self.line_ids}
        self.env["kehu.conflict.line"].create(
            [
                {**line, "conflict_id": self.id}
                for line in lines
                if (line["kind"], line["date"], line["user_id"], line["partner_id"])
                not in known
            ]
        )

    def _owners_said(self, partners):
        owners = self.env["kehu.ownership"].search(
            [
                ("partner_id", "in", partners.ids),
                ("company_id", "=", self.company_id.id),
                ("is_cover", "=", False),
            ],
            limit=20,
        )
        lines = [
            {
                "kind": "ownership",
                "date": row.date_from,
                "user_id": row.user_id.id,
                "partner_id": row.partner_id.id,
                "text": row.reason,
            }
            for row in owners
        ]
        return lines + self._documents_said(partners)

    def _documents_said(self, partners):
        moves = self.env["account.move"].search(
            [
                ("commercial_partner_id", "in", partners.ids),
                ("company_id", "=", self.company_id.id),
                ("move_type", "=", "out_invoice"),
                ("state", "=", "posted"),
            ],
            order="invoice_date desc, id desc",
            limit=5,
        )
        return [
            {
                "kind": "document",
                "date": move.invoice_date,
                "user_id": move.invoice_user_id.id,
                "partner_id": move.commercial_partner_id.id,
                "text": move.name,
            }
            for move in moves
        ]

    # -------------------------------------------------------------- guarding
    def write(self, vals):
        if not self.env.su and (
            set(vals) - ENTERED or "decided" in self.mapped("state")
        ):
            raise UserError(
                self.env._("What was decided, and the evidence, is kept as it is.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Conflicts are never deleted."))

    # -------------------------------------------------------------- deciding
    def action_decide(self):
        """Carry out what the manager entered: the customer goes to one, with reason."""
        if not self.env.user.has_group("kehu_liquor.group_kehu_manager"):
            raise AccessError(self.env._("Only a manager decides a conflict."))
        for conflict in self:
            conflict.check_access("write")
            conflict._check_complete()
            conflict.sudo()._carry_out()
        return True

    def _check_complete(self):
        if self.state != "open":
            raise UserError(self.env._("This conflict is already decided."))
        if not self.winner_id or not (self.reason or "").strip():
            raise UserError(
                self.env._("Say to whom the customer goes, and why: both will read it.")
            )
        if self.winner_id not in self.party_ids:
            raise UserError(self.env._("The customer goes to one of the parties."))
        today = self.env["kehu.facts"]._today(self.company_id)
        if self.decision == "cover" and (not self.cover_end or self.cover_end < today):
            raise UserError(
                self.env._("Say until which day the others may work the customer.")
            )

    def _carry_out(self):
        today = self.env["kehu.facts"]._today(self.company_id)
        asked = self.claim_ids.filtered(lambda claim: claim.state == "asked")
        won = asked.filtered(lambda claim: claim.user_id == self.winner_id)[:1]
        (asked - won).write({"state": "refused", "decided_by_id": self.env.uid})
        if won:
            won._grant("asked", "conflict")
        self.env["kehu.ownership"]._assign(
            self.partner_ids, self.winner_id, self.company_id, "conflict", self.reason
        )
        if self.decision == "cover":
            self.env["kehu.facts"]._cover(
                [
                    (partner, self.company_id.id, user, today, self.cover_end)
                    for partner in self.partner_ids.ids
                    for user in (self.party_ids - self.winner_id).ids
                ],
                "conflict",
                self.reason,
            )
        self.write(
            {
                "state": "decided",
                "decided_by_id": self.env.uid,
                "decided_on": today,
            }
        )


class KehuConflictLine(models.Model):
    """One piece of evidence: which day, who, with which customer, what."""

    _name = "kehu.conflict.line"
    _description = "Evidence in a conflict"
    _order = "date desc, id desc"

    conflict_id = fields.Many2one(
        "kehu.conflict", required=True, index=True, ondelete="cascade"
    )
    kind = fields.Selection(KINDS, required=True)
    date = fields.Date()
    user_id = fields.Many2one("res.users", string="Who", ondelete="restrict")
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        index="btree_not_null",
        ondelete="restrict",
    )
    text = fields.Char(string="What")
