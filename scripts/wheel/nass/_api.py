"""The functions of the package, and the classes for many texts."""

import json
import threading
from typing import Any, Dict, Iterable, Iterator, List, Optional, Sequence, Tuple, Union, overload

from nass._process import NassError, Option, Pool, flags
from nass._types import Date, Document, Entity, Finding, Part, Sentence, Token

#: The layers that annotate returns if none are named.
LAYERS = ("language", "sentences", "tokens", "entities", "dates")

#: How many texts are read before the first of them is answered.
AHEAD = 1000

_CO_PROCESS = ["--as=jsonl", "--line-buffered", "--on-error=keep", "--quiet"]
_MEMBER = b',"nass":'


class _Closing:
    """What has commands that run, and ends them."""

    _pool: Pool

    def close(self) -> None:
        """Ends the commands. A second call does nothing."""
        self._pool.close()

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Annotator(_Closing):
    """Finds the layers of texts with a command that keeps running.

    >>> with Annotator(layers=["entities"]) as a:
    ...     a("وصل بوتين إلى أستانا").entities[0].text
    'بوتين'

    layers are names of layers, or "all". options are those of ``nass annotate``, with _
    for -: ``profile="search"``, ``only=["detached-waw"]``, ``jobs=4``. A wrong name or
    value raises OptionError at the first text.

    It may be used by many threads and after a fork, and is not to be pickled.
    """

    def __init__(self, layers: Union[str, Sequence[str]] = LAYERS, **options: Option) -> None:
        names = layers if isinstance(layers, str) else ",".join(layers)
        self._pool = Pool(["annotate", *_CO_PROCESS, f"--layers={names}", *flags(options)])

    def __call__(self, text: str) -> Document:
        """Returns the layers of one text."""
        return _document(text, *self._pool.ask(text))

    def annotate(self, texts: Iterable[str], ahead: int = AHEAD) -> Iterator[Document]:
        """Yields the layers of each text, in order.

        At most ahead texts, and some 8 MiB of them, are read before the first of them is
        answered; with 1, each is answered before the next is read. The texts are read on
        the thread that iterates. What they raise is raised after the answers to the texts
        before. An iterator that is not read to its end ends its command when it is closed
        or collected.
        """
        for text, record, answer in self._pool.stream(texts, ahead):
            yield _document(text, record, answer)


class Normalizer(_Closing):
    """Normalizes texts with a command that keeps running. options are those of ``nass normalize``.

    It may be used by many threads and after a fork, and is not to be pickled.
    """

    def __init__(self, **options: Option) -> None:
        self._pool = Pool(["normalize", *_CO_PROCESS, *flags(options)])

    def __call__(self, text: str) -> str:
        """Returns the normal form of one text."""
        return _normal(self._pool.ask(text)[1])

    def normalize(self, texts: Iterable[str], ahead: int = AHEAD) -> Iterator[str]:
        """Yields the normal form of each text, in order. ahead is that of Annotator.annotate."""
        for _, _, answer in self._pool.stream(texts, ahead):
            yield _normal(answer)


def _document(text: str, record: bytes, answer: bytes) -> Document:
    # The answer is the record with one more member before its closing brace.
    head = len(record) - 2
    if not (answer.startswith(record[:head]) and answer.startswith(_MEMBER, head)):
        raise NassError(f"the command did not answer the record {record[:80]!r} but {answer[:80]!r}")
    return Document(text, answer[head + len(_MEMBER) : -2])


def _normal(answer: bytes) -> str:
    normal: str = json.loads(answer)["text"]
    return normal


_lock = threading.Lock()
_annotators: Dict[Tuple[Any, ...], Annotator] = {}
_normalizers: Dict[Tuple[Any, ...], Normalizer] = {}

# How many sets of options have a command that waits; the oldest is ended first.
_SETS = 8


def _shared(of: Any, made: Dict[Tuple[Any, ...], Any], options: Dict[str, Option]) -> Any:
    """Returns the one that all calls with the same options share."""
    key = tuple(sorted((k, v if isinstance(v, (str, int, float, type(None))) else tuple(v)) for k, v in options.items()))
    old = None
    with _lock:
        it = made.pop(key, None)
        if it is None:
            it = of(**options)
            if len(made) >= _SETS:
                old = made.pop(next(iter(made)))
        made[key] = it
    if old is not None:
        old._pool.retire()  # and not closed: a thread may be about to use it
    return it


