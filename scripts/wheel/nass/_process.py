"""The command as a co-process: JSON Lines in, one line out for each, in order."""

import atexit
import io
import json
import os
import queue
import re
import subprocess
import sysconfig
import tempfile
import threading
import weakref
from collections import deque
from typing import IO, Any, Deque, Dict, Iterable, Iterator, List, Optional, Sequence, Set, Tuple, Union

from nass._version import __version__

#: A value of an option of the command.
Option = Union[str, bool, int, float, Sequence[str], None]

_NAME = "nass.exe" if os.name == "nt" else "nass"

#: The command reads records of less than 16 MiB.
_MOST = (16 << 20) - 1

# How far a stream reads ahead, in bytes: enough to keep many cores at work.
_AHEAD_BYTES = 8 << 20

# How many bytes are handed to the command at once.
_BATCH = 64 << 10


class NassError(RuntimeError):
    """Something went wrong with the command nass."""


class OptionError(NassError, ValueError):
    """The command does not know an option, a layer or a value."""


class ProcessError(NassError):
    """The command has ended before it answered; the message has what it printed."""


class VersionError(NassError):
    """The command is not of the version of this package."""


def binary() -> str:
    """Returns the path of the command: $NASS_BINARY, or what pip has installed beside this package."""
    named = os.environ.get("NASS_BINARY")
    if named:
        return named
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    folders = [
        sysconfig.get_path("scripts"),
        sysconfig.get_path("scripts", _user_scheme()),
        os.path.join(here, "bin"),  # pip install --target
        os.path.join(here, "..", "..", "..", "bin"),  # pip install --prefix: lib/python3.x/site-packages
        os.path.join(here, "..", "..", "Scripts"),  # the same on Windows: Lib/site-packages
        os.path.join(here, f"nass-{__version__}.data", "scripts"),  # an unpacked wheel
    ]
    for folder in folders:
        path = os.path.join(folder, _NAME)
        if os.path.isfile(path):
            return os.path.abspath(path)
    raise NassError("the command nass is not installed beside the package; looked in " + ", ".join(folders))


def _user_scheme() -> str:
    """Returns the name of the scheme of pip install --user."""
    if os.name == "nt":
        return "nt_user"
    return "osx_framework_user" if sysconfig.get_config_var("PYTHONFRAMEWORK") else "posix_user"


_checked: Set[str] = set()


def _check_version(path: str) -> None:
    """Raises VersionError unless the command is of the version of this package."""
    if path in _checked:
        return
    try:
        answer = subprocess.run([path, "version", "--json"], capture_output=True, stdin=subprocess.DEVNULL, timeout=60)
        version = json.loads(answer.stdout)["version"]
    except (OSError, ValueError, KeyError, subprocess.TimeoutExpired) as err:
        raise NassError(f"{path}: cannot be run: {err}") from err
    if version != __version__:
        raise VersionError(
            f"{path} is nass {version}, and the package is {__version__}; install both from one wheel, "
            "or unset NASS_BINARY"
        )
    _checked.add(path)


def flags(options: Dict[str, Option]) -> List[str]:
    """Returns the flags of the command for the options: digits="eastern" is --digits=eastern."""
    args: List[str] = []
    for name, value in options.items():
        flag = "--" + name.replace("_", "-")
        if value is None or value is False or value == () or value == []:
            continue
        if value is True:
            args.append(flag)
        elif isinstance(value, (str, int, float)):
            args.append(f"{flag}={value}")
        else:
            args.append(f"{flag}={','.join(value)}")
    return args


