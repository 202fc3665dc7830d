package io.chromarunbook.activities.sight;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a process is, as far as files and programs go.
 *
 * @param directory from which relative paths count
 * @param searchPath the directories of its PATH
 */
public record Surroundings(Path directory, String searchPath) {

  /** Those of this process. */
  public static Surroundings ofThisProcess() {
    return new Surroundings(
        Path.of("").toAbsolutePath(), Optional.ofNullable(System.getenv("PATH")).orElse(""));
  }

  /** The file of a path, as this process would open it; empty where no file has such a name. */
  Optional<Path> file(String path) {
    try {
      return Optional.of(directory.resolve(path));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Why a program cannot be run here; empty where it can. */
  Optional<String> missing(String program) {
    if (program.contains("/")) {
      Optional<Path> file = file(program);
      if (file.isEmpty() || !Files.exists(file.get())) {
        return Optional.of("is not there; put it into " + directory + ", or mend its path");
      }
      return Files.isRegularFile(file.get()) && Files.isExecutable(file.get())
          ? Optional.empty()
          : Optional.of("is there and cannot be run; make it executable: chmod +x");
    }
    boolean found =
        Pattern.compile(File.pathSeparator, Pattern.LITERAL)
            .splitAsStream(searchPath)
            .filter(folder -> !folder.isEmpty())
            .flatMap(folder -> file(folder).stream())
            .anyMatch(folder -> isProgram(folder, program));
    return found
        ? Optional.empty()
        : Optional.of(
            "is in no directory of the PATH; install it, or write a path like ./" + program);
  }

  private static boolean isProgram(Path folder, String program) {
    try {
      Path file = folder.resolve(program);
      return Files.isRegularFile(file) && Files.isExecutable(file);
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
