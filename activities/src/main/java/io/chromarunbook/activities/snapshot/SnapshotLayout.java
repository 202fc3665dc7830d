package io.chromarunbook.activities.snapshot;

import java.nio.file.Path;

/** Where the files of a snapshot lie. Collections and parts are counted from 0 here. */
record SnapshotLayout(Path directory) {

  Path manifest() {
    return directory.resolve("manifest.json");
  }

  /** Holds the manifest's SHA-256 in the form that sha256sum checks. */
  Path manifestDigest() {
    return directory.resolve("manifest.json.sha256");
  }

  Path collection(int collection) {
    return directory.resolve("collections").resolve("%05d".formatted(collection + 1));
  }

  Path ids(int collection) {
    return collection(collection).resolve("ids.jsonl");
  }

  Path part(int collection, int part) {
    return collection(collection).resolve("part-%05d.jsonl.zst".formatted(part + 1));
  }

  /** A file's name as the manifest has it. */
  String name(Path file) {
    return directory.relativize(file).toString().replace('\\', '/');
  }
}
