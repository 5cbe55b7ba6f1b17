# Long commands on a host. Given to sh as text: VERB NAME ...; every operation has a folder of its own.
set -u
umask 077
# The mark by which this script can be ended is not for what it starts.
unset HOLDFAST_COMMAND
base=$HOME/.holdfast/operations
folder=$base/$2

size() { echo $(($(wc -c <"$1"))); }

# A process is known by its number, its start in clock ticks since boot, and the boot: numbers are used again.
running() {
  read -r pid start boot <"$1/process" || return 1
  [ "$boot" = "$(cat /proc/sys/kernel/random/boot_id)" ] || return 1
  stat=$(sed 's/.*) //' "/proc/$pid/stat" 2>/dev/null) || return 1
  case "$stat" in Z*) return 1 ;; esac
  [ "$(echo "$stat" | cut -d ' ' -f 20)" = "$start" ]
}

# On a full disk a command's complaints are lost as well: the disk itself is asked then.
ended() {
  code=$(($(cat "$folder/exit")))
  full=
  if [ "$code" -ne 0 ]; then
    head -c 4096 /dev/zero 2>/dev/null >"$folder/room" || full=full
    rm -f "$folder/room"
  fi
  echo "ended $code $(size "$folder/output") $(size "$folder/errors") $full"
}

state() {
  if [ -e "$folder/exit" ]; then
    ended
  elif [ ! -e "$folder/process" ]; then
    echo absent
  elif running "$folder"; then
    echo running
  elif [ -e "$folder/exit" ]; then
    ended # between the two looks
  else
    echo "vanished $(cat "$folder/process")"
  fi
}

remove_old() {
  find "$base" -mindepth 1 -maxdepth 1 -type d -mtime +7 | while read -r old; do
    [ "$old" = "$folder" ] || running "$old" 2>/dev/null || rm -rf "$old"
  done
}

# Whoever links first decides; others must want the same.
settle() {
  ln "$made/$1" "$folder/$1" 2>/dev/null || [ "$(sha256sum <"$made/$1")" = "$(sha256sum <"$folder/$1")" ]
}

case "$1" in
  start) # NAME RUNNER COMMAND INPUT_SIZE, the input on standard input
    if ! command -v setsid >/dev/null; then
      echo "The program setsid is missing: install the package util-linux." >&2
      exit 1
    fi
    mkdir -p "$folder" || exit 1
    [ -e "$folder/process" ] || remove_old
    made=$(mktemp -d "$folder/made.XXXXXX") || exit 1
    trap 'rm -rf "$made"' EXIT
    # By a program, whose words for a full disk are the usual ones; a shell's own are not.
    printf '%s\n' "$4" | cat >"$made/command" || exit 1
    cat >"$made/input" || exit 1
    if [ "$(size "$made/input")" -ne "$5" ]; then
      echo "The input arrived in part." >&2
      exit 75
    fi
    if ! settle command || ! settle input; then
      echo other
      exit 0
    fi
    if [ ! -e "$folder/process" ]; then
      setsid sh -c "$3" holdfast "$folder" </dev/null >/dev/null 2>&1 &
    fi
    state
    ;;
  look) # NAME
    state
    ;;
  answer) # NAME LIMIT
    tail -c "$3" "$folder/output" && tail -c "$3" "$folder/errors" >&2
    ;;
  end) # NAME SIGNAL
    if running "$folder"; then kill -s "$3" -- "-$pid"; fi
    ;;
esac
