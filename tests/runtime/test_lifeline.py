"""A child whose supervisor is gone ends, also one that does not hear."""

import os
import signal
import subprocess
import sys

from services.runtime.lifeline import VARIABLE

DEAF = """
import os, signal, time
from services.runtime.lifeline import follow
signal.signal(signal.SIGTERM, signal.SIG_IGN)
follow(os.environ, 0.2)
print("ready", flush=True)
time.sleep(60)
"""


def test_a_process_that_does_not_hear_the_request_to_stop_is_killed() -> None:
    theirs, ours = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-c", DEAF],
        env={**os.environ, VARIABLE: str(theirs)},
        pass_fds=(theirs,),
        stdout=subprocess.PIPE,
        text=True,
    )
    os.close(theirs)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    os.close(ours)
    assert process.wait(20) == -signal.SIGKILL
    process.stdout.close()
