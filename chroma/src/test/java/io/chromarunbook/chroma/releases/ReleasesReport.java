package io.chromarunbook.chroma.releases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestWatcher;

/** Writes down, at the end of a run, how many tests of which class each release passed. */
public final class ReleasesReport implements TestWatcher {

  /** Where it is written. */
  static final Path FILE = Path.of("target", "releases.md");

  private static final class Tally {
    private int passed;
    private int failed;
  }

  /** What is known so far; written when the run ends. */
  private static final class Results implements AutoCloseable {
    private final Map<RealServer, Map<String, Tally>> tallies = new EnumMap<>(RealServer.class);

    synchronized Tally of(RealServer release, String test) {
      return tallies
          .computeIfAbsent(release, first -> new TreeMap<>())
          .computeIfAbsent(test, first -> new Tally());
    }

    @Override
    public synchronized void close() throws IOException {
      StringBuilder text = new StringBuilder();
      text.append("# Releases that were tried\n\n");
      text.append("Written by `mvn -Preleases verify` on ")
          .append(LocalDate.now(ZoneOffset.UTC))
          .append(" (UTC), on real servers.\n\n");
      text.append("| release | test class | passed | failed |\n|---|---|--:|--:|\n");
      tallies.forEach(
          (release, tests) ->
              tests.forEach(
                  (test, tally) ->
                      text.append(
                          "| %s | %s | %d | %d |\n"
                              .formatted(
                                  release.release().version(), test, tally.passed, tally.failed))));
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, text);
    }
  }

  @Override
  public void testSuccessful(ExtensionContext context) {
    tally(context).ifPresent(tally -> tally.passed++);
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    tally(context).ifPresent(tally -> tally.failed++);
  }

  private static Optional<Tally> tally(ExtensionContext context) {
    return release(context)
        .map(
            release ->
                results(context).of(release, context.getRequiredTestClass().getSimpleName()));
  }

  private static Results results(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(ReleasesReport.class))
        .computeIfAbsent(Results.class, first -> new Results(), Results.class);
  }

  /** The release that a class or a test above was given as its parameter. */
  private static Optional<RealServer> release(ExtensionContext context) {
    return Stream.iterate(Optional.of(context), Optional::isPresent, each -> each.get().getParent())
        .flatMap(Optional::stream)
        .flatMap(each -> words(each.getDisplayName()))
        .flatMap(
            word -> Arrays.stream(RealServer.values()).filter(each -> each.name().equals(word)))
        .findFirst();
  }

  private static Stream<String> words(String displayName) {
    return Arrays.stream(displayName.split("\\W+", -1));
  }
}
