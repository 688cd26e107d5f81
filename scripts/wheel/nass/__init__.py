"""Normalize, check, split and annotate Arabic text.

The functions ask the command nass, which is part of the package and keeps running:

>>> import nass
>>> nass.normalize("القلم و الدفتر ,")
'القلم والدفتر،'
>>> text = "وصل بوتين إلى أستانا أمس."
>>> [(e.type, e.text, text[e.start:e.end]) for e in nass.entities(text)]
[('PER', 'بوتين', 'بوتين'), ('LOC', 'أستانا', 'أستانا')]

Offsets count code points, as Python does. For many texts use annotate and
normalize_all, which work on all cores.
"""

from nass._api import (
    LAYERS,
    Annotator,
    Normalizer,
    annotate,
    check,
    dates,
    entities,
    normalize,
    normalize_all,
    sentences,
    tokens,
)
from nass._process import NassError, OptionError, ProcessError, VersionError, binary
from nass._types import Date, Document, Edit, Entity, Finding, Part, Problem, Sentence, Token
from nass._version import __version__

__all__ = [
    "LAYERS",
    "Annotator",
    "Date",
    "Document",
    "Edit",
    "Entity",
    "Finding",
    "NassError",
    "Normalizer",
    "OptionError",
    "Part",
    "Problem",
    "ProcessError",
    "Sentence",
    "Token",
    "VersionError",
    "__version__",
    "annotate",
    "binary",
    "check",
    "dates",
    "entities",
    "normalize",
    "normalize_all",
    "sentences",
    "tokens",
]
