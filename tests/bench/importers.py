"""How fast statements and invoices are read, beside a bare walk over the same files, and how much memory that takes.

`python -m tests.bench.importers [--entries N] [--documents N] [--only NAME]`. Each format is written into a temporary folder:
a CAMT.053, an MT940 and a bank's list of N entries, and N UBL invoices. Each reading, and each floor, is a process of its own;
they alternate and the median of three counts. The floors: lxml's iterparse over every element (CAMT), a split into lines with
one regular expression (MT940), the csv module (list), lxml's parse (UBL). Memory is the peak of the reading process.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from lxml import etree

ROOT = Path(__file__).resolve().parents[2]
RUNS = 3
FIRST = date(2025, 1, 1)
OWN, OTHERS = "NL91ABNA0417164300", ("NL69ABNA0522123643", "NL46ABNA0499998748", "NL20INGB0001234567", "NL44RABO0123456789")
NAMES = ("Bakkerij De Korenaar B.V.", "J. Jansen en/of P. de Vries", "Stichting Het Anker", "Café Noorderlicht", "Gemeente Voorbeeld")


def camt(many: int, folder: Path) -> None:
    """One statement; one entry in ten is a batch of three, one in four carries a structured reference."""
    chance = Random(1)
    with (folder / "camt.xml").open("w", encoding="utf-8") as out:
        out.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>\n'
        )
        out.write(f"<Stmt><Id>S1</Id><ElctrncSeqNb>1</ElctrncSeqNb><Acct><Id><IBAN>{OWN}</IBAN></Id><Ccy>EUR</Ccy></Acct>\n")
        for place in range(many):
            sums = [chance.randint(100, 500000) for _ in range(3 if place % 10 == 0 else 1)]
            direction = "CRDT" if chance.random() < 0.8 else "DBIT"
            day = FIRST + timedelta(days=place * 360 // many)
            out.write(
                f'<Ntry>\n  <Amt Ccy="EUR">{_money(sum(sums))}</Amt>\n  <CdtDbtInd>{direction}</CdtDbtInd>\n  <Sts>BOOK</Sts>\n'
                f"  <BookgDt><Dt>{day}</Dt></BookgDt>\n  <ValDt><Dt>{day}</Dt></ValDt>\n  <AcctSvcrRef>R{place:012d}</AcctSvcrRef>\n"
                "  <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>\n  <NtryDtls>\n"
            )
            out.writelines(_transaction(one, direction, f"{place}-{part}", chance) for part, one in enumerate(sums))
            out.write("  </NtryDtls>\n</Ntry>\n")
        out.write("</Stmt></BkToCstmrStmt></Document>\n")


def _transaction(cents: int, direction: str, number: str, chance: Random) -> str:
    side, agent = ("Dbtr", "DbtrAgt") if direction == "CRDT" else ("Cdtr", "CdtrAgt")
    sent = f"<Ustrd>Factuur 2026-{number} klant {chance.randint(1, 9999)}</Ustrd>"
    if chance.random() < 0.25:
        sent = (
            "<Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry><Issr>CUR</Issr></Tp><Ref>5000056789012345</Ref></CdtrRefInf></Strd>"
        )
    amount = f'<AmtDtls><TxAmt><Amt Ccy="EUR">{_money(cents)}</Amt></TxAmt></AmtDtls>'
    address = "<PstlAdr><Ctry>NL</Ctry><AdrLine>Laan 1</AdrLine></PstlAdr>"
    party = f"<{side}><Nm>{chance.choice(NAMES)}</Nm>{address}</{side}>"
    account = f"<{side}Acct><Id><IBAN>{chance.choice(OTHERS)}</IBAN></Id></{side}Acct>"
    return (
        f"    <TxDtls>\n      <Refs><InstrId>I{number}</InstrId><EndToEndId>E{number}</EndToEndId></Refs>\n      {amount}\n"
        f"      <RltdPties>{party}{account}</RltdPties>\n"
        f"      <RltdAgts><{agent}><FinInstnId><BIC>ABNANL2A</BIC></FinInstnId></{agent}></RltdAgts>\n"
        f"      <RmtInf>{sent}</RmtInf>\n    </TxDtls>\n"
    )


def mt940(many: int, folder: Path) -> None:
    """Statements of a day in the dialect of ING, whose balances close."""
    chance = Random(2)
    balance = 0
    with (folder / "statement.sta").open("w", encoding="utf-8") as out:
        for day in range(360):
            on = FIRST + timedelta(days=day)
            out.write(f":20:P{on:%y%m%d}\n:25:{OWN}EUR\n:28C:{day}/1\n:60F:C{on:%y%m%d}EUR{_comma(balance)}\n")
            for place in range(day * many // 360, (day + 1) * many // 360):
                cents = chance.randint(100, 500000)
                balance += cents
                party = f"{chance.choice(OTHERS)}/ABNANL2A/{chance.choice(NAMES)}"
                text = f"/EREF/E{place}//CNTP/{party}///REMI/USTD//Factuur 2026-{place} klant 7/"
                lines = [text[:61], *(text[at : at + 65] for at in range(61, len(text), 65))]
                out.write(f":61:{on:%y%m%d%m%d}C{_comma(cents)}NTRFEREF//R{place:012d}\n/TRCD/00100/\n:86:" + "\n".join(lines) + "\n")
            out.write(f":62F:C{on:%y%m%d}EUR{_comma(balance)}\n-\n")


def bank_list(many: int, folder: Path) -> None:
    """The list of ING, newest first."""
    chance = Random(3)
    heads = ("Datum", "Naam / Omschrijving", "Rekening", "Tegenrekening", "Code", "Af Bij", "Bedrag (EUR)", "Mutatiesoort", "Mededelingen")
    with (folder / "list.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL)
        writer.writerow(heads)
        for place in range(many):
            day, name, iban = FIRST + timedelta(days=360 - place * 360 // many), chance.choice(NAMES), chance.choice(OTHERS)
            told = f"Naam: {name} Omschrijving: Factuur 2026-{place} klant 7 IBAN: {iban} Kenmerk: E{place} Valutadatum: {day:%d-%m-%Y}"
            amount, way = _comma(chance.randint(100, 500000)), chance.choice(("Bij", "Bij", "Bij", "Af"))
            writer.writerow((f"{day:%Y%m%d}", name, OWN, iban, "OV", way, amount, "Overschrijving", told))


def ubl(many: int, folder: Path) -> None:
    """Invoices of ten lines, a file each: the project's own sample with another number and more lines."""
    sample = (ROOT / "tests" / "samples" / "ubl" / "invoice-part-prepaid.xml").read_text(encoding="utf-8")
    found = re.search(r"<(?:\w+:)?InvoiceLine>.*?</(?:\w+:)?InvoiceLine>", sample, re.DOTALL)
    line = found.group() if found else ""
    for place in range(many):
        (folder / f"{place}.xml").write_text(sample.replace(line, line * 10, 1), encoding="utf-8")


