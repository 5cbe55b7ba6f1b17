# Adds a piece to a file that nobody else writes. Given to sh as text: PATH OFFSET SIZE, the piece on standard input.
set -eu
if [ "$(($(wc -c <"$1")))" -ne "$2" ]; then
  echo "The file is not as long as it was left." >&2
  exit 75
fi
cat >>"$1"
if [ "$(($(wc -c <"$1")))" -ne "$(($2 + $3))" ]; then
  echo "The piece arrived in part." >&2
  exit 75
fi
