package io.chromarunbook.starter.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.chromarunbook.workflows.plan.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What a file was before a migration, beside it: its bytes under a name of their own, and a note of
 * what was written since, by which another's changes are recognised.
 */
final class KeptFile {

  /**
   * What was written.
   *
   * @param written digests of all contents the file was given
   * @param edited whether one of them has changes by others in it
   */
  private record Note(List<String> written, boolean edited) {
    static final Note NONE = new Note(List.of(), false);

    Note {
      written = written == null ? List.of() : List.copyOf(written);
    }
  }

  private final Path file;
  private final Path content;
  private final Path note;

  private KeptFile(Path file, String migration) {
    this.file = file;
    this.content = file.resolveSibling(file.getFileName() + ".before-" + migration);
    this.note = file.resolveSibling(content.getFileName() + ".note");
  }

  static KeptFile of(Path file, String migration) {
    return new KeptFile(file, migration);
  }

  /** Keeps this, unless something is kept already. */
  void keep(byte[] before) throws IOException {
    if (!Files.exists(content)) {
      SteadyFile.make(content, before, file);
    }
  }

  /** Notes what is about to be written, so that whoever dies in between leaves no doubt. */
  void announce(byte[] now, byte[] next) throws IOException {
    // From what was kept on nothing is anybody else's, whatever was written before it came back.
    Note old = isKept(now) ? Note.NONE : noted();
    boolean edited = old.edited() || !isOurs(now);
    List<String> written = new ArrayList<>(old.written());
    written.remove(digest(next));
    written.add(digest(next));
    byte[] json = Json.MAPPER.writeValueAsBytes(new Note(written, edited));
    if (Files.exists(note)) {
      SteadyFile.replace(note, Files.readAllBytes(note), json);
    } else {
      SteadyFile.make(note, json, file);
    }
  }

  /** Whether a file of this content has nobody else's changes. */
  boolean isOurs(byte[] now) throws IOException {
    if (isKept(now)) {
      return true;
    }
    Note note = noted();
    return !note.edited() && note.written().contains(digest(now));
  }

  private boolean isKept(byte[] now) throws IOException {
    return content().filter(before -> Arrays.equals(before, now)).isPresent();
  }

  /** What is kept; nothing where nothing is. */
  Optional<byte[]> content() throws IOException {
    try {
      return Optional.of(Files.readAllBytes(content));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  Path path() {
    return content;
  }

  private Note noted() throws IOException {
    try {
      return Json.MAPPER.readValue(Files.readAllBytes(note), Note.class);
    } catch (NoSuchFileException e) {
      return Note.NONE;
    } catch (JsonProcessingException e) {
      throw new IOException(note + " is damaged; look at it, and put it aside", e);
    }
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return content.toString();
  }
}
