"""Takes the paper ledger to Odoo: invoices, returns, money received, all posted."""

from odoo import Command
from odoo.tools import split_every

from .company import journal

BATCH = 200
RETURN_REASONS = ("破损退货", "滞销退货", "错发退货")


class Books:
    """Posts documents of the company in batches, oldest first."""

    def __init__(self, env, company, shelf, partners, users):
        self.env, self.company = env, company
        self.shelf, self.partners, self.users = shelf, partners, users
        self.moves = {}  # id of a bill → its invoice
        self.bank = journal(env, company, "bank")
        self.cash = journal(env, company, "cash")

    def keep(self, accounts):
        """Post everything in these accounts."""
        bills = [(account, bill) for account in accounts for bill in account.bills]
        bills.sort(key=lambda pair: (pair[1].day, pair[0].customer.ref))
        self._post(bills, self._invoice)
        self._post([pair for pair in bills if pair[1].returned], self._credit_note)
        self._receive(
            (account, settlement)
            for account in accounts
            for settlement in account.settlements
        )

    # -------------------------------------------------------------- documents
    def _post(self, pairs, values):
        for batch in split_every(BATCH, pairs):
            moves = self.env["account.move"].create([values(*pair) for pair in batch])
            moves._post(soft=False)
            self._match([move + move.reversed_entry_id for move in moves])
            for (_account, bill), move in zip(batch, moves, strict=True):
                self.moves.setdefault(id(bill), move.id)
            self._forget()

    def _forget(self):
        """Let go of what is in memory: a full cache slows every search in it."""
        self.env.flush_all()
        self.env.invalidate_all()

    def _invoice(self, account, bill):
        return self._document(account, bill.day, bill.items, 1) | {
            "move_type": "out_invoice",
        }

    def _credit_note(self, account, bill):
        reason = RETURN_REASONS[bill.day.day % len(RETURN_REASONS)]
        return self._document(account, bill.returned_on, bill.returned, -1) | {
            "move_type": "out_refund",
            "reversed_entry_id": self.moves[id(bill)],
            "ref": reason,
        }

    def _document(self, account, day, items, sign):
        return {
            "partner_id": self.partners[account.customer.ref].id,
            "invoice_user_id": self.users[account.customer.owner].id,
            "company_id": self.company.id,
            "invoice_date": day,
            "date": day,
            "invoice_line_ids": [Command.create(self._line(i, sign)) for i in items],
        }

    def _line(self, item, sign):
        """Balance and account are told, which spares Odoo to balance it twice."""
        product = self.shelf.products[item.product.code]
        unit = self.shelf.case if item.in_cases else self.shelf.units[item.product.unit]
        balance = -sign * item.quantity * item.price
        return {
            "product_id": product.id,
            "name": item.product.name,
            "product_uom_id": unit.id,
            "account_id": self.company.income_account_id.id,
            "quantity": item.quantity,
            "price_unit": item.price,
            "balance": balance,
            "amount_currency": balance,
            "tax_ids": [Command.set(self.shelf.tax.ids)],
            "analytic_distribution": False,
        }

    # ------------------------------------------------------------------ money
    def _receive(self, pairs):
        """Statement lines of bank and cash, each matched with the bills it pays."""
        pairs = sorted(pairs, key=lambda p: (p[1].day, p[0].customer.ref))
        for batch in split_every(BATCH, pairs):
            bills = [self._invoices(settlement) for _account, settlement in batch]
            received = self.env["account.bank.statement.line"].create(
                [
                    self._statement_line(*pair, moves)
                    for pair, moves in zip(batch, bills, strict=True)
                ]
            )
            self._match(
                [
                    moves + line.move_id
                    for moves, line in zip(bills, received, strict=True)
                ]
            )
            self._forget()

    def _invoices(self, settlement):
        ids = [self.moves[id(bill)] for bill in settlement.bills]
        return self.env["account.move"].browse(ids)

    def _statement_line(self, account, settlement, moves):
        due = sum(moves.mapped("amount_residual"))
        part = due if settlement.share == 1 else round(due * settlement.share, -2)
        partner = self.partners[account.customer.ref]
        into = self.cash if settlement.in_cash else self.bank
        return {
            "journal_id": into.id,
            "partner_id": partner.id,
            "date": settlement.day,
            "amount": settlement.ahead or part,
            "payment_ref": f"{'回款' if moves else '预付货款'} {partner.name}",
            "counterpart_account_id": partner.property_account_receivable_id.id,
        }

    def _match(self, documents):
        """Settle the receivables of each group of moves with each other."""
        plan = [
            moves.line_ids.filtered(_is_receivable)
            for moves in documents
            if len(moves) > 1
        ]
        self.env["account.move.line"]._reconcile_plan(plan)


def _is_receivable(line):
    return line.account_id.account_type == "asset_receivable"
