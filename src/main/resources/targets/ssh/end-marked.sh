# Asks the processes that have the line $1 in their environment to end. This shell has another mark.
for process in /proc/[0-9]*; do
  if tr '\0' '\n' <"$process/environ" 2>/dev/null | grep -qxF "$1"; then kill -s TERM "${process#/proc/}"; fi
done
