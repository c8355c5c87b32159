#!/usr/bin/env bash
# Exposure by input-output: load, factorisation, all exposures of one economy; extractions of 1,000 industries and of all economies.
#   bench/exposure.sh TABLE YEAR ECONOMY [RUNS]     e.g. bench/exposure.sh ../shared/data/io/wiod2013 2010 JPN; the first run is that of a cold process
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
. "$home/build/find-jdk.sh"
find_jdk 25
libraries=$(printf '%s:' "$home"/modules/{model,data,shock}/target/kaname-*.jar "$home"/modules/app/target/lib/*.jar)
echo "machine: $(nproc) cores, load $(cut -d' ' -f1-3 /proc/loadavg), $("$jdk/bin/java" -version 2>&1 | head -n 1)"
"$jdk/bin/java" --enable-native-access=ALL-UNNAMED -Xmx1g -XX:+UseSerialGC -cp "$libraries" "$home/bench/Exposure.java" "$1" "$2" "$3" "${4:-3}"
