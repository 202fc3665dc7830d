package io.chromarunbook.activities.importing;

import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Which collections a run created at the target, on disk. Nothing else may ever be dropped. */
public final class CreationRecord {

  private final RunFolder folder;

  /** What is written down in this run's folder. */
  public CreationRecord(RunFolder folder) {
    this.folder = folder;
  }

  /** The collection of this number, where the run created it. */
  public Optional<CreatedCollection> of(int collection) {
    Path file = folder.created(collection);
    return Files.exists(file)
        ? Optional.of(DurableFile.readJson(file, CreatedCollection.class))
        : Optional.empty();
  }

  /** Whether the run created none. */
  public boolean isEmpty() {
    return all().isEmpty();
  }

  /** All of them by their number in the frozen inventory. */
  SortedMap<Integer, CreatedCollection> all() {
    SortedMap<Integer, CreatedCollection> all = new TreeMap<>();
    if (Files.isDirectory(folder.created())) {
      try (Stream<Path> files = Files.list(folder.created())) {
        for (Path file : files.toList()) {
          String name = file.getFileName().toString();
          if (name.endsWith(".json")) {
            int number = Integer.parseInt(name.substring(0, name.length() - ".json".length()));
            all.put(number - 1, DurableFile.readJson(file, CreatedCollection.class));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all;
  }

  void add(int collection, CreatedCollection created) {
    DurableFile.writeJson(folder.created(collection), created);
  }

  /** Removes who may write the collection's parts: a writer that finds no fence stops. */
  void forgetFences(int collection) {
    delete(folder.fences(collection));
  }

  /** Removes everything importing and validating the collection left, the record itself last. */
  void forget(int collection) {
    folder.traces(collection).forEach(CreationRecord::delete);
    delete(folder.created(collection));
  }

  private static void delete(Path path) {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> below = Files.walk(path)) {
      List<Path> deepestFirst = below.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
