#!/bin/sh
# Stands in for sparkone's own backup script.
cd "$(dirname "$0")/.." && mkdir -p ops/backups && date +%s%N >> ops/backups/taken
