"""A pandas DataFrame: a column of normal forms, and one row for each name.

Run it with pandas installed: python pandas_frame.py
"""

import pandas as pd

import nass

frame = pd.DataFrame(
    {"id": ["a", "b", "c"], "text": ["القلم و الدفتر ,", "وصل بوتين إلى أستانا 😍 أمس.", "التقى بوتين قاسم توكاييف في أستانا"]}
)

# One command runs for the whole column, on all cores.
frame["normal"] = list(nass.normalize_all(frame["text"]))

# One row for each name, with the id of its text.
names = pd.DataFrame(
    [(key, *entity[:7]) for key, doc in zip(frame["id"], nass.annotate(frame["text"], ["entities"])) for entity in doc.entities],
    columns=["id", *nass.Entity._fields[:7]],
)

if __name__ == "__main__":
    print(frame, names, sep="\n\n")
    assert frame["normal"][0] == "القلم والدفتر،"
    text = frame.set_index("id")["text"]
    assert len(names) >= 4 and all(text[n.id][n.start : n.end] == n.text for n in names.itertuples())
    print("ok")
