"""Files to drafts: encodings, positions, front matter; one clear sentence for each file that is no draft."""

from __future__ import annotations

import os
import re
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.document import FRONT_MATTER_LINES, MAX_BYTES, Draft, decode, from_text, read
from factcheck.errors import DraftError, Fault

WIRE = "Prices rose “by £3” – or €4 – in the mayor’s café.\n"
PLAIN = "The bridge is 1,298 metres long.\n"
POLISH = "Łódź i Gdańsk mają więcej mieszkańców, żądają też więcej środków.\n"
RUSSIAN = "Население города выросло на 2 процента, сообщила мэрия в среду.\n"
UKRAINIAN = "Населення міста зросло на 2 відсотки, повідомила мерія їхня.\n"
GREEK = "Ο πληθυσμός της πόλης αυξήθηκε κατά 2 τοις εκατό, ανακοίνωσε ο δήμος.\n"
JAPANESE = "市の人口は二パーセント増えたと水曜日に市役所が発表した。\n"
CHINESE = "市政府星期三表示,该市人口增加了百分之二。\n"

# text, encoding it is written in, encoding that the report names
READABLE = [
    (PLAIN, "ascii", "utf-8"),
    (WIRE, "utf-8", "utf-8"),
    (WIRE, "utf-8-sig", "utf-8"),
    (WIRE, "utf-16", "utf-16"),
    (WIRE, "utf-32", "utf-32"),
    (WIRE, "utf-16-le", "utf-16-le"),
    (WIRE, "utf-16-be", "utf-16-be"),
    (WIRE, "cp1252", "cp1252"),
    (WIRE, "mac_roman", "mac_roman"),
    ("It cost £5 million.", "latin-1", "cp1252"),
    ("It cost €5 million.", "cp1252", "cp1252"),
    ("It cost €5 million.", "mac_roman", "mac_roman"),
    ("A café on 40° north, 5½ miles off, 3 km² wide.", "latin-1", "cp1252"),
    ("We didn’t sell – not at 3 pounds.", "cp1252", "cp1252"),
    ("We didn’t sell — not at 3 pounds.", "mac_roman", "mac_roman"),
    ("A word—or two—in a line of 3.", "mac_roman", "mac_roman"),
    ("Köln, München und Düsseldorf: größer um 2 %.", "cp1252", "cp1252"),
    ("Près de 3 hôtels à Besançon, où l’été a été beau.", "cp1252", "cp1252"),
    ("Près de 3 hôtels à Besançon, où l’été a été beau.", "mac_roman", "mac_roman"),
    (POLISH, "cp1250", "cp1250"),
    (POLISH, "iso8859_2", "iso8859_2"),
    (RUSSIAN, "cp1251", "cp1251"),
    (RUSSIAN, "koi8_r", "koi8_r"),
    (UKRAINIAN, "cp1251", "cp1251"),
    (RUSSIAN, "utf-16", "utf-16"),
    ("The word Москва has 6 letters.", "cp1251", "cp1251"),
    ("The word Москва has 6 letters.", "koi8_r", "koi8_r"),
    (GREEK, "cp1253", "cp1253"),
    (JAPANESE * 3, "shift_jis", "shift_jis"),
    (CHINESE * 3, "gb18030", "gb18030"),
]


@pytest.mark.parametrize(("text", "written", "named"), READABLE)
def test_common_encodings_are_read_and_named(text: str, written: str, named: str) -> None:
    draft = decode(text.encode(written), "draft.txt")
    assert (draft.text, draft.encoding) == (text, named)


