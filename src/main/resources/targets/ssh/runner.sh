# Runs the command in the folder $1 once, however many runners are started: the one whose link is made first runs it.
folder=$1
start=$(sed 's/.*) //' "/proc/$$/stat" | cut -d ' ' -f 20)
echo "$$ $start $(cat /proc/sys/kernel/random/boot_id)" >"$folder/process.$$" || exit 1
ln "$folder/process.$$" "$folder/process" 2>/dev/null
claimed=$?
rm -f "$folder/process.$$"
[ "$claimed" -eq 0 ] || exit 0
# A host that crashes now must remember that it began.
sync "$folder/process" "$folder" 2>/dev/null || sync
# Room for the exit code, also when the disk is full by then.
echo '    ' >"$folder/exit.next"
: >"$folder/output"
: >"$folder/errors"
# A signal to the group ends the command; this shell stays to write its exit code.
trap : HUP INT TERM
cd || exit 1
sh "$folder/command" <"$folder/input" >"$folder/output" 2>"$folder/errors"
code=$?
printf '%-4s' "$code" 1<>"$folder/exit.next"
mv "$folder/exit.next" "$folder/exit"
