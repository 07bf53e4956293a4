from . import (
    kehu_redemption,
    stock_picking,
)
