"""Pack files that somebody has made to do harm or has tampered with, and what is said of each."""

import stat
import struct
import warnings
import zipfile
from collections.abc import Callable
from typing import Any

from tests.packs.pack_files import (
    CATALOGUE,
    DAY,
    KEY,
    NAME,
    OTHER_KEY,
    Members,
    files,
    link,
    members,
    repacked,
    signature,
    signed,
    unsigned,
    with_manifest,
    zipped,
)
from triage.packs.pack_container import MAX_BYTES
from triage.packs.pack_file import MANIFEST, MEMBERS, SIGNATURE, pack_file


def _swap(name: str, old: bytes, new: bytes) -> Callable[[Members], None]:
    def change(held: Members) -> None:
        assert old in held[name]
        held[name] = held[name].replace(old, new, 1)

    return change


def _put(name: str, data: bytes) -> bytes:
    return repacked(lambda held: held.update({name: data}))


def _without(name: str) -> bytes:
    return repacked(lambda held: held.__delitem__(name))


def _edit(change: Callable[[Any], object], *, resign: bool = False) -> bytes:
    def apply(manifest: dict[str, object]) -> None:
        change(manifest)

    return with_manifest(apply, resign=resign)


def _flagged() -> bytes:
    """Return the file with one member marked as encrypted in the directory."""
    data = bytearray(signed())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def _long_directory() -> bytes:
    """Return a zip whose end says more members than there are."""
    data = bytearray(signed())
    struct.pack_into("<HH", data, len(data) - 14, 9, 9)
    return bytes(data)


def _sized() -> bytes:
    """Return the file with a member that claims four gigabytes."""
    data = bytearray(signed())
    at = data.index(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, 0xFFFFFFF0)
    return bytes(data)


def _twice() -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile warns of what the test is about
        return zipped([*members(signed()).items(), ("pack.yaml", b"id: skane\n")])


def _bomb() -> bytes:
    return zipped({**members(signed()), "cases.yaml": b" " * 40_000_000}, zipfile.ZIP_DEFLATED)


def _more(name: str | zipfile.ZipInfo, data: bytes = b"x") -> bytes:
    held = list(members(signed()).items())[:-1]
    return zipped([*held, (name, data)])


def _nul() -> bytes:
    data = _more("evil.yaml_.json")
    return data.replace(b"evil.yaml_.json", b"evil.yaml\0.json")


def _with_telephone() -> bytes:
    held = files()
    held["teams.yaml"] += b"# telephone\n"
    return pack_file(held, CATALOGUE.compiled("skane"), key=KEY, name=NAME, day=DAY)


def _signed_anew(name: str, old: bytes, new: bytes) -> bytes:
    """Return a file with a changed member that its signer has signed as it is."""
    held = files()
    _swap(name, old, new)(held)
    return pack_file(held, CATALOGUE.compiled("skane"), key=KEY, name=NAME, day=DAY)


PACKED_ANEW = "is compressed; the file was packed anew by another program, ask for the original"
FLAT = "the name leads to a folder; a pack file has flat names"
NO_PACK = "is no pack file, or not a whole one; ask for it again"
TAKEN = "is missing, but the manifest names a signer; the signature was taken away"
AGAIN = "ask for the file again"
TAMPERED = "is not of this manifest by this key; manifest or signature was changed"

HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    # The container
    "nothing": (lambda: b"", f"is empty; {AGAIN}"),
    "no zip": (lambda: b"id: skane\n", NO_PACK),
    "half a file": (lambda: signed()[:20_000],
                    NO_PACK),
    "too large": (lambda: b"PK\x03\x04" * (MAX_BYTES // 4 + 1),
                  "too large; at most 2048 KiB are read"),
    "bytes before": (lambda: b"#!/bin/sh\n" + signed(),
                     f"holds bytes that no pack file has; {AGAIN}"),
    "bytes behind": (lambda: signed() + b"\0" * 4,
                     f"holds bytes that no pack file has; {AGAIN}"),
    "a comment": (lambda: zipped(members(signed()), comment=b"hello"),
                  "carries a comment; a pack file has none"),
    "dates of its own": (lambda: zipped(members(signed())),
                         f"holds bytes that no pack file has; {AGAIN}"),
    "compressed": (lambda: zipped(members(signed()), zipfile.ZIP_DEFLATED),
                   f"'pack.yaml': {PACKED_ANEW}"),
    "zip bomb": (_bomb, f"'cases.yaml': {PACKED_ANEW}"),
    "a size of gigabytes": (_sized, f"'pack.yaml': says a size that it cannot have; {AGAIN}"),
    "encrypted": (_flagged, "'pack.yaml': is encrypted; a pack file is signed, not encrypted"),
    "a directory that lies": (_long_directory,
                              f"holds bytes that no pack file has; {AGAIN}"),
    "a member twice": (_twice, "'pack.yaml': the member stands twice; a pack file has each once"),
    "a member twice by case": (lambda: _more("PACK.yaml"),
                               "'PACK.yaml': the member stands twice; a pack file has each once"),
    "path traversal": (lambda: _more("../../teams.yaml"),
                       f"'../../teams.yaml': {FLAT}"),
    "absolute path": (lambda: _more("/etc/passwd"),
                      f"'/etc/passwd': {FLAT}"),
    "drive letter": (lambda: _more("C:pack.yaml"),
                     f"'C:pack.yaml': {FLAT}"),
    "backslash": (lambda: _more("..\\pack.yaml"),
                  f"'..\\pack.yaml': {FLAT}"),
    "folder": (lambda: _more("skane/"),
               f"'skane/': {FLAT}"),
    "NUL in a name": (_nul, "'evil.yaml\\x00.json': the name holds a NUL; refused"),
    "symbolic link": (lambda: _more(link(SIGNATURE), b"/etc/passwd"),
                      "'signature.json': is no ordinary file but a link or the like; refused"),
    "device": (lambda: _more(link(SIGNATURE, stat.S_IFCHR)),
               "'signature.json': is no ordinary file but a link or the like; refused"),
    "unknown member": (lambda: _more("setup.py"),
                       f"'setup.py': unknown member; a pack file has {', '.join(MEMBERS)}"),
    "many members": (lambda: zipped({f"{number}.yaml": b"" for number in range(500)}),
                     "holds 500 members; a pack file has at most 5"),
    "a byte of a member": (lambda: signed().replace(b"version: ", b"Version: ", 1),
                           "pack.yaml: is not as it was packed (checksum); ask for the file again"),
    # The manifest
    "no manifest": (lambda: _without(MANIFEST), f"manifest.json: is missing; {AGAIN}"),
    "manifest of nothing": (lambda: _put(MANIFEST, b""), "not valid JSON in line 1"),
    "manifest of a list": (lambda: _put(MANIFEST, b"[]"), "expected an object {…}"),
    "manifest too deep": (lambda: _put(MANIFEST, b"[" * 9000), "nested too deep"),
    "manifest too large": (lambda: _put(MANIFEST, b" " * 20_000), "too large; at most 16 KiB"),
    "manifest in Latin 1": (lambda: _put(MANIFEST, '{"a": "å"}'.encode("latin-1")), "not UTF-8"),
    "a key twice": (lambda: _put(MANIFEST, b'{"format": 1, "format": 1}'),
                    "the key 'format' stands twice; keep one of them"),
    "NaN": (lambda: _put(MANIFEST, b'{"format": NaN}'), "NaN is no number that JSON knows"),
    "endless number": (lambda: _put(MANIFEST, b'{"format": ' + b"9" * 5000 + b"}"),
                       "a number is too large to be meant"),
    "format of tomorrow": (lambda: _edit(lambda it: it.update(format=2), resign=True),
                           "format: expected 1, got the number 2"),
    "unknown key": (lambda: _edit(lambda it: it.update(run="rm"), resign=True),
                    "unknown key 'run'"),
    "digest of another form": (lambda: _edit(lambda it: it.update(digest="md5:0"), resign=True),
                               "digest: the text 'md5:0' does not have the form"),
    "a name of two lines": (lambda: _edit(lambda it: it["signer"].update(name="A\nB"), resign=True),
                            "signer.name: expected one line of at most 200 characters"),
    "key of 31 bytes": (lambda: _edit(lambda it: it["signer"].update(key="00" * 31), resign=True),
                        "signer.key: is no Ed25519 key: 64 digits 0–9 and a–f"),
    "more members named": (
        lambda: _edit(lambda it: it["members"].update({"x.yaml": it["members"]["pack.yaml"]}),
                      resign=True),
        "manifest.json: names other members than pack.yaml, teams.yaml, cases.yaml"),
    "fewer members named": (lambda: _edit(lambda it: it["members"].pop("teams.yaml"), resign=True),
                            "manifest.json: names other members than"),
    # What does not match
    "no teams": (lambda: _without("teams.yaml"), f"teams.yaml: is missing; {AGAIN}"),
    "a rule changed": (
        lambda: repacked(_swap("pack.yaml", b"fact: advice_requested", b"fact: crisis_onset    ")),
        "pack.yaml: is not the file that the manifest names (SHA-256); it was changed"),
    "a team taken out": (
        lambda: repacked(_swap("teams.yaml", b"telephone", b""), _with_telephone()),
        "teams.yaml: does not have the size that the manifest says; it was changed"),
    "members swapped": (
        lambda: repacked(lambda held: held.update({"pack.yaml": held["teams.yaml"],
                                                   "teams.yaml": held["pack.yaml"]})),
        "pack.yaml: does not have the size that the manifest says; it was changed"),
    "version raised": (lambda: _edit(lambda it: it.update(version="2099.1")),
                       f"signature.json: {TAMPERED}"),
    "another name": (lambda: _edit(lambda it: it["signer"].update(name="Region Skåne")),
                     f"signature.json: {TAMPERED}"),
    "another key": (lambda: _edit(lambda it: it["signer"].update(key=OTHER_KEY.public.hex())),
                    f"signature.json: {TAMPERED}"),
    "signed by another": (
        lambda: _put(SIGNATURE, signature(OTHER_KEY.sign(members(signed())[MANIFEST]).hex())),
        f"signature.json: {TAMPERED}"),
    "signature of other bytes": (
        lambda: _put(SIGNATURE, signature(KEY.sign(files()["pack.yaml"]).hex())),
        f"signature.json: {TAMPERED}"),
    "signature of zeros": (lambda: _put(SIGNATURE, signature("00" * 64)),
                           f"signature.json: {TAMPERED}"),
    "signature cut": (lambda: _put(SIGNATURE, signature("00" * 63)),
                      "signature.json: cannot be read (signature): is no Ed25519 signature"),
    "another algorithm": (lambda: _put(SIGNATURE, signature("00" * 64, algorithm="none")),
                          "signature.json: cannot be read (algorithm): expected 'Ed25519'"),
    "signature of nothing": (lambda: _put(SIGNATURE, b"null"),
                             "signature.json: cannot be read (form): expected an object {…}"),
    "signature taken away": (
        lambda: _without(SIGNATURE),
        f"signature.json: {TAKEN}"),
    "signature added": (
        lambda: repacked(lambda held: held.update({SIGNATURE: signature("00" * 64)}), unsigned()),
        "signature.json: stands there, but the manifest names no signer"),
    # Signed, and yet not what it says
    "version that it does not have": (
        lambda: _edit(lambda it: it.update(version="2099.1"), resign=True),
        "manifest.json: version: is not that of the criteria, 2026.1"),
    "digest of another pack": (
        lambda: _edit(lambda it: it.update(digest=f"sha256:{'0' * 64}"), resign=True),
        "manifest.json: digest: is not that of the criteria, sha256:"),
    "another region": (lambda: _edit(lambda it: it.update(pack="vastra"), resign=True),
                       "manifest.json: pack: is not that of the criteria, skane"),
    "criteria that do not load": (
        lambda: _signed_anew("pack.yaml", b"{fact: advice_requested}", b"{fact: advic}"),
        "unknown fact 'advic'"),
    "an alias bomb": (
        lambda: _signed_anew("pack.yaml", b"id: skane", b"id: &a [*a]"),
        "anchors and aliases are not allowed; write it out"),
}  # fmt: skip
