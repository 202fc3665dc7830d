package io.chromarunbook.activities.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.chroma.CallWatch;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.ScriptedChroma;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.chroma.WritableServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FamiliarServersTest {

  private final ScriptedChroma chroma = ScriptedChroma.ofVersion("1.0.0");
  private Instant now = Instant.parse("2026-11-28T02:00:00Z");
  private final FamiliarServers servers = new FamiliarServers(ChromaServers::toWrite, () -> now);

  @AfterEach
  void close() {
    chroma.close();
  }

  @Test
  void a_server_met_a_moment_ago_is_not_asked_again_what_it_is() {
    meet(chroma.address());
    now = now.plus(Duration.ofSeconds(29));

    assertThat(meet(chroma.address())).isZero();
  }

  @Test
  void after_half_a_minute_it_is_asked_again() {
    meet(chroma.address());
    now = now.plus(Duration.ofSeconds(30));

    assertThat(meet(chroma.address())).isPositive();
  }

  @Test
  void with_other_credentials_it_is_asked_again() {
    ServerAddress address = chroma.address();
    ServerAddress withToken =
        new ServerAddress(
            address.url(), address.tenant(), address.database(), Map.of("x-chroma-token", "new"));

    meet(address);

    assertThat(meet(withToken)).isPositive();
  }

  @Test
  void the_calls_to_it_are_watched_by_whoever_met_it_last() {
    List<String> first = new ArrayList<>();
    List<String> second = new ArrayList<>();
    servers.connect(chroma.address(), noting(first)).close();
    List<String> atConnecting = List.copyOf(first);

    WritableServer server = servers.connect(chroma.address(), noting(second));
    server.clock();

    assertThat(second).containsExactly("GET /api/v2/heartbeat");
    assertThat(first).isEqualTo(atConnecting).isNotEmpty();
  }

  private static CallWatch noting(List<String> calls) {
    return (call, breakOff) -> {
      calls.add(call);
      return CallWatch.Ongoing.UNWATCHED;
    };
  }

  /** How many questions it takes. */
  private int meet(ServerAddress address) {
    int before = chroma.requests().size();
    servers.connect(address).close();
    return chroma.requests().size() - before;
  }
}
