from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from odoo import api, models

from ..engine import entitlements, points


class Difference(NamedTuple):
    """What a document line's points are to be, and what the ledger says."""

    root: dict
    document: dict
    line: int | None
    rule: int | None
    share: points.Share
    row: dict  # of the ledger; empty where it says nothing

    @property
    def amount(self):
        return self.share.points - points.exact(self.row.get("points"))


class Source(NamedTuple):
    """A kind of document: how `facts` reads it, and where an entry names it."""

    documents: str
    document: str
    line: str


OURS = Source("_points_documents", "move_id", "line_id")
SHOWN = Source("_points_shown", "external_sale_id", "external_line_id")


class KehuPointsSettle(models.Model):
    """Documents speak, the ledger follows: what they earn now, less what is booked.

    Asked again and again it books nothing more, so draft, posting anew, cancelling,
    paying and credit notes need no cases of their own. An invoice, the credit notes
    that name it and what undoes those are worked out together, at the invoice's terms.
    """

    _inherit = "kehu.points.entry"

    @api.model
    def _settle(self, moves, gone=()):
        """Book what these documents' points differ by.

        :param gone: ids of documents about to be deleted: they earn nothing
        """
        self.env.flush_all()
        found = self._differences(moves.ids, gone)
        if found:
            facts = self.env["kehu.facts"]
            facts._points_touch({d.root["id"] for d in found} - set(moves.ids))
            facts._points_book(self._entries(found))

    @api.model
    def _settle_shown(self, sales):
        """The same for designated merchants' invoices, each held by who decides."""
        self.env.flush_all()
        if found := self._differences(sales.ids, source=SHOWN):
            self.env["kehu.facts"]._points_book(self._entries(found))

    @api.model
    def _differences(self, ids, gone=(), source=OURS):
        """What documents earn now, against the ledger. Writes nothing."""
        found = []
        for family in self._families(ids, gone, source):
            self._put_terms(family[0])
            found += self._compare(family, self._targets(family))
        return found

    @api.model
    def _families(self, ids, gone, source):
        """Lists of documents, an invoice first, each with its lines and entries."""
        facts = self.env["kehu.facts"]
        documents = getattr(facts, source.documents)(ids)
        booked, families = defaultdict(list), defaultdict(list)
        known = [document["id"] for document in documents if document["is_booked"]]
        for row in facts._points_booked(known, source.document, source.line):
            booked[row["move_id"]].append(row)
        for document in documents:
            lines = [] if document["id"] in gone else document["lines"]
            document.update(lines=lines, booked=booked[document["id"]], source=source)
            families[document["root"]].append(document)
        return list(families.values())

    # ----------------------------------------------------------------- terms
    @api.model
    def _put_terms(self, root):
        """Each line's terms: those it earned by, else those of the rule that fits.

        Only a root has terms: what names another document goes by that one's.
        """
        kept = {row["line_id"]: row for row in root["booked"] if row["rule_id"]}
        graded = None
        for line in root["lines"]:
            row = kept.get(line["id"])
            rule = self._rule(row["rule_id"]) if row else self._fitting(root, line)
            times = 1
            if row:
                times = points.exact(row["multiplier"])
            elif rule and rule.by_grade:
                times = graded = graded or self._multiplier(root)
            line.update(rule=rule, multiplier=times)

    @api.model
    def _multiplier(self, document):
        """What the customer's grade, quadrant, role or audience multiply points by."""
        if not document["place"]:
            return 1
        place = entitlements.Place(document["role_id"], *document["place"])
        company = self.env["res.company"].browse(document["company_id"])
        (given,) = self.env["kehu.entitlement"]._given(company, [place])
        return points.exact(given.get("points", (1, None))[0])

    @api.model
    def _rule(self, number):
        return self.env["kehu.points.rule"]._told(number)

    @api.model
    def _fitting(self, document, line):
        """The first rule that fits a line."""
        path = {int(step) for step in (line["categories"] or "").split("/") if step}
        policy = self.env["kehu.points.rule"]._policy(document["company_id"])
        about = document["day"], line["product_id"], path, document["role_id"]
        return next((rule for rule in policy if points.fits(rule, *about)), None)

    # --------------------------------------------------------------- targets
    @api.model
    def _targets(self, family):
        """What a family's lines earn now: ``(line, rule)`` → share."""
        root, *others = family
        told = [self._told(root, line) for line in root["lines"]]
        rest = [[self._told(d, line) for line in d["lines"]] for d in others]
        if root["is_return"]:
            return points.free_return(told, rest)
        return points.family(told, rest)

    @api.model
    def _told(self, document, line):
        """A line as the engine takes it; one that waits for payment earns nothing."""
        rule = line.get("rule")
        waits = rule and rule.when_paid and not document["is_return"]
        if waits and not document["is_paid"]:
            rule = None
        money = document["sign"] * document["face"]
        return points.Line(
            line=line["id"],
            product=line["product_id"],
            net=money * points.exact(line["net"]),
            gross=money * points.exact(line["gross"]),
            quantity=document["sign"] * points.exact(line["quantity"]),
            terms=rule and points.terms(rule, line["multiplier"]),
        )

    @api.model
    def _compare(self, family, targets):
        """Where the ledger says something else than the documents."""
        found = []
        for document in family:
            rows = {(r["line_id"], r["rule_id"]): r for r in document["booked"]}
            lines = {line["id"] for line in document["lines"]}
            keys = [key for key in targets if key[0] in lines]
            for key in dict.fromkeys([*keys, *rows]):
                share = targets.get(key, points.Share(points.NOTHING))
                difference = Difference(
                    family[0], document, *key, share, rows.get(key, {})
                )
                if difference.amount:
                    found.append(difference)
        return found

    # --------------------------------------------------------------- entries
    @api.model
    def _entries(self, differences):
        """Differences as rows of the ledger, each with its lot."""
        rows = [self._entry(d) | self._lot(d) for d in differences]
        opening = defaultdict(list)
        for row in rows:
            if row.get("opens"):
                opening[row["company_id"], row["opens"], row["is_return"]].append(row)
        companies = self.env["res.company"].sudo()
        for (number, root, is_return), together in opening.items():
            # what returns posted earlier take at once is no later day of earning
            own = [
                r for r in together if root in (r.get("move_id"), r.get(SHOWN.document))
            ]
            day = max(row["day"] for row in own)
            ends = None if is_return else companies.browse(number)
            for row in together:
                row["expires_on"] = ends and ends._kehu_points_last_day(day)
        return rows

    @api.model
    def _entry(self, difference):
        root, document, line, rule, share, row = difference
        detail = next((x for x in document["lines"] if x["id"] == line), {})
        is_earned = not document["is_return"] and share.points and not row
        return {
            "partner_id": self._whose(root, row),
            "company_id": document["company_id"],
            "kind": "earn" if is_earned else "reverse",
            "points": decimal(difference.amount),
            "day": self._day(difference),
            document["source"].document: document["id"],
            document["source"].line: line,
            "document": document["name"],
            "product_id": detail.get("product_id"),
            "rule_id": rule,
            "base": decimal(share.base),
            "rate": decimal(share.rate),
            "multiplier": decimal(detail.get("multiplier")),
        }

    @api.model
    def _whose(self, root, row):
        """Points go back to whom they were given, wherever the document went."""
        booked = row or next(iter(root["booked"]), {})
        return booked.get("partner_id") or root["partner_id"]

    @api.model
    def _lot(self, difference):
        """Points are taken from the invoice's lot; one that has none opens its own."""
        root, row = difference.root, difference.row
        booked = row or next(iter(root["booked"]), {})
        if booked:
            return {"lot_id": booked["lot_id"]}
        return {"opens": root["id"], "is_return": root["is_return"]}

    @api.model
    def _day(self, difference):
        """The document's day, today where it was paid only now; never before its lot's.

        What undoes an entry has its day: a past day's balance is that of the documents
        as they stand.
        """
        root, document, _line, rule, _share, row = difference
        if row:
            return row["day"]
        days = [document["day"], root["day"]]
        if rule and self._rule(rule).when_paid:
            company = self.env["res.company"].sudo().browse(root["company_id"])
            days.append(self.env["kehu.facts"]._today(company))
        return max(days + [booked["day"] for booked in root["booked"][:1]])


def decimal(number):
    """A fraction as the database keeps it."""
    if number is None:
        return None
    number = Fraction(number)
    return Decimal(number.numerator) / Decimal(number.denominator)
