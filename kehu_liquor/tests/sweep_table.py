CALLS = {}
BESIDE = {n: {} for n in ("res.partner","res.users","res.company","account.move","account.move.line")}
DOORS = {}
