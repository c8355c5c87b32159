#!/usr/bin/env bash
# Reads one big file three ways, in turn, so that all meet the same machine: DuckDB alone (CSV to typed Parquet, zstd: the yardstick),
# sha256sum, and `kaname data add` with a heap of 1 GB into a fresh workspace. Prints wall and CPU seconds, peak memory, rows/s, the most
# disk in use beside the result, medians and ratios. Write them into bench/RESULTS.md by hand, with the machine.
#   bench/ingest.sh FILE [RUNS [ARGUMENT OF data add]...]      default: 3 runs, --classification HS17
#   bench/ingest.sh baci.csv 5 --classification HS17
# KANAME_BENCH_TMP: where results and temporary files go (default: a new directory under /tmp; the page cache should hold FILE).
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
[ $# -ge 1 ] || { echo "Usage: bench/ingest.sh FILE [RUNS [ARGUMENT OF data add]...]" >&2; exit 2; }
file=$(cd "$(dirname "$1")" && pwd -P)/$(basename "$1")
runs=${2:-3}
shift $(($# < 2 ? $# : 2))
[ $# -gt 0 ] || set -- --classification HS17
. "$home/build/find-jdk.sh"
find_jdk 25 || { echo "No JDK 25 or newer was found.$jdks_seen" >&2; exit 3; }
/usr/bin/time -f '%e' true 2>/dev/null || { echo "GNU time (/usr/bin/time) is needed." >&2; exit 3; }
"$home/kaname" --version >/dev/null
work=$(mktemp -d "${KANAME_BENCH_TMP:-/tmp}/kaname-ingest.XXXXXX")
trap 'rm -rf "$work"' EXIT
duckdb=$(ls "$home"/modules/app/target/lib/duckdb_jdbc-*.jar)
"$jdk/bin/javac" -d "$work/classes" "$home/bench/DuckCsvToParquet.java"
cores=$(nproc)

# measure NAME COMMAND...: appends "wall user sys peak-kB" to $work/NAME
measure() {
    local name=$1
    shift
    /usr/bin/time -f '%e %U %S %M' -o "$work/one" "$@" >"$work/out" 2>"$work/err" || { cat "$work/out" "$work/err" >&2; exit 1; }
    tail -n 1 "$work/one" >>"$work/$name"
}

# watch_disk: the most kilobytes that workspace and temporary directory held at once
watch_disk() {
    local most=0 now
    while [ ! -e "$work/stop" ]; do
        now=$(du -sk "$work/ws" "$work/tmp" 2>/dev/null | awk '{s += $1} END {print s + 0}')
        [ "$now" -gt "$most" ] && { most=$now; echo "$most" >"$work/most"; }
        sleep 0.2
    done
}

echo "machine: $cores cores, load $(cut -d' ' -f1-3 /proc/loadavg), $("$jdk/bin/java" -version 2>&1 | head -n 1), $(basename "$duckdb" .jar)"
echo "file: $(basename "$file"), $(stat -c %s "$file") bytes; data add $*"
cat "$file" >/dev/null
for _ in $(seq "$runs"); do
    measure duckdb "$jdk/bin/java" --enable-native-access=ALL-UNNAMED -Djava.io.tmpdir="$work" -Xmx256m -cp "$work/classes:$duckdb" \
        DuckCsvToParquet "$file" "$work/yardstick.parquet" "$cores"
    cat "$work/out" >>"$work/statement"
    measure sha256 sha256sum "$file"
    rm -rf "$work/ws" "$work/tmp" "$work/stop" "$work/most"
    mkdir -p "$work/ws" "$work/tmp"
    watch_disk &
    KANAME_JAVA_OPTS="-Xmx1g -Djava.io.tmpdir=$work/tmp" measure kaname "$home/kaname" data add "$file" "$@" --workspace "$work/ws"
    touch "$work/stop"
    wait
    echo "$(($(cat "$work/most") - $(du -sk "$work/ws" | cut -f1)))" >>"$work/disk"
done

rows=$(grep -c '' "$file")
rows=$((rows - 1))
median() { sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }
show() {
    local wall cpu peak
    wall=$(awk '{print $1}' "$work/$1" | median)
    cpu=$(awk '{print $2 + $3}' "$work/$1" | median)
    peak=$(awk '{print $4}' "$work/$1" | median)
    printf '%-34s wall %6.2f s  CPU %6.2f s  peak %5d MB  %10d rows/s   all: %s\n' "$2" "$wall" "$cpu" "$((peak / 1024))" \
        "$(awk -v r="$rows" -v w="$wall" 'BEGIN {print int(r / w)}')" "$(awk '{printf "%s ", $1}' "$work/$1")"
}
show duckdb 'DuckDB CSV -> Parquet, process'
printf '%-34s wall %6.2f s   all: %s\n' 'DuckDB CSV -> Parquet, statement' "$(awk '{print $1}' "$work/statement" | median)" "$(tr '\n' ' ' <"$work/statement")"
show sha256 'sha256sum'
show kaname 'kaname data add'
ratio() { awk -v a="$1" -v b="$2" 'BEGIN {printf "%.2f", a / b}'; }
wall() { awk '{print $1}' "$work/$1" | median; }
cpu() { awk '{print $2 + $3}' "$work/$1" | median; }
echo "ratio to DuckDB (statement): wall $(ratio "$(wall kaname)" "$(wall statement)"); to the process: wall $(ratio "$(wall kaname)" "$(wall duckdb)"), CPU $(ratio "$(cpu kaname)" "$(cpu duckdb)")"
echo "ratio to sha256sum: wall $(ratio "$(wall kaname)" "$(wall sha256)")"
echo "disk: yardstick $(($(stat -c %s "$work/yardstick.parquet") / 1048576)) MB, data set $(($(du -sk "$work/ws" | cut -f1) / 1024)) MB, beside it at most $(($(median <"$work/disk") / 1024)) MB"
echo "load at the end: $(cut -d' ' -f1-3 /proc/loadavg)"
