#!/bin/sh
# A provider of keys, in a folder beside it: issue OPERATION, prove, revoke ID; what it issued, in the order of time, is in its log.
set -eu
umask 077
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$here/keys" "$here/operations"
case $1 in
  issue)
    if [ -e "$here/busy" ]; then
      rm "$here/busy"
      echo "ask again in a moment" >&2
      exit 75
    fi
    if [ -e "$here/refuses" ]; then
      echo "the account is locked" >&2
      exit 3
    fi
    if [ ! -e "$here/operations/$2" ]; then
      id=key-$(($(ls "$here/keys" | wc -l) + 1))
      echo "sk-live-$(head -c 18 /dev/urandom | base64 | tr '+/' '-_')" >"$here/keys/$id"
      echo "$id" >"$here/operations/$2"
      echo "issued $id" >>"$here/log"
    fi
    id=$(cat "$here/operations/$2")
    echo "$id"
    cat "$here/keys/$id"
    ;;
  prove)
    read -r value
    if [ -e "$here/deaf" ]; then
      echo "nobody knows" >&2
      echo "  $value" >&2
      exit 1
    fi
    grep -qxF -e "$value" "$here"/keys/*
    ;;
  revoke)
    read -r value
    if [ -e "$here/keys/$2" ] && [ "$(cat "$here/keys/$2")" = "$value" ]; then
      echo revoked >"$here/keys/$2"
      echo "revoked $2" >>"$here/log"
    fi
    ;;
esac
