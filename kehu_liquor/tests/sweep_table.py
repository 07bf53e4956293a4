"""What is meant to be possible by RPC, for whom: the table that the sweep compares.

Letters are askers (see `SweepCase`): s own, f a stranger's, t the team's, o another
team's, m manager, a manager and administrator, x another company's manager, b invoices,
r reads the books, p any employee, w portal, g guest. A door that is not named is shut
to everybody; so are states, decisions, their days, and figures, also when sent along
on creating.
Words that all companies share belong to every manager, of other companies too.
"""

from . import (
    sweep_customers,
    sweep_dealers,
    sweep_points,
    sweep_service,
    sweep_steering,
)

#: read: who reads a row. blind: fields that some of these do not read. do: with the row
#: as a whole. write: what is written anew. call: who gets through to our methods.
DOORS = {
    **sweep_customers.DOORS,
    **sweep_service.DOORS,
    **sweep_steering.DOORS,
    **sweep_dealers.DOORS,
    **sweep_points.DOORS,
}
