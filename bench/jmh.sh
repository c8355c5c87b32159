#!/usr/bin/env bash
# JMH benchmarks of kernels and readers. Builds the program and bench/jmh where they are missing or older than their sources.
#   bench/jmh.sh [REGEX] [JMH OPTIONS...]      default: all, about five minutes; e.g. bench/jmh.sh BlockPass -prof gc -f 3
# One fork and short iterations find a change of a fifth, not of a hundredth: raise -f, -wi and -i for that (-h lists the options).
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
. "$home/build/find-jdk.sh"
find_jdk 25 || { echo "No JDK 25 or newer was found.$jdks_seen" >&2; exit 3; }
"$home/kaname" --version >/dev/null # builds it where it must
jar=$home/bench/jmh/target/kaname-jmh.jar
if [ ! -f "$jar" ] || [ "$home/modules/app/target/built" -nt "$jar" ] || [ -n "$(find "$home/bench/jmh/src" "$home/bench/jmh/pom.xml" -newer "$jar" -print -quit)" ]; then
    (cd "$home" && ./mvnw -q -f bench/jmh/pom.xml package)
    touch "$jar"
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Codes that a revision holds, or the reader refuses the file.
gzip -dc "$home/modules/data/src/main/resources/org/kaname/data/reference/product.csv.gz" |
    awk -F, 'length($1) == 6 && $2 ~ /HS17/ { print $1 }' >"$work/codes.txt"
"$home/bench/generate-baci" --rows 200000 --codes "$work/codes.txt" --out "$work/baci.csv" 2>/dev/null
libraries=$(printf '%s:' "$jar" "$home"/bench/jmh/target/lib/*.jar "$home"/modules/app/target/lib/*.jar)
echo "machine: $(nproc) cores, load $(cut -d' ' -f1-3 /proc/loadavg), $("$jdk/bin/java" -version 2>&1 | head -n 1)"
"$jdk/bin/java" --enable-native-access=ALL-UNNAMED -cp "$libraries" org.openjdk.jmh.Main "${1:-.*}" -foe true "${@:2}" \
    -jvmArgsAppend "--enable-native-access=ALL-UNNAMED -Xmx2g -XX:+UseSerialGC -Dkaname.bench.baci=$work/baci.csv"
echo "load at the end: $(cut -d' ' -f1-3 /proc/loadavg)"
