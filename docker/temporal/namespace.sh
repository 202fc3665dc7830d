#!/bin/sh
# Makes the namespace, or finds it. Address and name come from TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE.
set -eu

tries=30
until temporal operator cluster health; do
  tries=$((tries - 1))
  if [ "$tries" -eq 0 ]; then
    echo "Temporal does not answer at $TEMPORAL_ADDRESS; look at the log of the service 'temporal'." >&2
    exit 1
  fi
  sleep 2
done
temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" \
  || temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention 30d
