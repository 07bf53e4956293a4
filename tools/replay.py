"""Entry point of bin/replay."""

import sys

from kehu_replay.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
