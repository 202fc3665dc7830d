package io.chromarunbook.chroma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
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
    try (WritableServer server = connect(inAll)) {
      chroma.on("GET", "/api/v2/heartbeat", exchange -> {});
      assertThatThrownBy(server::clock).isInstanceOf(ChromaException.class);

      // The time is up: the next answer is not waited for at all.
      long begun = System.nanoTime();
      assertThatThrownBy(server::clock).isInstanceOf(ChromaException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
    }
    assertThat(inAll.left()).isPositive();
  }

  @Test
  void whoever_is_interrupted_while_waiting_tells_nothing_of_the_server() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    WritableServer server =
        ChromaServers.toWrite(chroma.address(), (call, breakOff) -> told(heard));
    heard.clear();
    chroma.on(
        "GET",
        "/api/v2/heartbeat",
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          asked.countDown();
          await(interrupted);
          exchange.getResponseBody().write(new byte[50]);
        });
    Thread asking = new Thread(() -> heard.add(failureOf(server)), "asking");
    asking.start();
    asked.await();

    asking.interrupt();
    interrupted.countDown();
    asking.join();

    assertThat(heard).hasSize(2).startsWith("given up");
    assertThat(heard.get(1)).contains("interrupted");
    server.close();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String failureOf(WritableServer server) {
    try {
      return "answered at " + server.clock();
    } catch (ChromaException e) {
      return e.getMessage();
    }
  }

  private static CallWatch.Ongoing told(List<String> heard) {
    return new CallWatch.Ongoing() {
      @Override
      public void sent() {}

      @Override
      public void received() {}

      @Override
      public void answered() {
        heard.add("answered");
      }

      @Override
      public void failed(ChromaException failure) {
        heard.add("failed");
      }

      @Override
      public void givenUp() {
        heard.add("given up");
      }
    };
  }

  private WritableServer connect(AnswerTime answerTime) {
    ServerAddress address = chroma.address();
    return ChromaServers.toWrite(address.within(answerTime));
  }
}
