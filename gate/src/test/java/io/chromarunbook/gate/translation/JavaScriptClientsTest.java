package io.chromarunbook.gate.translation;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.stack.ChromaRelease;
import io.chromarunbook.stack.LocalStack;
import io.chromarunbook.stack.StackListener;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same for JavaScript's clients; they need Node.js and npm on the path. */
@Tag("releases")
@Timeout(600)
class JavaScriptClientsTest {
  private static final int CALLS = 30;

  @TempDir static Path home;
  private static LocalStack stack;

  @BeforeAll
  static void install() throws IOException, InterruptedException {
    stack = LocalStack.in(home, StackListener.silent());
    for (String file : List.of("package.json", "package-lock.json", "every_call.mjs")) {
      try (InputStream in =
          JavaScriptClientsTest.class.getResourceAsStream("/translation/node/" + file)) {
        Files.write(home.resolve(file), in.readAllBytes());
      }
    }
    Process npm =
        new ProcessBuilder(
                "npm",
                "ci",
                "--ignore-scripts",
                "--legacy-peer-deps",
                "--omit=optional",
                "--no-audit",
                "--no-fund")
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("npm.log").toFile())
            .start();
    assertThat(npm.waitFor()).as(Files.readString(home.resolve("npm.log"))).isZero();
  }

  @AfterAll
  static void stop() {
    stack.stop();
  }

  @ParameterizedTest
  @CsvSource({
    "1.8, V0_4, v1, 0.4.24",
    "1.8, V0_5, v1, 0.5.23",
    "1.10, V0_6, v2, 0.6.3",
    "3.5, V1_5, v2, 1.0.0"
  })
  void a_client_finds_all_but_what_the_page_names_as_it_was(
      String line, ChromaRelease release, String api, String version) throws IOException {
    String name = "javascript-" + (line + "-of-" + release.line()).replace('.', '-');
    Path errors = home.resolve(name + ".errors");

    Crossing crossing =
        Crossing.of(
            new Crossing.Source(name, release, api, version),
            stack,
            port ->
                List.of(
                    "node",
                    home.resolve("every_call.mjs").toString(),
                    "chromadb-" + line,
                    String.valueOf(port)),
            errors);

    assertThat(crossing.before()).hasSizeGreaterThan(CALLS);
    OldClientsPage.assertTrueOf("JavaScript " + line + " at " + version, crossing, errors);
  }
}
