from . import kehu_release_ask