_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def encode(text: str) -> bytes:
    """Returns the record of a text. A lone surrogate is written as an escape, and stays."""
    if not isinstance(text, str):
        raise TypeError(f"a text must be a str, not {type(text).__name__}")
    line = json.dumps(text, ensure_ascii=False)
    try:
        data = line.encode()
    except UnicodeEncodeError:
        pair = _PAIR.search(text)
        if pair:
            raise ValueError(
                f"the text has a surrogate pair at {pair.start()}, which is one character in two halves; join them "
                "with text.encode('utf-16', 'surrogatepass').decode('utf-16')"
            ) from None
        data = line.encode("utf-8", "backslashreplace")  # "\ud800" is what JSON writes too
    data = b'{"text":' + data + b"}\n"
    if len(data) > _MOST:
        raise ValueError(f"the text has {len(data):,} bytes as JSON; nass reads at most {_MOST:,}")
    return data


class Process:
    """A running command. It is used by one thread at a time."""

    def __init__(self, args: Sequence[str]) -> None:
        path = binary()
        _check_version(path)
        self.args = args
        self.answered = 0
        self._messages: IO[bytes] = tempfile.TemporaryFile()
        more: Dict[str, Any] = {}
        if os.name == "posix":
            more["start_new_session"] = True  # Ctrl-C is for the Python program
        else:
            more["creationflags"] = 0x200  # CREATE_NEW_PROCESS_GROUP
        try:
            self._popen = subprocess.Popen(
                [path, *args], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._messages, bufsize=0, **more
            )
        except OSError as err:
            self._messages.close()
            raise NassError(f"{path}: cannot be run: {err}") from err
        assert self._popen.stdin is not None and self._popen.stdout is not None
        self._in: IO[bytes] = self._popen.stdin
        self._out = io.BufferedReader(self._popen.stdout, 1 << 16)  # type: ignore[type-var]

    def alive(self) -> bool:
        """Reports whether the command still runs."""
        return self._popen.poll() is None

    def write(self, data: bytes) -> None:
        """Writes all of data. What the command says of an end is for read to raise."""
        view = memoryview(data)
        while view:
            try:
                view = view[self._in.write(view) :]
            except (OSError, ValueError):
                return

    def read(self) -> bytes:
        """Returns the next line that the command answers."""
        line = self._out.readline()
        if not line.endswith(b"\n"):
            raise self._ended()
        self.answered += 1
        return line

    def _ended(self) -> NassError:
        """Returns what the end of the command is to be raised as."""
        try:
            status = self._popen.wait(5)
        except subprocess.TimeoutExpired:
            self._popen.kill()
            status = self._popen.wait()
        self._messages.seek(max(0, self._messages.seek(0, os.SEEK_END) - 4096))
        said = self._messages.read().decode("utf-8", "replace").strip()
        if status == 2 and self.answered == 0 and said:
            return OptionError(re.sub(r"^nass: ", "", said))
        how = f"was ended by signal {-status}" if status < 0 else f"ended with status {status}"
        return ProcessError(f"nass {' '.join(self.args)} {how} after {self.answered} answers" + (f": {said}" if said else ""))

    def stop(self) -> None:
        """Ends the command by force, and with it a write of another thread."""
        self._popen.kill()

    def close(self) -> None:
        """Ends the command, by force unless it ends by itself, and closes its files."""
        self._in.close()
        try:
            self._popen.wait(0.5)
        except subprocess.TimeoutExpired:
            self._popen.kill()
            self._popen.wait()
        self._out.close()
        self._messages.close()

    def forget(self) -> None:
        """Closes the files of a command that another process, of which this is a fork, has started."""
        self._popen.returncode = 0  # it is not ours to wait for
        for f in (self._in, self._out, self._messages):
            f.close()


