"""The text of inputs brought to UTF-8, whatever wrote it."""

import codecs
import io
from typing import IO

UTF_8_MARK = b"\xef\xbb\xbf"
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_PIECE = 1 << 20


def _as_windows(failure: UnicodeError) -> tuple[str, int]:
    """What is not UTF-8 is taken for the code page of Western Windows, byte by byte."""
    if not isinstance(failure, UnicodeDecodeError):
        raise failure
    wrong = failure.object[failure.start : failure.end]
    return wrong.decode("cp1252", "replace"), failure.end


codecs.register_error("planner-windows", _as_windows)


def encoding_of(head: bytes) -> str:
    """The encoding that the first bytes of a file show: a mark, or the zeros of UTF-16 in ASCII."""
    if head.startswith(UTF_8_MARK):
        return "utf-8-sig"
    if head.startswith(UTF_16_MARKS):
        return "utf-16"
    if len(head) > 1 and 0 in head[:2]:
        return "utf-16-be" if head[0] == 0 else "utf-16-le"
    return "utf-8"


def as_utf8(content: bytes) -> bytes:
    """The text in UTF-8 without byte order mark: PowerShell writes redirected output in UTF-16.

    Raises:
        UnicodeError: where it announces UTF-16 and is not.
    """
    encoding = encoding_of(content[:4])
    if encoding.startswith("utf-16"):
        return content.decode(encoding).encode()
    if encoding == "utf-8-sig":
        content = content[len(UTF_8_MARK) :]
    try:
        content.decode()
    except UnicodeDecodeError:
        return content.decode("utf-8", "planner-windows").encode()
    return content


def as_utf8_stream(stream: IO[bytes], head: bytes) -> IO[bytes]:
    """A stream of the same text in UTF-8; as it is where it is UTF-8 already."""
    encoding = encoding_of(head)
    if encoding == "utf-8":
        return stream
    if encoding == "utf-8-sig":
        stream.read(len(UTF_8_MARK))
        return stream
    return io.BufferedReader(_Recoded(stream, encoding), _PIECE)


class _Recoded(io.RawIOBase):
    """A stream in UTF-8 of one that is not; what cannot be decoded is replaced."""

    def __init__(self, stream: IO[bytes], encoding: str) -> None:
        super().__init__()
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._rest = b""

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill the buffer with what comes next."""
        while not self._rest:
            piece = self._stream.read(_PIECE)
            self._rest = self._decoder.decode(piece, not piece).encode()
            if not piece:
                break
        taken = self._rest[: len(buffer)]
        self._rest = self._rest[len(taken) :]
        buffer[: len(taken)] = taken
        return len(taken)

    def close(self) -> None:
        """Close what it reads from as well."""
        self._stream.close()
        super().close()
