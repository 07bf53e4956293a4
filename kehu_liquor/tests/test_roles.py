"""Who sees and changes what: each role with its least rights, own and others'."""

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import TODAY, KehuTeamCase, ago

#: Models with a customer's papers that only those who sell may read.
PAPERS = (
    "kehu.scorecard",
    "kehu.grade.history",
    "kehu.grade.override",
    "kehu.ownership",
    "kehu.supply",
)
#: Models that the house writes by itself.
DERIVED = (
    "kehu.metric",
    "kehu.scorecard",
    "kehu.scorecard.line",
    "kehu.grade.history",
    "kehu.run",
    "kehu.run.line",
)
POLICY = (
    "kehu.audience",
    "kehu.demand",
    "kehu.grade",
    "kehu.role",
    "kehu.scheme",
    "kehu.scheme.criterion",
    "kehu.scheme.breakpoint",
    "kehu.source",
    "kehu.territory",
    "kehu.zone",
)


class RolesCase(KehuTeamCase):
    """Three graded outlets with all kinds of papers, and somebody of every role."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for number, partner in enumerate(cls.customers, 1):
            cls.sell(partner, ago(number), 100 * number)
        cls.sell(cls.free, ago(9))
        dealer = cls.make_customer("Dealer", "distributor")
        cls.env["kehu.supply"].create(
            [{"partner_id": p.id, "supplier_id": dealer.id} for p in cls.customers]
        )
        cls.env["kehu.territory"].create({"name": "Sichuan"})
        cls.env["kehu.zone"].create({"name": "East"})
        cls.env["kehu.run"]._open(cls.company, ago(9)).line_ids = [
            Command.create({"message": "Tried"})
        ]

    def setUp(self):
        super().setUp()
        self.night()
        self.env["kehu.grade.override"].with_user(self.manager).create(
            [
                {
                    "partner_id": partner.id,
                    "grade_id": self.grade("KA").id,
                    "reason": "Promised",
                    "date_end": TODAY,
                }
                for partner in self.customers
            ]
        )

    def as_user(self, user):
        return self.env(user=user, context={})

    def seen(self, user, model):
        """The customers of the town that a user finds in a model."""
        records = self.as_user(user)[model].search([])
        partners = records if model == "res.partner" else records.partner_id
        return partners.sudo() & (self.customers + self.free)

    def assertSees(self, user, model, partners):
        self.assertEqual(set(self.seen(user, model)), set(partners), model)

    def assertBlind(self, user, model):
        with self.assertRaises(AccessError):
            self.as_user(user)[model].search([])


@tagged("post_install", "-at_install")
class TestWhoSeesWhom(RolesCase):
    def test_a_salesperson_sees_own_customers_and_those_without_a_role(self):
        self.assertSees(self.seller, "res.partner", self.own + self.free)
        self.assertSees(self.seller, "kehu.metric", self.own)

    def test_a_salesperson_sees_own_customers_papers(self):
        for model in PAPERS:
            self.assertSees(self.seller, model, self.own)

    def test_a_salesperson_sees_the_lines_of_own_cards_only(self):
        lines = self.as_user(self.seller)["kehu.scorecard.line"].search([])
        self.assertEqual(lines.card_id.partner_id, self.own)

    def test_others_customers_cannot_be_read_by_number(self):
        with self.assertRaises(AccessError):
            self.others.with_user(self.seller).read(["name"])
        with self.assertRaises(AccessError):
            self.metric(self.others).with_user(self.seller).read(["net_12m"])

    def test_contacts_follow_their_customer(self):
        mine, theirs = (
            self.make_customer("Li", parent_id=partner.id, is_company=False)
            for partner in (self.own, self.others)
        )
        found = self.as_user(self.seller)["res.partner"].search(
            [("id", "in", (mine + theirs).ids)]
        )
        self.assertEqual(found, mine)

    def test_colleagues_stay_visible(self):
        users = (self.manager + self.accountant).partner_id
        self.assertEqual(
            users.with_user(self.seller).mapped("name"), users.mapped("name")
        )

    def test_a_lead_sees_the_teams(self):
        team = self.own + self.others
        self.assertSees(self.lead, "res.partner", team + self.free)
        for model in ("kehu.metric", *PAPERS):
            self.assertSees(self.lead, model, team)

    def test_a_lead_sees_own_customers_too(self):
        self.far.user_id = self.lead
        self.assertSees(self.lead, "kehu.metric", self.customers)

    def test_who_left_the_team_takes_the_customers_along(self):
        memberships = self.team.crm_team_member_ids
        memberships.filtered(lambda m: m.user_id == self.colleague).active = False
        self.assertSees(self.lead, "kehu.metric", self.own)
        archived_too = self.as_user(self.lead)["kehu.metric"].with_context(
            active_test=False
        )
        self.assertNotIn(self.others, archived_too.search([]).partner_id.sudo())

    def test_a_manager_sees_all(self):
        self.assertSees(self.manager, "res.partner", self.customers + self.free)
        self.assertSees(self.manager, "kehu.metric", self.customers + self.free)
        for model in PAPERS:
            self.assertLessEqual(self.customers, self.seen(self.manager, model))

    def test_an_accountant_sees_all_customers_and_figures_but_no_papers(self):
        everybody = self.customers + self.free
        self.assertSees(self.accountant, "res.partner", everybody)
        self.assertSees(self.accountant, "kehu.metric", everybody)
        for model in PAPERS:
            self.assertBlind(self.accountant, model)

    def test_an_accountant_who_also_sells_is_not_blinded(self):
        everybody = self.customers + self.free
        self.assertSees(self.selling_accountant, "res.partner", everybody)
        self.assertSees(self.selling_accountant, "kehu.metric", everybody)

    def test_an_accountant_reads_the_grade_beside_the_customer(self):
        partner = self.own.with_user(self.accountant)
        self.assertEqual(partner.kehu_grade_id.name, "KA")
        with self.assertRaises(AccessError):
            partner.read(["kehu_credit_note"])

    def test_a_plain_colleague_sees_partners_as_before(self):
        self.assertSees(self.plain, "res.partner", self.customers + self.free)

    def test_a_stranger_to_the_house_sees_nothing(self):
        self.assertSees(self.portal, "res.partner", [])

    def test_another_companys_papers_are_out_of_sight(self):
        sister = self.env["res.company"].create({"name": "Sister"})
        for model in ("kehu.metric", *PAPERS[:3]):
            self.assertTrue(self.as_user(self.manager)[model].search([]))
        self.manager.write(
            {"company_ids": [Command.set(sister.ids)], "company_id": sister.id}
        )
        for model in ("kehu.metric", "kehu.run", *PAPERS):
            papers = self.as_user(self.manager)[model].search([])
            with self.subTest(model):
                self.assertFalse(
                    papers.filtered(lambda p: p.company_id == self.company)
                )


@tagged("post_install", "-at_install")
class TestWhoChangesWhat(RolesCase):
    def assertRefused(self, user, model):
        """Nothing of a model is written, deleted or added by a user."""
        records = self.env[model].search([], limit=1)
        self.assertTrue(records, f"nothing to try with in {model}")
        values = records.copy_data()[0] if records._name not in DERIVED else {}
        works = {
            "write": lambda: records.with_user(user).write({"id": records.id}),
            "unlink": records.with_user(user).unlink,
            "create": lambda: records.with_user(user).create(values),
        }
        for name, work in works.items():
            with self.subTest(f"{user.login} {name} {model}"):
                self.assertRaises(UserError, work)

    def test_nobody_changes_what_the_house_derives(self):
        for user in (self.seller, self.lead, self.manager, self.accountant):
            for model in DERIVED:
                self.assertRefused(user, model)

    def test_only_managers_make_policy(self):
        for user in (self.seller, self.lead, self.selling_accountant):
            for model in (*POLICY, "kehu.grade.override"):
                self.assertRefused(user, model)

    def test_managers_do(self):
        values = {"name": "S", "score_from": 95}
        grade = self.as_user(self.manager)["kehu.grade"].create(values)
        grade.score_from = 96
        self.assertTrue(grade.unlink())

    def test_plain_colleagues_and_strangers_read_nothing_of_ours(self):
        for user in (self.plain, self.portal):
            for model in (*DERIVED, *POLICY, *PAPERS):
                with self.subTest(f"{user.login} {model}"):
                    self.assertBlind(user, model)
                    self.assertRefused(user, model)

    def test_a_salesperson_changes_own_customers(self):
        self.own.with_user(self.seller).kehu_usual_price = "200"
        self.assertEqual(self.own.kehu_usual_price, "200")

    def test_and_not_others(self):
        theirs = self.others.with_user(self.seller)
        for values in ({"name": "Mine"}, {"user_id": self.seller.id}):
            with self.subTest(**values), self.assertRaises(AccessError):
                theirs.write(values)
        with self.assertRaises(AccessError):
            theirs.unlink()

    def test_a_salesperson_keeps_own_supply_lines(self):
        lines = self.as_user(self.seller)["kehu.supply"]
        dealer = self.make_customer("Dealer 2", user_id=self.seller.id)
        values = {"partner_id": self.own.id, "supplier_id": dealer.id}
        line = lines.create(values)
        line.date_end = TODAY
        with self.assertRaises(AccessError):
            lines.create({**values, "partner_id": self.others.id})
        with self.assertRaises(AccessError):
            line.partner_id = self.others

    def test_what_a_salesperson_enters_is_the_salespersons(self):
        role = self.env.ref("kehu_liquor.role_outlet")
        values = {"name": "Newly met", "kehu_role_id": role.id}
        partner = self.as_user(self.seller)["res.partner"].create(values)
        self.assertEqual(partner.user_id, self.seller)
        self.assertSees(self.seller, "kehu.metric", self.own)
        self.assertTrue(self.metric(partner).with_user(self.seller).has_access("read"))

    def test_what_a_manager_enters_is_nobodys_yet(self):
        role = self.env.ref("kehu_liquor.role_outlet")
        values = {"name": "Newly met", "kehu_role_id": role.id}
        partner = self.as_user(self.manager)["res.partner"].create(values)
        self.assertFalse(partner.user_id)

    def test_who_may_read_a_row_may_refresh_it(self):
        for user in (self.seller, self.lead, self.manager, self.accountant):
            with self.subTest(user.login):
                self.metric(self.own).with_user(user).action_refresh_now()
                self.own.with_user(user).action_kehu_refresh()
        for user in (self.stranger, self.plain, self.portal):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.metric(self.own).with_user(user).action_refresh_now()
        for partner, user in (
            (self.free, self.plain),
            (self.portal.partner_id, self.portal),
        ):
            with self.subTest(user.login), self.assertRaises(AccessError):
                partner.with_user(user).action_kehu_refresh()


@tagged("post_install", "-at_install")
class TestAccountant(RolesCase):
    def bill(self, partner, **more):
        """An accountant without any right of ours writes and posts an invoice."""
        line = {"name": "Baijiu", "price_unit": 10, "tax_ids": False}
        move = self.as_user(self.accountant)["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": partner.id,
                "invoice_date": ago(9),
                "invoice_date_due": ago(5),
                "invoice_payment_term_id": False,
                "invoice_line_ids": [Command.create(line)],
            }
        )
        move.action_post()
        return move

    def test_posting_an_invoice_gives_birth_to_the_row(self):
        newcomer = self.make_customer("Newcomer")
        self.assertEqual(self.bill(newcomer).state, "posted")
        self.assertFigures(newcomer, lifecycle="potential")

    def test_receiving_money_late_marks_the_invoice(self):
        move = self.bill(self.others)
        wizard = self.as_user(self.accountant)["account.payment.register"].with_context(
            active_model="account.move", active_ids=move.ids
        )
        journal = self.bank(self.company).id
        wizard.create({"payment_date": TODAY, "journal_id": journal})._create_payments()
        self.assertTrue(move.kehu_paid_late)

    def test_a_due_date_put_right_puts_the_mark_right(self):
        move = self.bill(self.others)
        self.pay(move, TODAY)
        move.button_draft()
        move.invoice_date_due = TODAY
        move.action_post()
        self.assertFalse(move.kehu_paid_late)
