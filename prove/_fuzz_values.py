"""Odd things that arrive in forms, addresses and notices."""

from __future__ import annotations

CLOCKS = (
    ("2026-03-29", "01:30"), ("2026-03-29", "01:00"), ("2025-03-30", "01:59"),
    ("2026-10-25", "01:30"), ("2026-10-25", "01:00"), ("2025-10-26", "01:59"), ("2024-10-27", "01:15"),
)  # fmt: skip
"""Local times that the clocks skipped, and that happened twice."""

DAYS = (
    "", "31/02/2026", "2026-02-30", "29/02/2025", "0000-00-00", "0001-01-01", "9999-12-31", "1899-12-31", "2201-01-01", "1/1/1",
    "28 Mars 2026", "yesterday", "2026-13-01", "20260301", "2026-W10-1", "٢٠٢٦-٠٣-٠١", "2026-03-01T00:00:00Z", "1e3", "²",
)  # fmt: skip
VERSIONS = (
    "-1",
    "0",
    "999999",
    "9" * 30,
    "9" * 5000,
    "",
    "abc",
    "1.5",
    "²",
    "٣",
    "１２",
    "+1",
    " 7 ",
    "1e9",
    "None",
    "0x10",
    "-0",
)
NUMBERS = (
    "-1", "0", "9" * 30, "9" * 5000, "1e309", "NaN", "Infinity", "²", "٣", "１２", "1,5", "1.0000000000000001", "0x1F", "−5", "1_000",
)  # fmt: skip
UNKNOWN_CODES = (
    "nonsense", "None", "null", "undefined", "true", "child_direct", "EXACT", "yes ", " no", "on", "0", "high", "police", "../x", "%s",
    "{{7*7}}", "' OR 1=1 --", "<script>alert(1)</script>",
    "{}", "[]", "false", '{"id": 1}',
    '{"id": "YQ", "rawId": "YQ", "type": "public-key", "response": {"clientDataJSON": "e30", "attestationObject": "oA"}}',
    '{"id": "YQ", "rawId": "YQ", "type": "public-key", "response": {"clientDataJSON": "e30", "authenticatorData": "_w", "signature": "a"}}',
    "\\", "a\tb", "__class__", "00000000-0000-0000-0000-000000000000",
)  # fmt: skip
LONG = ("x" * 2001, "y" * 10_000, "z" * 200_000, "é" * 4001, "word " * 5000, "\n" * 3000, "1" * 500)
CONTROL = ("\x00", "\x07", "\x1b[31m", "\x7f", "\x85", "\u2028", "\ufeff", "\r\n\r\n", "\x00\x00", "\x0b", "\x1f")
SURROGATES: tuple[str | bytes, ...] = (
    "\ud800",
    "a\udfffb",
    b"\xed\xa0\x80",
    b"\xff\xfe\xfa",
    b"\xc3",
    b"\xf0\x9f\x92",
    b"\xc0\x80",
)
RIGHT_TO_LEFT_AND_SIGNS = (
    "مرحبا", "שלום", "\u202eevil\u202c", "\u2066x\u2069", "👩‍👩‍👧‍👦", "🏳️‍🌈", "ﷺ", "Z̸a̷l̵g̴o̶", "ı", "ß", "ﬃ", "\u200b", "\u200d", "Ａ", "Ωμέγα", "𝔘𝔫𝔦",
)  # fmt: skip
TYPES = (
    "application/json", "text/plain", "application/xml", "multipart/form-data", "multipart/form-data; boundary=", "", "x",
    "application/x-www-form-urlencoded; charset=utf-16", "application/x-www-form-urlencoded; charset=no-such-thing",
    "application/x-www-form-urlencoded; charset=utf-7", "application/x-www-form-urlencoded; charset=ÿ", "application/octet-stream",
    "multipart/mixed; boundary=wayhome-boundary-72", "text/html; charset=iso-8859-1", "application/x-www-form-urlencoded;;;=",
    "multipart/form-data; boundary=wayhome-boundary-72; charset=no-such-thing",
)  # fmt: skip
HEADERS = (
    ("Accept-Language", "cy;q=x, *"), ("Accept-Language", "z" * 3000), ("Accept", "application/json"), ("Accept", "\x00"),
    ("If-None-Match", "W/\"x\", *, \"" + "y" * 500), ("If-Modified-Since", "yesterday"), ("If-Modified-Since", "Thu, 01 Jan 9999 00:00:00 GMT"),
    ("Range", "bytes=-9999999999"), ("Referer", "javascript:alert(1)"), ("Referer", "http://[::1"), ("Origin", "null"),
    ("Origin", "https://elsewhere.example"), ("Cookie", "wayhome=nothing; csrftoken=x"), ("Cookie", "wayhome_language=../../etc"),
    ("Cookie", "wayhome_language=cy; wayhome=" + "x" * 4000), ("X-Forwarded-For", "127.0.0.1, ::1, x"), ("X-Forwarded-Proto", "https"),
    ("X-Forwarded-Host", "elsewhere.example"), ("Host", "elsewhere.example"), ("Host", "localhost:99999"), ("Host", "a@b"),
    ("X-HTTP-Method-Override", "DELETE"), ("X-Requested-With", "XMLHttpRequest"), ("Authorization", "Basic %%%"),
    ("Content-Encoding", "gzip"), ("Transfer-Encoding", "x"), ("User-Agent", ""), ("X-CSRFToken", "\xff" * 10), ("Expect", "100-continue"),
    ("webhook-id", "x"), ("Accept-Encoding", "br;q=0, gzip;q=2"), ("Sec-Fetch-Site", "cross-site"), ("Content-Length", "12x"),
)  # fmt: skip
QUERIES = (
    "next=//elsewhere.example", "next=/%0d%0aX:1", "next=javascript:1", "next=" + "/x" * 2000, "next=/today/", "from=-1", "from=" + "9" * 30,
    "from=" + "9" * 5000, "from=%C2%B2", "from=%D9%A3", "sort=name&sort=due", "sort=__class__", "stage=%00", "which=%ED%A0%80", "stage=closed",
    "stage=closed&from=" + "9" * 20, "at=" + "9" * 25, "at=%C2%B2", "at=-1", "at=100000", "new=returned", "new=%F0%9F%A7%AD", "waits=x", "until=x",
    "until=9999-12-31T23:59:59Z", "since=0001-01-01T00:00:00%2B14:00", "card=" + "9" * 30, "card=%C2%B2", "q=%25", "lang=cy", "=", "&&&", "%",
    "a=" + "b" * 7000, "x[]=1", "page=0", "from=0&from=1", "part=%00", "which=mine", "tab=told", "part=tries", "role=%E2%80%AE", "code=%00",
)  # fmt: skip
