package io.chromarunbook.activities.chroma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class AnswerTimeTest {

  private final ScriptedChroma chroma = ScriptedChroma.ofVersion("1.0.0");

  @AfterEach
  void close() {
    chroma.close();
  }

  @Test
  void a_server_that_does_not_answer_in_time_is_unreachable() {
    chroma.on("GET", "/api/v2/version", exchange -> {});

    assertThatThrownBy(() -> connect(new AnswerTime.OfEach(Duration.ofSeconds(1))))
        .isInstanceOf(ChromaException.class)
        .hasMessageContaining("it took more than 1 s in all");
  }

  @Test
  void all_answers_together_take_no_longer_than_was_said() {
    AnswerTime inAll = AnswerTime.InAll.fromNow(Duration.ofSeconds(1));
    try (ChromaServer server = connect(inAll)) {
      chroma.on("GET", "/api/v2/heartbeat", exchange -> {});
      assertThatThrownBy(server::clock).isInstanceOf(ChromaException.class);

      // The time is up: the next answer is not waited for at all.
      long begun = System.nanoTime();
      assertThatThrownBy(server::clock).isInstanceOf(ChromaException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
    }
    assertThat(inAll.left()).isPositive();
  }

  private ChromaServer connect(AnswerTime answerTime) {
    ServerAddress address = chroma.address();
    return ChromaServers.connect(
        new ServerAddress(
            address.url(), address.tenant(), address.database(), address.headers(), answerTime));
  }
}
