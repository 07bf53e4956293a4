"""A small liquor house, drawn once: what every test starts from."""

from datetime import date, timedelta

from freezegun import freeze_time

from odoo import SUPERUSER_ID, api
from odoo.fields import Command
from odoo.tests import TransactionCase, new_test_user

#: Every test lives on this day, at ten in the morning in Shanghai.
TODAY = date(2026, 6, 30)
NOW = "2026-06-30 02:00:00"


def ago(days):
    """The date so many days before today."""
    return TODAY - timedelta(days=days)


class KehuCase(TransactionCase):
    """A company in China with a chart of accounts, and words for what happens to it."""

    freeze_time = freeze_time(NOW)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={"tracking_disable": True})
        cls.env["res.lang"]._activate_lang("en_US")
        cls.company = cls.make_company("Wuyi Liquor")
        cls.env = cls.env(
            context={**cls.env.context, "allowed_company_ids": cls.company.ids}
        )
        cls.facts = cls.env["kehu.facts"]

    # ---------------------------------------------------------- the world
    @classmethod
    def make_company(cls, name):
        cny = cls.env.ref("base.CNY")
        cny.active = True
        company = cls.env["res.company"].create({"name": name, "currency_id": cny.id})
        chart = cls.env["account.chart.template"]
        chart.try_loading("generic_coa", company=company, install_demo=False)
        company.currency_id = cny
        company.resource_calendar_id.tz = "Asia/Shanghai"
        # The grade follows the score at once; tests of what holds it set their own.
        company.kehu_margin_up = company.kehu_margin_down = company.kehu_stay_days = 0
        cls.bank(company).inbound_payment_method_line_ids.payment_account_id = (
            cls.env["account.chart.template"]
            .with_company(company)
            .ref("account_journal_payment_debit_account_id")
        )
        return company

    @classmethod
    def bank(cls, company):
        return cls.env["account.journal"].search(
            [("company_id", "=", company.id), ("type", "=", "bank")], limit=1
        )

    @classmethod
    def make_user(cls, login, *groups, lang="en_US", **values):
        return new_test_user(
            cls.env,
            login,
            ",".join(groups),
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
            lang=lang,
            **values,
        )

    @classmethod
    def make_customer(cls, name, role=None, **values):
        """A company; without a role it becomes a customer by its first document."""
        if role:
            values["kehu_role_id"] = cls.env.ref(f"kehu_liquor.role_{role}").id
        return cls.env["res.partner"].create(
            {"name": name, "is_company": True, **values}
        )

    @classmethod
    def grade_by_money(cls):
        """Grade customers without a role by `net_12m` alone.

        From 1: D, 10,000: C, 50,000: B, 200,000: A, 500,000: KA.
        """
        scheme = cls.make_scheme({"net_12m": 100})
        cls.put_to_use(scheme)
        return scheme

    @classmethod
    def put_to_use(cls, scheme):
        """Tried on everybody and enabled, as a manager does it."""
        scheme.action_try()
        scheme.action_activate()

    @classmethod
    def make_scheme(cls, weights, **values):
        """A draft: fact → weight, with each fact's usual breakpoints."""
        criteria = [
            Command.create({"fact": fact, "weight": weight})
            for fact, weight in weights.items()
        ]
        audience = cls.env.ref("kehu_liquor.audience_other")
        return cls.env["kehu.scheme"].create(
            {
                "name": "Tried",
                "audience_id": audience.id,
                "criterion_ids": criteria,
                **values,
            }
        )

    @classmethod
    def grade(cls, name):
        return cls.env.ref(f"kehu_liquor.grade_{name.lower()}")

    # ----------------------------------------------------- what happens
    @classmethod
    def sell(cls, partner, day=TODAY, amount=100.0, **more):
        return cls.document("out_invoice", partner, day, amount, **more)

    @classmethod
    def refund(cls, partner, day=TODAY, amount=100.0, **more):
        return cls.document("out_refund", partner, day, amount, **more)

    @classmethod
    def document(cls, kind, partner, day, amount, due=None, company=None, **values):
        """A posted document of one line without tax, due on its own day."""
        line = {"name": "Baijiu", "price_unit": amount, "tax_ids": False}
        moves = cls.env["account.move"].with_company(company or cls.company)
        move = moves.create(
            {
                "move_type": kind,
                "partner_id": partner.id,
                "invoice_date": day,
                "date": day,
                "invoice_payment_term_id": False,
                "invoice_date_due": due or day,
                "invoice_line_ids": [Command.create(line)],
                **values,
            }
        )
        move.action_post()
        return move

    @classmethod
    def pay(cls, invoice, day=TODAY, amount=None):
        """Money for this invoice reaches the bank."""
        values = {"payment_date": day, "journal_id": cls.bank(invoice.company_id).id}
        if amount:
            values["amount"] = amount
        wizard = cls.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=invoice.ids
        )
        return wizard.create(values)._create_payments()

    @classmethod
    def prepay(cls, partner, day=TODAY, amount=100.0):
        """Money of a customer that no invoice asks for yet."""
        payment = cls.env["account.payment"].create(
            {
                "partner_id": partner.id,
                "partner_type": "customer",
                "payment_type": "inbound",
                "amount": amount,
                "date": day,
                "journal_id": cls.bank(cls.company).id,
            }
        )
        payment.action_post()
        return payment

    def refresh(self, day=TODAY, company=None):
        """Only the figures, of all customers."""
        return self.facts._refresh(company or self.company, day)

    def night(self, day=None, company=None):
        """The whole night of every company, as the cron runs it, or of one."""
        with self.enter_registry_test_mode(), self.registry.cursor() as cr:
            runs = api.Environment(cr, SUPERUSER_ID, {})["kehu.run"]
            if company:
                runs._run_company(company.with_env(runs.env), day)
            else:
                runs._run(day)

    # ------------------------------------------------------ what is known
    def metric(self, partner, company=None):
        company = company or self.company
        return (
            self.env["kehu.metric"]
            .sudo()
            .with_context(active_test=False)
            .search([("partner_id", "=", partner.id), ("company_id", "=", company.id)])
        )

    def stored(self, partner, column):
        """A figure as PostgreSQL keeps it: None where there is none."""
        metric = self.metric(partner)
        metric.flush_recordset()
        self.env.cr.execute(
            f'SELECT "{column}" FROM kehu_metric WHERE id = %s', metric.ids
        )
        return self.env.cr.fetchone()[0]

    def history(self, partner, company=None):
        """Changes of grade, oldest first."""
        company = company or self.company
        lines = self.env["kehu.grade.history"].search(
            [("partner_id", "=", partner.id), ("company_id", "=", company.id)]
        )
        return lines.sorted("id")

    def assertFigures(self, partner, **expected):
        metric = self.metric(partner)
        self.assertTrue(metric, f"{partner.name} has no row of figures")
        self.assertEqual({name: metric[name] for name in expected}, expected)

    def assertGrade(self, partner, name):
        self.assertEqual(self.metric(partner).grade_id.name or None, name)