@pytest.mark.parametrize("mark", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_either_byte_order_is_read_by_its_mark(mark: str) -> None:
    assert decode(f"\ufeff{WIRE}".encode(mark), "draft.txt").text == WIRE


def test_a_rare_foreign_byte_late_in_a_long_draft_is_enough_to_name_the_encoding() -> None:
    draft = decode((PLAIN * 20_000 + WIRE).encode("mac_roman"), "draft.txt")
    assert draft.encoding == "mac_roman"
    assert draft.text.endswith(WIRE)


def test_a_long_draft_in_another_script_is_read() -> None:
    draft = decode((RUSSIAN * 2_000).encode("koi8_r"), "draft.txt")
    assert draft.encoding in {"koi8_r", "koi8_u"}  # the same for all these letters
    assert draft.text == RUSSIAN * 2_000


# bytes, a piece of the sentence, and its place or None
BAD_BYTES = [
    (b"", "is empty", None),
    (b" \r\n\t\n", "only white space", None),
    (b"\xef\xbb\xbf \n", "only white space", None),
    ("\u00a0\n".encode("utf-16"), "only white space", None),
    (b"---\ntitle: Rain\n---\n\n", "only front matter", None),
    (b"x" * MAX_BYTES, "20 MB or more", None),
    (b"%PDF-1.7\n1 0 obj\n", "a PDF document", None),
    (b"{\\rtf1\\ansi 5 million}", "an RTF document", None),
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "an image", None),
    (b"\xff\xd8\xff\xe0\0\x10JFIF", "an image", None),
    (b"GIF89a\1\0\1\0", "an image", None),
    (
        b"PK\x03\x04" + b"\0" * 26 + b"[Content_Types].xml" + b"\7" * 300 + b"word/document.xml",
        "Word document",
        None,
    ),
    (
        b"PK\x03\x04" + b"\0" * 26 + b"[Content_Types].xml" + b"\7" * 300 + b"xl/workbook.xml",
        "Excel workbook",
        None,
    ),
    (
        b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text",
        "an OpenDocument file",
        None,
    ),
    (b"PK\x03\x04\x14\0\0\0notes.txt", "a ZIP archive", None),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "old Microsoft Office", None),
    (b"\x1f\x8b\x08\0\0", "compressed archive", None),
    (b"\0\0\0\x20ftypisom", "sound or video", None),
    (b"SQLite format 3\0", "SQLite database", None),
    (b"\x7fELF\2\1\1\0", "a program", None),
    (b"rows\nof \0 bytes", "a NUL byte here", (2, 4)),
    (b"\1\0\2\0\3\0\4\0", "a NUL byte here", (1, 2)),
    (bytes(range(256)) * 4, "a NUL byte here", (1, 1)),
    (RUSSIAN.encode("utf-16-le"), "a NUL byte here", (1, 20)),
    ("a\0b".encode("utf-16"), "a NUL byte here", (1, 2)),
    ("é\nà l’été ".encode() + b"\xff\n" + "déjà".encode(), "byte 0xff is not valid UTF-8", (2, 9)),
    ("A café, ".encode() + "‘new’".encode("cp1252")[:4], "byte 0x91 is not valid UTF-8", (1, 9)),
    ("Das Café".encode()[:-1] + b" \xc3\xa9t\xc3\xa9 \xc3", "byte 0xc3 is not valid UTF-8", (1, 8)),
    (b"\xff\xfe\0\0a\0\0\0b", "byte 0x62 is not valid UTF-32", (1, 2)),
    (b"\xff\xfea\0\n\0b\0\0", "is not valid UTF-16", (2, 2)),
    (b"Some\r\nnoise \xb6\x81 here", "byte 0xb6 is not valid UTF-8", (2, 7)),
]


@pytest.mark.parametrize(
    ("data", "piece", "place"), BAD_BYTES, ids=lambda value: value if isinstance(value, str) else ""
)
def test_bytes_that_are_no_draft_give_one_sentence_and_a_hint(
    data: bytes, piece: str, place: tuple[int, int] | None
) -> None:
    with pytest.raises(DraftError) as caught:
        decode(data, "in/draft.txt")
    (fault,) = caught.value.faults
    check_sentence(fault)
    assert piece in fault.message
    assert fault.path == "in/draft.txt"
    assert (fault.line, fault.column) == (place or (0, 0))


def check_sentence(fault: Fault) -> None:
    assert re.fullmatch(r"[a-z][^\n]*[^\s.]", fault.message), "one sentence, its full stop left to the report"
    assert re.fullmatch(r"[A-Z][^\n]*\.", fault.hint), "the hint says what to do"
    assert "\n" not in str(fault)


def missing(folder: Path) -> Path:
    return folder / "nowhere.txt"


def below_a_file(folder: Path) -> Path:
    (folder / "file").write_text(PLAIN)
    return folder / "file" / "draft.txt"


def endless_name(folder: Path) -> Path:
    return folder / ("x" * 5000)


def nul_in_name(folder: Path) -> Path:
    return folder / "a\0b"


def link_in_a_ring(folder: Path) -> Path:
    (folder / "ring").symlink_to(folder / "ring")
    return folder / "ring"


def dangling_link(folder: Path) -> Path:
    (folder / "link").symlink_to(folder / "gone")
    return folder / "link"


