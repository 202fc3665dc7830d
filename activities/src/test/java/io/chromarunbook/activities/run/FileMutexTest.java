package io.chromarunbook.activities.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@SuppressWarnings("try") // the other process ends with its input
class FileMutexTest {

  @TempDir private Path folder;

  @Test
  void whoever_has_it_keeps_others_out_until_it_is_closed() {
    FileMutex first = FileMutex.take(file());
    assertThat(FileMutex.takeIfFree(file())).isEmpty();
    CompletableFuture<FileMutex> second =
        CompletableFuture.supplyAsync(() -> FileMutex.take(file()));
    assertThat(second).isNotDone();

    first.close();

    await().until(second::isDone);
    assertThat(FileMutex.takeIfFree(file())).isEmpty();
    second.join().close();
    FileMutex.takeIfFree(file()).orElseThrow().close();
  }

  @Test
  void another_process_keeps_others_out_until_it_ends() throws IOException {
    Process other =
        new ProcessBuilder(
                "python3",
                "-c",
                "import fcntl, sys; f = open(sys.argv[1], 'w'); fcntl.lockf(f, fcntl.LOCK_EX);"
                    + " print('held', flush=True); sys.stdin.read()",
                file().toString())
            .start();
    try (BufferedReader said = other.inputReader();
        OutputStream ended = other.getOutputStream()) {
      assertThat(said.readLine()).isEqualTo("held");
      assertThat(FileMutex.takeIfFree(file())).isEmpty();
    }

    FileMutex.take(file()).close();
  }

  @Test
  void whoever_has_it_in_this_process_by_other_means_keeps_others_out_too() throws IOException {
    try (FileChannel other =
            FileChannel.open(file(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = other.lock()) {
      assertThat(FileMutex.takeIfFree(file())).isEmpty();
    }

    FileMutex.takeIfFree(file()).orElseThrow().close();
  }

  @Test
  void a_place_that_takes_no_file_is_named_and_holds_nothing() throws IOException {
    Path below = Files.writeString(folder.resolve("file"), "").resolve("lock");

    assertThatThrownBy(() -> FileMutex.takeIfFree(below))
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(NotWrittenException.class);
    Path free = folder.resolve("file");
    assertThat(free.toFile().delete()).isTrue();
    FileMutex.takeIfFree(below).orElseThrow().close();
  }

  private Path file() {
    return folder.resolve("lock");
  }
}