def _money(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def _comma(cents: int) -> str:
    return _money(cents).replace(".", ",")


def _walk(content: bytes) -> int:
    count = 0
    for _, element in etree.iterparse(io.BytesIO(content), events=("end",)):
        count += 1
        element.clear()
    return count


def _fields(content: bytes) -> int:
    tag = re.compile(r":(\d\d[A-Z]?):(.*)")
    return sum(tag.match(line) is not None for line in content.decode().split("\n"))


def _rows(content: bytes) -> int:
    return sum(1 for _ in csv.reader(io.StringIO(content.decode(), newline=""), delimiter=";"))


def _parse(content: bytes) -> int:
    return len(etree.fromstring(content))


MAKERS: dict[str, Callable[[int, Path], None]] = {"camt.053": camt, "mt940": mt940, "ing-csv": bank_list, "ubl": ubl}
FLOORS: dict[str, Callable[[bytes], int]] = {"camt.053": _walk, "mt940": _fields, "ing-csv": _rows, "ubl": _parse}


def once(name: str, folder: Path, *, floor: bool) -> None:
    """Reads the files, or walks over them, and prints seconds, peak memory and what was found as JSON; runs in a fresh process."""
    from akkoord.core.reading import SourceFile
    from akkoord.importers.recognise import read_file

    found, problems = 0, 0
    began = time.perf_counter()
    for path in sorted(folder.iterdir()):
        content = path.read_bytes()
        if floor:
            FLOORS[name](content)
            continue
        reading = read_file(SourceFile(path.name, content))
        found += len(reading.invoices) + sum(len(one.entries) for one in reading.statements)
        problems += len(reading.problems)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"seconds": seconds, "peak_mb": peak, "found": found, "problems": problems}))


def measured(name: str, folder: Path) -> dict[str, object]:
    """Medians of the reading and of its floor."""
    runs: dict[bool, list[dict[str, float]]] = {True: [], False: []}
    for _ in range(RUNS):
        for floor in (True, False):
            command = [
                sys.executable,
                "-m",
                "tests.bench.importers",
                "--once",
                name,
                "--folder",
                str(folder),
                *(["--floor"] if floor else []),
            ]
            said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
            runs[floor].append(json.loads(said))
    seconds, bare = (statistics.median(run["seconds"] for run in runs[floor]) for floor in (False, True))
    return {
        "format": name,
        "read": runs[False][0]["found"],
        "problems": runs[False][0]["problems"],
        "file_mb": round(sum(path.stat().st_size for path in folder.iterdir()) / 1e6, 1),
        "seconds": round(seconds, 3),
        "floor_seconds": round(bare, 3),
        "ratio": round(seconds / bare, 2),
        "peak_mb": max(run["peak_mb"] for run in runs[False]),
    }


def _made(names: list[str], entries: int, documents: int) -> Iterator[dict[str, object]]:
    for name in names:
        with tempfile.TemporaryDirectory(prefix="akkoord-bench-") as folder:
            MAKERS[name](documents if name == "ubl" else entries, Path(folder))
            yield measured(name, Path(folder))


def main() -> int:
    """Print one line of JSON a format; wrong where something could not be read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--documents", type=int, default=2_000)
    parser.add_argument("--only", choices=MAKERS, action="append")
    parser.add_argument("--once", choices=MAKERS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--floor", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.once:
        once(args.once, args.folder, floor=args.floor)
        return 0
    outcomes = list(_made(args.only or list(MAKERS), args.entries, args.documents))
    print("\n".join(map(json.dumps, outcomes)))
    return 1 if any(one["problems"] for one in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
