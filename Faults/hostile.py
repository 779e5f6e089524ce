"""Text that has broken programs before, and what of it must never come out again."""

# None has a slash: a random command line shall not lead out of its folder.
WORDS = [
    "", " ", "\x1b[2J", "\x1b]52;c;aGk=\x07", "\x1b]0;title\x1b\\", "\x9b31m", "\x08\x08", "\r", "\n", "\t", "\x7f",
    "\u202e", "\u2066", "\u2028", "\u200b", "\ufeff", "\U000e0041", "e\u0301\u0301\u0301\u0301\u0301\u0301",
    "👩‍👩‍👧", "=1+1", "+1", "-1", "@SUM(A1)", "|", "\\", "\\n", "`", "```", "<img src=x>", "[x](javascript:a)",
    "![x](y.png)", "]]>", "&lt;", "#", "---", "::", "expected a :: found b", "'", "\"", "'; DROP TABLE entry; --",
    "$(reboot)", ";", "&&", "..", "{", "}", "[", "{\"a\":1}", "null", "1e999", "9223372036854775808", "NaN", "-0",
    "2026-02-30", "9999-12-31T23:59:60Z", "-10m", "99999999999d", "24:00", "+99:99", "@", "@{p0}", "%s%n", "日本語", "🙂",
    "--", "--help", "-h", "--json", "-i", "*", "?", "a" * 5000, "((((((((((", "NEAR(a b)", "a AND OR", "^a", "\"a",
]

PARTS = [
    b"{", b"}", b"[", b"]", b"\"", b":", b",", b"\n", b"\r\n", b"\t", b"time,kind,text,author\r\n", b"# T\n",
    b"2026-11-03 14:00:00\tdeclared\tTitle\n", b"2026-11-03 14:01:00\tnote\tx\n", b"14:02 first page\n",
    b"---\ntitle: x\n---\n", b"## Step\n\n```sh\nls\n```\n", b"steady_states", b"experiment", b"services: [", b"- a\n",
    b"{\"schema\":1,\"id\":\"", b"\xff\xfe", b"\x00", b"\xef\xbb\xbf", b"1e999", b"null", b"&a *a", b"<<: ", b"!!python",
]

# As bytes of UTF-8: nothing of these may be written, whatever was read. Line feeds, and tabs in data, may.
ACTING = [bytes([code]) for code in range(0x20) if code not in (0x09, 0x0A, 0x0D)] + [b"\x7f"] + [
    chr(code).encode() for code in [*range(0x80, 0xA0), 0x061C, 0x200B, 0x200E, 0x200F, *range(0x2028, 0x202F),
                                    *range(0x2060, 0x206A), 0xFEFF, *range(0xE0001, 0xE0080)]]


def document(lots):
    """The bytes of a file that is nearly something."""
    parts = [lots.choice(PARTS) if lots.random() < 0.7 else lots.choice(WORDS).encode()
             for _ in range(lots.randrange(30))]
    return b"".join(parts)


def acting(said):
    """The first thing in an output that a terminal would act on, or that hides; None when there is none."""
    for weapon in ACTING:
        if weapon in said:
            return repr(weapon)
    bare = said.replace(b"\r\n", b"\n")
    return "a carriage return" if b"\r" in bare else None
