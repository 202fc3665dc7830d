package io.chromarunbook.gate.translation;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.stack.LocalStack;
import io.chromarunbook.stack.PythonEnvironments;
import io.chromarunbook.stack.StackListener;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The real clients at real servers, in one process that lives through the switch. */
@Tag("servers")
@Timeout(600)
class OldClientsTest {
  private static final int CALLS = 90;

  @TempDir static Path home;
  private static LocalStack stack;
  private static Path script;

  @BeforeAll
  static void start() throws IOException {
    stack = LocalStack.in(home, StackListener.silent());
    script = home.resolve("every_call.py");
    try (InputStream in = OldClientsTest.class.getResourceAsStream("/translation/every_call.py")) {
      Files.write(script, in.readAllBytes());
    }
  }

  @AfterAll
  static void stop() {
    stack.stop();
  }

  @ParameterizedTest
  @EnumSource
  void a_client_finds_all_but_what_the_page_names_as_it_was(OldClient client) throws IOException {
    String name = client.name().toLowerCase(Locale.ROOT).replace('_', '-');
    Path python =
        new PythonEnvironments(System.getenv(), StackListener.silent())
            .get(client.requirements())
            .python();
    Path errors = home.resolve(name + ".errors");

    Crossing crossing =
        Crossing.of(
            new Crossing.Source(name, client.source(), client.api(), client.sourceVersion()),
            stack,
            port -> List.of(python.toString(), "-I", script.toString(), String.valueOf(port)),
            errors);

    assertThat(crossing.before()).hasSizeGreaterThan(CALLS);
    OldClientsPage.assertTrueOf("Python " + client.version(), crossing, errors);
  }
}
