package io.chromarunbook.gate.mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModeKeepingTest {

  private static final String SOURCE = "http://old:8000";

  @TempDir private Path directory;

  @Test
  void an_order_is_on_the_disk_before_it_is_in_force() throws Exception {
    List<String> onTheDisk = new ArrayList<>();
    try (ModeKeeping keeping = open(SOURCE)) {
      GateState after =
          keeping.obey(
              order(Mode.READ_ONLY),
              state -> {
                onTheDisk.add(text());
                assertThat(keeping.state().mode()).isEqualTo(Mode.OPEN);
              });

      assertThat(after.mode()).isEqualTo(Mode.READ_ONLY);
      assertThat(keeping.state()).isEqualTo(after);
    }
    assertThat(onTheDisk).singleElement().asString().contains("\"read-only\"", "\"kb\"", "\"ann\"");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void the_mode_is_the_same_after_a_new_start() {
    try (ModeKeeping keeping = open(SOURCE)) {
      keeping.obey(order(Mode.READ_ONLY), state -> {});
    }
    try (ModeKeeping again = open(SOURCE)) {
      assertThat(again.state().mode()).isEqualTo(Mode.READ_ONLY);
      assertThat(again.state().migration()).isEqualTo("kb");
    }
  }

  @Test
  @SuppressWarnings("try") // it is held while it is open
  void a_second_door_with_the_same_directory_is_refused() {
    try (ModeKeeping first = open(SOURCE)) {
      assertThatThrownBy(() -> open(SOURCE))
          .isInstanceOf(GateHeldException.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining("--state");
    }
    open(SOURCE).close();
  }

  @Test
  void a_state_that_nobody_can_read_is_never_taken_for_open() throws Exception {
    for (String damaged : new String[] {"", "{", "{\"mode\": \"ajar\"}", "null", "[]"}) {
      Files.writeString(file(), damaged);

      assertThatThrownBy(() -> open(SOURCE))
          .as(damaged)
          .isInstanceOf(GateStateException.class)
          .hasMessageContaining(file().toString())
          .hasMessageContaining("damaged");
    }
  }

  @Test
  void a_frozen_doors_directory_serves_no_other_source() {
    try (ModeKeeping keeping = open(SOURCE)) {
      keeping.obey(order(Mode.READ_ONLY), state -> {});
    }
    assertThatThrownBy(() -> open("http://elsewhere:8000"))
        .isInstanceOf(GateHeldException.class)
        .hasMessageContaining(SOURCE)
        .hasMessageContaining("read-only");
  }

  @Test
  void an_order_that_the_disk_does_not_take_changes_nothing() throws Exception {
    try (ModeKeeping keeping = open(SOURCE)) {
      // A directory in the way of the file that is written first.
      Files.createDirectory(directory.resolve("state.json.writing"));

      assertThatThrownBy(
              () ->
                  keeping.obey(
                      order(Mode.READ_ONLY),
                      state -> {
                        throw new AssertionError("it is in force");
                      }))
          .isInstanceOf(GateStateException.class)
          .hasMessageContaining("nothing was changed");
      assertThat(keeping.state().mode()).isEqualTo(Mode.OPEN);
    }
  }

  private ModeKeeping open(String source) {
    return ModeKeeping.in(directory, source, Optional.empty());
  }

  private static ModeOrder order(Mode mode) {
    return new ModeOrder(mode, "kb", "ann", "test", null, null, false);
  }

  private Path file() {
    return directory.resolve("state.json");
  }

  private String text() {
    try {
      return Files.readString(file());
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }
}