class Pool:
    """Commands with the same arguments. It may be used by many threads, and after a fork."""

    def __init__(self, args: Sequence[str]) -> None:
        self.args = list(args)
        self.closed = False
        self.idle_most = 2  # how many commands wait for work
        self._reset()
        _pools.add(self)

    def _reset(self) -> None:
        self._lock = threading.Lock()
        self._one = threading.Lock()  # held by ask: single texts share one command
        self._idle: List[Process] = []
        self._all: "weakref.WeakSet[Process]" = weakref.WeakSet()

    def _after_fork(self) -> None:
        for p in list(self._all):
            p.forget()
        self._reset()

    def _take(self) -> Process:
        while True:
            with self._lock:
                if self.closed:
                    raise ValueError("it is closed")
                p = self._idle.pop() if self._idle else None
            if p is None:
                p = Process(self.args)
                with self._lock:
                    self._all.add(p)
                return p
            if p.alive():
                return p
            p.close()

    def _give_back(self, p: Process) -> None:
        with self._lock:
            if not self.closed and len(self._idle) < self.idle_most:
                self._idle.append(p)
                return
        p.close()

    def ask(self, text: str) -> Tuple[bytes, bytes]:
        """Returns the record of one text and the answer."""
        record = encode(text)
        with self._one:
            p = self._take()
            try:
                p.write(record)
                answer = p.read()
            except BaseException:
                p.stop()
                p.close()
                raise
            self._give_back(p)
        return record, answer

    def stream(self, texts: Iterable[str], ahead: int) -> Iterator[Tuple[str, bytes, bytes]]:
        """Yields each text, its record and the answer, in order. At most ahead texts are read before
        the first is answered.

        The texts are read on the thread of the caller. Another thread writes them, so that no side
        waits for the other: the command may block on its output while it is written to.
        """
        if ahead < 1:
            raise ValueError(f"ahead: must be 1 or more, got {ahead}")
        source = iter(texts)
        failed: Optional[BaseException] = None  # of texts: raised after the answers to those before it
        more = True
        waiting: Deque[Tuple[str, bytes]] = deque()
        size = 0  # of waiting
        p = self._take()
        writer = _Writer(p)
        done = False
        try:
            while True:
                while more and len(waiting) < ahead and (size < _AHEAD_BYTES or not waiting):
                    try:
                        text = next(source)
                        record = encode(text)
                    except StopIteration:
                        more = False
                    except Exception as err:
                        failed, more = err, False
                    else:
                        waiting.append((text, record))
                        size += len(record)
                        writer.put(record)
                writer.flush()
                if not waiting:
                    done = True
                    break
                # Half of what waits is read before more is written: few, large batches.
                least = len(waiting) // 2 if more else 0
                while len(waiting) > least:
                    answer = p.read()
                    text, record = waiting.popleft()
                    size -= len(record)
                    yield text, record, answer
        finally:
            if not done:
                p.stop()
            writer.close()
            if done:
                self._give_back(p)
            else:
                p.close()
        if failed is not None:
            raise failed

    def close(self) -> None:
        """Ends all commands that wait for work. Those that work end when they have done it."""
        self.closed = True
        self.retire()

    def retire(self) -> None:
        """Ends all commands that wait for work. New work starts a new one each time."""
        with self._lock:
            self.idle_most = 0
            idle, self._idle = self._idle, []
        for p in idle:
            p.close()


class _Writer:
    """A thread that writes records to a command, in batches."""

    def __init__(self, p: Process) -> None:
        self._p = p
        self._batch: List[bytes] = []
        self._size = 0
        self._batches: "queue.SimpleQueue[Optional[bytes]]" = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="nass-writer", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while True:
            batch = self._batches.get()
            if batch is None:
                return
            self._p.write(batch)

    def put(self, record: bytes) -> None:
        """Writes a record, at the latest when flush is called."""
        self._batch.append(record)
        self._size += len(record)
        if self._size >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Writes what has been put."""
        if self._batch:
            self._batches.put(b"".join(self._batch))
            self._batch, self._size = [], 0

    def close(self) -> None:
        """Ends the thread when all is written, or the command has ended."""
        self._batches.put(None)
        self._thread.join()


_pools: "weakref.WeakSet[Pool]" = weakref.WeakSet()


def _after_fork() -> None:
    for pool in list(_pools):
        pool._after_fork()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)


@atexit.register
def _close_all() -> None:
    for pool in list(_pools):
        pool.close()
