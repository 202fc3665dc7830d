package io.chromarunbook.activities.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Where files live: {@code RUNBOOK_HOME}. Its id tells workers with other homes apart. */
public record RunbookHome(Path root) {

  public RunbookHome {
    root = root.toAbsolutePath().normalize();
  }

  /** The home's id, made when it is first asked for. */
  public String id() {
    Path file = root.resolve("home.id");
    try {
      PrivateFiles.directories(root);
      if (!Files.exists(file)) {
        Path own = Files.createTempFile(root, "home", ".id");
        Files.writeString(own, UUID.randomUUID() + "\n");
        try {
          // A link, because of two processes that are first only one may name the home.
          Files.createLink(file, own);
        } catch (FileAlreadyExistsException e) {
          // The other one was first.
        } finally {
          Files.delete(own);
        }
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use " + root + " as RUNBOOK_HOME", e);
    }
  }

  /** The home's id, where it has one already. */
  public Optional<String> knownId() {
    try {
      return Optional.of(Files.readString(root.resolve("home.id")).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The ids of all runs that have a folder here, in order, with dry-runs of their own. */
  public List<String> runs() {
    Path place = root.resolve("runs");
    List<String> ids = new ArrayList<>();
    for (Path migration : directories(place)) {
      List<Path> folders = new ArrayList<>(directories(migration.resolve("dry-run")));
      folders.add(0, migration);
      folders.stream()
          .filter(folder -> Files.exists(new RunFolder(folder).owner()))
          .forEach(folder -> ids.add(place.relativize(folder).toString()));
    }
    return ids;
  }

  /** Whether this home knows that a run, by its migration and its first workflow run, is over. */
  public boolean ended(String migration, String runId) {
    RunFolder folder;
    try {
      folder = run(migration);
    } catch (IllegalArgumentException e) {
      // A mark at a server says what somebody wrote into it.
      return false;
    }
    return Files.exists(folder.owner())
        && Runs.owner(folder).runId().equals(runId)
        && RunEnd.read(folder).isPresent();
  }

  private static List<Path> directories(Path place) {
    if (!Files.isDirectory(place)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(place)) {
      return found.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + place, e);
    }
  }

  /** The folder of a run, which may not exist yet. */
  public RunFolder run(String migration) {
    return in(root.resolve("runs"), migration);
  }

  /** The folder of validating a migration outside its run; it may not exist yet. */
  public RunFolder validation(String migration) {
    return in(root.resolve("validations"), migration);
  }

  /** The folder of a snapshot that is taken outside any run; it may not exist yet. */
  public RunFolder takenSnapshot(String migration) {
    return in(takenSnapshots(), migration);
  }

  /** Where snapshots lie that were taken outside any run; it may not exist yet. */
  public Path takenSnapshots() {
    return root.resolve("snapshots");
  }

  private static RunFolder in(Path place, String migration) {
    Path named = place.resolve(migration);
    Path folder = named.normalize();
    // Another spelling of a folder would be another run's.
    if (!folder.startsWith(place) || folder.equals(place) || !folder.equals(named)) {
      throw new IllegalArgumentException("not a migration's id: " + migration);
    }
    return new RunFolder(folder);
  }
}
