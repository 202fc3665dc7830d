package io.chromarunbook.activities.dryrun;

import io.chromarunbook.activities.run.RunFolder;
import java.nio.file.Path;

/** Where a dry-run keeps its own results. Collections and parts are counted from 0. */
record DryRunFiles(Path directory) {

  static DryRunFiles of(RunFolder folder) {
    return new DryRunFiles(folder.path().resolve("dry-run"));
  }

  Path ids(int collection) {
    return collection(collection).resolve("ids.jsonl");
  }

  Path listing(int collection) {
    return collection(collection).resolve("listing.json");
  }

  Path part(int collection, int part) {
    return collection(collection).resolve("part-%05d.json".formatted(part + 1));
  }

  Path unmigratable(int collection, int part) {
    return collection(collection).resolve("part-%05d.unmigratable.jsonl".formatted(part + 1));
  }

  /** Every unmigratable record of all collections, one a line. */
  Path unmigratable() {
    return directory.resolve("unmigratable.jsonl");
  }

  /** For the receipts of drills. */
  RunFolder drill() {
    return new RunFolder(directory.resolve("drill"));
  }

  private Path collection(int collection) {
    return directory.resolve("%05d".formatted(collection + 1));
  }
}
