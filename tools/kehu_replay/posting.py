"""Posting the ledger's documents through `account.move`, in batches.

A move's `ref` is the document's number: what is posted is skipped, so that a
replay that was stopped goes on where it stopped.

Each line comes with quantity, price and the ledger's amount, as in any import of
booked invoices: Odoo then need not rewrite every line while it balances the move
(nearly half of the time). Odoo's own product of quantity and price is compared
with the ledger afterwards, and so is the total that it posted.
"""

from odoo import Command

from kehu_progress import Progress

BATCH_LINES = 1000
TYPES = {"sale": "out_invoice", "refund": "out_refund"}
SIGNS = {"sale": -1, "refund": 1}  # income is a credit: a negative balance


class Poster:
    """Posts documents of one company, given its partners and products by number."""

    def __init__(self, env, company, partners, products):
        self.env, self.company = env, company
        self.partners, self.products = partners, products
        journals = env["account.journal"]
        domain = [("company_id", "=", company.id), ("type", "=", "sale")]
        self.journal = journals.search(domain, limit=1)
        self.account = company.income_account_id or self.journal.default_account_id
        self.names = {product.id: product.name for product in self._products()}

    def _products(self):
        return self.env["product.product"].browse(self.products.values())

    def post(self, documents):
        """Post what is not posted yet; names the totals that differ."""
        self._finish_drafts()
        done = self._posted()
        waiting = [document for document in documents if document.number not in done]
        total, left = _lines(documents), _lines(waiting)
        progress = Progress("Invoice lines posted", total, total - left)
        differing = []
        for batch in batches(waiting, BATCH_LINES):
            differing += self._post_batch(batch)
            progress.add(_lines(batch))
        progress.close()
        return differing

    def _ours(self, state):
        types = list(TYPES.values())
        company = ("company_id", "=", self.company.id)
        return [company, ("move_type", "in", types), ("state", "=", state)]

    def _finish_drafts(self):
        drafts = self.env["account.move"].search(self._ours("draft"))
        drafts._post(soft=False)
        self._commit()

    def _posted(self):
        moves = self.env["account.move"].search_fetch(self._ours("posted"), ["ref"])
        return set(moves.mapped("ref"))

    def _post_batch(self, batch):
        moves = self.env["account.move"].create([self._values(one) for one in batch])
        moves._post(soft=False)
        pairs = zip(batch, moves, strict=True)
        differing = [_difference(document, move) for document, move in pairs]
        self._commit()
        return [text for text in differing if text]

    def _commit(self):
        self.env.cr.commit()
        self.env.invalidate_all()

    def _values(self, document):
        return {
            "move_type": TYPES[document.kind],
            "company_id": self.company.id,
            "journal_id": self.journal.id,
            "currency_id": self.company.currency_id.id,
            "partner_id": self.partners[document.customer],
            "ref": document.number,
            "invoice_date": document.date,
            "date": document.date,
            "invoice_date_due": document.date,
            "invoice_line_ids": [
                Command.create(self._line_values(line, SIGNS[document.kind]))
                for line in document.lines
            ],
        }

    def _line_values(self, line, sign):
        product = self.products[line.item]
        balance = float(sign * line.amount)
        return {
            "product_id": product,
            "name": self.names[product],
            "account_id": self.account.id,
            "quantity": line.quantity,
            "price_unit": float(line.price),
            "balance": balance,
            "amount_currency": balance,
            "analytic_distribution": False,
            "tax_ids": [Command.clear()],
        }


def _lines(documents):
    return sum(len(document.lines) for document in documents)


def batches(documents, lines):
    """Documents in runs of about so many lines each, none empty."""
    batch, size = [], 0
    for document in documents:
        if batch and size + len(document.lines) > lines:
            yield batch
            batch, size = [], 0
        batch.append(document)
        size += len(document.lines)
    if batch:
        yield batch


def _difference(document, move):
    """What Odoo made of a document when it is not what the ledger says, or ''."""
    lines = sum(move.invoice_line_ids.mapped("price_subtotal"))
    made = {round(lines, 2), round(move.amount_untaxed, 2)}
    if made == {float(document.total)} and move.state == "posted":
        return ""
    return f"{document.number}: {document.total} in the ledger, {made} in Odoo"
