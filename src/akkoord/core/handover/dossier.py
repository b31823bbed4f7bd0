"""The dossier: one archive with everything of a case, a manifest that names each file by its SHA-256, and a signature over it.

Whoever has the file and nothing else can see that it is whole: every byte of the archive is accounted for, every file is that of the
manifest, every event is that of its hash, and the manifest was signed by the key that stands beside it. Whose key that is, he asks
the sender (`fingerprint`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jsonschema import Draft202012Validator

from akkoord.core.handover.archive import LARGEST, archived, changed_at, entry_at, unarchived
from akkoord.core.handover.chain import SAID, chain_hash
from akkoord.core.handover.schema import FORMAT, SCHEMA, VERSION
from akkoord.core.handover.signed import is_signed
from akkoord.core.problem import Refusal, Text

MANIFEST, SIGNATURE, EVENTS = "manifest.json", "handtekening.json", "gebeurtenissen.jsonl"
PDF, SHAPE, README = "dossier.pdf", "manifest.schema.json", "LEESMIJ.txt"
_VALIDATOR = Draft202012Validator(dict(SCHEMA))
_MOST_PROBLEMS = 50
_NONE = Text(
    "Dit is geen dossier van Akkoord, of het begin ervan is veranderd.", "This is no dossier of Akkoord, or its beginning was changed."
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A dossier that is whole: its manifest, its files by their path, and the key that signed it, as base64."""

    manifest: Mapping[str, Any]
    files: Mapping[str, bytes]
    public: str


