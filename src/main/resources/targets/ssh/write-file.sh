# Replaces a file whole or not at all. Given to sh as text: PATH MODE OWNER SIZE, the content on standard input.
set -eu
umask 077
# Without whoever asked it ends as usual: a shell that dies of a signal would leave its file behind.
trap '' HUP PIPE
made=$(mktemp "$(dirname "$1")/.holdfast.XXXXXX")
trap 'rm -f "$made"' EXIT
cat >"$made"
if [ "$(($(wc -c <"$made")))" -ne "$4" ]; then
  echo "The content arrived in part." >&2
  exit 75
fi
if [ -n "$3" ]; then chown "$3" "$made"; fi
chmod "$2" "$made"
sync "$made" 2>/dev/null || sync
mv -fT "$made" "$1"
trap - EXIT
sync "$(dirname "$1")" 2>/dev/null || sync