def directory(folder: Path) -> Path:
    return folder


def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe")
    return folder / "pipe"


def device(folder: Path) -> Path:
    return Path(os.devnull)


def large(folder: Path) -> Path:
    with (folder / "large.txt").open("wb") as file:
        file.truncate(20 * 1024 * 1024)
    return folder / "large.txt"


def empty(folder: Path) -> Path:
    (folder / "empty.txt").touch()
    return folder / "empty.txt"


BAD_PATHS = [
    (missing, "no such file"),
    (below_a_file, "cannot be read (not a directory)"),
    (endless_name, "cannot be read (file name too long)"),
    (nul_in_name, "cannot be read (no file can have this name)"),
    (link_in_a_ring, "cannot be read ("),
    (dangling_link, "no such file"),
    (directory, "a directory"),
    (pipe, "a pipe"),
    (device, "a device"),
    (large, "20 MB or more"),
    (empty, "is empty"),
]


@pytest.mark.parametrize(("make", "piece"), BAD_PATHS)
def test_paths_that_are_no_draft_give_one_sentence_and_a_hint_at_once(
    make: Callable[[Path], Path], piece: str, tmp_path: Path
) -> None:
    path = make(tmp_path)
    started = time.perf_counter()
    with pytest.raises(DraftError) as caught:
        read(path)
    assert time.perf_counter() - started < 1
    (fault,) = caught.value.faults
    check_sentence(fault)
    assert piece in fault.message
    assert fault.path == str(path)


def test_a_socket_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s")
        with pytest.raises(DraftError, match="a socket"):
            read(Path("s"))


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, mode: str) -> None:  # root may read everything, so that chmod shows nothing there
        raise PermissionError(13, "Permission denied", str(self))

    (tmp_path / "draft.txt").write_text(PLAIN)
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(DraftError, match="no permission to read") as caught:
        read(tmp_path / "draft.txt")
    check_sentence(caught.value.faults[0])


def test_a_good_file_is_read_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_bytes("\ufeffOne.\r\nTwo.\rThree: “3”\n".encode())
    draft = read(path)
    assert draft.path == str(path)
    assert draft.text == "One.\r\nTwo.\rThree: “3”\n"


def test_control_characters_stay_in_the_text() -> None:
    text = "A \x1b[31mred\x1b[0m 5\x07 million\x0b\x0c\x7f\u200b\u202e people.\x1a"
    assert decode(text.encode(), "draft.txt").text == text


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "koi8_r"])
def test_the_largest_draft_on_one_line_takes_linear_time(encoding: str) -> None:
    data = ("7" * 18_000_000 + (RUSSIAN if encoding == "koi8_r" else WIRE)).encode(encoding)
    started = time.perf_counter()
    draft = decode(data, "draft.txt")
    assert draft.position(len(draft.text) - 1)[0] == 1
    assert time.perf_counter() - started < 5  # about 0.3 s; a quadratic step would take hours


@pytest.mark.parametrize(
    "line", ["7" * 1_000_000, "--- " * 250_000, "---\n" + "k" * 1_000_000, "---\n" + "k " * 500_000]
)
def test_a_line_of_a_million_characters_is_read(line: str, tmp_path: Path) -> None:
    (tmp_path / "digits.txt").write_text(line)
    started = time.perf_counter()
    draft = read(tmp_path / "digits.txt")
    assert draft.text == line
    assert draft.body_start == 0
    assert draft.position(len(line))[1] == len(line.splitlines()[-1]) + 1
    assert time.perf_counter() - started < 2


# text, offset, line, column
POSITIONS = [
    ("abc", 0, 1, 1),
    ("abc", 3, 1, 4),
    ("a\nb", 1, 1, 2),
    ("a\nb", 2, 2, 1),
    ("a\r\nb", 1, 1, 2),
    ("a\r\nb", 2, 1, 3),
    ("a\r\nb", 3, 2, 1),
    ("a\rb", 2, 2, 1),
    ("a\n\rb", 3, 3, 1),
    ("a\r\r\nb", 4, 3, 1),
    ("a\n", 2, 2, 1),
    ("é—🎉x", 3, 1, 4),
    ("a\x0bb\x0cc\x85d\u2028e", 8, 1, 9),
]


@pytest.mark.parametrize(("text", "offset", "line", "column"), POSITIONS)
def test_position(text: str, offset: int, line: int, column: int) -> None:
    assert Draft("draft.txt", text).position(offset) == (line, column)


