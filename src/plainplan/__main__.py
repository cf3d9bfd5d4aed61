"""The program `plan`: what `python -m plainplan` and the installed command start."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn

from plainplan.plain import is_used

INTERRUPTED = 130


def main() -> None:
    """Run one command and leave with its exit status."""
    try:
        if is_used("ending"):  # a command makes one plan's values and ends; those that stay running switch it on again
            gc.disable()
        from plainplan.cli import run

        status = run(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    _leave(status)


def _leave(status: int) -> NoReturn:
    """End with that status, at once: all is written, and what is left in memory the system takes back as it is, where
    taking it apart would last as long as reading a plan. A profiler or debugger still sees an ordinary end."""
    if workers := sys.modules.get("plainplan.workers"):
        import signal

        signal.signal(signal.SIGINT, signal.SIG_IGN)  # who is leaving is not interrupted
        workers.stop_all()
    if is_used("ending") and sys.gettrace() is None and sys.getprofile() is None:
        os._exit(status)
    sys.exit(status)


if __name__ == "__main__":
    main()
