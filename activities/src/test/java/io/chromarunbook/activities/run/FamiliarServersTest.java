package io.chromarunbook.activities.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.activities.chroma.ChromaServer;
import io.chromarunbook.activities.chroma.ChromaServers;
import io.chromarunbook.activities.chroma.ScriptedChroma;
import io.chromarunbook.activities.chroma.ServerAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FamiliarServersTest {

  private final ScriptedChroma chroma = ScriptedChroma.ofVersion("1.0.0");
  private Instant now = Instant.parse("2026-11-28T02:00:00Z");
  private final FamiliarServers servers = new FamiliarServers(ChromaServers::connect, () -> now);

  @AfterEach
  void close() {
    chroma.close();
  }

  @Test
  void a_server_met_a_moment_ago_is_not_asked_again_what_it_is() {
    ChromaServer first = servers.connect(chroma.address());
    first.close();
    now = now.plus(Duration.ofSeconds(29));

    assertThat(servers.connect(chroma.address())).isSameAs(first);
  }

  @Test
  void after_half_a_minute_it_is_asked_again() {
    ChromaServer first = servers.connect(chroma.address());
    now = now.plus(Duration.ofSeconds(30));

    assertThat(servers.connect(chroma.address())).isNotSameAs(first);
  }

  @Test
  void with_other_credentials_it_is_asked_again() {
    ServerAddress address = chroma.address();
    ServerAddress withToken =
        new ServerAddress(
            address.url(), address.tenant(), address.database(), Map.of("x-chroma-token", "new"));

    assertThat(servers.connect(withToken)).isNotSameAs(servers.connect(address));
  }
}
