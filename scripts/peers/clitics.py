"""Clitics as nass, qalsadi and Tashaphyne split them, on the sentences that taught nass nothing.

    pip install qalsadi tashaphyne
    python scripts/peers/clitics.py NASS testdata/clitics/sentences.txt

farasapy downloads a Java program and camel-tools its data when they first run; they are not judged here.
"""
import re
import subprocess
import sys

from qalsadi.analex import Analex
from tashaphyne.stemming import ArabicLightStemmer

MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")


def join(before, word, after):
    """Returns word with + after each particle of before, without its article, and + before the pronoun."""
    particles = re.match("[أوفبلكس]*", re.sub("ال$", "", before) if before != "لل" else "ل")[0]
    end = len(word) - len(after)
    return "+".join([*particles, word[len(particles) : end]] + ([after] if after else []))


def qalsadi(word, analyzer=Analex()):
    found = analyzer.check_word(word)
    if not found:
        return word
    best = max(found, key=lambda x: x.freq if isinstance(x.freq, int) else 0)
    before, _, _, after = (MARKS.sub("", a) for a in best.affix)
    return join(before, word, after)


def tashaphyne(word, stemmer=ArabicLightStemmer()):
    stemmer.light_stem(word)
    before, after = stemmer.get_prefix(), stemmer.get_suffix()
    pronoun = re.search("(هما|كما|ها|هم|هن|كم|كن|ني|نا|ه|ك|ي)$", after)
    return join(before, word, pronoun[0] if pronoun else "")


def main(nass, name):
    sentences = [s for s in open(name, encoding="utf-8").read().split("\n") if s and s[0] != "#"]
    gold = [w for s in sentences[1::2] for w in re.findall("[\u0621-\u064a+]{2,}", s)]
    words = [w.replace("+", "") for w in gold]
    split = subprocess.run(
        [nass, "tokenize", "--clitics", "atb", "--format", "space"], input="\n".join(words), capture_output=True, text=True, check=True
    ).stdout.split("\n")
    for peer, got in (
        ("nass", [w.replace(" ", "+") for w in split]),
        ("qalsadi", map(qalsadi, words)),
        ("Tashaphyne", map(tashaphyne, words)),
    ):
        right = [g == w for g, w in zip(got, gold)]
        of = [r for r, w in zip(right, gold) if "+" in w]
        print(f"{peer}: {100 * sum(right) / len(right):.1f} % of {len(right)} words, {100 * sum(of) / len(of):.1f} % of {len(of)} with a clitic")


main(*sys.argv[1:])
