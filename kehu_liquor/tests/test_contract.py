"""Contracts: prepared, signed, by dates, renewed; territory taken; fair words."""

from datetime import date

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import TODAY, ago
from .common_contracts import YEAR, ContractCase


@tagged("post_install", "-at_install")
class TestContract(ContractCase):
    # ------------------------------------------------------------- the steps
    def test_it_begins_with_a_number_a_text_and_who_answers(self):
        contract = self.prepare()
        self.assertRegex(contract.name, r"^HT-\d{4}-\d{4,}$")
        self.assertEqual(contract.template_id.kind, "dealer")
        self.assertEqual(contract.user_id, self.seller)
        self.assertEqual(contract.state, "draft")
        self.assertNotEqual(self.prepare().name, contract.name)

    def test_a_year_unless_somebody_says_otherwise(self):
        contract = self.contracts.create({"partner_id": self.dealer.id})
        self.assertEqual(contract.date_from, TODAY.replace(day=1))
        self.assertEqual(contract.date_end, date(2027, 5, 31))

    def test_signing_wants_all_that_a_contract_needs(self):
        contract = self.prepare(territory_ids=[])
        with self.assertRaisesRegex(
            UserError, "day of signing, signed copy, territory"
        ):
            contract.with_user(self.lead).action_sign()
        self.assertEqual(contract.state, "draft")

    def test_a_key_account_needs_no_territory(self):
        contract = self.prepare(kind="key_account", territory_ids=[])
        self.assertEqual(contract.template_id.kind, "key_account")
        self.assertEqual(self.sign(contract).state, "running")

    def test_signed_runs_when_its_term_has_begun(self):
        self.assertEqual(self.make().state, "running")
        self.assertEqual(
            self.make(self.rival, date_from=ago(-1), date_end=ago(-30)).state, "signed"
        )
        over = self.make(self.rival, date_from=ago(90), date_end=ago(1))
        self.assertEqual(over.state, "ended")

    def test_dates_in_order(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.prepare(date_from=ago(1), date_end=ago(2))

    def test_a_manager_takes_back_what_does_not_run_yet(self):
        contract = self.make(date_from=ago(-1), date_end=ago(-30))
        with self.assertRaises(AccessError):
            contract.with_user(self.lead).action_draft()
        contract.with_user(self.manager).action_draft()
        self.assertEqual(contract.state, "draft")
        running = self.make()
        with self.assertRaisesRegex(UserError, "moved on already"):
            running.with_user(self.manager).action_draft()

    def test_ending_early_wants_a_reason(self):
        contract = self.make()
        with self.assertRaisesRegex(UserError, "Say why"):
            contract.with_user(self.manager).action_end()
        contract.with_user(self.manager).end_reason = "Sold the business"
        contract.with_user(self.manager).action_end()
        self.assertEqual((contract.state, contract.ended_on), ("ended", TODAY))

    def test_a_renewal_is_linked_both_ways(self):
        contract = self.make(
            sales_target=1200,
            territory_ids=[Command.create(self.row(self.east, None, True))],
        )
        action = contract.with_user(self.seller).action_renew()
        new = self.contracts.browse(action["res_id"])
        self.assertEqual((contract.renewal_id, new.renewal_of_id), (new, contract))
        self.assertEqual(
            (new.state, new.date_from, new.date_end),
            ("draft", date(2027, 1, 1), date(2027, 12, 31)),
        )
        self.assertEqual(new.sales_target, 1200)
        self.assertTrue(new.territory_ids.is_exclusive)
        self.assertEqual(contract.action_renew()["res_id"], new.id)
        self.assertEqual(self.sign(new).state, "signed")

    def test_a_draft_is_not_renewed(self):
        with self.assertRaisesRegex(UserError, "not signed"):
            self.prepare().action_renew()

    def test_only_drafts_are_deleted(self):
        with self.assertRaisesRegex(UserError, "being prepared"):
            self.make().with_user(self.manager).unlink()
        self.prepare().unlink()

    def test_a_contact_signs_for_its_company(self):
        contact = self.env["res.partner"].create(
            {"name": "Boss", "parent_id": self.dealer.id}
        )
        self.assertEqual(self.prepare(contact, self.seller).partner_id, self.dealer)

    # ------------------------------------------------------------- by night
    def test_the_night_moves_by_dates_and_twice_is_as_once(self):
        coming = self.make(self.rival, date_from=ago(-1), date_end=ago(-30))
        running = self.make()
        self.night(TODAY)
        self.assertEqual(coming.state, "signed")
        self.night(ago(-1))
        self.night(ago(-1))
        self.assertEqual((coming.state, running.state), ("running", "running"))
        self.night(ago(-31))
        self.assertEqual((coming.state, running.state), ("ended", "running"))
        self.night(date(2026, 12, 31))
        self.assertEqual(running.state, "running")
        self.night(date(2027, 1, 1))
        self.assertEqual(running.state, "ended")

    def test_the_night_tells_what_moved(self):
        self.make(date_from=ago(-1), date_end=ago(-30))
        self.night(ago(-1))
        run = self.env["kehu.run"].search([("company_id", "=", self.company.id)])[0]
        self.assertEqual(run.contracts_moved, 1)
        self.night(ago(-1))
        run = self.env["kehu.run"].search([("company_id", "=", self.company.id)])[0]
        self.assertEqual(run.contracts_moved, 0)

    # ----------------------------------------------------------- the screen
    def test_the_form_prepares_a_contract(self):
        with Form(self.contracts.with_user(self.seller)) as form:
            form.partner_id = self.dealer
            with form.territory_ids.new() as row:
                row.territory_id = self.east
            form.sales_target = 1000
        self.assertEqual(form.record.territory_ids.territory_id, self.east)
        self.assertEqual(form.record.user_id, self.seller)

    def test_it_is_printed_with_its_clauses(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        contract = self.prepare(sales_target=1200, note="Free delivery")
        contract.action_split()
        html, _kind = self.env["ir.actions.report"]._render_qweb_html(
            "kehu_liquor.report_contract", contract.ids
        )
        page = html.decode()
        for text in (contract.name, "Dealer", "Free delivery", "2026-02"):
            self.assertIn(text, page)
        clause = contract.template_id.clause_ids[0]
        self.assertIn(clause.with_context(lang="zh_CN").name, page)


@tagged("post_install", "-at_install")
class TestTerritory(ContractCase):
    """What is exclusive to one is nobody else's, by region, goods and term."""

    def taken(self, *row, **values):
        rows = [Command.create(self.row(*row))]
        return self.make(territory_ids=rows, **values)

    def try_rival(self, *row, **values):
        rows = [Command.create(self.row(*row))]
        return self.prepare(self.rival, territory_ids=rows, **values)

    def assertRefused(self, *row, **values):
        with self.assertRaises(ValidationError) as caught:
            self.try_rival(*row, **values)
        return caught.exception.args[0]

    def test_the_refusal_names_the_other_contract(self):
        contract = self.taken(self.east, self.strong, True)
        said = self.assertRefused(self.east, self.strong)
        self.assertIn(contract.name, said)
        self.assertIn("East · Strong Aroma", said)
        self.assertIn(self.seller.name, said)

    def test_who_may_not_see_the_dealer_is_not_told_its_name(self):
        self.taken(self.east, self.strong, True)
        self.assertIn("another dealer", self.assertRefused(self.east, self.strong))
        with self.assertRaisesRegex(ValidationError, "with Dealer"):
            self.prepare(
                self.rival,
                self.manager,
                territory_ids=[Command.create(self.row(self.east, self.strong))],
            )

    def test_above_and_below_meet_too(self):
        self.taken(self.east, self.liquor, True)
        self.assertRefused(self.dock, self.strong)
        self.assertRefused(self.dock)
        self.assertRefused(self.east, self.strong, True)

    def test_from_below(self):
        self.taken(self.dock, self.strong, True)
        self.assertRefused(self.east, self.liquor)
        self.try_rival(self.east, self.sauce, True)
        self.try_rival(self.west, self.strong, True)

    def test_the_newcomer_cannot_be_exclusive_over_another(self):
        self.taken(self.east, self.strong)
        self.try_rival(self.east, self.strong)
        self.assertRefused(self.east, self.strong, True)
        self.assertRefused(self.east, None, True)

    def test_terms_that_do_not_meet_pass(self):
        self.taken(self.east, self.strong, True)
        self.try_rival(
            self.east, self.strong, True, date_from=ago(-185), date_end=ago(-400)
        )
        self.assertRefused(
            self.east, self.strong, date_from=date(2026, 12, 31), date_end=ago(-400)
        )

    def test_two_drafts_meet_when_the_second_is_signed(self):
        first = self.prepare(
            territory_ids=[Command.create(self.row(self.east, self.strong, True))]
        )
        second = self.try_rival(self.dock, self.strong, True)
        self.sign(first)
        with self.assertRaisesRegex(ValidationError, first.name):
            self.sign(second)
        self.assertEqual(second.state, "draft")

    def test_signers_of_one_region_take_turns(self):
        before = self.east.write_date
        self.facts._take_turns(self.dock)
        self.east.invalidate_recordset(["write_date"])
        self.assertGreater(self.east.write_date, before)

    def test_what_ended_is_free(self):
        contract = self.taken(self.east, self.strong, True)
        contract.with_user(self.manager).end_reason = "Gave up"
        contract.with_user(self.manager).action_end()
        self.sign(self.try_rival(self.east, self.strong, True))

    def test_dates_moved_over_another_are_refused(self):
        self.taken(self.east, self.strong, True)
        later = self.try_rival(
            self.east, self.strong, True, date_from=ago(-185), date_end=ago(-400)
        )
        with self.assertRaises(ValidationError):
            later.date_from = TODAY

    def test_another_company_has_its_own_map(self):
        other = self.make_company("Other")
        self.taken(self.east, self.strong, True)
        self.env["kehu.contract"].create(
            {
                "partner_id": self.rival.id,
                "company_id": other.id,
                "date_from": YEAR[0],
                "date_end": YEAR[1],
                "territory_ids": [
                    Command.create(
                        {
                            "territory_id": self.env["kehu.territory"]
                            .create({"name": "All", "company_id": False})
                            .id,
                            "is_exclusive": True,
                        }
                    )
                ],
            }
        )

    def test_a_dealers_contracts_divide_its_goods(self):
        first = self.taken(self.east, self.strong, True)
        for rows in (
            (self.west, self.strong),
            (self.west, self.liquor),
            (self.east, None, True),
        ):
            with self.assertRaisesRegex(ValidationError, f"{first.name} of Dealer"):
                self.taken(*rows)
        self.assertEqual(self.taken(self.east, self.sauce, True).state, "running")

    def test_a_dealers_contracts_follow_each_other(self):
        first = self.taken(self.east)
        later = {"date_from": ago(-1), "date_end": ago(-400)}
        with self.assertRaisesRegex(ValidationError, first.name):
            self.taken(self.east, **later)
        first.with_user(self.manager).end_reason = "A new one"
        first.with_user(self.manager).action_end()
        with self.assertRaisesRegex(ValidationError, first.name):
            self.taken(self.east, date_from=TODAY, date_end=ago(-400))
        self.assertEqual(self.taken(self.east, **later).state, "signed")

    def test_what_is_prepared_stands_in_nobodys_way(self):
        self.prepare()
        self.assertEqual(self.taken(self.east).state, "running")
        self.prepare()


@tagged("post_install", "-at_install")
class TestFairText(ContractCase):
    """No words that bind a dealer to a resale price, anywhere people write."""

    BINDING = "零售价不得低于 298 元"

    def refused(self):
        return self.assertRaisesRegex(
            ValidationError, "Anti-Monopoly Law, article 18|《反垄断法》第十八条"
        )

    def test_not_in_a_contract(self):
        contract = self.prepare()
        for name in ("note", "payment_note"):
            with self.refused():
                contract.write({name: self.BINDING})
        contract.note = "建议零售价 298 元，由经销商自主定价"

    def test_not_in_a_clause_in_any_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        clause = self.env["kehu.contract.clause"].create(
            {
                "template_id": self.env["kehu.contract.template"]
                .create({"name": "New text"})
                .id,
                "name": "Price",
                "body": "The dealer decides by itself.",
            }
        )
        with self.refused():
            clause.with_context(lang="zh_CN").body = self.BINDING
        with self.refused():
            clause.body = "A minimum resale price is agreed."

    def test_not_in_a_policy(self):
        with self.refused():
            self.env["kehu.sales.policy"].create(
                {"name": "Ten and one", "date_end": TODAY, "condition": self.BINDING}
            )

    def test_the_shipped_texts_are_fair_in_all_languages(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        texts = self.env["kehu.contract.template"].search([])
        self.assertGreaterEqual(len(texts), 2)
        texts._check_fair()
        texts.clause_ids._check_fair()

    def test_no_field_for_a_resale_price(self):
        for model in ("kehu.contract", "kehu.contract.territory", "kehu.sales.policy"):
            names = self.env[model]._fields
            self.assertFalse([name for name in names if "price" in name])


@tagged("post_install", "-at_install")
class TestStandardText(ContractCase):
    def test_what_was_signed_stays_as_it_was(self):
        text = self.make().template_id
        clause = text.clause_ids[0].with_user(self.manager)
        for change in (
            lambda: clause.write({"body": "Other"}),
            lambda: clause.unlink(),
            lambda: text.with_user(self.manager).write({"name": "Other"}),
            lambda: clause.create(
                {"template_id": text.id, "name": "More", "body": "More"}
            ),
        ):
            with self.assertRaisesRegex(UserError, "new version"):
                change()

    def test_a_new_version_follows(self):
        contract = self.make()
        old = contract.template_id.with_user(self.manager)
        new = self.env["kehu.contract.template"].browse(
            old.action_new_version()["res_id"]
        )
        self.assertEqual((new.version, len(new.clause_ids)), (2, len(old.clause_ids)))
        self.assertFalse(old.active)
        new.clause_ids[0].with_user(self.manager).body = "Changed"
        self.assertEqual(contract.template_id, old)
        self.assertEqual(self.prepare(self.rival).template_id, new)
