package io.chromarunbook.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {

  /** The system gives those above to whoever connects somewhere, before a server has taken them. */
  @Test
  void a_port_for_a_server_is_none_that_the_system_gives_out() {
    assertThat(IntStream.range(0, 100).map(each -> Ports.anyFree()))
        .allMatch(port -> port >= 16_000 && port < 32_000)
        .allMatch(Ports::isFree);
  }

  @Test
  void two_choices_at_a_time_are_seldom_the_same() {
    assertThat(IntStream.range(0, 100).map(each -> Ports.anyFree()).distinct().count())
        .isGreaterThan(90);
  }
}
