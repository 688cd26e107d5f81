"""Tests of the module, against the command that is installed beside it."""

import collections
import doctest
import gc
import json
import os
import pickle
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import unittest
from typing import Any, Iterator, List
from unittest import mock

import nass
from nass import _api, _process, spark

# Texts that are hard to count in: beyond the BMP, marks, joiners, controls, line ends of all kinds.
PIECES = [
    "قال", "و", " ", "، ", " ,", ".", "؟", "👩\u200d👩\u200d👧", "😍", "\u064b", "م\u064eن\u0652", "ــ", "\u200f", "\n", "\r\n", "\u2028", "\x85",
    "\0", "\x1b", '"', "\\", "{}", "</script>", "\ufeff", "\ufffd", "\U0001ee00", "بوتين", "أستانا", "في 10 نوفمبر 2023", "أمس", "https://x.org/a,b", "د.", "ﷺ", "آ",
    "é", "e\u0301", "\ud800", "\udcff", "\U0010ffff", "Ù…Ø", "ی", "ک", "٣٤", "12,5", "#وسم_ما", "@a", "\t",
]  # fmt: skip


def texts(n: int, seed: int = 1) -> List[str]:
    """Returns texts of the pieces; the same for a seed."""
    r = random.Random(seed)
    some = ["".join(r.choice(PIECES) + r.choice(["", " "]) for _ in range(r.randrange(60))) for _ in range(n)]
    return [t for t in some if not _process._PAIR.search(t)]


def within(seconds: float, what: Any) -> Any:
    """Returns what() or raises; a test that hangs ends the program with all stacks."""
    import faulthandler

    faulthandler.dump_traceback_later(seconds, exit=True)
    try:
        return what()
    finally:
        faulthandler.cancel_dump_traceback_later()


class Case(unittest.TestCase):
    def run(self, result: Any = None) -> Any:
        return within(100, lambda: super(Case, self).run(result))


