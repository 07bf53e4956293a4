from . import (
    sale_order,
    sale_order_reasons,
    sale_order_line,
    payment_transaction,
    kehu_release,
)
