package io.chromarunbook.starter.offline;

import io.chromarunbook.activities.putback.LeftBehindStanding;
import io.chromarunbook.activities.report.WrittenReport;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.activities.snapshot.Manifest;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.workflows.plan.Json;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All snapshots in one home: of runs, and those that were taken by themselves. */
public final class SnapshotShelf {

  private static final String REMOVING = "snapshot.removing";

  private final Path runs;
  private final Path taken;

  /** The snapshots of this home. */
  public SnapshotShelf(RunbookHome home) {
    this.runs = home.root().resolve("runs");
    this.taken = home.takenSnapshots();
  }

  /** What lies there, by migration. */
  public List<FoundSnapshot> all() {
    return Stream.concat(folders(runs), folders(taken))
        .filter(folder -> Files.isDirectory(folder.snapshot()))
        .map(this::found)
        .toList();
  }

  /** Paths that runs without a report count on: the source's last backup, or the source itself. */
  public List<Path> backupsOfOpenRuns() {
    return folders(runs)
        .filter(folder -> run(folder) == null)
        .flatMap(
            folder ->
                Stream.of("/source/backup", "/source/snapshot")
                    .map(key -> text(folder.plan(), key)))
        .filter(backup -> backup != null && !backup.equals("none"))
        .map(backup -> Path.of(backup).toAbsolutePath().normalize())
        .toList();
  }

  /** Removes a snapshot; one that was only half removed is nobody's snapshot any more. */
  void remove(FoundSnapshot snapshot) {
    try {
      Path removing = snapshot.directory().resolveSibling(REMOVING);
      delete(removing);
      Files.move(snapshot.directory(), removing, StandardCopyOption.ATOMIC_MOVE);
      delete(removing);
      new WrittenReport(new RunFolder(removing.getParent())).rewrite(Instant.now());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes what an interrupted removal left. */
  void sweep() {
    try {
      for (RunFolder folder : Stream.concat(folders(runs), folders(taken)).toList()) {
        delete(folder.path().resolve(REMOVING));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(directory)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static Stream<RunFolder> folders(Path in) {
    if (!Files.isDirectory(in)) {
      return Stream.of();
    }
    try (Stream<Path> tree = Files.find(in, 6, (path, attributes) -> attributes.isDirectory())) {
      return tree
          .map(RunFolder::new)
          .filter(folder -> Files.exists(folder.owner()))
          .sorted(Comparator.comparing(RunFolder::path))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FoundSnapshot found(RunFolder folder) {
    Path directory = folder.snapshot();
    if (!Snapshot.sealed(directory)) {
      return unreadable(
          folder,
          FoundSnapshot.State.UNFINISHED,
          "it has no manifest, so its export goes on or never ended");
    }
    try {
      Snapshot snapshot = Snapshot.open(directory);
      Manifest manifest = snapshot.manifest();
      Manifest.Source source = manifest.source();
      return new FoundSnapshot(
          migration(folder),
          run(folder),
          directory,
          FoundSnapshot.State.COMPLETE,
          null,
          snapshot.digest(),
          source.url() + " " + source.tenant() + "/" + source.database(),
          manifest.created(),
          manifest.retainUntil(),
          manifest.collections().size(),
          manifest.records(),
          manifest.bytes(),
          leftBehind(folder));
    } catch (ApplicationFailure e) {
      return unreadable(folder, FoundSnapshot.State.UNREADABLE, e.getOriginalMessage());
    }
  }

  /** One of which only its folder tells. */
  private FoundSnapshot unreadable(RunFolder folder, FoundSnapshot.State state, String why) {
    return new FoundSnapshot(
        migration(folder),
        run(folder),
        folder.snapshot(),
        state,
        why,
        null,
        null,
        null,
        null,
        0,
        0,
        0,
        leftBehind(folder));
  }

  private String migration(RunFolder folder) {
    return (folder.path().startsWith(taken) ? taken : runs).relativize(folder.path()).toString();
  }

  private static String leftBehind(RunFolder folder) {
    LeftBehindStanding standing = LeftBehindStanding.of(folder);
    if (standing instanceof LeftBehindStanding.Open open) {
      return "%,d of %,d records its run left at the target are not at the source"
          .formatted(open.open(), open.records());
    }
    return standing instanceof LeftBehindStanding.Unreadable
        ? "nobody can tell what its run left at the target: "
            + folder.leftBehind()
            + " is not what was written"
        : null;
  }

  /** The state in a run's report, which is written when it ends; one taken by itself has no run. */
  private static String run(RunFolder folder) {
    return Files.exists(folder.taken()) ? FoundSnapshot.TAKEN : text(folder.reportJson(), "/state");
  }

  private static String text(Path file, String pointer) {
    if (!Files.exists(file)) {
      return null;
    }
    try {
      return Json.MAPPER.readTree(file.toFile()).at(pointer).asText(null);
    } catch (IOException e) {
      // Half a report, or none of ours, says nothing: whoever asks must take the run for open.
      return null;
    }
  }
}
