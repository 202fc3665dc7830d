package io.chromarunbook.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds server programs: on the PATH first, else in the cache. */
record Programs(Map<String, String> environment, PythonEnvironments cache) {
  private static final Pattern TEMPORAL_VERSION =
      Pattern.compile("temporal version (\\S+) \\(Server (\\S+?)[,)].*");

  Program temporal() {
    return SearchPath.of(environment)
        .find("temporal")
        .flatMap(this::temporalOnPath)
        .orElseGet(
            () -> {
              PythonEnvironment installed = cache.get(Requirements.TEMPORAL);
              return new Program(
                  List.of(installed.program("temporal").toString()),
                  Requirements.TEMPORAL.version(),
                  Origin.CACHE);
            });
  }

  private Optional<Program> temporalOnPath(Path program) {
    return ShortCommand.output(List.of(program.toString(), "--version"), environment)
        .map(TEMPORAL_VERSION::matcher)
        .filter(Matcher::matches)
        .map(matcher -> new Program(List.of(program.toString()), matcher.group(1), Origin.PATH));
  }

  Path chromaClient() {
    return cache.get(Requirements.CHROMA_CLIENT).python();
  }

  /** The server's own package has its client too. */
  Path clientOf(ChromaRelease release) {
    return cache.get(release.requirements()).python();
  }

  Program chroma(ChromaRelease release) {
    return SearchPath.of(environment)
        .find("chroma")
        .filter(program -> installedVersion(program).filter(release.version()::equals).isPresent())
        .map(program -> new Program(List.of(program.toString()), release.version(), Origin.PATH))
        .orElseGet(
            () ->
                new Program(
                    release.program(cache.get(release.requirements())),
                    release.version(),
                    Origin.CACHE));
  }

  /**
   * `chroma --version` tells its command line's version, or fails: only the Python beside it knows
   * the release.
   */
  private Optional<String> installedVersion(Path program) {
    try (Stream<String> lines = Files.lines(program, StandardCharsets.ISO_8859_1)) {
      return lines
          .findFirst()
          .filter(line -> line.startsWith("#!") && line.contains("python"))
          .map(line -> new ArrayList<>(List.of(line.substring(2).strip().split("\\s+"))))
          .flatMap(
              command -> {
                command.add("-c");
                command.add("import importlib.metadata as m; print(m.version('chromadb'))");
                return ShortCommand.output(command, environment);
              });
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
