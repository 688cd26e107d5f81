"""What nass finds in a text.

All offsets count code points from the beginning of the text, as Python does:
``text[item.start:item.end] == item.text``. Where the layer ``normal`` was asked for
too, ``normal_start`` and ``normal_end`` are the same place in the normal form;
otherwise they are None.
"""

import re
from functools import cached_property, partial
from operator import itemgetter
from typing import Any, Dict, List, NamedTuple, Optional, Type, TypeVar


class Sentence(NamedTuple):
    """A sentence, and the marks that end it ("" where none do)."""

    start: int
    end: int
    text: str
    paragraph: int
    end_mark: str
    normal_start: Optional[int] = None
    normal_end: Optional[int] = None


class Token(NamedTuple):
    """A word, number, URL, mark …; type says which."""

    start: int
    end: int
    text: str
    type: str
    normal_start: Optional[int] = None
    normal_end: Optional[int] = None


class Part(NamedTuple):
    """A part of a word, of which part says whether it is a proclitic, article, stem or
    pronoun; or another token, which has no part and no score.

    word is the number of the token, norm the part as it is written by itself, and score
    how likely the word has these parts.
    """

    start: int
    end: int
    text: str
    type: str
    word: int
    norm: str
    part: Optional[str] = None
    score: Optional[float] = None
    normal_start: Optional[int] = None
    normal_end: Optional[int] = None


class Entity(NamedTuple):
    """A name of a person (PER), place (LOC), organization (ORG) or other thing (MISC).

    name is its normal form without proclitics, and full the full name in the document
    that it stands for: of "الرئيس" none, of "بوتين" perhaps "فلاديمير بوتين".
    """

    start: int
    end: int
    text: str
    name: str
    full: str
    type: str
    score: float
    normal_start: Optional[int] = None
    normal_end: Optional[int] = None


class Problem(NamedTuple):
    """What is wrong with a date, such as a weekday that is another one."""

    name: str
    message: str
    want: str = ""


class Date(NamedTuple):
    """A date, time, range or duration. value is EDTF (ISO 8601-2), such as 2023-11-10.

    Without a reference, what is relative is a signed duration: -P1D for yesterday.
    """

    start: int
    end: int
    text: str
    value: str
    grain: str
    calendar: str
    kind: str
    alternatives: List[str]
    vague: bool
    problems: List[Problem]
    normal_start: Optional[int] = None
    normal_end: Optional[int] = None


class Edit(NamedTuple):
    """A change that makes the normal form: text becomes new."""

    start: int
    end: int
    text: str
    new: str
    rule: str
    normal_start: Optional[int] = None
    normal_end: Optional[int] = None


class Finding(NamedTuple):
    """A problem, as ``nass check`` reports it.

    found are the whole words around it, and becomes is what the fix makes of them; None
    where there is no fix. level is info, warning or error; fix is manual, safe or lossy.
    """

    start: int
    end: int
    text: str
    rule: str
    level: str
    message: str
    found: str
    fix: str
    becomes: Optional[str] = None
    normal_start: Optional[int] = None
    normal_end: Optional[int] = None


try:  # several times as fast, where somebody has installed it
    from orjson import loads as _loads
except ImportError:
    from json import loads as _loads

# The command reads a lone surrogate as U+FFFC, as all that no edit may touch.
_SURROGATE = re.compile("[\ud800-\udfff]")
_OPAQUE = re.compile("[\ud800-\udfff\ufffc]")

Item = TypeVar("Item", Sentence, Token, Part, Entity, Date, Edit, Finding)


class Document:
    """A text and the layers that were asked for.

    A layer that was not asked for raises AttributeError, so that it cannot be confused
    with one that is empty. Layers are read when they are first used.
    """

    def __init__(self, text: str, answer: bytes) -> None:
        self.text = text
        self._answer = answer

    def __repr__(self) -> str:
        text = self.text if len(self.text) <= 40 else self.text[:39] + "…"
        return f"<nass.Document {text!r}: {', '.join(k for k in self.data if k not in ('v', 'unit'))}>"

    def __reduce__(self) -> Any:
        return Document, (self.text, self._answer)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Document) and self.text == other.text and self._answer == other._answer

    def __hash__(self) -> int:
        return hash((self.text, self._answer))

    @property
    def json(self) -> str:
        """The annotation as the command writes it: JSON, whose schema ``nass annotate --schema`` prints."""
        return self._answer.decode()

    @cached_property
    def data(self) -> Dict[str, Any]:
        """The annotation as dicts and lists: faster than the layers where there are many items."""
        data: Dict[str, Any] = _loads(self._answer)
        return data

    def _layer(self, name: str) -> Any:
        try:
            return self.data[name]
        except KeyError:
            layers = ", ".join(k for k in self.data if k not in ("v", "unit"))
            raise AttributeError(f"the layer {name} was not asked for (layers: {layers})") from None

    def _items(self, name: str, of: Type[Item]) -> List[Item]:
        items = self._layer(name)
        if name == "findings" or _SURROGATE.search(self.text):  # findings do not repeat their text
            items = [{**item, "text": self.text[item["start"] : item["end"]]} for item in items]
        if name in ("findings", "clitics") or "normal" in self.data:  # some have fewer fields
            return [of(**item) for item in items]
        # The same, in a third of the time.
        get, make, none = itemgetter(*of._fields[:-2]), partial(tuple.__new__, of), (None, None)
        return [make(get(item) + none) for item in items]

    @property
    def language(self) -> Optional[str]:
        """The language as a BCP 47 code, such as ar, fa or ur; None if it is not known."""
        language: Optional[str] = self._layer("language")
        return language

    @property
    def damage(self) -> List[str]:
        """The rules that found damage, such as mojibake (part of the layer language)."""
        damage: List[str] = self._layer("damage")
        return damage

    @property
    def normal(self) -> str:
        """The normal form."""
        normal: str = self._layer("normal")
        if _SURROGATE.search(self.text):
            opaque = iter(_OPAQUE.findall(self.text))
            normal = re.sub("\ufffc", lambda m: next(opaque, m[0]), normal)
        return normal

    @cached_property
    def edits(self) -> List[Edit]:
        """The edits that make the normal form."""
        return self._items("edits", Edit)

    @cached_property
    def findings(self) -> List[Finding]:
        """The problems of the text."""
        return self._items("findings", Finding)

    @cached_property
    def sentences(self) -> List[Sentence]:
        """The sentences."""
        return self._items("sentences", Sentence)

    @cached_property
    def tokens(self) -> List[Token]:
        """The words, numbers and marks."""
        return self._items("tokens", Token)

    @cached_property
    def clitics(self) -> List[Part]:
        """The parts of words, and all other tokens."""
        return self._items("clitics", Part)

    @cached_property
    def entities(self) -> List[Entity]:
        """The names."""
        return self._items("entities", Entity)

    @cached_property
    def dates(self) -> List[Date]:
        """The dates and times."""
        return [d._replace(problems=[Problem(**p) for p in d.problems]) for d in self._items("dates", Date)]  # type: ignore

    @property
    def signals(self) -> Dict[str, Any]:
        """The signals of quality."""
        signals: Dict[str, Any] = self._layer("signals")
        return signals
