#!/usr/bin/env bash
# Measures annals side by side with its peers, on the tasks of TASKS.md, and writes the table of the README.
#
#   WORK=folder benches/compare.sh [SIZE ...]       SIZE: a number of events (default: 10000 1000000)
#
# Needs Python with duckdb and polars, and xan in the PATH; a peer that is missing is left out.
# RUNS counted rounds (default 5), PYTHON the interpreter, README=0 leaves the README alone.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
: "${WORK:?set WORK to a scratch folder: the data of a million events take 340 MB}"
PYTHON=${PYTHON:-python3} RUNS=${RUNS:-5}
annals=${ANNALS:-$here/../target/release/annals}
mkdir -p "$WORK/data" "$WORK/out"
out=$WORK/out/export.csv results=$WORK/results.jsonl
rm -f "$results"
has() { command -v "$1" >/dev/null 2>&1; }
[ $# -gt 0 ] || set -- 10000 1000000
for size in "$@"; do
  dir=$WORK/data/$size
  [ -f "$dir/dataset.json" ] || "$PYTHON" "$here/generate_events.py" "$dir" "$size" >/dev/null
  actor=$("$PYTHON" -c 'import json,sys; print(json.load(open(sys.argv[1]))["actor_1pct"])' "$dir/dataset.json")
  cat "$dir"/*.csv >/dev/null
  [ "$size" -gt 2000000 ] || "$PYTHON" "$here/answers.py" "$annals" "$dir" "$actor"
  for task in validate timeline network export; do
    case $task in
      validate) ours="check" arg= ;;
      timeline) ours="timeline actor:$actor --sort start" arg=$actor ;;
      network) ours="diagram --ties together --top 200 -o $WORK/out/net.dot" arg= ;;
      export) ours="export --sort start -o $out" arg=$out ;;
    esac
    commands=("=annals=$annals --data $dir $ours")
    for peer in duckdb polars; do
      ! "$PYTHON" -c "import $peer" 2>/dev/null || commands+=("=$peer=$PYTHON $here/peers/${peer}_tasks.py $task $dir $arg")
    done
    if has xan && [ "$size" -le 2000000 ]; then commands+=("=xan=bash $here/peers/xan_tasks.sh $task $dir $arg"); fi
    if has xan; then commands+=("=xan_count=xan count $dir/events.csv"); fi
    commands+=("=cat=sh -c 'cat $dir/events.csv $dir/actors.csv $dir/sources.csv > /dev/null'")
    [ $task != export ] || commands+=("=cp=cp $dir/events.csv $out")
    "$PYTHON" "$here/measure.py" --runs "$RUNS" --budget 20 --base =annals --json "$results" --title "$size $task" \
      --tmp "$WORK" --unlink "$out" "${commands[@]}"
    echo
  done
done
[ "${README:-1}" = 0 ] || "$PYTHON" "$here/table.py" "$results" "$here/../README.md"
