package io.chromarunbook.starter.command;

import io.chromarunbook.stack.ChromaRelease;
import io.chromarunbook.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The official client of 1.5.9 with all that opens a directory by itself. Its package is the
 * server's, and what that needs the client over HTTP needs too.
 */
public record PythonPackages(Path whole, Path python) {

  /** Installed by this stack. */
  public static PythonPackages of(LocalStack stack) {
    return new PythonPackages(stack.clientOf(ChromaRelease.V1_5), stack.chromaClient());
  }

  /** To run a program with these arguments. */
  public ProcessBuilder program(String text, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(python.toString(), "-c", text));
    command.addAll(List.of(arguments));
    ProcessBuilder program = new ProcessBuilder(command);
    program
        .environment()
        .put("PYTHONPATH", String.join(":", List.of(packages(whole), packages(python))));
    program.environment().put("ANONYMIZED_TELEMETRY", "False");
    return program;
  }

  /** Where the environment of this Python has its packages; the first on the path wins. */
  private static String packages(Path python) throws IOException {
    Path library = python.getParent().getParent().resolve("lib");
    try (Stream<Path> versions = Files.list(library)) {
      return versions
          .map(version -> version.resolve("site-packages"))
          .filter(Files::isDirectory)
          .findFirst()
          .orElseThrow()
          .toString();
    }
  }
}