def normalize(text: str, **options: Option) -> str:
    """Returns the normal form of a text: clear errors are fixed, and nothing else changes.

    >>> normalize("القلم و الدفتر ,")
    'القلم والدفتر،'
    >>> normalize("أحمد", profile="search")
    'احمد'

    options are those of ``nass normalize``, with _ for -.
    """
    it: Normalizer = _shared(Normalizer, _normalizers, options)
    return it(text)


def normalize_all(texts: Iterable[str], *, ahead: int = AHEAD, **options: Option) -> Iterator[str]:
    """Yields the normal form of each text, in order; many times as fast as one call for each.

    ahead is that of Annotator.annotate.
    """
    it: Normalizer = _shared(Normalizer, _normalizers, options)
    return it.normalize(texts, ahead)


def annotate(
    texts: Iterable[str], layers: Union[str, Sequence[str]] = LAYERS, *, ahead: int = AHEAD, **options: Option
) -> Iterator[Document]:
    """Yields a Document with the layers of each text, in order.

    >>> for doc in annotate(["وصل أحمد. ثم عاد."], layers=["sentences"]):
    ...     [s.text for s in doc.sentences]
    ['وصل أحمد.', 'ثم عاد.']

    ahead is that of Annotator.annotate, and options are those of ``nass annotate``.
    """
    return _annotator(layers, options).annotate(texts, ahead)


def _annotator(layers: Union[str, Sequence[str]], options: Dict[str, Option]) -> Annotator:
    it: Annotator = _shared(Annotator, _annotators, {"layers": layers, **options})
    return it


def check(text: str, **options: Option) -> List[Finding]:
    """Returns the problems of a text, as ``nass check`` reports them. What it finds of a text
    as a whole, such as digits of two sets, is not among them.

    >>> [(f.rule, f.found, f.becomes) for f in check("القلم و الدفتر")]
    [('detached-waw', 'و الدفتر', 'والدفتر')]
    """
    return _annotator("findings", options)(text).findings


def sentences(text: str, **options: Option) -> List[Sentence]:
    """Returns the sentences of a text.

    >>> [s.text for s in sentences("وصل د. أحمد. ثم عاد.")]
    ['وصل د. أحمد.', 'ثم عاد.']
    """
    return _annotator("sentences", options)(text).sentences


@overload
def tokens(text: str, clitics: None = None, **options: Option) -> List[Token]: ...


@overload
def tokens(text: str, clitics: str, **options: Option) -> List[Part]: ...


def tokens(text: str, clitics: Optional[str] = None, **options: Option) -> Union[List[Token], List[Part]]:
    """Returns the words, numbers, URLs and marks of a text. With clitics, one of proclitics,
    atb and full, words are split into their parts.

    >>> [(t.text, t.type) for t in tokens("قال: 2,500")]
    [('قال', 'word'), (':', 'punctuation'), ('2,500', 'number')]
    >>> [(t.text, t.part, t.norm) for t in tokens("وبمدينتهم", clitics="atb")]
    [('و', 'proclitic', 'و'), ('ب', 'proclitic', 'ب'), ('مدينت', 'stem', 'مدينة'), ('هم', 'pronoun', 'هم')]
    """
    if clitics is not None:
        return _annotator("clitics", {"clitics": clitics, **options})(text).clitics
    return _annotator("tokens", options)(text).tokens


def entities(text: str, **options: Option) -> List[Entity]:
    """Returns the names of persons, places and organizations in a text.

    >>> [(e.type, e.text) for e in entities("وصل بوتين إلى أستانا")]
    [('PER', 'بوتين'), ('LOC', 'أستانا')]
    """
    return _annotator("entities", options)(text).entities


def dates(text: str, reference: Optional[str] = None, **options: Option) -> List[Date]:
    """Returns the dates and times in a text. What is relative is resolved against the
    reference, a date such as 2023-11-10.

    >>> [(d.text, d.value) for d in dates("وصل أمس", reference="2023-11-10")]
    [('أمس', '2023-11-09')]
    >>> [(d.text, d.value) for d in dates("وصل أمس")]
    [('أمس', '-P1D')]
    """
    return _annotator("dates", {"reference": reference, **options})(text).dates
