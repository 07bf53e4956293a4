"""Entry point of bin/bench."""

import sys

from kehu_bench.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
