"""bin/bench --ledger: the forecast beside the rule, on what really happened."""
