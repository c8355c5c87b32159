#!/usr/bin/env bash
# Made-up networks of firms: build, day step and systemic risk index in a warm process. Prints lines for bench/RESULTS.md.
#   bench/firm-networks.sh
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
. "$home/build/find-jdk.sh"
find_jdk 25
"$home/kaname" --version >/dev/null
libraries=$(printf '%s:' "$home"/modules/app/target/kaname.jar "$home"/modules/app/target/lib/*.jar)
echo "machine: $(nproc) cores, load $(cut -d' ' -f1-3 /proc/loadavg)"
for size in "200 5 0 200 1e-2" "200 5 0 200 1e-6" "1000 5 0 200 1e-2" "1000 5 0 200 1e-6" "100000 5 0 40 1e-2" "100000 5 0 10 1e-6" "1000000 5 11 0 1e-6"; do
    # shellcheck disable=SC2086
    "$jdk/bin/java" -Xmx2g -XX:+UseSerialGC -cp "$libraries" "$home/bench/FirmNetworks.java" $size
done
echo "load at the end: $(cut -d' ' -f1-3 /proc/loadavg)"
