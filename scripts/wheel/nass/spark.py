"""nass on Apache Spark: a column of normal forms, or of annotations, on all executors.

    from nass import spark as nass_spark
    normal = nass_spark.normalize(df, "text", into="normal")
    found = nass_spark.annotate(df, "text", layers=["sentences", "entities"])

Each Python worker of an executor runs one command, which works on one core unless jobs
is given, since Spark runs a task on each. The package must be installed on the
executors; see the page on distributed work.
"""

from typing import TYPE_CHECKING, Any, Callable, Iterable, Iterator, List, Optional, Sequence, Tuple, Union

from nass import _api
from nass._process import Option, encode

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

#: What to do with a text that the command does not read, such as one of more than 16 MiB.
ON_ERROR = ("stop", "skip", "keep")

_PLACE = "start:int,end:int,"
_NORMAL_PLACE = ",normal_start:int,normal_end:int"

# The fields of the layers in Spark's DDL, by layer.
_FIELDS = {
    "language": "language:string,damage:array<string>",
    "normal": "normal:string",
    "edits": "text:string,new:string,rule:string",
    "findings": "rule:string,level:string,message:string,found:string,becomes:string,fix:string",
    "sentences": "text:string,paragraph:int,end_mark:string",
    "tokens": "text:string,type:string",
    "clitics": "text:string,type:string,part:string,word:int,norm:string,score:double",
    "entities": "text:string,name:string,full:string,type:string,score:double",
    "dates": "text:string,value:string,grain:string,calendar:string,kind:string,alternatives:array<string>,vague:boolean,"
    "problems:array<struct<name:string,message:string,want:string>>",
}


def schema(layers: Union[str, Sequence[str]] = _api.LAYERS) -> str:
    """Returns the type of an annotation with those layers, in Spark's DDL: struct<…>.

    >>> schema(["language", "tokens"])
    'struct<language:string,damage:array<string>,tokens:array<struct<start:int,end:int,text:string,type:string>>>'
    """
    names = _names(layers)
    fields = []
    for name in _FIELDS:  # as the command orders them
        if name not in names:
            continue
        if name in ("language", "normal"):
            fields.append(_FIELDS[name])
        else:
            place = _NORMAL_PLACE if "normal" in names else ""
            fields.append(f"{name}:array<struct<{_PLACE}{_FIELDS[name]}{place}>>")
    unknown = [name for name in names if name not in _FIELDS]
    if unknown:
        raise ValueError(f"layers: {unknown[0]!r} has no type (use {', '.join(_FIELDS)})")
    return f"struct<{','.join(fields)}>"


def _names(layers: Union[str, Sequence[str]]) -> List[str]:
    """Returns the names of layers; all are those that have a type."""
    names = layers.split(",") if isinstance(layers, str) else list(layers)
    return list(_FIELDS) if names == ["all"] else names


def normalize(
    df: "DataFrame", column: str = "text", into: Optional[str] = None, on_error: str = "stop", **options: Option
) -> "DataFrame":
    """Returns df with the normal form of a column of strings, in the column into or, without
    it, in its place. null stays null.

    on_error says what to do with a text that the command does not read: stop ends the job,
    skip removes the row, keep has the text as it is. options are those of ``nass normalize``.
    """
    into = into or column
    return _map(df, column, into, on_error, _NormalForms(options), "string")


def annotate(
    df: "DataFrame",
    column: str = "text",
    into: str = "nass",
    layers: Union[str, Sequence[str]] = _api.LAYERS,
    on_error: str = "stop",
    json: bool = False,
    **options: Option,
) -> "DataFrame":
    """Returns df with one more column, into: the layers of a column of strings, as a struct of
    the type schema(layers); with json as the JSON that the command writes. null stays null.

    Offsets count code points, as Python does, from 0: a text is substring(text, start + 1,
    end - start). The layer signals is for json only.
    on_error says what to do with a text that the command does not read: stop ends the job,
    skip removes the row, keep has null. options are those of ``nass annotate``.
    """
    kind = "string" if json else schema(layers)
    return _map(df, column, into, on_error, _Annotations(layers, json, options), kind)


