package io.chromarunbook.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Restarts real servers. */
@Tag("faults")
@Timeout(300)
class ServerRestartTest {

  @TempDir Path home;
  private final Map<String, String> environment = new HashMap<>(System.getenv());
  private LocalStack stack;

  @BeforeEach
  void use_no_server_of_the_environment() {
    environment.keySet().removeIf(name -> name.startsWith("RUNBOOK_DEMO_"));
    stack = LocalStack.in(home, StackListener.silent(), environment);
  }

  @AfterEach
  void stop_everything() {
    stack.stop();
  }

  @Test
  void a_restarted_server_is_another_process_with_the_same_address_release_and_data() {
    ServerEntry before = stack.chroma("target", ChromaRelease.V1_5);

    ServerEntry after = stack.restart("target");

    assertThat(before.process().isAlive()).isFalse();
    assertThat(after.process().isAlive()).isTrue();
    assertThat(Http.status(after.url() + "/api/v2/heartbeat")).isEqualTo(200);
    assertThat(after.url()).isEqualTo(before.url());
    assertThat(after.version()).isEqualTo(before.version());
    assertThat(after.dataDirectory()).isEqualTo(before.dataDirectory());
    assertThat(stack.state().server("target")).contains(after);
  }

  @Test
  void a_server_that_was_killed_is_started_again() {
    ServerEntry before = stack.chroma("target", ChromaRelease.V1_5);
    assertThat(stack.kill("target").isAlive()).isFalse();

    assertThat(stack.restart("target").url()).isEqualTo(before.url());
  }

  @Test
  void a_server_nobody_started_here_is_one_sentence() {
    assertThatThrownBy(() -> stack.restart("target"))
        .isInstanceOf(StackException.class)
        .hasMessage("No Chroma server named target was started from " + home + ".");
  }

  @Test
  void somebody_else_s_server_is_left_alone() {
    ServerEntry theirs = stack.chroma("target", ChromaRelease.V1_5);
    environment.put("RUNBOOK_DEMO_TARGET_URL", theirs.url());
    LocalStack ours = LocalStack.in(home.resolve("ours"), StackListener.silent(), environment);
    ServerEntry used = ours.chroma("target", ChromaRelease.V1_5);

    assertThatThrownBy(() -> ours.restart("target"))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("restart it where it was started");
    assertThat(used.url()).isEqualTo(theirs.url());
    assertThat(theirs.process().isAlive()).isTrue();
  }
}
