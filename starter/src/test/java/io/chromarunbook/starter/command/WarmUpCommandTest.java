package io.chromarunbook.starter.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.starter.migration.MigrationStage;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The launcher ignores what becomes of a rehearsal, so only a test sees it fail. */
@Tag("servers")
@Timeout(30)
class WarmUpCommandTest {

  @Test
  void rehearses_a_status_without_a_server() {
    Map<String, String> environment = new HashMap<>(MigrationStage.environment());
    environment.put("TEMPORAL_NAMESPACE", "theirs");

    assertThat(Typed.in(environment, "warm-up")).isEqualTo(new Typed(0, "", ""));
  }
}
