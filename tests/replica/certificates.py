"""Certificates for the replica's TLS ports: a good one from our own authority, and every way to be a bad one."""

import datetime
import ssl
import warnings
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """Who signs the good certificates. `path` is the file that SSL_CERT_FILE names for a crawl of the replica."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate
    path: Path


def authority(folder: Path) -> Authority:
    """A new authority, its certificate in a file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "replica authority")])
    made = builder(name, name, key).add_extension(
        x509.BasicConstraints(ca=True, path_length=None), critical=True
    )
    certificate = made.sign(key, hashes.SHA256())
    path = folder / "authority.pem"
    path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return Authority(key=key, certificate=certificate, path=path)


def builder(
    subject: x509.Name, issuer: x509.Name, key: Key, *, expired: bool = False
) -> x509.CertificateBuilder:
    """The common parts of a certificate."""
    now = datetime.datetime.now(datetime.UTC)
    ends = now - datetime.timedelta(days=2) if expired else now + datetime.timedelta(days=30)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=400 if expired else 1))
        .not_valid_after(ends)
    )


def context_for(
    folder: Path, signer: Authority, host: str, *, expired: bool = False, self_signed: bool = False,
    weak: bool = False, old: bool = False,
) -> ssl.SSLContext:  # fmt: skip
    """A server context with a certificate for `host`, bad in the ways that are asked for."""
    key: Key = rsa.generate_private_key(65537, 1024) if weak else ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    made = builder(name, name if self_signed else signer.certificate.subject, key, expired=expired)
    names = [x509.DNSName(host), x509.IPAddress(ip_address("127.0.0.1"))]
    made = made.add_extension(x509.SubjectAlternativeName(names), critical=False)
    certificate = made.sign(key if self_signed else signer.key, hashes.SHA256())
    path = folder / f"{host}-{expired}-{self_signed}-{weak}-{old}.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM) + private)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if weak or old:
        context.set_ciphers("ALL:@SECLEVEL=0")
    context.load_cert_chain(path)
    if old:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # being out of date is the point
            context.minimum_version = ssl.TLSVersion.TLSv1
            context.maximum_version = ssl.TLSVersion.TLSv1
    return context
