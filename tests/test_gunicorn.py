"""What the web server itself answers, before a request reaches us."""

import logging
import signal
import socket
from contextlib import closing

import pytest
from gunicorn.config import Config
from gunicorn.glogging import Logger
from gunicorn.http.errors import InvalidRequestLine, LimitRequestLine
from gunicorn.workers.base import Worker

from config import gunicorn, processes


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        (InvalidRequestLine("<script>alert(1)</script>"), "400 Bad Request"),
        (LimitRequestLine(9999, 4094), "414 URI Too Long"),
    ],
)
def test_what_is_no_request_gets_a_page_that_may_do_nothing_and_tells_nothing(wrong, status):
    assert gunicorn.wsgi_app == "config.wsgi"
    worker = Worker(0, 0, [], None, 30, Config(), logging.getLogger("tests"))
    ours, theirs = socket.socketpair()
    with closing(worker.tmp), ours, theirs:
        worker.handle_error(None, ours, ("127.0.0.1", 1), wrong)
        ours.shutdown(socket.SHUT_WR)
        answer = theirs.makefile("rb").read().decode()
    head, _, body = answer.partition("\r\n\r\n")
    assert (head.split("\r\n")[0], body) == (f"HTTP/1.1 {status}", f"{status}\n")
    assert "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'" in head
    assert "Content-Type: text/plain; charset=utf-8" in head and "X-Frame-Options: DENY" in head


def test_the_server_kills_what_hangs_before_it_is_killed_itself():
    """Else a process of the server that hangs at its end would go on alone."""
    assert 0 < gunicorn.graceful_timeout < processes.GRACE


def test_a_one_time_link_whose_request_broke_off_does_not_get_into_its_log(capsys):
    assert gunicorn.wsgi_app == "config.wsgi"
    Logger(Config()).error("Error handling request %s %s", "POST", "/in/6/a-secret/")
    assert capsys.readouterr().err.endswith("[ERROR] Error handling request POST /in/6/…/\n")


def test_ctrl_c_is_left_to_the_server():
    before = signal.getsignal(signal.SIGINT)
    try:
        gunicorn.post_worker_init(None)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
