"""spaCy: nass as a component of a blank Arabic pipeline, which sets sentences and entities.

Run it with spacy installed: python spacy_component.py
"""

from typing import Any, Iterable, Iterator, List

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

import nass


class Nass:
    """Sets doc.sents and doc.ents. Spans that begin or end within a token of spaCy grow to it."""

    def __init__(self, options: dict) -> None:
        self.annotator = nass.Annotator(["sentences", "entities"], **options)

    def __call__(self, doc: Doc) -> Doc:
        return _set(doc, self.annotator(doc.text))

    def pipe(self, docs: Iterable[Doc], batch_size: int = 1000, **_: Any) -> Iterator[Doc]:
        waiting: List[Doc] = []

        def texts() -> Iterator[str]:
            for doc in docs:
                waiting.append(doc)
                yield doc.text

        for found in self.annotator.annotate(texts(), ahead=batch_size):
            yield _set(waiting.pop(0), found)


def _set(doc: Doc, found: nass.Document) -> Doc:
    starts = set()
    for sentence in found.sentences:
        span = doc.char_span(sentence.start, sentence.end, alignment_mode="expand")
        starts.add(span.start)
    for token in doc:
        token.is_sent_start = token.i in starts or token.i == 0
    spans = [doc.char_span(e.start, e.end, label=e.type, alignment_mode="expand") for e in found.entities]
    doc.ents = spacy.util.filter_spans([s for s in spans if s is not None])
    return doc


@Language.factory("nass", default_config={"options": {}}, assigns=["doc.sents", "doc.ents"])
def make_nass(nlp: Language, name: str, options: dict) -> Nass:
    """Makes the component; options are those of ``nass annotate``."""
    return Nass(options)


def main() -> None:
    """Runs the pipeline on two texts."""
    nlp = spacy.blank("ar")
    nlp.add_pipe("nass")
    texts = ["وصل د. بوتين إلى أستانا 😍 أمس. ثم عاد إلى موسكو!", "قال نعم."]
    docs = list(nlp.pipe(texts))
    sents = [[s.text for s in d.sents] for d in docs]
    assert sents == [["وصل د. بوتين إلى أستانا 😍 أمس.", "ثم عاد إلى موسكو!"], ["قال نعم."]], sents
    ents: List[Span] = list(docs[0].ents)
    assert [(e.text, e.label_) for e in ents][1:] == [("أستانا", "LOC"), ("موسكو", "LOC")], ents
    assert [e.text for e in nlp(texts[0]).ents] == [e.text for e in ents]
    print([(e.text, e.label_, e.start_char) for e in ents])
    print("ok")


if __name__ == "__main__":
    main()
