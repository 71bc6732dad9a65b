"""Asked for and not there: the browser tests fail and say what to install; they never skip."""

from __future__ import annotations

import importlib.util

import pytest

import chromium


def test_missing_browser_fails_with_the_command_that_installs_it(monkeypatch, tmp_path):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: object())
    monkeypatch.setenv("PATH", str(tmp_path))
    for named in ("", str(tmp_path / "chromium"), str(tmp_path)):
        monkeypatch.setenv("CHROMIUM", named)
        with pytest.raises(pytest.fail.Exception, match="sudo apt-get install --yes chromium"):
            chromium.program()


def test_missing_library_fails_with_the_command_that_installs_it(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(pytest.fail.Exception, match=r"pip install -c .ci/constraints.txt '.\[browser\]'"):
        chromium.program()


def test_browser_is_the_one_that_is_named(monkeypatch, tmp_path):
    (tmp_path / "mine").touch()
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: object())
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "mine"))
    assert chromium.program() == str(tmp_path / "mine")
