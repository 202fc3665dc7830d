package io.chromarunbook.starter.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.workflows.status.RunState;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenExplanationTest {

  private static final List<String> NARROW = ScreenExplanation.lines(Paint.PLAIN, 60);

  @Test
  void fits_the_narrowest_screen_above_the_line_that_says_how_to_leave() {
    assertThat(NARROW).hasSizeLessThanOrEqualTo(22).allMatch(line -> line.length() <= 60);
  }

  @Test
  void names_every_state() {
    assertThat(String.join("\n", NARROW))
        .contains(Arrays.stream(RunState.values()).map(RunState::name).toList());
  }
}
