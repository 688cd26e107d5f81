"""Hugging Face datasets: map with batched=True, in one process and in two.

Run it with datasets installed: python datasets_map.py
"""

from typing import Any, Dict, List

import datasets

import nass


def add_layers(batch: Dict[str, List[Any]]) -> Dict[str, List[Any]]:
    """Adds the normal form, the sentences and the names of each text."""
    docs = list(nass.annotate(batch["text"], ["normal", "sentences", "entities"]))
    return {
        "normal": [d.normal for d in docs],
        "sentences": [[s.text for s in d.sentences] for d in docs],
        "entities": [[{"start": e.start, "end": e.end, "type": e.type, "name": e.name} for e in d.entities] for d in docs],
    }


def main() -> None:
    """Maps a data set that it makes."""
    texts = [f"وصل بوتين إلى أستانا ,ثم عاد {i}. و قال نعم." for i in range(2000)]
    data = datasets.Dataset.from_dict({"id": list(range(2000)), "text": texts})
    one = data.map(add_layers, batched=True, batch_size=500)
    two = data.map(add_layers, batched=True, batch_size=500, num_proc=2)  # each process runs its own command
    assert one[:] == two[:]
    assert one[7]["sentences"] == ["وصل بوتين إلى أستانا ,ثم عاد 7.", "و قال نعم."]
    assert [e["name"] for e in one[7]["entities"]] == ["بوتين", "أستانا"]
    print(one, one[7], sep="\n")
    print("ok")


if __name__ == "__main__":
    datasets.disable_caching()
    main()
