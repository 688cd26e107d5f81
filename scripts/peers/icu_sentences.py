"""ICU (PyICU)'s sentence breaks for eval-segment: JSON strings in, arrays of byte offsets out."""
import json
import sys

import icu

for line in sys.stdin:
    text = json.loads(line)
    breaks = icu.BreakIterator.createSentenceInstance(icu.Locale("ar"))
    breaks.setText(text)
    print(json.dumps([len(text.encode("utf-16-le")[: 2 * end].decode("utf-16-le").encode()) for end in breaks]), flush=True)
