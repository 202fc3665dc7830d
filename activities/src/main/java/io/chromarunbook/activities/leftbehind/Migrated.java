package io.chromarunbook.activities.leftbehind;

import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.snapshot.StoredCollection;
import io.chromarunbook.activities.transform.Outcome;
import io.chromarunbook.activities.transform.QuarantineFile;
import io.chromarunbook.activities.transform.RecordRoute;
import io.chromarunbook.chroma.ChromaRecord;
import java.util.Optional;
import java.util.Set;

/** What was brought to the target of the records of one part. */
final class Migrated {

  private final RecordRoute route;
  private final Set<String> quarantine;

  /** Of a part of a run's snapshot, counted from 0. */
  static Migrated of(OpenRun run, StoredCollection stored, int part) {
    return new Migrated(
        new RecordRoute(run.plan().transform().of(stored.name()), stored.dimension()),
        QuarantineFile.ids(run.folder().quarantine(stored.number() - 1, part)));
  }

  private Migrated(RecordRoute route, Set<String> quarantine) {
    this.route = route;
    this.quarantine = quarantine;
  }

  /** The record as it was migrated; empty where it was put aside. */
  Optional<ChromaRecord> of(ChromaRecord original) {
    if (quarantine.contains(original.id())) {
      return Optional.empty();
    }
    return route.apply(original) instanceof Outcome.Migratable migratable
        ? Optional.of(migratable.record())
        : Optional.empty();
  }
}
