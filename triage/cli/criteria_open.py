"""`criteria open`: what a pack file holds and who signed it; unpacks it where it is sound."""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from triage.cli.assess import add_language, json_pieces
from triage.cli.layout import field, printable
from triage.cli.output import write_out
from triage.cli.run import Exit
from triage.core.compiled import CompiledPack
from triage.core.proofs import verify
from triage.core.swedish_time import SWEDEN
from triage.core.verification import Verdict, Verification
from triage.packs.cases import ExampleCase
from triage.packs.catalogue import Catalogue
from triage.packs.pack_file import PackFile, read_pack_file
from triage.packs.problems import InputError, Problem
from triage.packs.signing import read_fingerprint
from triage.packs.write import FILES
from triage.signature_words import signature_words
from triage.texts import Translate, translator

Loaded = tuple[CompiledPack, tuple[ExampleCase, ...]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command accepts."""
    parser.add_argument("file", metavar="FILE", type=Path, help="the pack file to open")
    parser.add_argument(
        "--trust",
        metavar="FINGERPRINT",
        type=_trusted,
        action="append",
        default=[],
        help="a signer's key that you know; may be given again",
    )
    parser.add_argument(
        "--out",
        metavar="FOLDER",
        type=Path,
        help="unpack into FOLDER, in a folder of the pack's id",
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    add_language(parser)


def run(arguments: argparse.Namespace) -> int:
    """Say what a file is. Nothing of an altered or unusable one is unpacked.

    Raises:
        InputError: if it is no pack file, or cannot be unpacked where it is asked to.
    """
    catalogue = Catalogue()
    _ = translator(arguments.language)
    by = dict.fromkeys(arguments.trust, _("dig, på kommandoraden"))
    file = read_pack_file(arguments.file, by)
    problems: Sequence[Problem] = ()
    loaded: Loaded | None = None
    verification: Verification | None = None
    try:
        compiled = file.compiled(catalogue.vocabulary, catalogue.municipalities.values())
        loaded = compiled, file.cases(compiled)
        verification = verify(compiled, datetime.now(UTC).astimezone(SWEDEN).date())
    except InputError as error:
        problems = error.problems
    if arguments.out is not None and loaded is not None:
        _unpack(file, arguments.out)
    if arguments.json:
        write_out(json_pieces([_as_json(file, loaded, verification, problems)], many=False))
    else:
        lines = _readable(file, loaded, verification, catalogue.vocabulary.version, _)
        write_out("\n".join(lines) + "\n")
    for problem in problems:
        print(printable(str(problem)), file=sys.stderr)
    return Exit.INPUT if problems else Exit.DONE


def _readable(
    file: PackFile,
    loaded: Loaded | None,
    verification: Verification | None,
    vocabulary: str,
    _: Translate,
) -> Iterator[str]:
    said = file.manifest
    yield from field(_("Kriterier"), f"{said.pack} {said.version}")
    yield from field(_("Kontrollsumma"), said.digest)
    words = signature_words(
        file.signature,
        _,
        signer=file.signer,
        day=said.signer.on if said.signer else "",
        trusted_by=file.trusted_by,
    )
    yield from field(_("Signatur"), words)
    if file.fingerprint:
        yield from field(_("Nyckelns fingeravtryck"), file.fingerprint)
    if said.vocabulary != vocabulary:
        other = _("gjord med version {made}, här finns {here}")
        yield from field(_("Frågor"), other.format(made=said.vocabulary, here=vocabulary))
    if loaded is None or verification is None:
        yield from field(_("Innehåll"), _("går inte att använda"))
        return
    pack, cases = loaded[0].pack, loaded[1]
    held = _("vårdformer: {forms}, kriterier: {criteria}, team: {teams}, fall: {cases}")
    counts = held.format(
        forms=len(pack.care_forms),
        criteria=len(pack.criteria),
        teams=len(pack.teams),
        cases=len(cases),
    )
    yield from field(_("Innehåll"), counts)
    failing = [one.kind for one in verification.proofs if one.verdict is Verdict.FAILS]
    if verification.passes:
        yield from field(_("Bevis"), _("alla egenskaper är bevisade eller godtagna med skäl"))
    else:
        missing = _("brister finns ({names}); packa upp och kör criteria check")
        names = ", ".join(failing) or "not_proven"
        yield from field(_("Bevis"), missing.format(names=names))


def _as_json(
    file: PackFile,
    loaded: Loaded | None,
    verification: Verification | None,
    problems: Sequence[Problem],
) -> dict[str, object]:
    said = file.manifest
    return {
        "pack": {"id": said.pack, "version": said.version, "digest": said.digest},
        "vocabulary": said.vocabulary,
        "signature": str(file.signature),
        "signer": None
        if said.signer is None
        else {"name": said.signer.name, "on": said.signer.on, "fingerprint": file.fingerprint},
        "trusted_by": file.trusted_by or None,
        "usable": loaded is not None,
        "passes": None if verification is None else verification.passes,
        "problems": [str(problem) for problem in problems],
    }


def _unpack(file: PackFile, into: Path) -> None:
    """Write the pack's folder whole or not at all; what stands there is left alone."""
    folder = into / file.manifest.pack
    try:
        into.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=into, prefix=".vagval-") as scratch:
            made = Path(scratch) / file.manifest.pack
            made.mkdir()
            for name in FILES:
                (made / name).write_bytes(file.members[name])
            if folder.exists() or folder.is_symlink():
                message = "stands there already; nothing was unpacked, name another folder"
                raise InputError([Problem(str(folder), "", message)])
            made.rename(folder)
    except OSError as error:
        reason = error.strerror or "cannot be written"
        message = f"{reason}; name a folder that can be written to"
        raise InputError([Problem(str(folder), "", message)]) from None


def _trusted(text: str) -> str:
    try:
        return read_fingerprint(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
