"""The command-line program: ``variorum`` and ``python -m variorum`` are one."""

from __future__ import annotations

import signal
import sys

from variorum import _core


def main() -> int:
    """Runs the program with the arguments of this process; returns its exit code."""
    # The program is one call, in which the interpreter would never come to hear Ctrl-C.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return _core.start(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
