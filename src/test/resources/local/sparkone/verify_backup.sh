#!/bin/sh
# Stands in for sparkone's own check of its newest backup.
cd "$(dirname "$0")/.." && grep -q 'dump complete' "$(ls -t backups/sparkone_db_*.sql | head -n 1)"
