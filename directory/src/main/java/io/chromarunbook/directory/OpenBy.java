package io.chromarunbook.directory;

import io.chromarunbook.directory.OpenedBy.NotTold;
import io.chromarunbook.directory.OpenedBy.OpenProcess;
import io.chromarunbook.directory.OpenedBy.Processes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who has files of a directory open, by what Linux shows of each process. */
public final class OpenBy {

  private static final Path PROC = Path.of("/proc");

  private OpenBy() {}

  /** Every process but this one that has a file in it open; those of others need their rights. */
  public static OpenedBy processes(Path directory) throws IOException {
    Path real = directory.toRealPath();
    if (!Files.isDirectory(PROC.resolve("self").resolve("fd"))) {
      return new NotTold();
    }
    List<OpenProcess> found = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : all) {
        long pid = Long.parseLong(process.getFileName().toString());
        if (pid != ProcessHandle.current().pid()) {
          firstFile(process, real)
              .ifPresent(file -> found.add(new OpenProcess(pid, command(process), file)));
        }
      }
    }
    found.sort((one, other) -> Long.compare(one.pid(), other.pid()));
    return new Processes(found);
  }

  private static Optional<String> firstFile(Path process, Path directory) {
    try (DirectoryStream<Path> handles = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path handle : handles) {
        Path file = target(handle);
        if (file != null && file.startsWith(directory) && !file.equals(directory)) {
          return Optional.of(directory.relativize(file).toString());
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Ended meanwhile, or somebody else's.
    }
    return Optional.empty();
  }

  private static Path target(Path handle) {
    try {
      return Files.readSymbolicLink(handle);
    } catch (IOException e) {
      return null;
    }
  }

  private static String command(Path process) {
    try {
      String raw =
          new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8);
      return raw.replace('\0', ' ').strip();
    } catch (IOException e) {
      return "";
    }
  }
}
