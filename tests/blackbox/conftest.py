import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from playwright.sync_api import sync_playwright

import harness
from kehu_dev import databases, places

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def database():
    """A database with the addon installed, this run's own."""
    with databases.lent("blackbox") as name:
        databases.copy_installed(name)
        yield name


@pytest.fixture(scope="session")
def server(database):
    server = harness.Server(database)
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def admin(server):
    """Odoo's JSON-2 interface as the administrator."""
    return server.api("admin")


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=FLAGS
        )
        yield browser
        browser.close()


@pytest.fixture
def page(browser, server, request):
    """An empty browser page; a picture of it is kept at the test's end."""
    context = browser.new_context(
        base_url=server.address, viewport={"width": 1366, "height": 900}
    )
    context.set_default_timeout(30_000)
    page = context.new_page()
    yield page
    page.screenshot(path=places.LOGS / f"{request.node.name}.png")
    context.close()


@pytest.fixture
def log_in(page):
    """Log in as somebody; the password of every test user is the login."""

    def log_in(login):
        page.goto("/web/login")
        page.fill("input[name=login]", login)
        page.fill("input[name=password]", login)
        page.click("button[type=submit]:visible")
        page.wait_for_selector(".o_main_navbar")
        return page

    return log_in
