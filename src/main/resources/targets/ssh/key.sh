# A value in a file of NAME=value lines that takes its turn. Given to sh as text:
# ACTION RUN FILE NAME ID_NAME [PROGRAM [ARGUMENT...]]; ID_NAME may be empty.
# No value is in an argument, in an environment or in what is said. What is kept is for its owner only.
set -eu
umask 077
# Whoever is in the middle of it goes on when the connection is lost; the next one waits for it.
trap '' HUP PIPE
action=$1 name=$4 id_name=$5
base=$HOME/.holdfast/secrets
kept=$base/$2

refuse() {
  echo "$1" >&2
  exit 64
}

file=$(readlink -e -- "$3") && [ -f "$file" ] || refuse "there is no file $3"
asked=$3
shift 5

# The value of a name in a file as a program would be given it; of one that stands twice, the last.
value() { # NAME FILE
  awk -v name="$1" '
    { line = $0; sub(/^[ \t]*(export[ \t]+)?/, "", line); at = index(line, "="); n = substr(line, 1, at - 1); sub(/[ \t]+$/, "", n) }
    at > 1 && n == name { found = substr(line, at + 1); there = 1 }
    END {
      if (!there) exit 1
      sub(/^[ \t]+/, "", found); sub(/[ \t\r]+$/, "", found)
      quote = substr(found, 1, 1)
      if (length(found) > 1 && (quote == "\"" || quote == "\047") && substr(found, length(found)) == quote) found = substr(found, 2, length(found) - 2)
      if (found == "") exit 1
      print found
    }' "$2"
}

# The lines of a file with what is given in place of what has the same name; a name that is given nowhere may go.
edited() { # GIVEN FILE NAME_THAT_GOES
  awk -v given="$1" -v goes="$3" '
    BEGIN { while ((getline line < given) > 0) { at = index(line, "="); n = substr(line, 1, at - 1); want[n] = substr(line, at + 1); names[++count] = n } }
    { line = $0; sub(/^[ \t]*(export[ \t]+)?/, "", line); at = index(line, "="); n = substr(line, 1, at - 1); sub(/[ \t]+$/, "", n) }
    at > 1 && n in want { print substr($0, 1, index($0, "=")) want[n]; done[n] = 1; next }
    at > 1 && goes != "" && n == goes { next }
    { print }
    END { for (i = 1; i <= count; i++) if (!(names[i] in done)) print names[i] "=" want[names[i]] }' "$2"
}

# The lines of the file that are to come back, what is behind the = as it is.
lines() {
  awk -v name="$name" -v id="$id_name" '
    { line = $0; sub(/^[ \t]*(export[ \t]+)?/, "", line); at = index(line, "="); n = substr(line, 1, at - 1); sub(/[ \t]+$/, "", n) }
    at > 1 && (n == name || id != "" && n == id) { found[n] = substr(line, at + 1) }
    END { for (n in found) print n "=" found[n] }' "$file"
}

# Salted by the host, so that nobody else can try values against it.
fingerprint() { # FILE
  if [ ! -f "$base/salt" ]; then
    head -c 32 /dev/urandom >"$base/salt.$$"
    ln "$base/salt.$$" "$base/salt" 2>/dev/null || :
    rm -f "$base/salt.$$"
  fi
  { cat "$base/salt"; value "$name" "$1"; } | sha256sum | cut -c 1-12
}

id() { # FILE
  if [ -z "$id_name" ] || ! value "$id_name" "$1"; then
    echo "fingerprint $(fingerprint "$1")"
  fi
}

in_use() { [ -f "$kept/issued" ] && [ "$(value "$name" "$file" || :)" = "$(value "$name" "$kept/issued")" ]; }

# Whole or not at all, with the owner and the permissions that it has.
replace() { # CONTENT
  if cmp -s "$1" "$file"; then return 0; fi
  made=$(mktemp "$(dirname "$file")/.holdfast.XXXXXX") || refuse "beside $asked nothing can be written: the SSH user must own its folder"
  trap 'rm -f "$made"' EXIT
  cat "$1" >"$made"
  cp --attributes-only --preserve=mode,ownership -- "$file" "$made" || :
  [ "$(stat -c '%u:%g %a' "$made")" = "$(stat -c '%u:%g %a' "$file")" ] || refuse "$asked belongs to somebody else, whose file it would be no more: make the SSH user its owner"
  sync "$made" 2>/dev/null || sync
  mv -fT "$made" "$file"
  trap - EXIT
  sync "$(dirname "$file")" 2>/dev/null || sync
}

