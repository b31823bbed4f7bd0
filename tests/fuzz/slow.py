"""Small files that are made to take long: what a careless reader reads again and again. The fuzzer measures each of them."""

from __future__ import annotations

LIST = b"factuurnummer;klant;factuurdatum;bedrag\n"
SLOW = {
    "quotes that are never closed": b'"\n' * 32000,
    "quotes below headings": LIST + b'"\n' * 32000,
    "blank lines": b"\n" * 65000,
    "blank lines below headings": LIST + b"\n" * 65000,
    "blank lines in field 86": b":20:S\n:61:260105C1,NTRF\n:86:" + b"\n" * 60000,
    "codes of field 86": b":20:S\n:25:X\n:28C:1\n:61:260105C1,NTRF\n:86:" + b"/NAME/" * 10000,
    "separators": LIST + b";" * 60000,
    "digits": LIST + b"1;A;2026-01-05;" + b"9" * 60000,
    "open tags": b"<a>" * 20000,
}
