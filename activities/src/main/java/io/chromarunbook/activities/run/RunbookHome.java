package io.chromarunbook.activities.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Where files live: {@code RUNBOOK_HOME}. Its id tells workers with other homes apart. */
public record RunbookHome(Path root) {

  public RunbookHome {
    root = root.toAbsolutePath().normalize();
  }

  /** The home the environment names, or {@code .runbook} in the working directory. */
  public static RunbookHome fromEnvironment() {
    String named = System.getenv("RUNBOOK_HOME");
    return new RunbookHome(Path.of(named == null || named.isBlank() ? ".runbook" : named));
  }

  /** The home's id, made when it is first asked for. */
  public String id() {
    Path file = root.resolve("home.id");
    try {
      PrivateFiles.directories(root);
      if (!Files.exists(file)) {
        Path own = Files.createTempFile(root, "home", ".id");
        Files.writeString(own, UUID.randomUUID() + "\n");
        try {
          // A link, because of two processes that are first only one may name the home.
          Files.createLink(file, own);
        } catch (FileAlreadyExistsException e) {
          // The other one was first.
        } finally {
          Files.delete(own);
        }
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use " + root + " as RUNBOOK_HOME", e);
    }
  }

  /** The folder of a run, which may not exist yet. */
  public RunFolder run(String migration) {
    return in(root.resolve("runs"), migration);
  }

  /** The folder of validating a migration outside its run; it may not exist yet. */
  public RunFolder validation(String migration) {
    return in(root.resolve("validations"), migration);
  }

  private static RunFolder in(Path place, String migration) {
    Path folder = place.resolve(migration).normalize();
    if (!folder.startsWith(place) || folder.equals(place)) {
      throw new IllegalArgumentException("not a migration's id: " + migration);
    }
    return new RunFolder(folder);
  }
}
