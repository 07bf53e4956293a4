"""Points told a second time, in plain loops: what the ledger is compared with.

Knows the documents as accounting shows them and its own list of lots; nothing of
`engine/` and nothing of the ledger.
"""

from decimal import Decimal
from math import floor

from dateutil.relativedelta import relativedelta

MONTHS = 2


class Lot:
    """Points of one customer, that end together."""

    def __init__(self, owner, day, ends, left=0):
        self.owner, self.day, self.ends, self.left = owner, day, ends, left


class PointsModel:
    """Rules here: wine 3 for 7, tea when paid 1 for 2, else 1 for 10; rounded down."""

    RATES = {"Wine": ("wine", 3, 7), "Tea": ("tea", 1, 2)}

    def __init__(self):
        self.lots = []  # in the order in which they were opened
        self.roots = {}  # document → [opened, value, lot]

    # -------------------------------------------------------------- documents
    def rate(self, product):
        return self.RATES.get(product, ("rest", 1, 10))

    def raw(self, move, paid):
        """Points by rule before rounding, as pairs of whole numbers: cents × a / b."""
        sums = {}
        for line in move.invoice_line_ids:
            rule, gives, per = self.rate(line.product_id.name)
            if rule == "tea" and not paid:
                continue
            cents = round(line.price_subtotal * 100)
            sums.setdefault(rule, [0, gives, per])[0] += cents
        return sums

    def points(self, sums):
        return {
            r: floor(c * gives / (100 * per)) for r, (c, gives, per) in sums.items()
        }

    def value_of(self, move, notes):
        """``(earned by itself, left after returns)``; notes are ``(move, sign)``."""
        paid = not move.amount_residual and move.payment_state != "reversed"
        paid = paid or move.move_type == "out_refund"
        sums = self.raw(move, paid)
        earned = sum(self.points(sums).values())
        products = {line.product_id.name for line in move.invoice_line_ids}
        total = round(sum(move.invoice_line_ids.mapped("price_subtotal")) * 100)
        back = {}
        for note, sign in notes:
            for line in note.invoice_line_ids:
                cents = sign * Decimal(round(line.price_subtotal * 100))
                name = line.product_id.name
                if name in products:
                    rule = self.rate(name)[0]
                    if rule in sums:
                        back[rule] = back.get(rule, 0) + cents
                elif total:
                    for rule, (whole, _g, _p) in sums.items():
                        back[rule] = back.get(rule, 0) + whole * cents / total
        left = 0
        for rule, (whole, gives, per) in sums.items():
            rest = sorted((Decimal(0), whole - back.get(rule, Decimal(0)), whole))[1]
            left += floor(round(rest * gives / (100 * per), 12))
        return earned, left

    def follow(self, moves, today):
        """What the documents say now."""
        alive = {move.id: move for move in moves if move.state == "posted"}
        for move in moves.sorted("id"):
            linked = move.reversed_entry_id
            if not linked and (move.id in alive or move.id in self.roots):
                self.follow_root(move, alive, today)
        for number in set(self.roots) - set(moves.ids):
            self.change(number, 0, 0, None, None, None)

    def undoing(self, move, alive, sign=1):
        """What names a document, and what names that, with the sign of a return."""
        for other in alive.values():
            if other.reversed_entry_id == move:
                yield other, sign
                yield from self.undoing(other, alive, -sign)

    def follow_root(self, move, alive, today):
        earned = left = 0
        if move.id in alive:
            notes = list(self.undoing(move, alive))
            earned, left = self.value_of(move, notes)
            if move.move_type == "out_refund":
                earned, left = -earned, -left
        day = last = move.invoice_date
        if move.move_type == "out_invoice" and earned:
            at_once = sum(self.points(self.raw(move, False)).values())
            if at_once != earned:  # some of it waited for payment
                last = max(day, today)
                day = day if at_once else last
        ends = last + relativedelta(months=MONTHS)
        self.change(
            move.id,
            earned,
            left,
            move.commercial_partner_id.id,
            day,
            ends if move.move_type == "out_invoice" else None,
        )

    def change(self, number, earned, left, owner, day, ends):
        opened, before, lot = self.roots.get(number, (False, 0, None))
        if earned and not opened:
            lot = Lot(owner, day, ends)
            self.lots.append(lot)
        if lot:
            lot.left += left - before
        self.roots[number] = (bool(earned), left, lot)

    # --------------------------------------------------------------- customers
    def balance(self, owner, today):
        return sum(x.left for x in self.lots if x.owner == owner and x.day <= today)

    def left(self, owner, today):
        """Lots with something left when debts are settled, the first to end first."""
        mine = [x for x in self.lots if x.owner == owner and x.day <= today]
        debt = -sum(x.left for x in mine if x.left < 0)
        rest = []
        for lot in sorted(
            (x for x in mine if x.left > 0),
            key=lambda x: (x.ends is None, x.ends, x.day, self.lots.index(x)),
        ):
            free = max(0, lot.left - debt)
            debt = max(0, debt - lot.left)
            if free:
                rest.append((lot, free))
        return rest

    def expire(self, today, owner=None):
        for one in {x.owner for x in self.lots} if owner is None else {owner}:
            for lot, free in self.left(one, today):
                if lot.ends and lot.ends < today:
                    lot.left -= free

    def adjust(self, owner, points, today):
        ends = today + relativedelta(months=MONTHS) if points > 0 else None
        self.lots.append(Lot(owner, today, ends, points))

    def redeem(self, owner, points, today):
        """What was taken: list of ``(lot, points)``; None if there is too little."""
        self.expire(today, owner)
        rest = self.left(owner, today)
        if sum(free for _, free in rest) < points:
            return None
        taken = []
        for lot, free in rest:
            some = min(free, points)
            if some:
                lot.left -= some
                points -= some
                taken.append((lot, some))
        return taken

    def give_back(self, taken):
        for lot, some in taken:
            lot.left += some

    def merge(self, loser, winner):
        for lot in self.lots:
            if lot.owner == loser:
                lot.owner = winner
