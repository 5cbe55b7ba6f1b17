# Says where an archive of a folder may lie. Given to sh as text: FOLDER ENDING. Beside it, where there is room for its like; in a folder
# of the login's own where only others may write there, as beside /models.
set -eu
if [ -w "$(dirname "$1")" ]; then
  echo "$1$2"
else
  umask 077
  mkdir -p "$HOME/.holdfast/archives"
  echo "$HOME/.holdfast/archives/$(basename "$1")$2"
fi
