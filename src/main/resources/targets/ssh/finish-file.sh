# Gives a file its name when it is on the disk and has the checksum. Given to sh as text: PATH SHA256 NAME.
set -eu
sync "$1" 2>/dev/null || sync
sum=$(sha256sum <"$1")
if [ "${sum%% *}" != "$2" ]; then
  echo "The file has another checksum than what was sent." >&2
  exit 75
fi
mv -fT "$1" "$3"
sync "$(dirname "$3")" 2>/dev/null || sync
