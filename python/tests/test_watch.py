"""Long work lets other threads go on, is stopped by Ctrl-C, and tells how far it is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import variorum
from conftest import many

TESTS = Path(__file__).parent


def test_progress_is_heard_in_order() -> None:
    heard: list[tuple[str, int, int]] = []
    variorum.analyze(many(150), progress=lambda *told: heard.append(told))
    assert heard and heard[-1][0]
    for stage, done, total in heard:
        assert isinstance(stage, str) and 0 <= done <= total
    for one, other in zip(heard, heard[1:]):
        assert one != other and (one[0] != other[0] or one[1] <= other[1])


def test_what_the_callback_raises_stops_the_work() -> None:
    class Enough(Exception):
        pass

    def enough(*_: object) -> None:
        raise Enough

    with pytest.raises(Enough):
        variorum.analyze(many(400), progress=enough)
    assert variorum.analyze(many(8)).documents.num_rows == 8


def test_other_threads_go_on() -> None:
    ticks, ended = [0], threading.Event()

    def tick() -> None:
        while not ended.is_set():
            ticks[0] += 1
            time.sleep(0.001)

    thread = threading.Thread(target=tick)
    thread.start()
    before, begun = ticks[0], time.monotonic()
    variorum.analyze(many(200))
    took, during = time.monotonic() - begun, ticks[0] - before
    ended.set()
    thread.join()
    assert during >= took * 20, f"{during} ticks in {took} s"


def test_two_threads_may_analyse_at_once() -> None:
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(variorum.analyze(many(40)).to_json())) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 3 and len(set(found)) == 1


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_ctrl_c_stops_it_soon() -> None:
    script = f"""
import sys, time
sys.path.insert(0, {str(TESTS)!r})
import variorum
from conftest import many
ready = []
def hear(*told):
    if not ready:
        ready.append(told)
        print("ready", flush=True)
try:
    variorum.analyze(many(8000), threads=2, progress=hear)
    print("ended")
except KeyboardInterrupt:
    print("stopped", flush=True)
    # What is stopped ends, and the interpreter goes on.
    for _ in range(60):
        begun = time.process_time()
        time.sleep(0.5)
        if time.process_time() - begun < 0.1:
            print("idle")
            break
    print(variorum.compare("Ships wait.", "Ships wait.").verdict)
"""
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        sent = time.monotonic()
        process.send_signal(signal.SIGINT)
        assert process.stdout.readline() == "stopped\n"
        assert time.monotonic() - sent < 2
        rest = process.stdout.read()
    assert process.returncode == 0
    assert rest == "idle\nsame\n"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not forked here")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_process_analyses_too() -> None:
    wanted = variorum.analyze(many(20)).to_json()
    child = os.fork()
    if child == 0:
        os._exit(0 if variorum.analyze(many(20)).to_json() == wanted else 1)
    for _ in range(300):
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            break
        time.sleep(0.1)
    else:
        os.kill(child, signal.SIGKILL)
        pytest.fail("the child waits for threads that its parent has")
    assert status == 0
