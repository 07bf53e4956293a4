"""Know who is on file: normal forms of all customers, for finding duplicates."""

from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    env["kehu.identity"]._fill()
