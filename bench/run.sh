#!/usr/bin/env bash
# Whole-process times of start-up, demo, assess, explain and verify, and of re-triage and complexity inside a warm process. Prints one line for each
# with the median of the runs; write them into bench/RESULTS.md by hand, with the machine.
#   bench/run.sh [RUNS]     default 7
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
runs=${1:-7}
. build/find-jdk.sh
find_jdk 25
./kaname --version >/dev/null
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export KANAME_WORKSPACE=$work/workspace

median() {
    local name=$1
    shift
    local times=()
    for _ in $(seq "$runs"); do
        local start end
        start=$(date +%s%N)
        "$@" >/dev/null 2>&1
        end=$(date +%s%N)
        times+=($(((end - start) / 1000000)))
    done
    printf '%s: median %s ms of %s runs (%s)\n' "$name" "$(printf '%s\n' "${times[@]}" | sort -n | sed -n "$((runs / 2 + 1))p")" "$runs" "${times[*]}"
}

echo "machine: $(nproc) cores, load $(cut -d' ' -f1-3 /proc/loadavg), $("$jdk/bin/java" -version 2>&1 | head -n 1)"
median 'start-up (--version)' ./kaname --version
median 'rules list' ./kaname rules list
median 'demo' ./kaname demo --out "$work/out"
median 'demo, no draws' ./kaname demo --draws 0 --out "$work/out"
economy=$(sed -n 's/^economy=//p' modules/app/src/main/resources/org/kaname/app/command/demo.properties)
median "assess $economy --json" ./kaname assess "$economy" --json
passport=$(./kaname assess "$economy" --draws 0 --json 2>/dev/null | sed -n 's/.*"passport" : "\(kn1:[^"]*top_share[^"]*\)".*/\1/p' | sed -n 1p)
median 'explain one figure' ./kaname explain "$passport"
median 'verify' ./kaname verify
libraries=$(printf '%s:' modules/app/target/kaname.jar modules/app/target/lib/*.jar)
"$jdk/bin/java" --enable-native-access=ALL-UNNAMED -cp "$libraries" bench/Retriage.java "$economy" 200
"$jdk/bin/java" --enable-native-access=ALL-UNNAMED -cp "$libraries" bench/Complexity.java 230 5400 20
"$jdk/bin/java" -XX:+UseSerialGC -Xmx2g -cp "$libraries" bench/Recovery.java 5