def packed_json(value: Any) -> bytes:
    """JSON in one fixed form: UTF-8, keys in order, no spaces, a line at the end."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode() + b"\n"


def packed_event(said: Mapping[str, Any]) -> bytes:
    """One event as a line of the file of events: what it says, and its hash."""
    return packed_json({**{name: said[name] for name in SAID}, "hash": chain_hash(said)})


def sealed(manifest: Mapping[str, Any], files: Mapping[str, bytes], *, sign: Callable[[bytes], str], public: str) -> bytes:
    """The archive of these files with their manifest, signed. The manifest's list of files is made here; it must be right in
    everything else. Raises ValueError where it is not."""
    whole = {**files, SHAPE: packed_json(SCHEMA)}
    described = {one["path"]: one for one in manifest["files"]}
    unknown = {"mime": "application/octet-stream", "what": ""}
    listed = [
        {**described.get(path, unknown), "path": path, "size": len(content), "sha256": _sha(content)}
        for path, content in sorted(whole.items())
    ]
    said = packed_json({**manifest, "files": listed})
    wrong = next(_misshapen(json.loads(said)), None)
    if wrong:
        raise ValueError(wrong.en)
    signature = {"algorithm": "Ed25519", "public": public, "manifest_sha256": _sha(said), "signature": sign(said)}
    return archived({**whole, MANIFEST: said, SIGNATURE: packed_json(signature)})


def opened(raw: bytes) -> Opened | Refusal:
    """The dossier, when it is whole and of a version known here; else the first thing that is wrong with it."""
    found = problems(raw)
    if found:
        return Refusal(found[0])
    files = unarchived(raw) or {}
    return Opened(json.loads(files[MANIFEST]), files, json.loads(files[SIGNATURE])["public"])


def problems(raw: bytes) -> list[Text]:
    """Everything that is wrong with a dossier, by the file it is in; nothing where it is whole. Never an exception."""
    if len(raw) > LARGEST:
        return [Text("Dit bestand is te groot voor een dossier.", "This file is too large for a dossier.")]
    files = unarchived(raw)
    if files is None:
        return [_NONE]
    found = list(_of_files(files))
    place = changed_at(raw, files)
    if place is not None:
        found.append(_at(place, entry_at(raw, place)))
    return found[:_MOST_PROBLEMS]


def _at(place: int, path: str) -> Text:
    if path:
        return Text(f"Byte {place} van het archief is veranderd, bij {path}.", f"Byte {place} of the archive was changed, at {path}.")
    return Text(
        f"Byte {place} van het archief is veranderd, in de inhoudsopgave.", f"Byte {place} of the archive was changed, in its index."
    )


def _of_files(files: Mapping[str, bytes]) -> Iterator[Text]:
    manifest = _read(files, MANIFEST)
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        yield Text(f"{MANIFEST} ontbreekt of is niet te lezen.", f"{MANIFEST} is missing or cannot be read.")
        return
    if manifest.get("version") != VERSION:
        shown = str(manifest.get("version"))[:20]
        yield Text(
            f"{MANIFEST} is van versie {shown}; hier is versie {VERSION} bekend.",
            f"{MANIFEST} is of version {shown}; known here is version {VERSION}.",
        )
        return
    yield from _of_signature(files)
    misshapen = list(_misshapen(manifest))
    yield from misshapen
    if not misshapen:
        yield from _of_listed(files, manifest)
        yield from _of_events(files.get(EVENTS, b""), manifest["events"])


def _of_signature(files: Mapping[str, bytes]) -> Iterator[Text]:
    seal, said = _read(files, SIGNATURE), files[MANIFEST]
    if not isinstance(seal, dict) or files[SIGNATURE] != packed_json(seal) or seal.get("algorithm") != "Ed25519":
        yield Text(f"{SIGNATURE} ontbreekt of is veranderd.", f"{SIGNATURE} is missing or was changed.")
    elif seal.get("manifest_sha256") != _sha(said):
        yield Text(f"{MANIFEST} is veranderd: het is niet wat ondertekend werd.", f"{MANIFEST} was changed: it is not what was signed.")
    elif not is_signed(said, public=str(seal.get("public")), signature=str(seal.get("signature"))):
        yield Text(
            f"{SIGNATURE} klopt niet: de handtekening past niet bij {MANIFEST}.",
            f"{SIGNATURE} is not right: the signature does not fit {MANIFEST}.",
        )


def _misshapen(manifest: Any) -> Iterator[Text]:
    for number, error in enumerate(_VALIDATOR.iter_errors(manifest)):
        if number == 5:
            return
        where = "/".join(str(part) for part in error.absolute_path) or "manifest"
        what = error.message[:160]
        yield Text(f"{MANIFEST}: {where} is niet zoals het hoort ({what}).", f"{MANIFEST}: {where} is not as it should be ({what}).")


def _of_listed(files: Mapping[str, bytes], manifest: Mapping[str, Any]) -> Iterator[Text]:
    listed = {one["path"]: one for one in manifest["files"]}
    for path in sorted(set(listed) | set(files) - {MANIFEST, SIGNATURE}):
        if path not in files:
            yield Text(f"{path} ontbreekt.", f"{path} is missing.")
        elif path not in listed:
            yield Text(f"{path} staat niet in {MANIFEST}.", f"{path} is not in {MANIFEST}.")
        elif listed[path]["sha256"] != _sha(files[path]) or listed[path]["size"] != len(files[path]):
            yield Text(f"{path} is veranderd.", f"{path} was changed.")


def _of_events(raw: bytes, told: Mapping[str, Any]) -> Iterator[Text]:
    lines, last = raw.splitlines(), 0
    here, there = len(lines), told["count"]
    if here != there:
        yield Text(f"{EVENTS} heeft {here} gebeurtenissen, geen {there}.", f"{EVENTS} has {here} events, not {there}.")
    for number, line in enumerate(lines, start=1):
        seq = _right_event(line)
        if seq is None or seq <= last:
            yield Text(f"{EVENTS}, regel {number}: deze gebeurtenis is veranderd.", f"{EVENTS}, line {number}: this event was changed.")
            return
        last = seq


def _right_event(line: bytes) -> int | None:
    """Its number in the chain, where its hash is right."""
    try:
        said = json.loads(line)
        return int(said["seq"]) if said["hash"] == chain_hash(said) else None
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _read(files: Mapping[str, bytes], path: str) -> Any:
    try:
        return json.loads(files.get(path, b""))
    except (ValueError, RecursionError):
        return None


def _sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
