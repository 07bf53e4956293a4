from odoo import fields, models
from odoo.tools import format_date, formatLang

#: What a colour means; the word always stands beside it.
GOOD, SOON, BAD, PLAIN, NONE = "success", "warning", "danger", "info", "muted"
STANDING_TONES = {
    "new": PLAIN,
    "old": GOOD,
    "wavering": SOON,
    "lost": BAD,
    "competitor": BAD,
}


class KehuMetricPage(models.Model):
    """What a salesperson reads at the top of a customer's page.

    Sentences and tiles, in the reader's language, each number with its unit and a
    figure that does not exist as "–". The browser only draws them.
    """

    _inherit = "kehu.metric"

    def _page(self):
        """Badges, a line and four tiles for the page; False without a row."""
        if not self:
            return False
        self.ensure_one()
        return {
            "id": self.id,
            "badges": self._page_badges(),
            "line": self._page_line(),
            "tiles": [
                self._tile_sales(),
                self._tile_owed(),
                self._tile_rhythm(),
                self._tile_place(),
            ],
            "warning": self._page_warning(),
            "empty": self._page_empty(),
            "as_of": self._say_as_of(),
            "asks": self._page_asks(),
        }

    # ------------------------------------------------------------- headline
    def _page_badges(self):
        badges = [self._badge_grade()]
        if self.quadrant:
            badges.append({"text": self._label("quadrant"), "tone": NONE})
        if self.standing:
            tone = STANDING_TONES[self.standing]
            badges.append({"text": self._label("standing"), "tone": tone})
        return badges

    def _badge_grade(self):
        grade = self.grade_id
        if not grade:
            return {"text": self.env._("Ungraded"), "tone": NONE, "grade": True}
        strategy = self._label("strategy", grade)
        return {
            "text": self.env._(
                "%(grade)s · %(strategy)s", grade=grade.name, strategy=strategy
            ),
            "shade": grade.color,
            "grade": True,
        }

    def _page_line(self):
        partner = self.partner_id
        parts = [
            self.role_id.name,
            self.territory_id.display_name,
            partner.user_id.name and self.env._("Salesperson %s", partner.user_id.name),
        ]
        if self.env.user.has_group("kehu_liquor.group_kehu_user"):
            suppliers = partner.kehu_supply_ids.sudo().supplier_id.mapped("name")
            parts.append(
                suppliers and self.env._("Supplied by %s", ", ".join(suppliers))
            )
        return " · ".join(part for part in parts if part)

    def _page_warning(self):
        if not self.overdue_amount:
            return False
        if self.overdue_days <= 0 or not self.grade_id:
            return False
        got = self.env["kehu.entitlement"].sudo()._of(self.sudo())[self.id]
        allowed = int(got.get("payment_days", (0, None))[0])
        return self.env._(
            "%(amount)s overdue, the oldest for %(days)s days; "
            "grade %(grade)s may take %(allowed)s days to pay.",
            amount=self._money(self.overdue_amount),
            days=self.overdue_days,
            grade=self.grade_id.name,
            allowed=allowed,
        )

    def _page_asks(self):
        """Whether there is something to answer, and the reader may."""
        if not self.env["kehu.answer"].has_access("create"):
            return False
        return bool(self.env["kehu.question"]._asked(self.audience_id))

    def _page_empty(self):
        if self.first_sale_date or self.order_count:
            return False
        return self.env._("No posted invoice yet: the first one begins the figures.")

    # ---------------------------------------------------------------- tiles
    def _tile_sales(self):
        trend = self.env._("no previous year")
        if self.has_growth:
            trend = self.env._("%s on the year before", f"{100 * self.growth:+.0f} %")
        return {
            "key": "sales",
            "title": self.env._("Net sales, 12 months"),
            "value": self._money(self.net_12m),
            "notes": [trend, self.env._("%s orders", self.order_count_12m)],
            "tone": NONE,
            "opens": self._opens("account.move"),
        }

    def _tile_owed(self):
        late = self.overdue_amount > 0
        notes = [self.env._("nothing overdue")]
        if late:
            notes = [
                self.env._("%s overdue", self._money(self.overdue_amount)),
                self.env._("oldest for %s days", self.overdue_days),
            ]
        if self.has_dso:
            notes.append(self.env._("%s days of sales", f"{self.dso:.0f}"))
        return {
            "key": "owed",
            "title": self.env._("Owed"),
            "value": self._money(self.due_total),
            "notes": notes,
            "tone": BAD if late else GOOD,
            "word": self.env._("Overdue") if late else self.env._("In order"),
            "opens": self._opens("account.move.line"),
        }

    def _tile_rhythm(self):
        tile = {
            "key": "rhythm",
            "title": self.env._("Rhythm"),
            "value": "–",
            "notes": [self.env._("needs two days with a sale")],
            "tone": NONE,
            "opens": self._opens("account.move"),
        }
        if self.has_rhythm:
            word, tone = self._rhythm_state()
            tile |= {
                "value": self.env._("%s days", f"{self.interval_median:g}"),
                "notes": [
                    self.env._("last %s", format_date(self.env, self.last_sale_date)),
                    self._say_expected(),
                ],
                "tone": tone,
                "word": word,
            }
            if away := self._say_away():
                tile["notes"].append(away)
        return tile

    def _rhythm_state(self):
        """``(word, tone)``: silent or about to be, past its day, or as usual."""
        if self.is_fading:
            if self.is_silent:
                return self.env._("Silent"), BAD
            return self.env._("Falling silent"), BAD
        if self.as_of and self.next_order_date < self.as_of:
            return self.env._("Order due"), SOON
        return self.env._("As usual"), GOOD

    def _tile_place(self):
        known = self.has_score
        return {
            "key": "why",
            "title": self.env._("Score"),
            "value": self.env._("%s points", f"{self.score:.1f}") if known else "–",
            "notes": [
                self.env._(
                    "rank %(rank)s · %(class)s",
                    **{"rank": self.pareto_rank, "class": self._label("pareto_class")},
                )
                if self.pareto_class
                else self.env._("not ranked yet"),
                self.env._("loyalty %s of 100", f"{self.loyalty_index:.0f}")
                if self.has_loyalty
                else self.env._("no loyalty figure yet"),
            ],
            "tone": NONE,
            "opens": self.env["kehu.scorecard"].has_access("read"),
        }

    # ------------------------------------------------------------ behind it
    def action_open_records(self, key):
        """The documents behind a tile, by the same conditions that counted them."""
        self.ensure_one()
        self.check_access("read")
        name, model, domain = self._records(key)
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "views": [(False, "list"), (False, "form")],
            "domain": domain,
            "context": {"create": False},
        }

    def _records(self, key):
        ours = ("company_id", "=", self.company_id.id)
        if key == "owed":
            return (
                self.env._("Open Items"),
                "account.move.line",
                [
                    ours,
                    ("partner_id.commercial_partner_id", "=", self.partner_id.id),
                    ("account_id.account_type", "=", "asset_receivable"),
                    ("parent_state", "=", "posted"),
                    ("reconciled", "=", False),
                    ("amount_residual", "!=", 0),
                ],
            )
        facts = self.env["kehu.facts"].sudo()
        day = self.as_of or facts._today(self.company_id)
        question = facts._question(self.company_id, day)
        return (
            self.env._("Invoices and Credit Notes"),
            "account.move",
            [
                ours,
                ("commercial_partner_id", "=", self.partner_id.id),
                ("state", "=", "posted"),
                ("move_type", "in", question.move_types),
                (
                    "invoice_date",
                    ">=",
                    question.kept_from if key == "rhythm" else question.year_from,
                ),
                ("invoice_date", "<=", day),
            ],
        )

    def _opens(self, model):
        return self.env[model].has_access("read")

    # ---------------------------------------------------------------- words
    def _money(self, amount, currency=None):
        """Whole units on tiles, with the currency beside them."""
        currency = currency or self.currency_id
        number = formatLang(self.env, currency.round(amount), digits=0)
        if currency.name == "CNY":
            return self.env._("¥ %(amount)s", amount=number)
        if currency.position == "before":
            return f"{currency.symbol} {number}"
        return f"{number} {currency.symbol}"

    def _currency_word(self):
        """The currency on a chart's axis: 元 is a word, other currencies a sign."""
        currency = self.currency_id
        return self.env._("yuan") if currency.name == "CNY" else currency.symbol

    def _label(self, name, record=None):
        """The translated label of a selection."""
        record = self if record is None else record
        options = dict(record._fields[name]._description_selection(self.env))
        return options.get(record[name], "")

    def _say_as_of(self):
        if not self.as_of:
            return self.env._("The first night has not run yet.")
        return self.env._(
            "As of %s", format_date(self.env, fields.Date.to_date(self.as_of))
        )
