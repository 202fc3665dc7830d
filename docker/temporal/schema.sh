#!/bin/sh
# Brings both of Temporal's databases to the schema of this release; a repeat changes nothing.
set -eu

bring() {
  database=$1
  versions=$2
  temporal-sql-tool --database "$database" create-database
  temporal-sql-tool --database "$database" setup-schema --version 0.0
  temporal-sql-tool --database "$database" update-schema --schema-dir "/etc/temporal/schema/postgresql/v12/$versions/versioned"
}

bring temporal temporal
bring temporal_visibility visibility