def _map(df: "DataFrame", column: str, into: str, on_error: str, make: Any, kind: str) -> "DataFrame":
    """Returns df with what make makes of a column, as a column of that type in DDL."""
    from pyspark.sql.types import StructField, StructType, _parse_datatype_string

    if on_error not in ON_ERROR:
        raise ValueError(f"on_error: must be one of {', '.join(ON_ERROR)}, got {on_error!r}")
    df.schema[column]  # or KeyError
    made = StructField(into, _parse_datatype_string(kind), True)
    fields = [made if f.name == into else f for f in df.schema.fields]
    whole = StructType(fields if made in fields else [*fields, made])
    return df.mapInArrow(_mapper(column, into, on_error, make, made.dataType), whole)


class _NormalForms:
    """What makes normal forms on an executor."""

    def __init__(self, options: Any) -> None:
        self.options = {"jobs": 1, **options}  # not all cores: Spark runs a task on each

    def __call__(self, texts: Iterable[str]) -> Iterator[Any]:
        return _api.normalize_all(texts, **self.options)

    def of_bad(self, text: str) -> Any:
        """Returns what is kept of a text that is not read."""
        return text


class _Annotations:
    """What makes annotations on an executor."""

    def __init__(self, layers: Any, json: bool, options: Any) -> None:
        self.layers, self.json, self.options = layers if json else _names(layers), json, {"jobs": 1, **options}

    def __call__(self, texts: Iterable[str]) -> Iterator[Any]:
        for doc in _api.annotate(texts, self.layers, **self.options):
            yield doc.json if self.json else doc.data

    def of_bad(self, text: str) -> Any:
        """Returns what is kept of a text that is not read."""
        return None


def _mapper(
    column: str, into: str, on_error: str, make: Any, kind: Any
) -> "Callable[[Iterator[pyarrow.RecordBatch]], Iterator[pyarrow.RecordBatch]]":
    """Returns the function for mapInArrow."""

    def work(batches: "Iterator[pyarrow.RecordBatch]") -> "Iterator[pyarrow.RecordBatch]":
        import pyarrow as pa
        from pyspark.sql.pandas.types import to_arrow_type

        arrow = to_arrow_type(kind)
        for batch in batches:
            texts: List[Optional[str]] = batch.column(batch.schema.get_field_index(column)).to_pylist()
            bad = {i: text for i, text in enumerate(texts) if text is not None and on_error != "stop" and not _reads(text)}
            good = make(text for i, text in enumerate(texts) if text is not None and i not in bad)
            made = [
                None if text is None else make.of_bad(text) if i in bad else next(good) for i, text in enumerate(texts)
            ]
            next(good, None)  # hands the command back
            out = _put(batch, into, pa.array(made, arrow))
            if bad and on_error == "skip":
                out = out.filter(pa.array([i not in bad for i in range(len(texts))]))
            yield out

    return work


def _put(batch: "pyarrow.RecordBatch", into: str, made: Any) -> "pyarrow.RecordBatch":
    """Returns batch with a column of that name."""
    import pyarrow as pa

    columns: List[Tuple[str, Any]] = list(zip(batch.schema.names, batch.columns))
    at = batch.schema.get_field_index(into)
    if at < 0:
        columns.append((into, made))
    else:
        columns[at] = (into, made)
    return pa.RecordBatch.from_arrays([c for _, c in columns], names=[name for name, _ in columns])


def _reads(text: str) -> bool:
    """Reports whether the command reads a text. A character has at most six bytes in JSON."""
    if len(text) < 2_000_000:
        return True
    try:
        encode(text)
    except ValueError:
        return False
    return True
