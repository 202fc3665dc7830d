package io.chromarunbook.activities.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.InMemoryChroma;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class AwayWatchTest {

  private final InMemoryChroma server = InMemoryChroma.current();

  @Test
  void a_server_that_answers_is_never_away() {
    try (AwayWatch watch = new AwayWatch(() -> server)) {
      awaitRequests(3);

      assertThat(watch.away()).isEmpty();
    }
  }

  @Test
  void one_to_which_nobody_can_connect_is_away_until_it_answers() {
    try (AwayWatch watch = new AwayWatch(() -> server)) {
      server.goDown(unreachable(new ConnectException()));
      await().until(() -> watch.away().isPresent());
      assertThat(watch.away().orElseThrow().until()).isNull();

      server.comeBack();

      await().until(() -> watch.away().orElseThrow().until() != null);
      AwayWatch.Away away = watch.away().orElseThrow();
      assertThat(away.until()).isAfter(away.from());
    }
  }

  @Test
  void one_that_only_is_slow_or_refuses_is_there() {
    try (AwayWatch watch = new AwayWatch(() -> server)) {
      server.goDown(unreachable(new SocketTimeoutException("timeout")));
      awaitRefused(2);
      server.goDown(new ChromaException(ChromaException.Kind.FORBIDDEN, "403", null));
      awaitRefused(4);
      server.goDown(new ChromaException(ChromaException.Kind.BROKEN_ANSWER, "500", null));
      awaitRefused(6);

      assertThat(watch.away()).isEmpty();
    }
  }

  private void awaitRequests(int requests) {
    await().until(() -> server.requests() >= requests);
  }

  private void awaitRefused(int requests) {
    await().until(() -> server.refused() >= requests);
  }

  private static ChromaException unreachable(Exception cause) {
    return new ChromaException(ChromaException.Kind.UNREACHABLE, "no answer", cause);
  }
}
