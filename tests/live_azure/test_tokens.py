"""Tokens: asked for what they are for, sent over TLS alone, of the tenant that was named."""

import datetime as dt
import ssl
import time
from pathlib import Path
from typing import Any

import pytest
from azure.core.credentials import AccessToken
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from planner.errors import InputError
from providers.sources.azure.live.collect import collect
from providers.sources.azure.live.credentials import OfTenant
from tests.live_azure.estate import NOW, Azure
from tests.replay import serve


class Credential:
    """Gives a token and remembers what was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[tuple[str, ...], dict[str, Any]]] = []

    def get_token(self, *scopes: str, **options: Any) -> AccessToken:  # noqa: ANN401
        self.asked.append((scopes, options))
        return AccessToken("a-token", int(time.time()) + 3600)


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    today = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(today - dt.timedelta(days=1))
        .not_valid_after(today + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "both.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


def test_every_call_bears_a_token_over_tls(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    credential = Credential()
    with serve(Azure(), tls) as server:
        chosen = OfTenant(credential, "my-tenant")
        units = list(collect(now=NOW, endpoint_url=server.url, credential=chosen))
    assert all(unit.row.status == "ok" for unit in units)
    assert {one.token for one in server.asked} == {"Bearer a-token"}
    scopes = {scope for asked, _ in credential.asked for scope in asked}
    assert scopes == {f"{server.url}/.default"}
    assert {options["tenant_id"] for _, options in credential.asked} == {"my-tenant"}


def test_a_server_whose_certificate_nobody_knows_gets_no_token(certificate: Path) -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    with serve(Azure(), tls) as server, pytest.raises(InputError):
        list(collect(now=NOW, endpoint_url=server.url, credential=Credential()))
    assert not server.asked
