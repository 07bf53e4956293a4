from typing import NamedTuple

from odoo import api, models

from ..engine import likeness
from .kehu_identity import Entry

#: What decides whether somebody on file is compared with an entry.
WHOM = (
    "company_id",
    "parent_id",
    "is_company",
    "partner_share",
    "partner_latitude",
    "partner_longitude",
)


class Match(NamedTuple):
    """Somebody on file who may be the same, how likely, and why."""

    partner_id: int
    score: float
    evidence: list


class ResPartner(models.Model):
    """Who is on file already: one question over all customers, answered in a set.

    Candidates share a normal form with the entry (`kehu.identity`), and each is then
    compared exactly by the engine. Hidden and archived customers are found as well;
    what of them may be told is not decided here.
    """

    _inherit = "res.partner"

    @api.model
    def _kehu_duplicates(self, vals_list, floor=None):
        """Who is on file already, among all customers, archived and hidden ones too.

        :param vals_list: values as for `create`; ``id`` names one that is on file
        :param floor: from which likeness on (0–1); the company's own line if None
        :return: per entry a list of ``(partner id, score 0–1)``, best first
        """
        entries = [self._kehu_entry(vals) for vals in vals_list]
        return [
            [(match.partner_id, match.score) for match in matches]
            for matches in self._kehu_matches(entries, floor)
        ]

    @api.model
    def _kehu_entry(self, vals):
        own = {vals.get("id"), vals.get("parent_id")} - {None, False}
        company = vals.get("company_id") or self.env.company.id
        identity = self.env["kehu.identity"]._of_values(vals)
        return Entry(identity, company, frozenset(own))

    def _kehu_duplicates_on_file(self, floor=None):
        """Like `_kehu_duplicates`, for customers on file: a list of Match for each."""
        identities = self.env["kehu.identity"]._of(self.sudo())
        entries = [
            Entry(
                identities[partner.id],
                partner._kehu_company().id,
                frozenset((partner + partner.sudo().parent_id).ids),
            )
            for partner in self
        ]
        return self._kehu_matches(entries, floor)

    def _kehu_company(self):
        """Where it is compared: never in a company that the user does not know."""
        company = self.sudo().company_id
        known = self.env.su or company in self.env.user.company_ids
        return company if company and known else self.env.company

    @api.model
    def _kehu_matches(self, entries, floor=None):
        """Candidates by shared keys in one statement, then each compared exactly."""
        identity, facts = self.env["kehu.identity"], self.env["kehu.facts"].sudo()
        keys = [
            (number, *key)
            for number, entry in enumerate(entries)
            for key in identity._keys(entry.identity, around=True)
        ]
        self.flush_model(WHOM)
        candidates = facts._identity_candidates(keys)
        rows = facts._identity_forms(set().union(*candidates.values()))
        forms = {key: (row, identity._parse(row)) for key, row in rows.items()}
        known = self.env["kehu.not.same"]._pairs(
            set().union(*(entry.own_ids for entry in entries))
        )
        judge = self._kehu_judge(floor)
        return [
            judge(
                entry,
                [
                    forms[key]
                    for key in candidates.get(number, ())
                    if key in forms
                    and not any(key in known.get(own, ()) for own in entry.own_ids)
                ],
            )
            for number, entry in enumerate(entries)
        ]

    @api.model
    def _kehu_judge(self, floor):
        """A function of an entry and its candidates: those near enough, best first."""
        lines, companies = {}, self.env["res.company"]

        def judge(entry, candidates):
            if entry.company_id not in lines:
                company = companies.browse(entry.company_id).sudo()
                rules = self.env["kehu.duplicate.rule"]._in_force(company)
                weights = {kind: rule.weight / 100 for kind, rule in rules.items()}
                lines[entry.company_id] = (weights, company.kehu_duplicate_from / 100)
            weights, line = lines[entry.company_id]
            line = line if floor is None else floor
            found = []
            for row, identity in candidates:
                if self._kehu_comparable(entry, row):
                    result = likeness.compare(entry.identity, identity, weights)
                    if result[0] >= line and result[1]:
                        found.append(Match(row["id"], *result))
            return sorted(found, key=lambda match: (-match.score, match.partner_id))

        return judge

    @api.model
    def _kehu_comparable(self, entry, row):
        """Not itself or its own head or branch, and nobody of another company."""
        if row["id"] in entry.own_ids or row["parent"] in entry.own_ids:
            return False
        return row["company"] in (None, entry.company_id)
