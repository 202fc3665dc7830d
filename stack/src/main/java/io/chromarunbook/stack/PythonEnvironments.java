package io.chromarunbook.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The cache of installed programs, shared by everything on this machine. An environment is made
 * under another name and renamed when it is complete, so whatever bears the right name works.
 */
public final class PythonEnvironments {
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration REPORT_EVERY = Duration.ofSeconds(1);
  private static final String UNFINISHED = ".unfinished-";

  private final Path cache;
  private final Map<String, String> environment;
  private final StackListener listener;

  /** In the cache that this environment names. */
  public PythonEnvironments(Map<String, String> environment, StackListener listener) {
    this.cache = location(environment);
    this.environment = environment;
    this.listener = listener;
  }

  static Path location(Map<String, String> environment) {
    // The launcher keeps programs by the same rule.
    return named("RUNBOOK_CACHE", environment)
        .or(() -> named("XDG_CACHE_HOME", environment).map(PythonEnvironments::ours))
        .orElseGet(() -> ours(Path.of(System.getProperty("user.home"), ".cache")));
  }

  private static Optional<Path> named(String variable, Map<String, String> environment) {
    return Optional.ofNullable(environment.get(variable))
        .filter(value -> !value.isBlank())
        .map(value -> Path.of(value).toAbsolutePath());
  }

  private static Path ours(Path caches) {
    return caches.resolve("chroma-runbook");
  }

  Optional<PythonEnvironment> installed(Requirements requirements) {
    return Optional.of(new PythonEnvironment(cache.resolve(requirements.directoryName())))
        .filter(found -> found.holds(requirements, environment));
  }

  /** Gives the environment, installing it when it is not there or no longer works. */
  public PythonEnvironment get(Requirements requirements) {
    return installed(requirements).orElseGet(() -> installAlone(requirements));
  }

  private PythonEnvironment installAlone(Requirements requirements) {
    return StackLock.holding(
        cache.resolve(requirements.directoryName() + ".lock"),
        () -> {
          Optional<PythonEnvironment> madeMeanwhile = installed(requirements);
          return madeMeanwhile.isPresent() ? madeMeanwhile.get() : install(requirements);
        });
  }

  private PythonEnvironment install(Requirements requirements) {
    long start = System.nanoTime();
    Path complete = cache.resolve(requirements.directoryName());
    // A name of its own: the pip of an installation that was killed may still be writing under the
    // old one.
    Path unfinished = cache.resolve(requirements.directoryName() + UNFINISHED + System.nanoTime());
    Path log = cache.resolve("logs").resolve(requirements.directoryName() + ".log");
    Pythons.Python python = new Pythons(environment).suitableFor(requirements);
    try {
      Files.createDirectories(log.getParent());
      Files.deleteIfExists(log);
      discardLeftOvers(requirements);
      discard(complete);
      InstallationProgress progress = new InstallationProgress(requirements, start);
      run(
          List.of(python.program().toString(), "-I", "-m", "venv", unfinished.toString()),
          requirements,
          log,
          progress);
      Path file = Files.writeString(unfinished.resolve("requirements.txt"), requirements.text());
      run(installation(unfinished, file), requirements, log, progress);
      Files.move(unfinished, complete, StandardCopyOption.ATOMIC_MOVE);
      // Again: by now a killed installation's last child has ended too.
      discardLeftOvers(requirements);
    } catch (IOException e) {
      throw new StackException(
          String.format(
              "Cannot install %s in %s (%s); free some space there or name another directory in RUNBOOK_CACHE.",
              requirements.title(), cache, e.getMessage()),
          e);
    } finally {
      discardIfPossible(unfinished);
    }
    listener.installed(requirements.title(), Duration.ofNanos(System.nanoTime() - start), complete);
    return new PythonEnvironment(complete);
  }

  private static List<String> installation(Path directory, Path requirementFile) {
    return List.of(
        new PythonEnvironment(directory).python().toString(),
        // -I keeps a person's own packages out; pip's own configuration still counts.
        "-I",
        "-u",
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--no-input",
        "--progress-bar",
        "off",
        "--no-deps",
        "--require-hashes",
        "--only-binary",
        ":all:",
        "--requirement",
        requirementFile.toString());
  }

  private void run(
      List<String> command, Requirements requirements, Path log, InstallationProgress progress)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().retainAll(environment.keySet());
    builder.environment().putAll(environment);
    builder.redirectInput(ProcessBuilder.Redirect.from(DetachedProcess.NOTHING));
    // Straight into the file: nothing of it can be lost on the way, whatever happens to us.
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Process process = builder.start();
    try {
      progress.report();
      while (!process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        progress.follow(log);
      }
      if (process.exitValue() != 0) {
        throw new StackException(
            String.format(
                "Could not install %s (exit code %d; %s); check the network and pip's configuration, all of the output is in %s.",
                requirements.title(), process.exitValue(), LogTail.of(log), log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException(
          "The installation of "
              + requirements.title()
              + " was interrupted; run the command again.",
          e);
    } finally {
      process.destroyForcibly();
    }
  }

  private void discardLeftOvers(Requirements requirements) throws IOException {
    String prefix = requirements.directoryName() + UNFINISHED;
    try (Stream<Path> all = Files.list(cache)) {
      all.filter(path -> path.getFileName().toString().startsWith(prefix))
          .toList()
          .forEach(this::discardIfPossible);
    }
  }

  private void discardIfPossible(Path directory) {
    try {
      discard(directory);
    } catch (IOException | UncheckedIOException e) {
      listener.notice(
          "Could not remove " + directory + " (" + e.getMessage() + "); it only takes space.");
    }
  }

  private static void discard(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> tree = Files.walk(directory)) {
        for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  /**
   * Reads pip's output: it names each package it collects, and before that those it does not need
   * here.
   */
  private final class InstallationProgress {
    private final Requirements requirements;
    private final long start;
    private String current = "virtual environment";
    private int done;
    private int seen;
    private long reported;
    private int total;

    InstallationProgress(Requirements requirements, long start) {
      this.requirements = requirements;
      this.start = start;
      this.total =
          (int)
              requirements
                  .text()
                  .lines()
                  .filter(line -> !line.startsWith("#") && line.contains("=="))
                  .count();
    }

    /** Looks at what pip has written since, and reports at least once a second. */
    void follow(Path log) throws IOException {
      List<String> lines;
      try (Stream<String> all = Files.lines(log, StandardCharsets.ISO_8859_1)) {
        lines = all.skip(seen).toList();
      }
      lines.forEach(this::see);
      seen += lines.size();
      if (!lines.isEmpty() || System.nanoTime() - reported > REPORT_EVERY.toNanos()) {
        report();
      }
    }

    private void see(String line) {
      if (line.startsWith("Ignoring ")) {
        total--;
      } else if (line.startsWith("Collecting ")) {
        current = line.substring("Collecting ".length()).split(" ", 2)[0];
        done++;
      } else if (line.startsWith("Installing collected packages")) {
        current = "unpacking";
      }
    }

    void report() {
      reported = System.nanoTime();
      listener.installing(
          new Installation(
              requirements.title(),
              current,
              done,
              total,
              Duration.ofNanos(System.nanoTime() - start)));
    }
  }
}
