from odoo import api, fields, models
from odoo.exceptions import UserError

from ..engine import likeness
from .kehu_identity import TELLING, Entry
from .res_partner import SALES

#: Who else enters partners for good reasons that are not customers.
BOOKS = (
    "kehu_liquor.group_kehu_manager",
    "account.group_account_invoice",
    "account.group_account_readonly",
    "purchase.group_purchase_user",
    "base.group_erp_manager",
)
#: What makes a partner a customer, or one that concerns others.
BECOMING = {"kehu_role_id", "parent_id", "is_company", "company_type", "company_id"}


class ResPartner(models.Model):
    """Nobody enters a customer twice: not by form, copy, quick entry, import or RPC.

    After a customer was written, whoever wrote it, it is compared with all customers,
    also with those that the person may not see. What happens then is
    `_kehu_duplicate_found`: refused, unless who may says in `kehu_not_same` why it is
    another. Concerned are partners with a channel role, companies that our users
    enter, and whatever a salesperson enters; suppliers, contacts, sign-ups and what
    the system itself enters are not.
    """

    _inherit = "res.partner"

    kehu_near = fields.Json(
        string="Near Customers", compute="_compute_kehu_near", groups=SALES
    )
    kehu_not_same = fields.Char(
        string="Not the Same, Because",
        compute="_compute_kehu_not_same",
        inverse="_inverse_kehu_not_same",
        groups=SALES,
        help="Why this is another customer than the one that looks like it. Kept.",
    )

    def _compute_kehu_not_same(self):
        self.kehu_not_same = False

    def _inverse_kehu_not_same(self):
        """Taken by `create` and `write` themselves."""

    # ------------------------------------------------------------- at entry
    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [dict(vals) for vals in vals_list]
        reasons = [vals.pop("kehu_not_same", None) for vals in vals_list]
        partners = super().create(vals_list)
        self.env["kehu.identity"]._remember(partners)
        partners._kehu_guard(dict(zip(partners.ids, reasons, strict=True)))
        return partners

    def write(self, vals):
        reason = vals.get("kehu_not_same")
        vals = {name: value for name, value in vals.items() if name != "kehu_not_same"}
        if not TELLING & vals.keys() and not BECOMING & vals.keys():
            done = super().write(vals) if vals or not reason else True
            if reason:
                self._kehu_guard(dict.fromkeys(self.ids, reason))
            return done
        before = self._kehu_known_before()
        households = self.sudo().commercial_partner_id
        done = super().write(vals)
        self.env["kehu.identity"]._remember(self | households.with_env(self.env))
        self._kehu_guard(dict.fromkeys(self.ids, reason), before)
        return done

    def unlink(self):
        households = (self.sudo().commercial_partner_id - self).with_env(self.env)
        done = super().unlink()
        self.env["kehu.identity"]._remember(households)
        return done

    @api.model
    def load(self, fields, data):
        """Name a bad row once: Odoo also tells the first row what stopped the batch."""
        result = super().load(fields, data)
        last = {message["message"]: message for message in result["messages"]}
        result["messages"] = list(last.values())
        return result

    def _kehu_known_before(self):
        """Duplicates that a change does not make: they were there already."""
        concerned = self._kehu_concerned()
        found = concerned._kehu_duplicates_on_file()
        return {
            partner.id: {match.partner_id for match in matches}
            for partner, matches in zip(concerned, found, strict=True)
        }

    def _kehu_guard(self, reasons, before=None):
        """Have every new duplicate among these decided."""
        concerned = self._kehu_concerned()
        found = concerned._kehu_duplicates_on_file()
        for partner, matches in zip(concerned, found, strict=True):
            known = (before or {}).get(partner.id, ())
            new = [match for match in matches if match.partner_id not in known]
            if new:
                partner._kehu_duplicate_found(
                    new, (reasons.get(partner.id) or "").strip()
                )

    def _kehu_concerned(self):
        """The customers among these, as the user's entry makes them."""
        if self.env.su:
            return self.browse()
        everything = self._kehu_sells() and not any(map(self.env.user.has_group, BOOKS))
        ours = self.env.user.has_group("kehu_liquor.group_kehu_user")
        partners = self.sudo().filtered(
            lambda partner: (
                (partner.is_company or not partner.parent_id)
                and not partner.user_ids
                and (
                    everything
                    or partner.kehu_role_id
                    or (ours and partner.is_company and not partner.supplier_rank)
                )
            )
        )
        return partners.with_env(self.env)

    # ------------------------------------------------------ when one is found
    def _kehu_duplicate_found(self, matches, reason):
        """What happens when this customer looks like others. To be extended.

        :param matches: a list of Match, best first, never empty
        :param reason: why it is another all the same, if the user said so
        """
        self.ensure_one()
        if not reason or not self._kehu_may_confirm(matches):
            raise UserError(self._kehu_refusal(matches, reason))
        self._kehu_say_not_same(matches, reason)

    def _kehu_may_confirm(self, matches):
        """Whether the user may say of all of these that they are others."""
        rules = self.env["kehu.duplicate.rule"]._in_force(self._kehu_company())
        misleading = [rules[match.evidence[0].kind] for match in matches]
        return bool(matches) and all(rule._may_confirm() for rule in misleading)

    def _kehu_say_not_same(self, matches, reason):
        self.env["kehu.not.same"].sudo().create(
            [
                {
                    "partner_id": self.id,
                    "other_id": match.partner_id,
                    "reason": reason,
                }
                for match in matches
            ]
        )

    def _kehu_refusal(self, matches, reason):
        """One sentence for each that may be named, one for all others."""
        told = self._kehu_tell(matches)
        lines = [self.env._("“%s” is on file already:", self.name or "")]
        for line in told:
            if line["name"]:
                lines.append(
                    self.env._("%(name)s (%(why)s)", name=line["name"], why=line["why"])
                )
            else:
                lines.append(self.env._("Taken: ask %s.", line["ask"]))
        if reason:
            lines.append(self.env._("Only who may confirm it can say “not the same”."))
        else:
            lines.append(
                self.env._("If it is another customer, have a manager confirm it.")
            )
        return "\n".join(lines)

    def _kehu_tell(self, matches):
        """What this user may know: all of visible ones, of others whom to ask."""
        partners = self.browse([match.partner_id for match in matches])
        visible = set(partners._filtered_access("read").ids)
        told, asked = [], set()
        for match in matches:
            partner = self.browse(match.partner_id)
            if match.partner_id in visible:
                told.append(
                    {
                        "id": match.partner_id,
                        "name": partner.display_name,
                        "why": self._kehu_reasons(match.evidence),
                        "percent": round(match.score * 100),
                        "archived": not partner.active,
                    }
                )
            elif (ask := partner._kehu_whom_to_ask()) not in asked:
                asked.add(ask)
                told.append({"id": False, "name": False, "ask": ask})
        return told

    def _kehu_whom_to_ask(self):
        """The owner's name, else that of a manager."""
        owner = self.sudo().user_id
        if owner.active:
            return owner.name
        group = self.env.ref("kehu_liquor.group_kehu_manager").sudo()
        people = group.all_user_ids.filtered(
            lambda user: user.active and self._kehu_company() in user.company_ids
        )
        return people.sorted("id")[-1:].name or self.env._("a manager")

    @api.model
    def _kehu_reasons(self, evidence):
        """同税号 · 同电话 · 名称相近 93 %, as the user's language says it."""
        return " · ".join(self._kehu_reason(item) for item in evidence)

    @api.model
    def _kehu_reason(self, item):
        if item.kind == likeness.TAX:
            return self.env._("same tax number")
        if item.kind == likeness.PHONE:
            return self.env._("same phone")
        if item.kind == likeness.NAME:
            if item.value == 1:
                return self.env._("same name")
            return self.env._("name alike to %s %%", round(item.value * 100))
        if item.metres is None:
            return self.env._("same address")
        return self.env._("%s metres apart", round(item.metres))

    # ------------------------------------------------------------- the form
    @api.depends(*(TELLING - {"company_type", "child_ids"}), "child_ids.phone")
    @api.depends_context("company", "lang", "uid")
    def _compute_kehu_near(self):
        """Similar ones while somebody types; on file only what counts as the same."""
        for partner in self:
            partner.kehu_near = partner._kehu_near_now() or False

    def _kehu_near_now(self):
        if not self.name or (self.parent_id and not self.is_company) or self.user_ids:
            return []
        typing = not self._origin or bool(TELLING & self._kehu_typed())
        company = self._kehu_company()
        floor = company.sudo().kehu_similar_from / 100 if typing else None
        identity = self.env["kehu.identity"]._of_values(self._kehu_values())
        own = frozenset((self._origin + self.parent_id._origin).ids)
        matches = self._kehu_matches([Entry(identity, company.id, own)], floor)[0]
        line = company.sudo().kehu_duplicate_from / 100
        sure = {match.partner_id for match in matches if match.score >= line}
        # who may not see a customer is told only when it counts as the same
        seen = set(
            self.browse([m.partner_id for m in matches])._filtered_access("read").ids
        )
        told = self._kehu_tell([m for m in matches[:5] if m.partner_id in seen | sure])
        may = self._kehu_may_confirm([m for m in matches if m.partner_id in sure])
        for row in told:
            row["sure"] = not row["name"] or row["id"] in sure
            row["may"] = may and not self._origin
        return told

    def _kehu_typed(self):
        """Fields that differ from what is on file."""
        origin = self._origin
        return {
            name
            for name in TELLING - {"child_ids", "company_type"}
            if self[name] != origin[name]
        }

    def _kehu_values(self):
        """This record's values as `create` would take them."""
        vals = {name: self[name] for name in TELLING - {"child_ids", "company_type"}}
        vals["country_id"] = self.country_id.id
        vals["child_ids"] = [(0, 0, {"phone": c.phone}) for c in self.child_ids]
        return vals
