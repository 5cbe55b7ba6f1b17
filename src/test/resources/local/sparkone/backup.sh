#!/bin/sh
# Stands in for sparkone's own backup script.
set -e
cd "$(dirname "$0")/.." && mkdir -p ops/backups backups && date +%s%N >> ops/backups/taken
dump=backups/sparkone_db_$(date +%Y%m%d_%H%M%S%N).sql
printf 'CREATE TABLE users (id bigint);\n--\n-- PostgreSQL database dump complete\n--\n' > "$dump"
