"""How far a long count has come: done, rate, time left."""

import sys
import time

PERIOD = 10  # seconds between two lines where a line cannot be updated


class Progress:
    """Call `add(n)` as work goes on, `close()` at the end."""

    def __init__(self, title, total, done=0):
        self.title, self.total, self.done = title, total, done
        self.first, self.started = done, time.monotonic()
        self.live, self.shown = sys.stdout.isatty(), time.monotonic()

    def add(self, count):
        self.done += count
        now = time.monotonic()
        if self.live or now - self.shown >= PERIOD:
            self.shown = now
            self._print("\n" if not self.live else "")

    def close(self):
        self._print("\n")

    def _print(self, end):
        seconds = max(time.monotonic() - self.started, 0.001)
        rate = (self.done - self.first) / seconds
        left = (self.total - self.done) / rate if rate else 0
        start = "\r" if self.live else ""
        text = f"{self.title}: {self.done:,} of {self.total:,}, {rate:.1f} a second"
        clock = f"{int(left) // 60}:{int(left) % 60:02d} left"
        if self.done >= self.total:
            clock = f"{seconds:.0f} s"
        print(f"{start}  {text}, {clock}   ", end=end, flush=True)
