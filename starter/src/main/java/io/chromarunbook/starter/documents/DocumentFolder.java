package io.chromarunbook.starter.documents;

import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.NotWrittenException;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.workflows.plan.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A folder with documents. What in it was not written by us, or was changed since, is not
 * overwritten: which files are ours, and how we left them, stands in a file beside them.
 */
public final class DocumentFolder {

  private static final String WRITTEN = "documents.json";

  private final Path folder;

  /** This folder, which need not be there. */
  public DocumentFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes files, each as a whole or not at all.
   *
   * @return where they lie, in their order
   * @throws Failure where something is there that is not ours, or the folder takes no file
   */
  public List<Path> write(Map<String, String> files) {
    Map<String, String> known = known();
    mustBeOurs(files, known);
    List<Path> written = new ArrayList<>();
    try {
      Files.createDirectories(folder);
      for (Map.Entry<String, String> file : files.entrySet()) {
        byte[] bytes = file.getValue().getBytes(StandardCharsets.UTF_8);
        Path path = folder.resolve(file.getKey());
        DurableFile.write(path.toAbsolutePath(), bytes);
        known.put(file.getKey(), digest(bytes));
        written.add(path);
      }
      DurableFile.writeJson(folder.resolve(WRITTEN).toAbsolutePath(), known);
      return written;
    } catch (IOException | UncheckedIOException e) {
      throw Failure.usage(
          "The documents cannot be written into "
              + folder
              + ": "
              + reason(e)
              + "; name another folder with -o.",
          e);
    }
  }

  /** In words: a file system's own message is often no more than a path. */
  private static String reason(Exception failure) {
    Throwable cause =
        failure instanceof UncheckedIOException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof NotWrittenException notWritten) {
      return notWritten.reason();
    }
    if (cause instanceof FileAlreadyExistsException) {
      return "it is no folder";
    }
    return cause instanceof AccessDeniedException ? "it is not yours to write" : cause.getMessage();
  }

  private void mustBeOurs(Map<String, String> files, Map<String, String> known) {
    List<String> foreign =
        files.entrySet().stream()
            .filter(file -> !ours(file.getKey(), file.getValue(), known))
            .map(Map.Entry::getKey)
            .toList();
    if (!foreign.isEmpty()) {
      throw Failure.refused(
          "In "
              + folder
              + (foreign.size() == 1 ? " is " : " are ")
              + String.join(", ", foreign)
              + (foreign.size() == 1 ? ", which was" : ", which were")
              + " not written by this command, or changed since; nothing was written. Move that"
              + " away, or name another folder with -o.");
    }
  }

  private boolean ours(String name, String text, Map<String, String> known) {
    Path file = folder.resolve(name);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return true;
    }
    try {
      byte[] there = Files.readAllBytes(file);
      return digest(there).equals(known.get(name))
          || MessageDigest.isEqual(there, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      return false;
    }
  }

  private Map<String, String> known() {
    Path file = folder.resolve(WRITTEN);
    Map<String, String> known = new TreeMap<>();
    if (Files.isRegularFile(file)) {
      try {
        Json.MAPPER
            .readTree(file.toFile())
            .properties()
            .forEach(entry -> known.put(entry.getKey(), entry.getValue().asText()));
      } catch (IOException e) {
        // Then nothing in it is known to be ours.
        return known;
      }
    }
    return known;
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
