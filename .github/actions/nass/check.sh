#!/usr/bin/env bash
# Checks $PATHS with the flags $ARGS and annotates the findings. With $SARIF it writes a report
# to that file as well.
set -uf -o pipefail
formats=(--format github)
if [[ -n ${SARIF:-} ]]; then
    formats+=(--format "sarif=$SARIF")
fi
# shellcheck disable=SC2086 # the inputs are lists of words
exec nass check "${formats[@]}" ${ARGS:-} -- ${PATHS:-.}