class KehuTeamCase(KehuCase):
    """The same house with its people: two sellers in a team, and all around them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        user, lead, manager = (
            f"kehu_liquor.group_kehu_{role}" for role in ("user", "lead", "manager")
        )
        billing = "account.group_account_invoice"
        cls.seller = cls.make_user("seller", user)
        cls.colleague = cls.make_user("colleague", user)
        cls.stranger = cls.make_user("stranger", user)
        cls.lead = cls.make_user("lead", lead)
        cls.manager = cls.make_user("manager", manager)
        cls.accountant = cls.make_user("accountant", "base.group_user", billing)
        cls.selling_accountant = cls.make_user("selling_accountant", user, billing)
        cls.plain = cls.make_user("plain", "base.group_user")
        cls.portal = cls.make_user("portal", "base.group_portal")
        cls.team = cls.env["crm.team"].create(
            {
                "name": "South",
                "company_id": cls.company.id,
                "user_id": cls.lead.id,
                "member_ids": [Command.set((cls.seller + cls.colleague).ids)],
            }
        )
        cls.own = cls.make_customer("Own", "outlet", user_id=cls.seller.id)
        cls.others = cls.make_customer("Other's", "outlet", user_id=cls.colleague.id)
        cls.far = cls.make_customer("Far", "outlet", user_id=cls.stranger.id)
        cls.free = cls.make_customer("No role", user_id=cls.stranger.id)
        cls.customers = cls.own + cls.others + cls.far
