"""Serves the double's providers on sockets of this machine, for as long as a proof lasts."""

import json
import os
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from planner.catalogue.schemas import provider_names, provider_schema
from planner.proof.double.messages import messages
from planner.proof.double.service import Service

HOSTS = ("registry.opentofu.org", "registry.terraform.io")
_PROTOCOL = 6
_WORKERS = 4


class Doubles:
    """Doubles of every provider whose schema ships; a context manager.

    Example:
        with Doubles() as doubles:
            environment = {"TF_REATTACH_PROVIDERS": doubles.reattach}
    """

    def __init__(self) -> None:
        # short: the path of a socket may have 107 characters at most
        self._folder = tempfile.TemporaryDirectory(prefix="plan-", dir=_short_folder())
        self._servers: list[Any] = []
        self.reattach = ""
        """Value of TF_REATTACH_PROVIDERS, for Terraform and OpenTofu alike."""

    def __enter__(self) -> Self:
        found: dict[str, Any] = {}
        for source, name in provider_names().items():
            socket = Path(self._folder.name) / name
            self._servers.append(_serve(Service(name, provider_schema(name)), socket))
            for host in HOSTS:
                found[f"{host}/{source}"] = {
                    "Protocol": "grpc", "ProtocolVersion": _PROTOCOL, "Pid": os.getpid(),
                    "Test": True, "Addr": {"Network": "unix", "String": str(socket)},
                }  # fmt: skip
        self.reattach = json.dumps(found, sort_keys=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for server in self._servers:
            server.stop(grace=None).wait()
        self._folder.cleanup()


def _short_folder() -> str | None:
    """A temporary folder with a short path; None for the system's own."""
    return "/tmp" if Path("/tmp").is_dir() else None  # noqa: S108 - a folder of ours is made in it


def _serve(service: Service, socket: Path) -> Any:  # noqa: ANN401 - a grpc server
    import grpc  # type: ignore[import-untyped]  # noqa: PLC0415 - an extra, and slow

    server = grpc.server(
        ThreadPoolExecutor(max_workers=_WORKERS),
        options=[("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1)],
    )
    handlers = {
        name: grpc.unary_unary_rpc_method_handler(
            _with_context(call),
            request_deserializer=messages()[f"{name}.Request"].FromString,
            response_serializer=_serialised,
        )
        for name, call in service.calls().items()
    }
    server.add_generic_rpc_handlers(
        (grpc.method_handlers_generic_handler("tfplugin6.Provider", handlers),)
    )
    server.add_insecure_port(f"unix:{socket}")
    server.start()
    return server


def _with_context(call: Callable[[Any], Any]) -> Callable[[Any, Any], Any]:
    return lambda request, _context: call(request)


def _serialised(answer: Any) -> bytes:  # noqa: ANN401 - a message, or one serialised before
    return answer if isinstance(answer, bytes) else bytes(answer.SerializeToString())
