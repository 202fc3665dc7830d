package io.chromarunbook.stack;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.chromarunbook.workflows.status.RunbookCommand;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.UnaryOperator;

/** {@code stack.json}: always a whole file, changed by one process at a time. */
final class StateFile {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private final Path file;
  private final Path lock;

  StateFile(Path home) {
    this.file = home.resolve("stack.json");
    this.lock = home.resolve("stack").resolve("state.lock");
  }

  StackState read() {
    try {
      return JSON.readValue(Files.readAllBytes(file), StackState.class);
    } catch (NoSuchFileException e) {
      return StackState.empty();
    } catch (IOException e) {
      throw new StackException(
          "Cannot read "
              + file
              + " ("
              + e.getMessage()
              + "); remove it and run "
              + RunbookCommand.of("up")
              + " again.",
          e);
    }
  }

  StackState update(UnaryOperator<StackState> change) {
    return StackLock.holding(
        lock,
        () -> {
          StackState changed = change.apply(read());
          write(changed);
          return changed;
        });
  }

  private void write(StackState state) {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try {
      try (FileChannel channel = OwnersFiles.rewrite(next)) {
        ByteBuffer content = ByteBuffer.wrap(JSON.writeValueAsBytes(state));
        while (content.hasRemaining()) {
          channel.write(content);
        }
        channel.force(true);
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
      try (FileChannel directory =
          FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
        directory.force(true);
      }
    } catch (IOException e) {
      throw new StackException(
          "Cannot write "
              + file
              + " ("
              + e.getMessage()
              + "); free some space or make it writable.",
          e);
    }
  }
}
