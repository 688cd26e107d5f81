"""SaT (wtpsplit)'s sentences for eval-segment: JSON strings in, arrays of byte offsets out.

pip install wtpsplit, and then, with the model that is named (sat-3l-sm if none is):

    go run ./scripts/eval-segment -unmarked -peer sat="python3 scripts/peers/sat_sentences.py sat-12l-sm" DIR SET...
"""
import json
import sys

from wtpsplit import SaT

sat = SaT(sys.argv[1] if len(sys.argv) > 1 else "sat-3l-sm")
for line in sys.stdin:
    ends, at = [], 0
    for sentence in sat.split(json.loads(line)):  # joined, they are the text
        at += len(sentence.encode())
        ends.append(at)
    print(json.dumps(ends), flush=True)
