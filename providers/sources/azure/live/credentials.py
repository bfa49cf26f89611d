"""Who asks: what azure-identity finds, and what to say where Azure does not accept it."""

from typing import Any

from planner.errors import InputError
from planner.model.text import Text


def credentials(tenant: str, endpoint: str) -> Any:  # noqa: ANN401 - TokenCredential
    """What azure-identity finds in the environment; nothing where the endpoint cannot take a token.

    Raises:
        InputError: where the SDK is not installed.
    """
    try:
        import azure.mgmt.core  # noqa: PLC0415
        import azure.mgmt.resourcegraph  # noqa: F401, PLC0415
        from azure.identity import DefaultAzureCredential  # noqa: PLC0415 - 0.6 s, an extra
    except ImportError as missing:
        raise InputError(
            summary=Text(en="Azure's SDK is not installed", fr="Le SDK d'Azure n'est pas installé"),
            detail=Text(
                en=f"Reading a live Azure needs {missing.name or 'its SDK'}.",
                fr=f"La lecture d'Azure en direct demande {missing.name or 'son SDK'}.",
            ),
            remedy=Text(
                en="pip install 'transhumance[azure]'", fr="pip install 'transhumance[azure]'"
            ),
            source="azure",
        ) from missing
    if endpoint.startswith("http://"):
        return object()
    found = DefaultAzureCredential(additionally_allowed_tenants=["*"])
    return OfTenant(found, tenant) if tenant else found


class OfTenant:
    """A credential whose tokens are asked of one tenant."""

    def __init__(self, credential: Any, tenant: str) -> None:  # noqa: ANN401 - TokenCredential
        self._credential = credential
        self._tenant = tenant

    def get_token(self, *scopes: str, **options: Any) -> Any:  # noqa: ANN401 - azure.core's form
        """A token of that tenant."""
        return self._credential.get_token(*scopes, **{**options, "tenant_id": self._tenant})


def ended(why: str) -> InputError:
    """What to say where Azure does not, or no longer, know the credentials."""
    return InputError(
        summary=Text(
            en="Azure does not accept these credentials", fr="Azure refuse ces identifiants"
        ),
        detail=Text(en=f"Azure answered: {why}", fr=f"Azure a répondu : {why}"),
        remedy=Text(
            en="Log in again (az login), or set AZURE_TENANT_ID, AZURE_CLIENT_ID and the rest.",
            fr="Reconnectez-vous (az login), ou définissez AZURE_TENANT_ID, AZURE_CLIENT_ID, etc.",
        ),
        source="azure",
    )
