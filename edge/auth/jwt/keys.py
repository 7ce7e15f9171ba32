"""An issuer's keys: a JSON Web Key Set (RFC 7517) read so that each key checks one algorithm and no other.

1. A key's algorithm is fixed when the set is read, from its `alg` or its kind; a token may only name that
   one. So `none`, or a public key taken for the secret of an HMAC, are not refused: there is no such check.
2. Keys of other kinds, for encryption, or of an algorithm that was not asked for are passed over (RFC 7517,
   section 5). A key that would be used and is wrong makes the whole set wrong.
3. Two keys of one name and algorithm are refused: which one is meant could not be told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edge.auth.base64url import decode
from edge.auth.jwt import rs256

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["ALGORITHMS", "STANDARD_LIBRARY", "Key", "KeySet", "KeySetError"]

ALGORITHMS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "RS256": ("RSA", "", ("n", "e")),
    "PS256": ("RSA", "", ("n", "e")),
    "ES256": ("EC", "P-256", ("x", "y")),
    "ES384": ("EC", "P-384", ("x", "y")),
    "EdDSA": ("OKP", "Ed25519", ("x",)),
}
"""Algorithm -> `kty`, `crv` and the members that hold its public numbers (RFC 7518, section 6; RFC 8037)."""
STANDARD_LIBRARY = frozenset({"RS256"})
"""Algorithms that need no `cryptography`."""
MOST_KEYS = 100


class KeySetError(ValueError):
    """A key set cannot be used; the message says what of it is wrong, and keys are public."""


class Key:
    """A public key and the one algorithm that it checks."""

    __slots__ = ("_check", "algorithm", "id", "numbers")

    def __init__(self, key_id: str | None, algorithm: str, numbers: tuple[bytes, ...]) -> None:
        self.id = key_id
        self.algorithm = algorithm
        self.numbers = numbers
        self._check: Callable[[bytes, bytes], bool] | None = None
        if algorithm == "RS256":
            self.load()

    def verify(self, message: bytes, signature: bytes) -> bool:
        """Whether the signature is this key's.

        Raises:
            KeySetError: the key, of an algorithm that is loaded late, is none.
        """
        return (self._check or self.load())(message, signature)

    def load(self) -> Callable[[bytes, bytes], bool]:
        """Make the key ready now; `cryptography` is imported if it takes that.

        Raises:
            KeySetError: it is no such key.
        """
        try:
            self._check = _checker(self.algorithm, self.numbers)
        except (ValueError, ImportError) as error:
            raise KeySetError(f"the key {self.id!r} is no key for {self.algorithm}: {error}") from None
        return self._check


class KeySet:
    """The keys of one issuer, by name."""

    __slots__ = ("_algorithms", "_keys")

    def __init__(self, document: object, algorithms: Sequence[str]) -> None:
        """Read a key set, as JSON gives it, for these algorithms.

        Raises:
            KeySetError: it is none, holds no key that can be used, or one that is wrong.
        """
        self._algorithms = frozenset(algorithms)
        listed = document.get("keys") if isinstance(document, dict) else None
        if not isinstance(listed, list) or len(listed) > MOST_KEYS:
            raise KeySetError(f"expected an object with `keys`, a list of at most {MOST_KEYS}")
        self._keys: dict[tuple[str | None, str], Key] = {}
        for entry in listed:
            key = self._read(entry)
            if key is None:
                continue
            if (key.id, key.algorithm) in self._keys:
                raise KeySetError(f"two keys for {key.algorithm} are named {key.id!r}")
            self._keys[key.id, key.algorithm] = key
        if not self._keys:
            raise KeySetError(f"no key for {', '.join(sorted(self._algorithms))}")

    def __iter__(self) -> Iterator[Key]:
        return iter(self._keys.values())

    def find(self, key_id: str | None, algorithm: str) -> Key | None:
        """The key that a token names; one that names none can only mean the only key."""
        if key_id is None:
            only = next(iter(self._keys.values()))
            return only if len(self._keys) == 1 and only.algorithm == algorithm else None
        return self._keys.get((key_id, algorithm))

    def _read(self, entry: object) -> Key | None:
        """A key that can be used, or None."""
        if not isinstance(entry, dict):
            raise KeySetError("expected each key to be an object")
        algorithm = self._algorithm(entry)
        if algorithm is None or entry.get("use", "sig") != "sig":
            return None
        operations = entry.get("key_ops", ["verify"])
        if not isinstance(operations, list) or "verify" not in operations:
            return None
        key_id = entry.get("kid")
        if key_id is not None and not isinstance(key_id, str):
            raise KeySetError("expected the name of a key to be text")
        members = ALGORITHMS[algorithm][2]
        texts = [entry.get(member) for member in members]
        numbers = tuple(decode(text) if isinstance(text, str) else None for text in texts)
        if not all(numbers):
            raise KeySetError(f"the key {key_id!r}: expected {', '.join(members)} in canonical base64url")
        return Key(key_id, algorithm, tuple(number or b"" for number in numbers))

    def _algorithm(self, entry: dict[str, object]) -> str | None:
        """The one algorithm of a key, if it is one that was asked for."""
        kind, curve = entry.get("kty"), entry.get("crv", "")
        fitting = [
            name
            for name in sorted(self._algorithms)
            if ALGORITHMS[name][:2] == (kind, curve) and entry.get("alg", name) == name
        ]
        if len(fitting) > 1:
            raise KeySetError(
                f"a key may be for {' or '.join(fitting)}: ask for one algorithm, or name it there"
            )
        return fitting[0] if fitting else None


def _checker(algorithm: str, numbers: tuple[bytes, ...]) -> Callable[[bytes, bytes], bool]:
    """What checks signatures of that algorithm with these public numbers.

    Raises:
        ValueError: they make no such key.
        ImportError: `cryptography` is not there, which the build bundles where an algorithm needs it.
    """
    if algorithm in STANDARD_LIBRARY:
        modulus, exponent = (int.from_bytes(number, "big") for number in numbers)
        return rs256.checker(modulus, exponent)
    try:
        from edge.auth.jwt import openssl  # noqa: PLC0415  60 ms that RS256 does not need
    except ImportError:
        raise ImportError("the package cryptography is not there: build the zip again") from None
    return openssl.checker(algorithm, numbers)
