package io.chromarunbook.activities.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.RunEnd;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.traffic.TrafficStanding.Certainty;
import io.chromarunbook.activities.traffic.TrafficStanding.Deed;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.steps.ActionResult;
import io.chromarunbook.workflows.steps.ActionResult.State;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrafficStandingTest {

  private static final Instant EIGHT = Instant.parse("2026-11-22T20:00:00Z");

  @TempDir private Path directory;
  private RunFolder folder;

  @BeforeEach
  void open() {
    folder = new RunFolder(directory);
  }

  @Test
  void nothing_is_left_of_a_run_that_did_nothing() {
    assertThat(TrafficStanding.of(folder).clear()).isTrue();
  }

  @Test
  void a_freeze_is_left_since_it_was_done() {
    write(TrafficAction.FREEZE, EIGHT, State.DONE);

    assertThat(TrafficStanding.of(folder).frozen())
        .contains(new Deed(EIGHT.plusSeconds(1), Certainty.DONE));
    assertThat(TrafficStanding.of(folder).switched()).isEmpty();
  }

  @Test
  void what_was_begun_or_asked_of_people_may_have_been_done() {
    TrafficEntry.attempted(TrafficAction.FREEZE, "a").write(folder);
    write(TrafficAction.SWITCH, EIGHT, State.NEEDS_CONFIRMATION);

    TrafficStanding standing = TrafficStanding.of(folder);

    assertThat(standing.frozen().map(Deed::certainty)).contains(Certainty.BEGUN);
    assertThat(standing.switched()).contains(new Deed(EIGHT, Certainty.BEGUN));
  }

  @Test
  void what_was_undone_is_not_left_and_what_was_undone_before_is() {
    write(TrafficAction.THAW, EIGHT.minusSeconds(60), State.DONE);
    write(TrafficAction.FREEZE, EIGHT, State.DONE);
    assertThat(TrafficStanding.of(folder).frozen()).isPresent();

    write(TrafficAction.THAW, EIGHT.plusSeconds(60), State.FAILED);
    assertThat(TrafficStanding.of(folder).frozen()).isPresent();

    write(TrafficAction.THAW, EIGHT.plusSeconds(60), State.ALREADY);
    assertThat(TrafficStanding.of(folder).clear()).isTrue();
  }

  @Test
  void a_run_that_was_rolled_back_left_nothing_and_a_completed_one_serves_from_the_target() {
    write(TrafficAction.FREEZE, EIGHT, State.NEEDS_CONFIRMATION);
    write(TrafficAction.SWITCH, EIGHT, State.DONE);
    ended(RunState.COMPLETED, EIGHT.plusSeconds(9));
    assertThat(TrafficStanding.of(folder).switched()).isPresent();

    ended(RunState.ROLLED_BACK, EIGHT.plusSeconds(9));
    assertThat(TrafficStanding.of(folder).clear()).isTrue();

    ended(RunState.ROLLED_BACK, EIGHT.minusSeconds(9));
    assertThat(TrafficStanding.of(folder).clear()).isFalse();
  }

  @Test
  void a_person_vouches_for_what_was_undone_by_hand() {
    write(TrafficAction.FREEZE, EIGHT, State.NEEDS_CONFIRMATION);

    TrafficStanding.vouch(folder, TrafficAction.THAW, "ed");

    assertThat(TrafficStanding.of(folder).clear()).isTrue();
    assertThat(TrafficEntry.read(folder, TrafficAction.THAW).map(TrafficEntry::activity))
        .contains("vouched for by ed");
    assertThatThrownBy(() -> TrafficStanding.vouch(folder, TrafficAction.FREEZE, "ed"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void write(TrafficAction action, Instant begun, State state) {
    new TrafficEntry(action, "a", begun, begun.plusSeconds(1), new ActionResult(state, "a test"))
        .write(folder);
  }

  private void ended(RunState state, Instant at) {
    DurableFile.writeJson(folder.end(), new RunEnd(state, at, "NO-GO", "a test"));
  }

  @Test
  void reads_as_nothing_where_there_is_no_end() {
    assertThat(RunEnd.read(folder)).isEqualTo(Optional.empty());
  }
}