class Functions(Case):
    def test_the_examples(self) -> None:
        for module in (nass, _api, spark):
            failed, tried = doctest.testmod(module)
            self.assertEqual(failed, 0)
            self.assertGreater(tried, 0)

    def test_a_span_is_its_text(self) -> None:
        all_texts = texts(400)
        items = collections.Counter()  # type: collections.Counter[str]
        for text, doc in zip(all_texts, nass.annotate(all_texts, layers="all")):
            self.assertIs(doc.text, text)
            for name in ("sentences", "tokens", "clitics", "entities", "dates", "edits", "findings"):
                for item in getattr(doc, name):
                    items[name] += 1
                    self.assertEqual(text[item.start : item.end], item.text, (name, text))
                    self.assertLessEqual(item.normal_end, len(doc.normal), (name, text))
            made = text
            for edit in reversed(doc.edits):
                made = made[: edit.start] + edit.new + made[edit.end :]
            self.assertEqual(made, doc.normal, text)
        self.assertEqual(len(items), 7, items)

    def test_one_by_one_is_as_all_at_once(self) -> None:
        all_texts = texts(60, 2)
        for layers in ("entities,dates", ["sentences", "tokens"], "findings"):
            at_once = list(nass.annotate(all_texts, layers))
            self.assertEqual(at_once, list(nass.annotate(all_texts, layers, ahead=1)))
            with nass.Annotator(layers) as a:
                self.assertEqual(at_once, [a(t) for t in all_texts])
        self.assertEqual(list(nass.normalize_all(all_texts)), [nass.normalize(t) for t in all_texts])
        self.assertEqual([nass.tokens(t) for t in all_texts], [d.tokens for d in nass.annotate(all_texts, ["tokens"])])

    def test_parts_of_words(self) -> None:
        for clitics, want in (("proclitics", "و ب المدينة ل لكتاب ."), ("full", "و ب ال مدينة ل ل كتاب .")):
            parts = nass.tokens("وبالمدينة للكتاب.", clitics=clitics)
            self.assertEqual([p.text for p in parts], want.split())
            self.assertEqual([p.word for p in parts][-1], 2)
            self.assertIsNone(parts[-1].part)
        with self.assertRaises(nass.OptionError):
            nass.tokens("نص", clitics="none")

    def test_as_the_command_does(self) -> None:
        all_texts = [t for t in texts(100, 3) if not re.search("[\ud800-\udfff]", t)]
        lines = "".join(json.dumps({"text": t}, ensure_ascii=False) + "\n" for t in all_texts)
        for args, of in (
            (["annotate", "--layers=all"], lambda: [d.data for d in nass.annotate(all_texts, "all")]),
            (["normalize"], lambda: list(nass.normalize_all(all_texts))),
        ):
            out = subprocess.run([nass.binary(), *args, "--as=jsonl"], input=lines.encode(), stdout=subprocess.PIPE, check=True, timeout=60)
            member = "nass" if args[0] == "annotate" else "text"
            self.assertEqual([json.loads(line)[member] for line in out.stdout.splitlines()], of())

    def test_options(self) -> None:
        self.assertEqual(nass.normalize("في 12 يوما", digits="eastern"), "في ١٢ يوما")
        self.assertEqual(nass.normalize("قال نعم, و عاد", only=["latin-comma"]), "قال نعم، و عاد")
        self.assertEqual(nass.normalize("قال نعم, و عاد", only=("latin-comma", "detached-waw"), disable=[]), "قال نعم، وعاد")
        self.assertEqual([d.value for d in nass.dates("أمس", "2024-03-01")], ["2024-02-29"])
        for bad, message in (
            (lambda: nass.normalize("نص", digit="eastern"), "--digit"),
            (lambda: nass.normalize("نص", digits="roman"), "roman"),
            (lambda: nass.dates("أمس", reference="tomorrow"), "tomorrow"),
            (lambda: list(nass.annotate(["نص"], layers=["token"])), "token"),
        ):
            with self.assertRaisesRegex(nass.OptionError, message):
                bad()
            with self.assertRaises(ValueError):
                bad()

    def test_more_sets_of_options_than_are_kept(self) -> None:
        for _ in range(2):
            for year in range(2000, 2012):
                self.assertEqual(nass.dates("أمس", f"{year}-05-02")[0].value, f"{year}-05-01")
        self.assertLessEqual(len(_api._annotators), _api._SETS)

    def test_surrogates(self) -> None:
        for text, normal in (("\ud800", "\ud800"), ("قال \udcff ثم , نعم", "قال \udcff ثم، نعم"), ("\udc00\ud800", "\udc00\ud800")):
            self.assertEqual(nass.normalize(text), normal)
            self.assertEqual(next(nass.annotate([text], "normal")).normal, normal)
        self.assertEqual([t.start for t in nass.tokens("\ud800 قال")], [0, 2])
        with self.assertRaisesRegex(ValueError, "surrogate pair at 1"):
            nass.normalize("a\ud83d\ude00")

    def test_what_is_no_text(self) -> None:
        for bad in (None, b"x", 1, float("nan")):
            with self.assertRaisesRegex(TypeError, "must be a str"):
                nass.normalize(bad)  # type: ignore[arg-type]
        with self.assertRaisesRegex(ValueError, "nass reads at most"):
            nass.normalize("و" * (9 << 20))

    def test_layers_that_are_not_there(self) -> None:
        (doc,) = nass.annotate(["قال"], layers=["tokens"])
        with self.assertRaisesRegex(AttributeError, "entities was not asked for .layers: tokens."):
            doc.entities
        self.assertEqual(pickle.loads(pickle.dumps(doc)).tokens, doc.tokens)
        self.assertIn("tokens", repr(doc))


class Spark(Case):
    def test_a_schema_is_of_what_is_found(self) -> None:
        self.assertRaisesRegex(ValueError, "token", spark.schema, ["token"])
        kinds = {"edits": nass.Edit, "findings": nass.Finding, "sentences": nass.Sentence, "tokens": nass.Token, "clitics": nass.Part, "entities": nass.Entity, "dates": nass.Date}
        for layer, kind in kinds.items():
            fields = set(re.findall(r"(\w+):", re.sub("<.*?>", "", spark._PLACE + spark._FIELDS[layer] + spark._NORMAL_PLACE)))
            self.assertLessEqual(set(kind._fields), fields | ({"text"} if layer == "findings" else set()))
            self.assertLessEqual(fields - set(kind._fields), {"name", "message", "want"})


