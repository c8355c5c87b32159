#!/usr/bin/env bash
# A data set of a full year in one warm process: loading, heap, all voting rules by kernel and by SQL, re-triage of one economy.
#   bench/full-year.sh WORKSPACE DATASET ECONOMY [RUNS [load|rules|rules-good-by-good|sql|retriage|years]...]      default: 5 runs of everything but years
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
[ $# -ge 3 ] || { sed -n '3p' "$0" >&2; exit 2; }
. "$home/build/find-jdk.sh"
find_jdk 25 || { echo "No JDK 25 or newer was found.$jdks_seen" >&2; exit 3; }
"$home/kaname" --version >/dev/null
libraries=$(printf '%s:' "$home"/modules/app/target/kaname.jar "$home"/modules/app/target/lib/*.jar)
echo "machine: $(nproc) cores, load $(cut -d' ' -f1-3 /proc/loadavg), $("$jdk/bin/java" -version 2>&1 | head -n 1)"
"$jdk/bin/java" --enable-native-access=ALL-UNNAMED -Xmx8g -XX:+UseSerialGC ${KANAME_JAVA_OPTS:-} -cp "$libraries" \
    "$home/bench/FullYear.java" "$1" "$2" "$3" "${4:-5}" "${@:5}"
echo "load at the end: $(cut -d' ' -f1-3 /proc/loadavg)"
