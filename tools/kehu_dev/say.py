"""What the person at the terminal sees: steps with their seconds, and failures
that say what is missing and what to do."""

import contextlib
import subprocess
import sys
import threading
import time

from . import places

PERIOD = 15  # seconds between two lines where a line cannot be updated


class Failure(Exception):
    """What went wrong, and what to do about it."""

    def __init__(self, what, remedy=""):
        super().__init__(what)
        self.remedy = remedy


def note(text):
    print(f"  {text}", flush=True)


@contextlib.contextmanager
def step(title):
    """Show that a long step goes on: seconds on one line, or a line now and then."""
    started = time.monotonic()
    done = threading.Event()
    ticker = threading.Thread(target=_tick, args=(title, started, done), daemon=True)
    ticker.start()
    try:
        yield
    except BaseException:
        _close(done, ticker, title, started, "failed")
        raise
    _close(done, ticker, title, started, "done")


def _tick(title, started, done):
    live = sys.stdout.isatty()
    while not done.wait(1 if live else PERIOD):
        seconds = int(time.monotonic() - started)
        if live:
            print(f"\r  {title} … {seconds} s ", end="", flush=True)
        else:
            print(f"  {title} … {seconds} s", flush=True)


def _close(done, ticker, title, started, word):
    done.set()
    ticker.join()
    start = "\r" if sys.stdout.isatty() else ""
    seconds = time.monotonic() - started
    print(f"{start}  {title}: {word} ({seconds:.0f} s)   ", flush=True)


def run(command, log, remedy="", **options):
    """Run a command with its output in a log; a failure shows the log's end."""
    places.LOGS.mkdir(parents=True, exist_ok=True)
    path = places.LOGS / f"{log}.log"
    with path.open("ab") as stream:
        offset = stream.tell()
        stream.write(("$ " + " ".join(map(str, command)) + "\n").encode())
        stream.flush()
        options.setdefault("stdin", subprocess.DEVNULL)
        try:
            code = subprocess.run(
                command, stdout=stream, stderr=subprocess.STDOUT, check=False, **options
            ).returncode
        except FileNotFoundError as missing:
            raise Failure(f"{missing.filename} is not there.", remedy) from None
    text = path.read_bytes()[offset:].decode(errors="replace")
    if code:
        end = "\n".join(f"    {line}" for line in text.splitlines()[-12:])
        what = f"`{command[0]}` ended with code {code} (log: {path}):\n{end}"
        raise Failure(what, remedy)
    return text


def show(command, **options):
    """Run a command whose output is for the person; returns its exit code."""
    options.setdefault("stdin", subprocess.DEVNULL)
    return subprocess.run(list(map(str, command)), check=False, **options).returncode


def explain(failure):
    print(f"\n  Stopped: {failure}", file=sys.stderr)
    if failure.remedy:
        print(f"  What to do: {failure.remedy}", file=sys.stderr)
    sys.stderr.flush()


def main(entry):
    """Run a command's entry point; a Failure is shown as a message, not a trace."""
    try:
        sys.exit(entry(sys.argv[1:]))
    except Failure as failure:
        explain(failure)
        sys.exit(1)
    except KeyboardInterrupt:
        print(file=sys.stderr)
        sys.exit(130)
