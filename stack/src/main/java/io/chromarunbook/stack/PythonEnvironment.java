package io.chromarunbook.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An installed virtual environment; its scripts name the directory it was made in, so only programs
 * are run.
 */
public record PythonEnvironment(Path directory) {
  /** The interpreter. */
  public Path python() {
    return directory.resolve("bin").resolve("python");
  }

  /** A program that was installed. */
  Path program(String name) {
    return directory.resolve("bin").resolve(name);
  }

  /**
   * Whether it still works: the Python it was made with may have been removed or replaced since.
   */
  boolean holds(Requirements requirements, Map<String, String> environment) {
    return Files.isExecutable(python())
        && ShortCommand.output(
                List.of(
                    python().toString(),
                    "-I",
                    "-c",
                    "import importlib.metadata as m; print(m.version('"
                        + requirements.distribution()
                        + "'))"),
                environment)
            .filter(requirements.version()::equals)
            .isPresent();
  }
}
