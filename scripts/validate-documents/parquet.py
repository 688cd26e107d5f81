#!/usr/bin/env python3
"""Check that nass rewrites a column of Parquet and keeps the rest, as pyarrow reads it.

    python3 scripts/validate-documents/parquet.py NASS

Writes tables with pyarrow in several codecs, page versions, dictionary settings and
nestings, normalizes one column of each with NASS, and reads both files again. The column
must hold the normal forms, which NASS makes of the same texts as JSON Lines, and all
other columns must be equal value for value, as must the schema, the row groups, the
metadata and the compression. Prints what differs and exits with 1 if anything does.
Needs pyarrow.
"""
import datetime, itertools, json, subprocess, sys, tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

ROWS, GROUP = 6000, 2500
CODECS = ["none", "snappy", "gzip", "zstd"]
REFUSED = ["brotli", "lz4"]  # must be an error that names what is supported
# Each column that is normalized, with the path that --field takes.
COLUMNS = {"text": "text", "label": "label", "large": "large", "tags": "tags", "messages": "messages.content"}


def table():
    day = datetime.datetime(2021, 1, 1)
    rows = range(ROWS)
    return pa.table({
        "id": pa.array(rows, pa.int64()),
        "text": pa.array([None if i % 7 == 0 else f"قال ، رقم {i} و مضى" for i in rows]),
        "label": pa.array([["و سم ، أول", "ب", "ج ، د"][i % 3] for i in rows]),
        "large": pa.array([f"لا ، لا {i % 10}" for i in rows], pa.large_string()),
        "tags": pa.array([None if i % 5 == 0 else [f"و سم {k}" for k in range(i % 4)] for i in rows], pa.list_(pa.string())),
        "messages": pa.array([[{"role": "و ،", "content": f"قال ، {i}"}] * (i % 3) for i in rows]),
        "names": pa.array([[("key", "و ،")] if i % 2 else None for i in rows], pa.map_(pa.string(), pa.string())),
        "at": pa.array([day + datetime.timedelta(seconds=i) for i in rows], pa.timestamp("us")),
        "score": pa.array([i / 3 for i in rows]),
        "blob": pa.array([bytes([i % 256, 0]) for i in rows], pa.binary()),
        "flag": pa.array([None if i % 11 == 0 else i % 2 == 0 for i in rows]),
    })


def strings(value, key=None):
    """The strings of the column, in order; below a record only those of its content."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [s for x in value for s in strings(x)]
    if isinstance(value, dict):
        return strings(value["content"])
    return []


def replaced(value, forms):
    """The value with its strings replaced in the same way."""
    if isinstance(value, str):
        return forms[value]
    if isinstance(value, list):
        return [replaced(x, forms) for x in value]
    if isinstance(value, dict):
        return {**value, "content": replaced(value["content"], forms)}
    return value


def normal_forms(nass, texts):
    """The normal form of each text."""
    texts = sorted(set(texts))
    lines = "".join(json.dumps({"text": s}, ensure_ascii=False) + "\n" for s in texts)
    done = subprocess.run([nass, "normalize", "--as", "jsonl"], input=lines, capture_output=True, text=True, check=True)
    return dict(zip(texts, (json.loads(line)["text"] for line in done.stdout.splitlines())))


def codecs(metadata):
    return [[(g.column(i).path_in_schema, g.column(i).compression, g.column(i).num_values) for i in range(g.num_columns)]
            for g in map(metadata.row_group, range(metadata.num_row_groups))]


def differences(old, new, column, forms):
    """What differs between two files but for the normal forms of the column."""
    before, after = pq.read_table(old), pq.read_table(new, page_checksum_verification=True)
    a, b = pq.read_metadata(old), pq.read_metadata(new)
    for name in before.column_names:
        if name != column and not after[name].equals(before[name]):
            yield f"column {name} differs"
    want, got = [replaced(x, forms) for x in before[column].to_pylist()], after[column].to_pylist()
    if got != want:
        i = next(i for i in range(len(want)) if i >= len(got) or got[i] != want[i])
        yield f"row {i} is {got[i] if i < len(got) else None!r}, want {want[i]!r}"
    if not a.schema.equals(b.schema) or a.metadata != b.metadata:
        yield "another schema or other metadata"
    if [a.row_group(i).num_rows for i in range(a.num_row_groups)] != [b.row_group(i).num_rows for i in range(b.num_row_groups)]:
        yield "other row groups"
    elif codecs(a) != codecs(b):
        yield "another compression or another number of values"


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    nass, data, files, bad = sys.argv[1], table(), 0, 0
    forms = normal_forms(nass, [s for c in COLUMNS for s in strings(data[c].to_pylist())])
    if all(s == form for s, form in forms.items()):
        sys.exit("nass changes no text")
    with tempfile.TemporaryDirectory() as folder:
        old, new = Path(folder, "old.parquet"), Path(folder, "new.parquet")
        for codec, version, dictionary in itertools.product(CODECS + REFUSED, ["1.0", "2.0"], [True, False]):
            pq.write_table(data, old, compression=codec, data_page_version=version, use_dictionary=dictionary, row_group_size=GROUP,
                           write_page_index=True, write_page_checksum=True, data_page_size=5000)
            for column, field in COLUMNS.items():
                files += 1
                new.unlink(missing_ok=True)
                done = subprocess.run([nass, "normalize", "--field", field, "-o", str(new), str(old)], capture_output=True, text=True)
                if codec in REFUSED:
                    faults = [] if done.returncode == 2 and "supported are" in done.stderr and not new.exists() else ["not refused"]
                else:
                    faults = [done.stderr.strip()] if done.returncode else list(differences(old, new, column, forms))
                for fault in faults:
                    bad += 1
                    print(f"{codec}, pages {version}, dictionary {dictionary}, {column}: {fault}")
    print(f"{files} files normalized, {bad} faults")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
