"""What confirmed orders add to what is owed. The only folder with SQL."""

from . import kehu_facts_orders
