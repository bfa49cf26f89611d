"""Google's SDK, imported when it is asked for; who asks, and what to say where it is not accepted."""

import warnings
from typing import Any

from msgspec import Struct

from planner.errors import InputError
from planner.model.text import Text

SCOPES = ("https://www.googleapis.com/auth/cloud-platform",)
"""Cloud Asset takes no narrower one; what may be done is what the roles grant."""


class Sdk(Struct, frozen=True):
    """What is used of Google's SDK."""

    assets: Any
    resources: Any
    failures: Any
    auth: Any
    requests: Any
    adapter: Any
    options: Any
    retry: Any
    to_dict: Any
    parse: Any
    connection: Any
    passing: tuple[type[Exception], ...]


_LOADED: list[Sdk] = []


def sdk() -> Sdk:
    """Google's SDK, imported once.

    Raises:
        InputError: where it is not installed.
    """
    if not _LOADED:
        with warnings.catch_warnings():
            # It warns of the end of Python versions years ahead, which is no news to a user of ours.
            warnings.simplefilter("ignore", FutureWarning)
            try:
                _LOADED.append(_imported())
            except ImportError as missing:
                raise _absent(missing.name or "google-cloud-asset") from missing
    return _LOADED[0]


def _imported() -> Sdk:
    import requests  # noqa: PLC0415 - 1.6 s, an extra
    from google.api_core import exceptions, retry  # noqa: PLC0415
    from google.api_core.client_options import ClientOptions  # noqa: PLC0415
    from google.auth import exceptions as auth  # noqa: PLC0415
    from google.auth.transport import requests as transport  # noqa: PLC0415
    from google.cloud import asset_v1, resourcemanager_v3  # noqa: PLC0415
    from google.protobuf import json_format  # type: ignore[import-untyped] # noqa: PLC0415

    return Sdk(
        assets=asset_v1,
        resources=resourcemanager_v3,
        failures=exceptions,
        auth=auth,
        requests=transport,
        adapter=requests.adapters.HTTPAdapter,
        options=ClientOptions,
        retry=retry.Retry,
        to_dict=json_format.MessageToDict,
        parse=json_format.ParseError,
        connection=requests.exceptions.RequestException,
        passing=(
            exceptions.TooManyRequests, exceptions.ServiceUnavailable, exceptions.BadGateway,
            exceptions.InternalServerError, exceptions.GatewayTimeout,
            requests.exceptions.ConnectionError, requests.exceptions.Timeout,
        ),
    )  # fmt: skip


def default_credentials(endpoint: str) -> Any:  # noqa: ANN401 - google.auth's Credentials
    """What google-auth finds in the environment; anonymous where no token may travel.

    Raises:
        InputError: where the SDK is missing, or there are no credentials.
    """
    found = sdk()
    from google.auth import credentials, default  # noqa: PLC0415

    if endpoint.startswith("http://"):
        return credentials.AnonymousCredentials()  # type: ignore[no-untyped-call]
    try:
        return default(scopes=SCOPES)[0]
    except found.auth.DefaultCredentialsError as failure:
        raise ended(type(failure).__name__) from failure


def _absent(name: str) -> InputError:
    return InputError(
        summary=Text(
            en="Google Cloud's SDK is not installed", fr="Le SDK de Google Cloud n'est pas installé"
        ),
        detail=Text(
            en=f"Reading a live Google Cloud needs {name}.",
            fr=f"La lecture de Google Cloud en direct demande {name}.",
        ),
        remedy=Text(en="pip install 'transhumance[gcp]'", fr="pip install 'transhumance[gcp]'"),
        source="gcp",
    )


def ended(why: str) -> InputError:
    """What to say where Google does not, or no longer, know the credentials."""
    return InputError(
        summary=Text(
            en="Google Cloud does not accept these credentials",
            fr="Google Cloud refuse ces identifiants",
        ),
        detail=Text(en=f"Google answered: {why}.", fr=f"Google a répondu : {why}."),
        remedy=Text(
            en="Log in again (gcloud auth application-default login), or set "
            "GOOGLE_APPLICATION_CREDENTIALS.",
            fr="Reconnectez-vous (gcloud auth application-default login), ou définissez "
            "GOOGLE_APPLICATION_CREDENTIALS.",
        ),
        source="gcp",
    )
