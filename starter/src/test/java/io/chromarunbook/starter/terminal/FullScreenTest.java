package io.chromarunbook.starter.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real terminal, as script(1) makes one: what keys do, and how it is left. */
@Timeout(120)
class FullScreenTest {

  private static final String TAKEN = "\u001b[?1049h";
  private static final String GIVEN_BACK = "\u001b[?25h\u001b[?1049l";
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private Process process;

  @AfterEach
  void ends_it() {
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  @Test
  void q_leaves_and_gives_the_window_back() throws Exception {
    watch(80, "NO_COLOR=");
    type("q");

    assertThat(rest()).contains(TAKEN, GIVEN_BACK).endsWith("left by a key\r\n");
  }

  @Test
  void a_question_mark_explains_and_any_key_goes_back() throws Exception {
    watch(80, "NO_COLOR=");
    type("?");
    await().atMost(LONG).until(() -> shown().contains("What this screen shows"));
    int explained = shown().length();
    type("x");
    await().atMost(LONG).until(() -> shown().substring(explained).contains("watching 80 x 24"));
    type("q");

    assertThat(rest()).endsWith("left by a key\r\n");
  }

  @Test
  void an_interrupt_is_heard_and_gives_the_window_back() throws Exception {
    watch(60, "NO_COLOR=");
    type("\u0003");

    assertThat(rest())
        .contains("watching 60 x 24", GIVEN_BACK)
        .endsWith("left by an interrupt\r\n");
  }

  @Test
  void without_colours_it_is_drawn_in_place_all_the_same() throws Exception {
    watch(80, "NO_COLOR=1");
    type("?");
    await().atMost(LONG).until(() -> shown().contains("Last heard"));
    type("q");

    assertThat(rest().replaceAll("\u001b\\[(?:H|K|J|2J|\\?1049[hl]|\\?25[hl])", ""))
        .doesNotContain("\u001b");
  }

  private void watch(int columns, String environment) throws IOException {
    String java =
        String.join(
            " ",
            List.of(
                environment,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Drunbook.stdin=terminal",
                "-Drunbook.stdout=terminal",
                "-cp",
                "'" + System.getProperty("java.class.path") + "'",
                Onlooker.class.getName()));
    process =
        new ProcessBuilder(
                "script",
                "-qfec",
                "stty rows 24 columns " + columns + "; TERM=xterm " + java,
                folder.resolve("typescript").toString())
            .redirectOutput(folder.resolve("shown").toFile())
            .redirectError(folder.resolve("complaints").toFile())
            .start();
    await().atMost(LONG).until(() -> shown().contains("watching " + columns + " x 24"));
  }

  private void type(String keys) throws IOException {
    OutputStream keyboard = process.getOutputStream();
    keyboard.write(keys.getBytes(StandardCharsets.US_ASCII));
    keyboard.flush();
  }

  private String shown() throws IOException {
    return Files.readString(folder.resolve("shown"));
  }

  private String rest() throws Exception {
    assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return shown();
  }
}
