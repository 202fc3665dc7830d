package io.chromarunbook.stack;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The directories of an environment's PATH. */
record SearchPath(String directories) {
  static SearchPath of(Map<String, String> environment) {
    return new SearchPath(environment.getOrDefault("PATH", ""));
  }

  Optional<Path> find(String program) {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(directories)
        .filter(directory -> !directory.isBlank())
        .map(directory -> Path.of(directory, program))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }
}