class Streams(Case):
    def test_large_texts(self) -> None:
        one = "قال بوتين في موسكو و عاد. " * 20_000  # some 900 KB; its answer has many MB
        docs = list(nass.annotate([one, "", one, "نص"], layers=["tokens"]))
        self.assertEqual([d.text for d in docs], [one, "", one, "نص"])
        self.assertEqual(len(docs[0].data["tokens"]), 140_000)

    def test_empty(self) -> None:
        self.assertEqual(list(nass.annotate([])), [])
        self.assertEqual(list(nass.normalize_all(iter(()))), [])

    def test_back_pressure(self) -> None:
        read = 0

        def source() -> Iterator[str]:
            nonlocal read
            while True:
                read += 1
                yield "قال نعم."

        docs = nass.annotate(source(), layers=["tokens"], ahead=50)
        for n in range(200):
            next(docs)
            self.assertLessEqual(read, n + 1 + 50)
        docs.close()  # type: ignore[attr-defined]
        with self.assertRaisesRegex(ValueError, "ahead"):
            next(nass.annotate(["نص"], ahead=0))
        big = (t for t in ["نص " * 400_000] * 1000)
        docs = nass.annotate(big, layers=["language"])
        next(docs)
        self.assertGreater(sum(1 for _ in big), 980)  # two or three of them were read ahead

    def test_what_texts_raise(self) -> None:
        def source() -> Iterator[Any]:
            yield from ["قال"] * 5
            raise LookupError("no more")

        docs = nass.annotate(source(), layers=["tokens"])
        self.assertEqual([d.text for d in (next(docs) for _ in range(5))], ["قال"] * 5)
        with self.assertRaisesRegex(LookupError, "no more"):
            next(docs)
        got = []
        with self.assertRaises(TypeError):
            for text in nass.normalize_all(["و قال", None]):  # type: ignore[list-item]
                got.append(text)
        self.assertEqual(got, ["وقال"])

    def test_streams_within_streams(self) -> None:
        with nass.Annotator(["tokens"]) as a:
            pairs = [(x.text, y.text, len(a("و قال").tokens)) for x in a.annotate("اب") for y in a.annotate("تث")]
        self.assertEqual(pairs, [(x, y, 2) for x in "اب" for y in "تث"])

    def test_an_iterator_that_is_dropped(self) -> None:
        before = threading.active_count()
        for _ in range(5):
            docs = nass.annotate(iter(lambda: "قال نعم.", None), layers=["tokens"])
            next(docs)
            del docs
        gc.collect()
        self.assertEqual(threading.active_count(), before)

    def test_threads(self) -> None:
        all_texts = texts(40, 4)
        want = [nass.normalize(t) for t in all_texts]
        wrong: List[Any] = []

        def work(seed: int) -> None:
            order = list(range(len(all_texts)))
            random.Random(seed).shuffle(order)
            try:
                for i in order:
                    if nass.normalize(all_texts[i]) != want[i]:
                        wrong.append(all_texts[i])
                if list(nass.normalize_all(all_texts)) != want:
                    wrong.append(seed)
            except BaseException as err:
                wrong.append(err)

        threads = [threading.Thread(target=work, args=(i,)) for i in range(8)]
        for t in threads:
            t.start()
        for t in threads:
            t.join(90)
        self.assertEqual(wrong, [])

    def test_close(self) -> None:
        with nass.Annotator(["tokens"]) as a:
            a("قال")
            p = a._pool._idle[0]
        self.assertFalse(p.alive())
        a.close()
        with self.assertRaisesRegex(ValueError, "closed"):
            a("قال")