# A program of the profile: {id} in its arguments is a key's name. Of its complaints those that repeat the value are left out.
run() { # ID INPUT OUTPUT PROGRAM [ARGUMENT...]
  of=$1 input=$2 output=$3
  shift 3
  for word; do
    shift
    case $word in *"{id}"*) word=${word%%"{id}"*}$of${word#*"{id}"} ;; esac
    set -- "$@" "$word"
  done
  code=0
  "$@" <"$input" >"$output" 2>"$kept/words" 9>&- || code=$?
  if [ "$code" -ne 0 ]; then
    hidden=$input
    [ -s "$hidden" ] || hidden=$output
    if [ -s "$hidden" ]; then
      words=$(grep -vF -f "$hidden" "$kept/words" | tail -c 500 || :)
    else
      words=$(tail -c 500 "$kept/words")
    fi
    echo "$1 ended with code $code: $words" >&2
    rm -f "$kept/words" "$kept/value" "$kept/answer"
    [ "$code" -eq 75 ] && exit 75
    exit 65
  fi
  rm -f "$kept/words" "$kept/value"
}

given_to() { # FILE ID PROGRAM [ARGUMENT...]
  value "$name" "$1" >"$kept/value"
  of=$2
  shift 2
  run "$of" "$kept/value" /dev/null "$@"
}

issue() {
  if [ "$#" -eq 0 ]; then
    { echo made; head -c 30 /dev/urandom | base64 | tr '+/' '-_'; } >"$kept/answer"
  else
    run '' /dev/null "$kept/answer" "$@"
  fi
  of=$(sed -n 1p "$kept/answer")
  new=$(sed -n 2p "$kept/answer")
  case $of in '' | *[!A-Za-z0-9._:@-]*) refuse "the first line of what the program wrote is no name of a key: letters, digits and . _ : @ - make one" ;; esac
  case $new in '' | *[!A-Za-z0-9._~+/=:@%-]*) refuse "the second line of what the program wrote is no key that such a file can hold as it is: letters, digits and . _ ~ + / = : @ % - make one" ;; esac
  [ "$of" != "$new" ] || refuse "the program wrote the key where its name belongs: the name comes first"
  {
    printf '%s=%s\n' "$name" "$new"
    if [ -n "$id_name" ]; then printf '%s=%s\n' "$id_name" "$of"; fi
  } >"$kept/issued.made"
  sync "$kept/issued.made" 2>/dev/null || sync
  mv -f "$kept/issued.made" "$kept/issued"
  rm -f "$kept/answer"
}

mkdir -p "$base"
case $action in
  current)
    value "$name" "$file" >/dev/null || refuse "$asked has no $name"
    id "$file"
    exit 0
    ;;
  issue) mkdir -p "$kept" ;;
  *) [ -d "$kept" ] || exit 0 ;;
esac
exec 9>"$kept/lock"
flock 9
# Somebody else may have ended it meanwhile.
[ -e "$kept/lock" ] || exit 0

case $action in
  issue)
    value "$name" "$file" >/dev/null || refuse "$asked has no $name"
    [ -f "$kept/issued" ] || issue "$@"
    id "$kept/issued"
    ;;
  try) # what was issued, before anybody uses it
    given_to "$kept/issued" "$(id "$kept/issued")" "$@"
    ;;
  write)
    [ -f "$kept/issued" ] || refuse "nothing was issued in this run"
    if [ ! -f "$kept/before" ]; then
      lines >"$kept/before.made"
      sync "$kept/before.made" 2>/dev/null || sync
      mv -f "$kept/before.made" "$kept/before"
    fi
    edited "$kept/issued" "$file" '' >"$kept/content"
    replace "$kept/content"
    rm -f "$kept/content"
    in_use || refuse "somebody else writes $asked: it does not hold what was just written"
    ;;
  prove)
    in_use || refuse "somebody else wrote $asked: its $name is not the new one"
    if [ "$#" -gt 0 ]; then given_to "$kept/issued" "$(id "$kept/issued")" "$@"; fi
    ;;
  back)
    if [ -f "$kept/before" ] && in_use; then
      edited "$kept/before" "$file" "$id_name" >"$kept/content"
      replace "$kept/content"
      rm -f "$kept/content"
      echo back
    fi
    ;;
  discard)
    if [ -f "$kept/issued" ] && [ "$#" -gt 0 ]; then given_to "$kept/issued" "$(id "$kept/issued")" "$@"; fi
    rm -rf "$kept"
    ;;
  revoke)
    [ -f "$kept/before" ] || exit 0
    in_use || refuse "somebody else wrote $asked: its $name is not the new one, and nothing was revoked"
    if [ "$#" -gt 0 ]; then given_to "$kept/before" "$(id "$kept/before")" "$@"; fi
    rm -rf "$kept"
    ;;
esac
