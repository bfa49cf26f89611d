"""boto3 sessions: of one's own credentials, and of a role in each account of an organisation."""

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from planner.errors import InputError
from planner.model.text import Text

_HOUR = 3600
_NAME = "transhumance"


class Role(Struct, frozen=True, kw_only=True):
    """The role that is assumed in every account."""

    name: str = "OrganizationAccountAccessRole"
    external_id: str = ""

    def arn(self, account: str, partition: str) -> str:
        """The role in an account; a name that is an ARN is that role."""
        if self.name.startswith("arn:"):
            return self.name
        return f"arn:{partition}:iam::{account}:role/{self.name}"


def default_session(profile: str) -> Callable[[], Any]:
    """What makes a boto3 session for a profile, or for the environment's credentials.

    Raises:
        InputError: where boto3 is not installed, or has no such profile.
    """
    try:
        import boto3  # type: ignore[import-untyped] # noqa: PLC0415 - 250 ms, an extra
        from botocore.exceptions import (  # type: ignore[import-untyped] # noqa: PLC0415
            ProfileNotFound,
        )
    except ImportError as missing:
        raise _without_sdk() from missing

    def make() -> Any:  # noqa: ANN401 - boto3 is untyped
        try:
            return boto3.Session(profile_name=profile or None)
        except ProfileNotFound as missing:
            raise _without_profile(profile) from missing

    return make


def assumed_session(
    source: Any,  # noqa: ANN401 - boto3 is untyped
    role_arn: str,
    role: Role,
    endpoint_url: str = "",
    home: str = "us-east-1",
) -> Callable[[], Any]:
    """What makes a session of a role; its credentials renew themselves before they end.

    Sessions share the loader of the first: it holds what is known of every service, which ten
    sessions of their own would hold ten times.
    """
    import boto3  # noqa: PLC0415
    import botocore.session  # type: ignore[import-untyped] # noqa: PLC0415
    from botocore.credentials import (  # type: ignore[import-untyped] # noqa: PLC0415
        RefreshableCredentials,
    )

    region = source.region_name or home
    sts = source.client("sts", region_name=region, endpoint_url=endpoint_url or None)
    asked: dict[str, Any] = {
        "RoleArn": role_arn, "RoleSessionName": _NAME, "DurationSeconds": _HOUR
    }  # fmt: skip
    if role.external_id:
        asked["ExternalId"] = role.external_id

    def renew() -> dict[str, str]:
        given = sts.assume_role(**asked)["Credentials"]
        return {
            "access_key": given["AccessKeyId"],
            "secret_key": given["SecretAccessKey"],
            "token": given["SessionToken"],
            "expiry_time": given["Expiration"].isoformat(),
        }

    def make() -> Any:  # noqa: ANN401 - boto3 is untyped
        inner = botocore.session.get_session()
        loader = source._session.get_component("data_loader")  # noqa: SLF001 - boto3 has no other way
        inner.register_component("data_loader", loader)
        # Assumed now, so that an account that cannot be is known before anything is asked of it.
        inner._credentials = RefreshableCredentials.create_from_metadata(  # noqa: SLF001 - likewise
            metadata=renew(), refresh_using=renew, method="sts-assume-role"
        )
        return boto3.Session(botocore_session=inner, region_name=region)

    return make


def _without_sdk() -> InputError:
    return InputError(
        summary=Text(en="boto3 is not installed", fr="boto3 n'est pas installé"),
        detail=Text(
            en="Reading a live AWS account needs AWS's own SDK.",
            fr="La lecture d'un compte AWS demande le SDK d'AWS.",
        ),
        remedy=Text(en="pip install 'transhumance[aws]'", fr="pip install 'transhumance[aws]'"),
        source="aws",
    )


def _without_profile(profile: str) -> InputError:
    return InputError(
        summary=Text(en="There is no such profile", fr="Ce profil n'existe pas"),
        detail=Text(
            en=f"~/.aws/config and ~/.aws/credentials have no profile {profile!r}.",
            fr=f"~/.aws/config et ~/.aws/credentials n'ont pas de profil {profile!r}.",
        ),
        remedy=Text(
            en="Name one of those that `aws configure list-profiles` lists.",
            fr="Indiquez l'un de ceux que liste `aws configure list-profiles`.",
        ),
        source="aws",
    )
