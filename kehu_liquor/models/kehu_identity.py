from typing import NamedTuple

from odoo import api, fields, models

from ..engine import likeness, names

#: Fields of a partner that say who it is.
TELLING = {
    "name",
    "phone",
    "vat",
    "street",
    "street2",
    "city",
    "country_id",
    "partner_latitude",
    "partner_longitude",
    "is_company",
    "company_type",
    "parent_id",
    "child_ids",
}
KINDS = [
    ("name", "Name"),
    ("part", "Part of the Name"),
    ("phone", "Phone"),
    ("tax", "Tax Number"),
    ("address", "Address"),
    ("cell", "Neighbourhood"),
]
BATCH = 2000
#: Where a number without country code is from.
HOME = "CN"


class Entry(NamedTuple):
    """Somebody to be found or not: identity, and whom it is not compared with."""

    identity: likeness.Identity
    company_id: int = 0
    own_ids: frozenset = frozenset()
    partner_id: int = 0


class KehuIdentity(models.Model):
    """Who a customer is, in normal form: what duplicates are found by.

    One row per form: the own name and its parts, phones (those of contacts too), tax
    number, road and number, neighbourhood. Written whenever a partner changes; read
    by the search for duplicates alone, which sees all customers, also those that the
    person who asks may not see.
    """

    _name = "kehu.identity"
    _description = "Normal form of a customer"
    _log_access = False

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="cascade",
    )
    kind = fields.Selection(KINDS, required=True)
    value = fields.Char(required=True)
    place = fields.Char(required=True, default="")

    _lookup = models.Index("(value, kind, place) INCLUDE (partner_id)")

    # ------------------------------------------------------------ keeping it
    @api.model
    def _remember(self, partners):
        """Keep the normal forms of these customers as they are now."""
        partners = partners.sudo().commercial_partner_id.exists()
        if not partners:
            return
        rows = []
        identities = self._of(partners)
        for partner in partners:
            identity = identities[partner.id]
            forms = [(partner.id, "name", str(identity.name), "")]
            forms += [(partner.id, *key) for key in self._keys(identity)]
            rows += forms
        partners.flush_model(["name", "commercial_partner_id"])
        self.env["kehu.facts"]._set_identities(partners.ids, rows)
        self.env["kehu.identity"].invalidate_model()

    @api.model
    def _give_way(self, losers, winner):
        """Before a merge: nobody finds the losers, or calls them the winner's like."""
        everybody = (losers + winner).ids
        self.env["kehu.facts"]._drop_identities(losers.ids)
        both = [("partner_id", "in", everybody), ("other_id", "in", everybody)]
        self.env["kehu.not.same"].search(both).unlink()
        any_of = ["|", ("partner_id", "in", losers.ids), ("other_id", "in", losers.ids)]
        self.env["kehu.duplicate"].search(any_of).unlink()

    @api.model
    def _fill(self, commit=False):
        """Keep the normal forms of all whom none are kept of, thousands at a time."""
        last = 0
        while ids := self.env["kehu.facts"]._unidentified(last, BATCH):
            last = ids[-1]
            partners = self.env["res.partner"].with_context(active_test=False)
            self._remember(partners.browse(ids))
            self.env.invalidate_all()
            if commit:
                self.env["ir.cron"]._commit_progress()

    @api.model
    def _keys(self, identity, around=False):
        """``(kind, value, place)``: names lead only to the same place, or to none."""
        return [
            (kind, value, identity.name.city if kind == "part" else "")
            for kind, value in likeness.keys(identity, around)
        ]

    # ----------------------------------------------------------- making it
    @api.model
    def _of(self, partners):
        """partner id → identity, from what is on file."""
        contacts = partners.env["res.partner"].search_fetch(
            [("commercial_partner_id", "in", partners.ids), ("phone", "!=", False)],
            ["phone", "commercial_partner_id"],
        )
        phones = {}
        for contact in contacts:
            phones.setdefault(contact.commercial_partner_id.id, []).append(
                contact.phone
            )
        return {
            partner.id: self._make(
                {name: partner[name] for name in TELLING - {"child_ids", "parent_id"}},
                [*phones.get(partner.id, ()), partner.phone or ""],
                partner.country_id,
            )
            for partner in partners
        }

    @api.model
    def _of_values(self, vals):
        """The identity that values for `create` would have."""
        contacts = [
            command[2]
            for command in vals.get("child_ids") or ()
            if len(command) > 2 and isinstance(command[2], dict)
        ]
        phones = [row.get("phone") or "" for row in (vals, *contacts)]
        country = self.env["res.country"].browse(vals.get("country_id") or ())
        return self._make(vals, phones, country)

    @api.model
    def _make(self, vals, phones, country):
        code = country.sudo().code or HOME
        name = names.read(vals.get("name") or "", vals.get("city") or "")
        street = " ".join(filter(None, (vals.get("street"), vals.get("street2"))))
        where = (vals.get("partner_latitude"), vals.get("partner_longitude"))
        company = vals.get("is_company") or vals.get("company_type") == "company"
        return likeness.Identity(
            name,
            frozenset().union(*(likeness.phone(text, code) for text in phones)),
            likeness.tax(vals.get("vat")),
            likeness.address(street),
            where if all(where) else None,
            not company and names.is_personal(name),
        )

    @api.model
    def _parse(self, row):
        """The identity in a row of `_identity_forms`."""
        forms = {}
        for kind, value in row["forms"] or ():
            forms.setdefault(kind, []).append(value)
        name = names.Name.parse(forms["name"][0]) if "name" in forms else names.Name()
        where = (row["latitude"], row["longitude"])
        return likeness.Identity(
            name,
            frozenset(forms.get("phone", ())),
            "".join(forms.get("tax", ())[:1]),
            "".join(forms.get("address", ())[:1]),
            tuple(map(float, where)) if all(where) else None,
            not row["is_company"] and names.is_personal(name),
        )

    @api.model
    def _entry(self, row, company):
        """Somebody on file, from a row of `_identity_forms`, to be compared."""
        own = frozenset(filter(None, (row["id"], row["parent"])))
        return Entry(self._parse(row), company.id, own, row["id"])

    @api.model
    def _count(self):
        return self.search_count([("kind", "=", "name")])