def naive_position(text: str, offset: int) -> tuple[int, int]:
    line, column = 1, 1
    for place in range(offset):
        if text[place] == "\n" or (text[place] == "\r" and text[place + 1 : place + 2] != "\n"):
            line, column = line + 1, 1
        else:
            column += 1
    return line, column


@given(st.text(alphabet="\r\n\u2028é7 "))
def test_position_agrees_with_counting_at_every_offset(text: str) -> None:
    draft = Draft("draft.txt", text)
    places = [draft.position(offset) for offset in range(len(text) + 1)]
    assert places == [naive_position(text, offset) for offset in range(len(text) + 1)]
    assert places == sorted(places)


@pytest.mark.parametrize("offset", [-1, 4])
def test_position_outside_the_text_is_an_error(offset: int) -> None:
    with pytest.raises(IndexError, match="draft of 3 characters"):
        Draft("draft.txt", "abc").position(offset)


# front matter, metadata
FRONT = [
    ("---\ntitle: Rain\ndate: 2022-03-16\n---\n", {"title": "Rain", "date": "2022-03-16"}),
    ("---\r\nDate:\t2022-03-16\r\n...\r\n", {"date": "2022-03-16"}),
    ("--- \rdate: 16 March 2022 \r---\t\r", {"date": "16 March 2022"}),
    ("---\n# a note\n\ndate: 2022-03-16 # the day it ran\n---\n", {"date": "2022-03-16"}),
    ("---\ntitle: \"Rain: the 'big' one #1\"\n---\n", {"title": "Rain: the 'big' one #1"}),
    ("---\ntitle: 'Rain #1'\nslug: it's#1\n---\n", {"title": "Rain #1", "slug": "it's#1"}),
    ("---\nPublish date: 2022\nPUBLISH DATE: 2023\n---\n", {"publish date": "2022"}),
    ("---\nempty:\ntags: [a, b]\nlist:\n- a\n  - b\ntext: |\n  one\nwhen: 14:30\n---\n",
     {"empty": "", "tags": "", "list": "", "text": "", "when": "14:30"}),
    ("---\ntitle: \"open\n---\n", {"title": "open"}),
    ("---\n" + "a: 1\n" * (FRONT_MATTER_LINES - 2) + "---\n", {"a": "1"}),
]  # fmt: skip


@pytest.mark.parametrize(("front", "metadata"), FRONT)
def test_front_matter_is_read_and_stays_in_the_text(front: str, metadata: dict[str, str]) -> None:
    draft = decode(f"{front}{PLAIN}".encode(), "draft.txt")
    assert draft.metadata == metadata
    assert draft.text == f"{front}{PLAIN}"
    assert draft.text[draft.body_start :] == PLAIN


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        f"\n---\ndate: 2022\n---\n{PLAIN}",
        f"----\ndate: 2022\n----\n{PLAIN}",
        f"---\n{PLAIN}---\n{PLAIN}",
        f"---\n---\n{PLAIN}",
        f"---\ndate: 2022\n{PLAIN}",
        "---\ndate: 2022\ntitle: never closed",
        f"---\nhttp://example.org\n---\n{PLAIN}",
        "---\n" + "a: 1\n" * (FRONT_MATTER_LINES - 1) + f"---\n{PLAIN}",
        "--- 5 million people ---",
    ],
)
def test_a_rule_at_the_top_is_not_front_matter(text: str) -> None:
    draft = from_text(text, "draft.txt")
    assert (draft.metadata, draft.body_start) == ({}, 0)


def test_a_draft_can_be_a_key() -> None:
    assert {from_text(PLAIN, "a"): 1}[from_text(PLAIN, "a")] == 1


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_are_a_draft_or_a_draft_error(data: bytes) -> None:
    try:
        draft = decode(data, "draft.txt")
    except DraftError as error:
        check_sentence(error.faults[0])
    else:
        assert draft.position(len(draft.text)) == naive_position(draft.text, len(draft.text))


@given(st.text(min_size=1).filter(lambda text: "\0" not in text and text.strip(" \t\n\r\f\v\ufeff\u200b\u00a0")))
def test_any_utf8_text_comes_back_unchanged(text: str) -> None:
    try:
        draft = decode(text.encode(), "draft.txt")
    except DraftError:
        assert text.lstrip().startswith(("%PDF-", "{\\rtf"))  # the only signatures that are also text
    else:
        assert draft.text == text.removeprefix("\ufeff")
