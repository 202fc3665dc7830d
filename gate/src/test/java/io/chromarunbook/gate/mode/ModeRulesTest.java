package io.chromarunbook.gate.mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModeRulesTest {

  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final TargetServer TARGET = new TargetServer("http://new:8000");

  @ParameterizedTest
  @CsvSource({
    "open,               read-only",
    "read-only,          open",
    "read-only,          switched",
    "switched,           switched-read-only",
    "switched,           read-only",
    "switched-read-only, read-only",
    "switched-read-only, switched"
  })
  void a_door_goes_from_mode_to_mode_by_this_road(String from, String to) {
    assertThat(after(state(from, "kb"), order(to, "kb")).mode().word()).isEqualTo(to);
  }

  @ParameterizedTest
  @CsvSource({
    "open,               switched",
    "open,               switched-read-only",
    "read-only,          switched-read-only",
    "switched,           open",
    "switched-read-only, open"
  })
  void no_road_leads_from_one_server_to_the_other_past_read_only(String from, String to) {
    assertThatThrownBy(() -> after(state(from, "kb"), order(to, "kb")))
        .isInstanceOf(OrderRefusedException.class)
        .hasMessageContaining("is " + from + " and cannot become " + to + " at once");
  }

  @ParameterizedTest
  @CsvSource({"open", "read-only", "switched", "switched-read-only"})
  void the_same_order_again_changes_nothing(String mode) {
    GateState state = state(mode, mode.equals("open") ? null : "kb");

    assertThat(after(state, order(mode, "kb"))).isSameAs(state);
  }

  @Test
  void a_door_of_one_migration_takes_no_order_of_another_or_of_nobody() {
    for (String other : new String[] {"other", null}) {
      assertThatThrownBy(() -> after(state("read-only", "kb"), order("open", other)))
          .isInstanceOf(OrderRefusedException.class)
          .hasMessageContaining("for the migration kb");
    }
  }

  @Test
  void an_open_door_is_nobodys() {
    GateState open = after(state("read-only", "kb"), order("open", "kb"));

    assertThat(open.migration()).isNull();
    assertThat(after(open, order("read-only", "other")).migration()).isEqualTo("other");
  }

  @Test
  void a_switched_door_that_is_released_is_nobodys_and_stays_switched() {
    ModeOrder release = new ModeOrder(Mode.SWITCHED, "kb", "ann", "closed", null, List.of(), true);

    GateState released = after(state("switched", "kb"), release);

    assertThat(released.mode()).isEqualTo(Mode.SWITCHED);
    assertThat(released.target()).isEqualTo(TARGET);
    assertThat(released.migration()).isNull();
    assertThat(after(released, order("read-only", "next")).migration()).isEqualTo("next");
  }

  @Test
  void a_door_that_knows_no_target_is_not_switched() {
    GateState frozen =
        new GateState(Mode.READ_ONLY, "http://old:8000", "kb", NOW, "ann", null, null, List.of());

    assertThatThrownBy(
            () -> ModeRules.after(frozen, order("switched", "kb"), Optional.empty(), NOW))
        .isInstanceOf(OrderRefusedException.class)
        .hasMessageContaining("--target URL");
  }

  @Test
  void a_switched_door_takes_no_other_target_by_the_way() {
    ModeOrder elsewhere =
        new ModeOrder(
            Mode.SWITCHED, "kb", "ann", null, new TargetServer("http://x:1"), List.of(), false);

    assertThatThrownBy(() -> after(state("switched", "kb"), elsewhere))
        .isInstanceOf(OrderRefusedException.class)
        .hasMessageContaining("leads to http://new:8000 already");
  }

  @Test
  void an_order_says_by_whom_it_is_and_names_a_server_where_it_names_one() {
    assertThatThrownBy(
            () ->
                after(
                    state("open", null),
                    new ModeOrder(Mode.READ_ONLY, "kb", " ", null, null, null, false)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("by is missing");
    assertThatThrownBy(
            () ->
                after(
                    state("open", null),
                    new ModeOrder(
                        Mode.READ_ONLY,
                        "kb",
                        "ann",
                        null,
                        new TargetServer("file:///etc/passwd"),
                        null,
                        false)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("target.url");
  }

  private static GateState after(GateState state, ModeOrder order) {
    return ModeRules.after(state, order, Optional.of(TARGET), NOW);
  }

  private static GateState state(String mode, String migration) {
    return new GateState(
        Mode.of(mode), "http://old:8000", migration, NOW, "ann", "test", TARGET, List.of());
  }

  private static ModeOrder order(String mode, String migration) {
    return new ModeOrder(Mode.of(mode), migration, "ann", "test", null, null, false);
  }
}
