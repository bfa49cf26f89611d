"""A server that answers as AWS does, and one before it that breaks what it is told to."""

import json
import logging
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.live_aws.served import session

moto_server = pytest.importorskip("moto.server")
pytest.importorskip("boto3")


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    os.environ["MOTO_EC2_LOAD_DEFAULT_AMIS"] = "false"
    logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
    server = moto_server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    urllib.request.urlopen(  # noqa: S310 - our own server
        urllib.request.Request(f"{address}/moto-api/reset", method="POST")  # noqa: S310
    ).close()
    yield address
    server.stop()


class Breaker:
    """microburst before the server."""

    def __init__(self, address: str) -> None:
        self.address = address

    def rules(self, *rules: dict[str, Any]) -> None:
        """What it breaks from now on, and nothing else."""
        self._ask("POST", "rules", list(rules))
        self._ask("DELETE", "fired", None)

    def fired(self) -> list[dict[str, Any]]:
        """What it broke since."""
        found: list[dict[str, Any]] = self._ask("GET", "fired", None)
        return found

    def _ask(self, method: str, path: str, body: object) -> Any:  # noqa: ANN401 - JSON
        request = urllib.request.Request(  # noqa: S310 - our own server
            f"{self.address}/_microburst/{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310
            text = answer.read()
        return json.loads(text) if text else None


@pytest.fixture(scope="module")
def breaker(endpoint: str, unused_port: Callable[[], int]) -> Iterator[Breaker]:
    port = unused_port()
    process = subprocess.Popen(  # noqa: S603 - our own words
        [
            sys.executable, "-m", "microburst", "--upstream", endpoint, "--host", "127.0.0.1",
            "--port", str(port),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    breaker = Breaker(f"http://127.0.0.1:{port}")
    try:
        for _ in range(200):
            try:
                breaker.rules()
                break
            except OSError:
                time.sleep(0.05)
        # Its first answer takes three seconds: it reads the models of all services.
        session().client("sts", endpoint_url=breaker.address).get_caller_identity()
        yield breaker
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def unused_port() -> Callable[[], int]:
    import socket  # noqa: PLC0415 - here alone

    def port() -> int:
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            found: int = one.getsockname()[1]
            return found

    return port
