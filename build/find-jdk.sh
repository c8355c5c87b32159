# Finds a Java installation; read by the launcher and by .ci/run, not run on its own. POSIX sh.
#
# Versions are read from the `release` file of each installation: starting a JVM only to ask costs 30 ms and more.

# java_major HOME: sets major and version; both empty where the release file is absent or says nothing.
java_major() {
    major='' version=''
    [ -r "$1/release" ] || return 0
    while IFS= read -r line || [ -n "$line" ]; do
        case $line in
            JAVA_VERSION=*)
                version=${line#JAVA_VERSION=}
                version=${version#\"} version=${version%%\"*}
                major=${version%%[!0-9]*}
                # 1.8.0_402 is Java 8.
                if [ "$major" = 1 ]; then
                    major=${version#1.}
                    major=${major%%[!0-9]*}
                fi
                return 0
                ;;
        esac
    done <"$1/release"
}

# real_path FILE: prints FILE with every symbolic link followed. `readlink -f` is missing on older macOS.
real_path() (
    file=$1 hops=0
    while [ -L "$file" ] && [ $hops -lt 40 ]; do
        target=$(readlink -- "$file") || exit 1
        case $target in
            /*) file=$target ;;
            *) file=${file%/*}/$target ;;
        esac
        hops=$((hops + 1))
    done
    directory=$(CDPATH='' cd -P -- "${file%/*}" && pwd) || exit 1
    printf '%s/%s\n' "${directory%/}" "${file##*/}"
)

# consider WHERE HOME: true, with jdk set, when HOME holds a Java of at least $wanted; else remembers what was seen.
consider() {
    [ -n "$2" ] || return 1
    if [ ! -x "$2/bin/java" ]; then
        case $1 in
            *JAVA_HOME) jdks_seen="$jdks_seen
  no Java there   $2   ($1)" ;;
        esac
        return 1
    fi
    java_major "$2"
    if [ -n "$major" ] && [ "$major" -ge "$wanted" ]; then
        jdk=$2
        return 0
    fi
    case $jdks_seen in
        *" $2   "*) ;; # seen under another heading
        *) jdks_seen="$jdks_seen
  ${version:-unknown version}   $2   ($1)" ;;
    esac
    return 1
}

# find_jdk MAJOR: true, with jdk set to the home of the first Java of at least MAJOR; jdks_seen lists what was passed over.
find_jdk() {
    wanted=$1 jdk='' jdks_seen=''
    consider KANAME_JAVA_HOME "${KANAME_JAVA_HOME:-}" && return 0
    consider JAVA_HOME "${JAVA_HOME:-}" && return 0
    on_path=$(command -v java 2>/dev/null) || on_path=''
    case $on_path in
        /*)
            on_path=$(real_path "$on_path") || on_path=''
            consider 'java on the PATH' "${on_path%/bin/java}" && return 0
            ;;
    esac
    for candidate in \
        /usr/lib/jvm/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "${HOME:-/nonexistent}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        "${HOME:-/nonexistent}"/.sdkman/candidates/java/* \
        "${HOME:-/nonexistent}"/.jdks/*; do
        [ -d "$candidate" ] || continue
        consider 'usual place' "$candidate" && return 0
    done
    return 1
}
