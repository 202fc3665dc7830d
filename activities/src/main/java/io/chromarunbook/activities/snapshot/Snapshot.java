package io.chromarunbook.activities.snapshot;

import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.FileDigest;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.workflows.Sha256;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.steps.FailureKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A sealed snapshot on disk. Collections and parts are counted from 0, in the order of the frozen
 * inventory. Whatever is wrong with a file is a failure of kind CORRUPT_DATA that names it.
 */
public final class Snapshot {

  // A hundred thousand parts fit in; a file made to fill the memory does not.
  private static final long LARGEST_MANIFEST = 32L << 20;

  /** A manifest that makes sense, and the digest of its bytes. */
  private record Understood(String digest, Manifest manifest) {}

  // Every activity opens its snapshot, and thousands of collections take long to understand. The
  // bytes are read and hashed each time; the same bytes say the same.
  private static volatile SoftReference<Understood> lastUnderstood = new SoftReference<>(null);

  private final SnapshotLayout layout;
  private final Manifest manifest;
  private final String digest;

  private Snapshot(SnapshotLayout layout, Manifest manifest, String digest) {
    this.layout = layout;
    this.manifest = manifest;
    this.digest = digest;
  }

  /** Whether there is a sealed snapshot in this directory. */
  public static boolean sealed(Path directory) {
    SnapshotLayout layout = new SnapshotLayout(directory);
    return Files.exists(layout.manifest()) && Files.exists(layout.manifestDigest());
  }

  /**
   * Opens a snapshot and checks its manifest against the digest beside it.
   *
   * @throws io.temporal.failure.ApplicationFailure of kind CORRUPT_DATA where manifest or digest
   *     are missing, do not fit, or do not make sense
   */
  public static Snapshot open(Path directory) {
    SnapshotLayout layout = new SnapshotLayout(directory);
    byte[] content = content(layout.manifest());
    String digest = Sha256.of(content);
    String said = new String(content(layout.manifestDigest()), StandardCharsets.UTF_8);
    if (!said.equals(digestLine(digest))) {
      throw corrupt(layout.manifest(), "does not have the SHA-256 in " + layout.manifestDigest());
    }
    Understood known = lastUnderstood.get();
    if (known == null || !known.digest().equals(digest)) {
      known = new Understood(digest, understood(layout, content));
      lastUnderstood = new SoftReference<>(known);
    }
    return new Snapshot(layout, known.manifest(), digest);
  }

  private static Manifest understood(SnapshotLayout layout, byte[] content) {
    Manifest manifest;
    try {
      manifest = Json.MAPPER.readValue(content, Manifest.class);
    } catch (IOException | IllegalArgumentException e) {
      throw corrupt(layout.manifest(), "is not a manifest", e);
    }
    if (manifest == null) {
      throw corrupt(layout.manifest(), "is not a manifest");
    }
    Optional<String> contradiction = new ManifestSense(layout, manifest).contradiction();
    if (contradiction.isPresent()) {
      throw corrupt(layout.manifest(), contradiction.get());
    }
    return manifest;
  }

  /**
   * Opens a snapshot that somebody means by its digest: one that was exchanged as a whole is found
   * out too.
   *
   * @param wanted the manifest's SHA-256, 64 hex digits
   * @throws io.temporal.failure.ApplicationFailure of kind CORRUPT_DATA as {@link #open(Path)}, and
   *     where the manifest has another one
   */
  public static Snapshot open(Path directory, String wanted) {
    Snapshot found = open(directory);
    if (!found.digest.equals(wanted)) {
      throw FailureKind.CORRUPT_DATA.failure(
          "The snapshot in "
              + directory
              + " is another one: "
              + found.layout.manifest()
              + " has the SHA-256 "
              + found.digest
              + " instead of "
              + wanted
              + "; put back the snapshot that was taken.",
          null);
    }
    return found;
  }

  /** Writes the manifest and, last, its digest: from now on this is a snapshot. */
  static Snapshot seal(Path directory, Manifest manifest) {
    SnapshotLayout layout = new SnapshotLayout(directory);
    DurableFile.writeJson(layout.manifest(), manifest);
    String digest = FileDigest.of(layout.manifest());
    DurableFile.writeText(layout.manifestDigest(), digestLine(digest));
    return new Snapshot(layout, manifest, digest);
  }

  /** What it holds. */
  public Manifest manifest() {
    return manifest;
  }

  /** SHA-256 of the manifest, 64 hex digits: names the whole snapshot. */
  public String digest() {
    return digest;
  }

  /** Where it lies. */
  public Path directory() {
    return layout.directory();
  }

  /** One collection. */
  public StoredCollection collection(int collection) {
    return manifest.collections().get(collection);
  }

  /** The file of one part. */
  public Path part(int collection, int part) {
    return layout.part(collection, part);
  }

  /** Passes on every record of a part in order, after verifying the file's size and SHA-256. */
  public void forEachRecord(int collection, int part, Consumer<ChromaRecord> each) {
    reader(collection, part).forEach(each);
  }

  /** The same records one by one, read no further than somebody asks. */
  public PartReader.Records records(int collection, int part) {
    return reader(collection, part).records();
  }

  /** The file of a collection's ids, one JSON string a line. */
  public Path ids(int collection) {
    return layout.ids(collection);
  }

  /** Passes on every id of a collection, in the order of its parts, after verifying the file. */
  public void forEachId(int collection, Consumer<String> each) {
    verifyIds(collection);
    try (IdsReader ids = new IdsReader(layout.ids(collection), 0)) {
      for (String id = ids.next(); id != null; id = ids.next()) {
        each.accept(id);
      }
    }
  }

  /** Reads the file of a collection's ids again and compares it with the manifest. */
  public void verifyIds(int collection) {
    try (SnapshotVerifier verifier = new SnapshotVerifier(this)) {
      verifier.verifyIds(collection);
    }
  }

  /** Compares size and SHA-256 of every file with the manifest; their content goes unread. */
  public void verifyFiles() {
    for (int collection = 0; collection < manifest.collections().size(); collection++) {
      verifyIds(collection);
      for (int part = 0; part < collection(collection).parts().size(); part++) {
        reader(collection, part).verifyBytes();
      }
    }
  }

  /** Reads a part again: its bytes, number of records, and that its ids are the listed ones. */
  public void verifyPart(int collection, int part) {
    try (SnapshotVerifier verifier = new SnapshotVerifier(this)) {
      verifier.verifyPart(collection, part);
    }
  }

  private PartReader reader(int collection, int part) {
    if (linked(layout.directory(), layout.collection(collection))) {
      throw corrupt(layout.part(collection, part), "lies behind a link");
    }
    return new PartReader(layout.part(collection, part), collection(collection).parts().get(part));
  }

  private static String digestLine(String digest) {
    return digest + "  manifest.json\n";
  }

  private static byte[] content(Path file) {
    try {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw corrupt(file, Files.exists(file) ? "is not a plain file" : "is missing");
      }
      if (Files.size(file) > LARGEST_MANIFEST) {
        throw corrupt(file, "is larger than any manifest");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean linked(Path directory, Path file) {
    for (Path each = file; !each.equals(directory); each = each.getParent()) {
      if (Files.isSymbolicLink(each)) {
        return true;
      }
    }
    return false;
  }

  private static RuntimeException corrupt(Path file, String what) {
    return corrupt(file, what, null);
  }

  private static RuntimeException corrupt(Path file, String what, Throwable cause) {
    return FailureKind.CORRUPT_DATA.failure(
        "The snapshot file "
            + file
            + " "
            + what
            + "; put back the file that was written, or take the snapshot again.",
        cause);
  }
}
