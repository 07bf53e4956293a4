"""Our browser code by itself: Odoo's own runner of unit tests, only our suites."""

from odoo.tests import HttpCase, no_retry, tagged

RUNS = "/web/tests?headless&loglevel=2&preset={preset}&timeout=15000&id={suite}"
BROKEN = "/kehu_liquor/static/tests/broken/kehu_broken.test.js"
FAILS = """
import { expect, test } from "@odoo/hoot";
test("the sum is wrong", () => expect(1 + 1).toBe(3));
"""


def suite_id(name):
    """How the runner calls a suite or test: a hash of its path, 32 bits.

    >>> suite_id("@web/core")
    'e39ce9ba'
    """
    number = 0
    for char in name:
        number = (number * 31 + ord(char)) & 0xFFFFFFFF
    return f"{number:08x}"


class HootCase(HttpCase):
    def hoot(self, suite, preset="desktop"):
        self.browser_js(
            RUNS.format(preset=preset, suite=suite_id(suite)),
            "",
            "",
            login="admin",
            timeout=300,
            success_signal="[HOOT] Test suite succeeded",
            error_checker=lambda message: "[HOOT]" not in message,
        )


@tagged("post_install", "-at_install")
class TestHootDesk(HootCase):
    @no_retry
    def test_at_the_desk(self):
        self.hoot("@kehu_liquor")

    @no_retry
    def test_a_failing_test_fails_here(self):
        script = {"mimetype": "application/javascript", "raw": FAILS.encode()}
        self.env["ir.attachment"].create(
            {"name": "kehu_broken", "url": BROKEN, "public": True, **script}
        )
        self.env["ir.asset"].create(
            {"name": "broken", "bundle": "web.assets_unit_tests", "path": BROKEN}
        )
        with self.assertLogs(level="ERROR") as logs, self.assertRaises(AssertionError):
            self.hoot("@kehu_liquor/broken/kehu_broken")
        self.assertIn("the sum is wrong", "\n".join(logs.output))


@tagged("post_install", "-at_install")
class TestHootPhone(HootCase):
    browser_size = "375x667"
    touch_enabled = True

    @no_retry
    def test_on_a_phone(self):
        self.hoot("@kehu_liquor", "mobile")
