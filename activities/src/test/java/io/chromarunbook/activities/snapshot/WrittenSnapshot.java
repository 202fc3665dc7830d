package io.chromarunbook.activities.snapshot;

import io.chromarunbook.activities.run.FileDigest;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionConfiguration;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.workflows.plan.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes a snapshot of given records, without a server and in given parts. */
public final class WrittenSnapshot {

  /**
   * A collection and its records, part by part.
   *
   * @param emptied its dimension where it has no records any more
   */
  public record Content(
      String name,
      String target,
      DistanceFunction distance,
      Map<String, Object> metadata,
      List<List<ChromaRecord>> parts,
      Optional<Integer> emptied) {

    /** One that never had others than these. */
    public Content(
        String name,
        String target,
        DistanceFunction distance,
        Map<String, Object> metadata,
        List<List<ChromaRecord>> parts) {
      this(name, target, distance, metadata, parts, Optional.empty());
    }
  }

  private WrittenSnapshot() {}

  /** Writes and seals it. */
  public static void at(Path directory, List<Content> contents) {
    SnapshotLayout layout = new SnapshotLayout(directory);
    List<StoredCollection> stored = new ArrayList<>();
    for (int index = 0; index < contents.size(); index++) {
      stored.add(collection(layout, index, contents.get(index)));
    }
    Snapshot.seal(
        directory,
        new Manifest(
            Manifest.FORMAT,
            "kb",
            Instant.EPOCH,
            Instant.EPOCH,
            new Manifest.Source("http://source:8000", "v1", "0.5.23", "t", "d"),
            "0".repeat(64),
            inventoryDigest(directory.resolveSibling("inventory.json")),
            stored));
  }

  private static String inventoryDigest(Path inventory) {
    return Files.exists(inventory) ? FileDigest.of(inventory) : "0".repeat(64);
  }

  private static StoredCollection collection(SnapshotLayout layout, int index, Content content) {
    List<StoredFile> parts = new ArrayList<>();
    for (int part = 0; part < content.parts().size(); part++) {
      Path file = layout.part(index, part);
      try (PartWriter writer = new PartWriter(file)) {
        content.parts().get(part).forEach(writer::write);
        parts.add(writer.publish(layout.name(file)));
      }
    }
    List<ChromaRecord> all = content.parts().stream().flatMap(List::stream).toList();
    return new StoredCollection(
        index + 1,
        content.name(),
        content.target(),
        content.metadata(),
        content.distance().chromaName(),
        IndexSettings.DEFAULTS,
        all.stream()
            .filter(record -> record.embedding() != null)
            .findFirst()
            .map(record -> record.embedding().length)
            .or(content::emptied),
        all.size(),
        ids(layout, index, all),
        parts,
        CollectionConfiguration.NONE,
        null);
  }

  private static StoredFile ids(SnapshotLayout layout, int index, List<ChromaRecord> records) {
    Path file = layout.ids(index);
    try {
      StringBuilder lines = new StringBuilder();
      for (ChromaRecord record : records) {
        lines.append(Json.MAPPER.writeValueAsString(record.id())).append('\n');
      }
      Files.createDirectories(file.getParent());
      Files.writeString(file, lines);
      long bytes = Files.size(file);
      return new StoredFile(layout.name(file), records.size(), bytes, bytes, FileDigest.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
