"""Runs nass on Spark and compares it with one machine, byte for byte.

    python3 -m venv env
    env/bin/pip install pyspark pyarrow dist/nass-*.whl      # of go run ./scripts/wheel -o dist
    env/bin/python scripts/spark/run.py [--documents 200000 | --input FILE.jsonl] [--dir DIR]

It needs Java 17 or later. Spark runs in local-cluster mode: a driver, a master, and two
executors that are processes of their own with one core and 1 GiB each. What it does:

1. One machine annotates and normalizes the documents: the command alone.
2. Spark does the same: annotate and normalize of nass.spark, and RDD.pipe. Sorted by id,
   the outputs must be equal.
3. Spark annotates again, and an executor is killed in the middle: so must be its output.
4. Records that cannot be read, under each --on-error, and texts that are too long.

Before that it prints how much memory a command takes.

The exit status is 0 if all is equal, and 77 if Java or pyspark is missing. Documents have
a number as "id", and a "text".
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from typing import Any, Callable, Dict, Iterator, List, Optional

SKIPPED = 77
PARTITIONS = 24
LAYERS = ["language", "sentences", "entities", "dates"]

SENTENCES = [
    "وصل بوتين إلى أستانا أمس", "قال الوزير : لا تعليق", "التقى أحمد علي رئيس البلدية في القاهرة", "القلم و الدفتر على الطاولة ,",
    "افتتح المعرض في 10 نوفمبر 2023", "ارتفعت الأسعار بنسبة 12,5٪ هذا العام", "هل عاد د. سامي من بيروت ؟", "ذهب إلی آسیا 😍 مرتين",
    "زار وفد من الأمم المتحدة دمشق يوم الأحد", "كــتاب جديد ، و فيلم قديم", "انظر https://example.org/a,b للمزيد", "قال نعم \"ثم\" صمت\tطويلا\n",
]  # fmt: skip


def say(text: str) -> None:
    """Prints a line, with the time."""
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)


def documents(n: int) -> Iterator[str]:
    """Yields n documents as lines of JSON; the same for an n."""
    r = random.Random(n)
    for i in range(n):
        text: Optional[str] = " ".join(r.choice(SENTENCES) + r.choice([".", "", "!", " ."]) for _ in range(r.randrange(1, 7)))
        if i % 997 == 0:
            text = None
        elif i % 991 == 0:
            text = ""
        yield json.dumps({"id": i, "text": text, "url": f"https://example.org/{i}"}, ensure_ascii=i % 2 == 0) + "\n"


def id_of(line: bytes) -> int:
    """Returns the id of a record."""
    number: int = json.loads(line)["id"]
    return number


class Outputs:
    """The outputs of the runs, in files, and whether they are equal."""

    def __init__(self, folder: str) -> None:
        self.folder, self.wrong = folder, 0

    def path(self, name: str) -> str:
        """Returns where a run writes."""
        return os.path.join(self.folder, name)

    def lines(self, name: str, key: Callable[[bytes], int]) -> List[bytes]:
        """Returns the lines of an output, or of the parts of one, sorted."""
        path, lines = self.path(name), []
        parts = [path] if os.path.isfile(path) else [os.path.join(path, p) for p in os.listdir(path) if p.startswith("part-")]
        for part in parts:
            with open(part, "rb") as f:
                lines += [line + b"\n" for line in f.read().split(b"\n")[:-1]]
        return sorted(lines, key=key)

    def compare(self, what: str, got: List[bytes], want: List[bytes]) -> None:
        """Compares two outputs and says what it finds."""
        if got == want:
            say(f"equal: {what}: {len(got):,} lines, {sum(map(len, got)):,} bytes")
            return
        self.wrong += 1
        differing = next((i for i, (a, b) in enumerate(zip(got, want)) if a != b), min(len(got), len(want)))
        say(f"DIFFERS: {what}: {len(got):,} lines, not {len(want):,}; the first is number {differing}:")
        for lines in (got, want):
            print("   ", lines[differing : differing + 1])


def descendants(pid: int) -> Dict[int, str]:
    """Returns the processes below one, with their commands."""
    of: Dict[int, List[int]] = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat") as f:
                    of.setdefault(int(f.read().rsplit(")", 1)[1].split()[1]), []).append(int(name))
            except OSError:
                continue
    found: Dict[int, str] = {}
    todo = [pid]
    while todo:
        for child in of.get(todo.pop(), []):
            try:
                with open(f"/proc/{child}/cmdline") as f:
                    found[child] = f.read().replace("\0", " ")
            except OSError:
                continue
            todo.append(child)
    return found


def kill_an_executor(sc: Any, done: threading.Event, told: List[str]) -> None:
    """Kills an executor of this Spark, with what it runs, when a third of the tasks of the job are done."""
    tracker = sc.statusTracker()
    while not done.wait(0.05):
        for stage in map(tracker.getStageInfo, tracker.getActiveStageIds()):
            if stage is None or stage.numTasks < PARTITIONS // 2 or not stage.numTasks // 3 <= stage.numCompletedTasks < stage.numTasks - 4:
                continue
            executors = [p for p, command in descendants(os.getpid()).items() if "CoarseGrainedExecutorBackend" in command]
            if len(executors) < 2:
                continue
            for pid in [executors[0], *descendants(executors[0])]:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass
            told.append(f"killed executor {executors[0]} after {stage.numCompletedTasks} of {stage.numTasks} tasks")
            return


def main() -> int:
    """Runs all; see the top of the file."""
    parser = argparse.ArgumentParser(description="Run nass on Spark and compare it with one machine.")
    parser.add_argument("--documents", type=int, default=200_000, metavar="N", help="make N documents")
    parser.add_argument("--input", metavar="FILE", help="read the documents of FILE instead")
    parser.add_argument("--dir", metavar="DIR", help="work in DIR and keep what is there")
    o = parser.parse_args()
    try:
        import pyarrow  # noqa: F401
        import pyspark
    except ImportError as err:
        say(f"skipped: {err}")
        return SKIPPED
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        say("skipped: no java")
        return SKIPPED
    import nass

    folder = o.dir or tempfile.mkdtemp(prefix="nass-spark")
    os.makedirs(folder, exist_ok=True)
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    os.environ["SPARK_WORKER_DIR"] = os.path.join(folder, "spark")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    say(f"nass {nass.__version__}, pyspark {pyspark.__version__}, Python {sys.version.split()[0]}, in {folder}")
    out = Outputs(folder)
    try:
        return run(out, o, nass)
    finally:
        if o.dir is None:
            shutil.rmtree(folder, ignore_errors=True)


def run(out: Outputs, o: argparse.Namespace, nass: Any) -> int:
    """Runs all in the folder of out."""
    from pyspark.sql import SparkSession
    from nass import spark as nass_spark

    source = o.input and os.path.abspath(o.input)
    if not source:
        source = out.path("documents.jsonl")
        with open(source, "w", encoding="utf-8") as f:
            f.writelines(documents(o.documents))
    layers = "--layers=" + ",".join(LAYERS)
    one_machine(out, source, "annotated.jsonl", "annotate", layers)
    one_machine(out, source, "normalized.jsonl", "normalize")
    annotated = out.lines("annotated.jsonl", id_of)
    normalized = out.lines("normalized.jsonl", id_of)
    say(f"one machine: {len(annotated):,} documents")
    memory(out, source)

    spark = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .appName("nass")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.python.worker.reuse", "true")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "2000")
        .config("spark.log.level", "ERROR")
        .getOrCreate()
    )
    sc = spark.sparkContext
    df = spark.read.schema("id long, text string").json(source).repartition(PARTITIONS)

    # The records as they are: lines in, lines out.
    for verb, args, want in (("annotate", layers, annotated), ("normalize", "", normalized)):
        sc.textFile(source, PARTITIONS).pipe(f"{nass.binary()} {verb} --as jsonl -j 1 {args}", checkCode=True).saveAsTextFile(out.path(f"pipe-{verb}"))
        out.compare(f"RDD.pipe, {verb}", out.lines(f"pipe-{verb}", id_of), want)

    # A column: the id and what the command writes.
    def by_id(line: bytes) -> int:
        return int(line.split(b"\t")[0])

    members = []
    for line in annotated:
        member = line.rpartition(b',"nass":')[2][:-2]
        members.append(b"%d\t%s\n" % (id_of(line), b"" if member == b"null" else member))

    def save(name: str, made: Any, column: str) -> List[bytes]:
        made.selectExpr(f"concat(id, '\\t', coalesce({column}, ''))").write.text(out.path(name))
        return out.lines(name, by_id)

    out.compare("nass.spark.annotate", save("annotate", nass_spark.annotate(df, layers=LAYERS, json=True), "nass"), members)

    killed: List[str] = []
    done = threading.Event()
    killer = threading.Thread(target=kill_an_executor, args=(sc, done, killed))
    killer.start()
    try:
        lines = save("killed", nass_spark.annotate(df, layers=LAYERS, json=True), "nass")
    finally:
        done.set()
        killer.join()
    say(killed[0] if killed else "NO EXECUTOR WAS KILLED: the job was too short")
    out.wrong += not killed
    out.compare("nass.spark.annotate, an executor killed", lines, members)

    texts = [b"%d\t%s\n" % (d["id"], json.dumps(d["text"] or "").encode()) for d in map(json.loads, normalized)]
    rows = sorted((row.id, row.text or "") for row in nass_spark.normalize(df).toLocalIterator())
    out.compare("nass.spark.normalize", [b"%d\t%s\n" % (i, json.dumps(t).encode()) for i, t in rows], texts)

    few = [row.asDict(recursive=True) for row in nass_spark.annotate(df.where("id < 2000"), layers=LAYERS).collect()]
    want = {id_of(line): json.loads(line)["nass"] for line in annotated}
    structs = sorted((row["id"], plain(row["nass"])) for row in few if row["nass"] is not None)
    out.compare(
        "the structs of nass.spark.annotate",
        [repr(s).encode() for s in structs],
        [repr((i, plain({k: v for k, v in want[i].items() if k in nass_spark._FIELDS or k == "damage"}))).encode() for i, _ in structs],
    )
    bad_records(out, sc, nass)
    long_texts(out, spark, nass_spark)
    spark.stop()
    say(f"{out.wrong} differ" if out.wrong else "all equal")
    return 1 if out.wrong else 0


def plain(value: Any) -> Any:
    """Returns a value without the fields that are not set, and with sorted ones."""
    if isinstance(value, dict):
        return {k: plain(value[k]) for k in sorted(value) if value[k] is not None}
    return [plain(v) for v in value] if isinstance(value, list) else value


def one_machine(out: Outputs, source: str, name: str, *args: str) -> None:
    """Runs the command on the documents."""
    import nass

    with open(out.path(name), "wb") as f:
        subprocess.run([nass.binary(), *args, "--as=jsonl", source], stdout=f, check=True)


def memory(out: Outputs, source: str) -> None:
    """Prints the peak memory of a command as a Python worker runs it, on one core."""
    import nass

    long = out.path("long.jsonl")
    with open(long, "w", encoding="utf-8") as f:
        for i in range(10):
            f.write(json.dumps({"id": i, "text": (" ".join(SENTENCES) + "\n") * 1_500}, ensure_ascii=False) + "\n")
    size = os.path.getsize(long) / 10e6
    for what, file in (("these documents", source), (f"documents of {size:.1f} MB", long)):
        for layers in (",".join(LAYERS), "all"):
            args = [nass.binary(), "annotate", "--as=jsonl", "--jobs=1", "--line-buffered", f"--layers={layers}", file]
            with subprocess.Popen(args, stdout=subprocess.DEVNULL) as command:
                _, status, usage = os.wait4(command.pid, 0)
                command.returncode = os.waitstatus_to_exitcode(status)
            say(f"memory of a command: {usage.ru_maxrss / 1024:.0f} MB for {what}, layers {layers}, exit status {command.returncode}")


def bad_records(out: Outputs, sc: Any, nass: Any) -> None:
    """Compares what becomes of records that cannot be read."""
    lines = [line.rstrip("\n") for line in documents(600)]
    for i in (0, 100, 101, 599):
        lines[i] = lines[i][:-1] + ("" if i % 2 else "]")  # an object without an end, or with a wrong one
    source = out.path("bad.jsonl")
    with open(source, "w", encoding="utf-8") as f:
        f.write("\n".join(lines) + "\n")

    def text(line: bytes) -> Any:
        return line

    for handle in ("stop", "skip", "keep"):
        args = ["annotate", "--as", "jsonl", "--on-error", handle]
        alone = subprocess.run([nass.binary(), *args, source], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300)
        try:
            sc.textFile(source, 4).pipe(" ".join([nass.binary(), *args]), checkCode=True).saveAsTextFile(out.path(f"bad-{handle}"))
            status = 0
        except Exception as err:  # of Java
            status = 2 if "Pipe function" in str(err) else 1
        out.compare(f"the status with --on-error {handle}", [b"%d" % status], [b"%d" % alone.returncode])
        if status == 0:
            want = sorted(line + b"\n" for line in alone.stdout.split(b"\n")[:-1])
            out.compare(f"bad records with --on-error {handle}", out.lines(f"bad-{handle}", text), want)


def long_texts(out: Outputs, spark: Any, nass_spark: Any) -> None:
    """Compares what becomes of a text of more than 16 MiB in a column."""
    df = spark.createDataFrame([(1, 10), (2, 9_000_000), (3, 12)], "id int, n int").selectExpr("id", "repeat('و', n) as text")
    for handle, want in (("stop", None), ("skip", [(1, 10), (3, 12)]), ("keep", [(1, 10), (2, 9_000_000), (3, 12)])):
        try:
            made = nass_spark.normalize(df, on_error=handle).selectExpr("id", "length(text) as n").collect()
            got = sorted((row.id, row.n) for row in made)
        except Exception as err:  # of Java
            got = None if "nass reads at most" in str(err) else str(err)[:200]
        out.compare(f"a text that is too long, on_error={handle}", [repr(got).encode()], [repr(want).encode()])


if __name__ == "__main__":
    sys.exit(main())
