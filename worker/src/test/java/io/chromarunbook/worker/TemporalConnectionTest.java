package io.chromarunbook.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

class TemporalConnectionTest {

  @Test
  void why_a_call_failed_is_said_as_people_say_it() {
    assertThat(TemporalConnection.why(Status.UNAVAILABLE.withCause(new ConnectException())))
        .isEqualTo("connection refused");
    assertThat(
            TemporalConnection.why(
                Status.DEADLINE_EXCEEDED.withDescription(
                    "CallOptions deadline exceeded after 4.999612637s. Name resolution delay 0"
                        + " seconds. [closed=[], open=[[remote_addr=127.0.0.1/127.0.0.1:7233]]]")))
        .isEqualTo("no answer in time");
  }

  @Test
  void a_server_breaks_no_line_by_what_it_says() {
    assertThat(TemporalConnection.why(Status.INTERNAL.withDescription("a\nb\u001b[2Jc")))
        .isEqualTo("INTERNAL: a b [2Jc");
    assertThat(TemporalConnection.why(Status.INTERNAL.withDescription("x".repeat(10_000))))
        .hasSizeLessThan(300)
        .endsWith(" …");
  }
}
