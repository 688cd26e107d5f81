"""Prints the identifiers of the documents that datatrove's MinHash removes.

datatrove_minhash.py FILE.jsonl FOLDER, with the settings of FineWeb-2.
"""

import glob
import gzip
import json
import os
import sys

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.dedup import MinhashDedupSignature
from datatrove.pipeline.dedup.minhash import MinhashConfig, MinhashDedupBuckets, MinhashDedupCluster, MinhashDedupFilter
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter
from datatrove.utils.hashing import HashConfig

file, work = os.path.abspath(sys.argv[1]), sys.argv[2]
config = MinhashConfig(n_grams=5, num_buckets=14, hashes_per_bucket=8, hash_config=HashConfig(hash_fc="xxhash", precision=64))


def run(name, tasks, *steps):
    LocalPipelineExecutor(pipeline=list(steps), tasks=tasks, workers=1, logging_dir=f"{work}/log/{name}", skip_completed=False).run()


def reader():
    return JsonlReader(os.path.dirname(file), glob_pattern=os.path.basename(file))


run("signatures", 1, reader(), MinhashDedupSignature(output_folder=f"{work}/signatures", config=config, language="arb_Arab"))
run("buckets", config.num_buckets, MinhashDedupBuckets(input_folder=f"{work}/signatures", output_folder=f"{work}/buckets", config=config))
run("clusters", 1, MinhashDedupCluster(input_folder=f"{work}/buckets", output_folder=f"{work}/removed", config=config))
run("filter", 1, reader(), MinhashDedupFilter(input_folder=f"{work}/removed", exclusion_writer=JsonlWriter(f"{work}/excluded")))
for name in glob.glob(f"{work}/excluded/*"):
    with gzip.open(name, "rt", encoding="utf-8") as lines:
        for line in lines:
            print(json.loads(line)["id"])
