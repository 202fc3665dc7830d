package io.chromarunbook.directory;

import io.chromarunbook.stack.ChromaRelease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Directories that real servers made, one of each release, made when first asked for: 'sick', of
 * whose 250 records most are flushed into the index, and 'healthy', whose 60 wait in the log.
 */
public final class MadeDirectories implements AutoCloseable {

  /** Gives tests the directories, the same ones for the whole run. */
  public static final class Extension implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == MadeDirectories.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(Namespace.create(MadeDirectories.class))
          .computeIfAbsent(
              MadeDirectories.class, first -> new MadeDirectories(), MadeDirectories.class);
    }
  }

  static final String SICK = "sick";
  static final String HEALTHY = "healthy";
  static final int SICK_RECORDS = 250;
  static final int HEALTHY_RECORDS = 60;

  /** What the emptiest of them has still, whatever was taken from it. */
  public static final int RECORDS_OF_SMALLEST = 100;

  /** So that a small collection is flushed. */
  static final Map<String, Object> FLUSHED_OFTEN =
      Map.of("hnsw:space", "cosine", "hnsw:batch_size", 50, "hnsw:sync_threshold", 100);

  private final Path home;
  private final Map<ChromaRelease, Path> made = new EnumMap<>(ChromaRelease.class);

  private MadeDirectories() {
    try {
      home = Files.createTempDirectory("made-directories");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A copy of the directory of a release, where a server of it in this home has its files. */
  Path copy(ChromaRelease release, Path target) throws IOException {
    Path files;
    synchronized (made) {
      files = made.computeIfAbsent(release, this::make);
    }
    return RealChroma.copied(files, target, release);
  }

  private Path make(ChromaRelease release) {
    Path own = home.resolve(release.name());
    try (RealChroma server = RealChroma.over(own, release)) {
      server.add(server.create(HEALTHY, Map.of()), "h", HEALTHY_RECORDS, HEALTHY_RECORDS);
      server.add(server.create(SICK, FLUSHED_OFTEN), "s", SICK_RECORDS, 50);
    }
    return RealChroma.filesIn(own, release);
  }

  @Override
  public void close() throws IOException {
    List<Path> leftovers;
    try (Stream<Path> paths = Files.walk(home)) {
      leftovers = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : leftovers) {
      Files.delete(path);
    }
  }
}
