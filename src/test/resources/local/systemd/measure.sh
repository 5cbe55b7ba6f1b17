#!/bin/sh
# Measures a model file as big-brother-cnn's hosts do: measure WHAT FILE.
[ -r "$2" ] || { echo "no model $2" >&2; exit 2; }
echo "$1 of $2:"
sed -n "s/^$1=//p" "$2"