class Processes(Case):
    def test_the_command_dies(self) -> None:
        with nass.Annotator(["tokens"]) as a:
            a("قال")
            p = a._pool._idle[0]
            p._popen.kill()
            p._popen.wait()
            self.assertEqual(len(a("قال").tokens), 1)  # a new one answers
            with self.assertRaisesRegex(nass.ProcessError, "nass annotate .* ended .* after [0-9]+ answers"):
                for n, _ in enumerate(a.annotate(iter(lambda: "قال نعم.", None))):
                    if n == 0:
                        [p] = [p for p in a._pool._all if p.alive() and p not in a._pool._idle]
                        p._popen.kill()
                        p._popen.wait()
            self.assertEqual(len(a("قال").tokens), 1)

    @unittest.skipIf(os.name == "nt", "a shell script")
    def test_what_the_command_says(self) -> None:
        with tempfile.TemporaryDirectory() as dir:
            path = os.path.join(dir, "nass")
            with open(path, "w") as f:
                f.write(f"""#!/bin/sh
if [ "$1" = version ]; then echo '{{"version":"{nass.__version__}"}}'; exit; fi
read line; echo "$line"; echo 'nass: the disk is full' >&2; exit 3
""")
            os.chmod(path, 0o755)
            with mock.patch.dict(os.environ, NASS_BINARY=path), nass.Normalizer() as n:
                self.assertEqual(n("قال"), "قال")
                with self.assertRaisesRegex(nass.ProcessError, "ended with status 3 after 1 answers: nass: the disk is full"):
                    list(n.normalize(["قال", "نعم"], ahead=1))
            with mock.patch.dict(os.environ, NASS_BINARY=path), nass.Annotator() as a:
                with self.assertRaisesRegex(nass.NassError, "did not answer the record"):
                    a("قال")

    @unittest.skipIf(os.name == "nt", "a shell script")
    def test_another_version(self) -> None:
        with tempfile.TemporaryDirectory() as dir:
            path = os.path.join(dir, "nass")
            with open(path, "w") as f:
                f.write("#!/bin/sh\necho '{\"version\":\"0.0.1\"}'\n")
            os.chmod(path, 0o755)
            with mock.patch.dict(os.environ, NASS_BINARY=path), nass.Normalizer() as n:
                with self.assertRaisesRegex(nass.VersionError, f"is nass 0.0.1, and the package is {re.escape(nass.__version__)}"):
                    n("قال")
            with mock.patch.dict(os.environ, NASS_BINARY=path + "x"), nass.Normalizer() as n:
                with self.assertRaisesRegex(nass.NassError, "cannot be run"):
                    n("قال")

    @unittest.skipUnless(hasattr(os, "fork"), "no fork")
    def test_fork(self) -> None:
        with nass.Annotator(["tokens"]) as a:
            a("قال")
            docs = a.annotate(iter(lambda: "قال نعم.", None))
            next(docs)
            pid = os.fork()
            if pid == 0:
                ok = False
                try:
                    ok = len(a("قال نعم").tokens) == 2 and nass.normalize("و قال") == "وقال"
                    ok = ok and len(list(a.annotate(["قال"] * 3))) == 3
                finally:
                    os._exit(0 if ok else 1)
            self.assertEqual(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), 0)
            self.assertEqual(len(a("قال نعم").tokens), 2)
            self.assertEqual(len([next(docs) for _ in range(3000)]), 3000)
            docs.close()  # type: ignore[attr-defined]

    @unittest.skipUnless(hasattr(os, "fork"), "no fork")
    def test_multiprocessing(self) -> None:
        import multiprocessing

        nass.normalize("و قال")
        for method in ("fork", "spawn"):
            with multiprocessing.get_context(method).Pool(2) as pool:
                self.assertEqual(pool.map_async(nass.normalize, ["و قال"] * 20).get(60), ["وقال"] * 20)

    @unittest.skipIf(os.name == "nt", "signals")
    def test_interrupt(self) -> None:
        nass.normalize("و قال")
        [p] = _api._normalizers[()]._pool._idle
        self.assertNotEqual(os.getpgid(p._popen.pid), os.getpgid(0))  # Ctrl-C does not reach it

        def late() -> Iterator[str]:
            yield "و قال"
            signal.raise_signal(signal.SIGINT)
            yield "و قال"

        with self.assertRaises(KeyboardInterrupt):
            list(nass.normalize_all(late()))
        self.assertEqual(nass.normalize("و قال"), "وقال")

    def test_python_m_nass(self) -> None:
        out = subprocess.run([sys.executable, "-m", "nass", "--version"], stdout=subprocess.PIPE, check=True, timeout=60)
        self.assertIn(nass.__version__, out.stdout.decode())


if __name__ == "__main__":
    unittest.main()
