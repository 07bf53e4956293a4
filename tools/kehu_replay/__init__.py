"""bin/replay: a real ledger through Odoo's own models, and what it should give."""
