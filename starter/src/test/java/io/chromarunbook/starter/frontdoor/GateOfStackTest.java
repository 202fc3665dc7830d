package io.chromarunbook.starter.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.stack.GateEntry;
import io.chromarunbook.stack.LocalStack;
import io.chromarunbook.stack.OwnCommand;
import io.chromarunbook.stack.StackListener;
import io.chromarunbook.stack.Supervisor;
import io.chromarunbook.starter.offline.GateConnection;
import io.chromarunbook.workflows.plan.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A front door of the local stack, before a server that need not be there for this. */
@Tag("servers")
@Timeout(180)
class GateOfStackTest {

  private static final String SOURCE = "http://127.0.0.1:1";

  @TempDir private Path home;

  @Test
  void a_gate_that_is_killed_is_started_again_at_its_ports_and_in_its_mode() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.remove("RUNBOOK_LAUNCHER");
    LocalStack stack = LocalStack.in(home, StackListener.silent(), environment);
    Supervisor supervisor = new Supervisor(home, List.of("sleep", "600"), environment);
    Thread watch = new Thread(supervisor::run);
    try {
      GateEntry gate = stack.gate("front", SOURCE, OwnCommand.in(environment).with("gate", "run"));
      GateConnection connection = GateConnection.to(gate.admin(), Path.of(gate.tokenFile()), null);
      ObjectNode freeze =
          Json.MAPPER
              .createObjectNode()
              .put("mode", "read-only")
              .put("by", "ann")
              .put("migration", "kb");
      assertThat(connection.order(freeze).path("confirmed").asBoolean()).isTrue();
      assertThat(permissions(gate)).isEqualTo("rw-------");
      assertThat(stack.gate("front", SOURCE, gate.command()).process()).isEqualTo(gate.process());
      watch.start();

      var killed = stack.kill("front");

      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .untilAsserted(
              () -> assertThat(connection.status().path("mode").asText()).isEqualTo("read-only"));
      GateEntry again = stack.state().gates().get("front");
      assertThat(again.process()).isNotEqualTo(killed);
      assertThat(again.url()).isEqualTo(gate.url());
    } finally {
      supervisor.stop();
      stack.stop();
    }
    assertThat(stack.state().gates()).isEmpty();
  }

  private static String permissions(GateEntry gate) {
    try {
      return PosixFilePermissions.toString(
          Files.getPosixFilePermissions(Path.of(gate.tokenFile())));
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }
}
