"""A server that answers as a test tells it to, over plain HTTP: recorded shapes, faults in between."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from threading import Lock, Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from msgspec import Struct, field


class Asked(Struct, frozen=True):
    """A request as it came."""

    method: str
    path: str
    params: dict[str, str]
    body: Any = None
    token: str = ""


class Answer(Struct, frozen=True):
    """What is answered: JSON, or text as it stands."""

    body: Any = None
    code: int = 200
    headers: dict[str, str] = field(default_factory=dict)


Replay = Callable[[Asked], Answer]


class Server(Struct, frozen=True):
    """A server that runs: where it is, and what it was asked so far."""

    url: str
    asked: list[Asked]


@contextmanager
def serve(replay: Replay, tls: SSLContext | None = None) -> Iterator[Server]:
    """A server that answers by `replay` until the block ends."""
    asked: list[Asked] = []
    lock = Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # an answer in one piece: in two, each waits 40 ms for the other

        def _answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            content = self.rfile.read(length)
            parts = urlsplit(self.path)
            body = json.loads(content) if content else None
            params = dict(parse_qsl(parts.query))
            token = self.headers.get("Authorization") or ""
            one = Asked(self.command, parts.path, params, body, token)
            with lock:
                asked.append(one)
                answer = replay(one)
            if answer.code == 0:  # the line goes dead
                self.close_connection = True
                return
            text = isinstance(answer.body, str)
            told = answer.body.encode() if text else json.dumps(answer.body).encode()
            kind = "text/html" if text else "application/json"
            self.send_response(answer.code)
            for name, value in {"Content-Type": kind, **answer.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        do_GET = do_POST = do_PUT = _answer  # noqa: N815 - http.server's names

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        port = server.server_address[1]
        yield Server(f"https://localhost:{port}" if tls else f"http://127.0.0.1:{port}", asked)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
