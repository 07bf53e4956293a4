from odoo import api, models


class KehuOverviewMargin(models.AbstractModel):
    """What the curve of margins says beside its bars: losses, and what is not known.

    Bars fall below zero where a customer costs money, so that the cumulative share
    may pass 100 % and comes back to it with the last one.
    """

    _inherit = "kehu.overview"

    @api.model
    def _bar_unknown(self, whole):
        """Customers with goods of no cost: neither on the curve nor without sales."""
        customers = self.env._("%s customers", self._number(whole["unknown_n"]))
        amount = whole["unknown_traded"]
        return {
            "cells": [
                self._text_cell("–"),
                self._text_cell(
                    self.env._(
                        "%(customers)s whose costs are not all known, net sales of "
                        "%(amount)s",
                        customers=customers,
                        amount=self._say_money(self._scale([amount]), amount),
                    )
                ),
                self._text_cell("–"),
                self._text_cell("–"),
            ],
            "part": {"chart": "unknown"},
        }

    @api.model
    def _margin_sentences(self, whole):
        said = []
        if whole["n"] and whole["amount"] <= 0:
            said.append(self.env._("Nothing is left in all: there are no shares."))
        if whole["losing_n"]:
            amount = whole["losing_amount"]
            customers = self.env._("%s customers", self._number(whole["losing_n"]))
            said.append(
                self.env._(
                    "%(customers)s cost money: %(amount)s",
                    customers=customers,
                    amount=self._say_money(self._scale([amount]), amount),
                )
            )
        if whole["traded"] and whole["traded"] > 0:
            share = min(max(whole["costed"] / whole["traded"], 0), 1)
            said.append(
                self.env._(
                    "Cost is known for %s of net sales, as of the last night",
                    self._say_share(share),
                )
            )
        return said
