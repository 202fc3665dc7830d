package io.chromarunbook.gate.mode;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** {@code state.json}: the old state or the new one, never half of it. */
final class StateFile {

  private final Path file;

  StateFile(Path directory) {
    this.file = directory.resolve("state.json");
  }

  /**
   * What it has; empty where nothing was ever written.
   *
   * @throws GateStateException where it is not what was written: then nobody knows the mode
   */
  Optional<GateState> read() {
    try {
      GateState found = GateJson.MAPPER.readValue(Files.readAllBytes(file), GateState.class);
      if (found == null) {
        throw new IllegalArgumentException("The file has no state.");
      }
      return Optional.of(found);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JacksonException | IllegalArgumentException e) {
      throw new GateStateException(
          "The gate's state "
              + file
              + " is damaged, so nobody knows whether writes may pass; find out by the migration's"
              + " report which mode holds, then remove the file and give that order anew.",
          e);
    } catch (IOException e) {
      throw new GateStateException(
          "The gate's state " + file + " cannot be read: " + e.getMessage() + ".", e);
    }
  }

  /** Returns when the disk has it. */
  void write(GateState state) {
    Path temporary = file.resolveSibling("state.json.writing");
    try {
      try (FileChannel channel =
          FileChannel.open(
              temporary,
              Set.of(
                  StandardOpenOption.CREATE,
                  StandardOpenOption.TRUNCATE_EXISTING,
                  StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        ByteBuffer content =
            ByteBuffer.wrap(
                GateJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(state));
        while (content.hasRemaining()) {
          channel.write(content);
        }
        channel.force(true);
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      try (FileChannel directory = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
        directory.force(true);
      }
    } catch (IOException e) {
      throw new GateStateException(
          "The gate's state "
              + file
              + " cannot be written ("
              + e.getMessage()
              + "), so nothing was changed; free some space or make it writable.",
          e);
    }
  }
}
