# Puts a folder where another is, and that one aside. Given to sh as text: COMING LIVE ASIDE. Run again it ends what it began.
set -eu
if [ ! -d "$1" ]; then
  if [ ! -d "$2" ]; then
    echo "There is neither $1 nor $2." >&2
    exit 1
  fi
  exit 0
fi
if [ -d "$2" ]; then
  if [ -e "$3" ]; then
    echo "$3 is there already: rename or remove it yourself." >&2
    exit 1
  fi
  mv -T "$2" "$3"
fi
mv -T "$1" "$2"
sync "$(dirname "$2")" 2>/dev/null || sync
