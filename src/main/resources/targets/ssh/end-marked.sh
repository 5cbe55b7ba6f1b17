# Asks the processes that have $1 in their environment to end. This shell has another mark.
grep -lzxF -- "$1" /proc/[0-9]*/environ 2>/dev/null | while IFS=/ read -r _ _ process _; do
  kill -s TERM "$process"
done
