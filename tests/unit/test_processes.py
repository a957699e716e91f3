"""Processes by name: seen where they can be, and never taken for one another."""

import subprocess
import sys

from app.core.processes import is_there, this_process


def test_this_process_is_there() -> None:
    assert is_there(this_process()) is True


def test_a_process_that_ended_is_gone_and_its_number_is_another_ones_by_now() -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    machine, namespace, number, began = this_process().split("|")
    assert is_there(f"{machine}|{namespace}|{child.pid}|{began}") is False
    assert is_there(f"{machine}|{namespace}|{number}|1") is False


def test_of_another_machine_or_container_nothing_is_known() -> None:
    machine, namespace, number, began = this_process().split("|")
    assert is_there(f"other{machine}|{namespace}|{number}|{began}") is None
    assert is_there(f"{machine}|other|{number}|{began}") is None
