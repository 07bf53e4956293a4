"""Entry point of bin/i18n."""

import sys

from kehu_dev import say
from kehu_dev.i18n import run

if __name__ == "__main__":
    sys.exit(say.main(run))
