package io.chromarunbook.activities.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.Step;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProposedDurationsTest {

  @ParameterizedTest
  @CsvSource({
    // work, wait, proposed: half as much again, in whole minutes, in fives from ten on
    "1, 0, 60",
    "41, 0, 120",
    "380, 0, 600",
    "420, 0, 900",
    "4000, 0, 6000",
    "0, 4000, 5100"
  })
  void a_step_is_proposed_by_what_it_took(double work, double wait, double proposed)
      throws IOException {
    assertThat(of(Step.MIGRATION, "done", work, wait))
        .hasValueSatisfying(
            line -> assertThat(line.proposedSeconds()).isCloseTo(proposed, within(0.1)));
  }

  @Test
  void people_who_were_quick_need_not_be_so_again() throws IOException {
    assertThat(of(Step.APPROVALS, "done", 0, 20)).isEmpty();
    assertThat(of(Step.APPROVALS, "done", 0, 1_200))
        .hasValueSatisfying(line -> assertThat(line.proposedSeconds()).isEqualTo(1_500));
  }

  @Test
  void nothing_is_proposed_for_what_was_not_finished_or_lasts_as_planned() throws IOException {
    assertThat(of(Step.MIGRATION, "stopped", 4_000, 0)).isEmpty();
    assertThat(of(Step.MONITORING, "done", 4_000, 0)).isEmpty();
    assertThat(of(Step.ROLLBACK, "done", 4_000, 0)).isEmpty();
    assertThat(of(Step.MIGRATION, "done", 2_200, 0)).isEmpty();
  }

  private static Optional<ProposedDuration> of(Step step, String state, double work, double wait)
      throws IOException {
    ObjectNode status = Json.MAPPER.valueToTree(SampleStatus.completed());
    ObjectNode line =
        StreamSupport.stream(status.path("steps").spliterator(), false)
            .filter(each -> each.path("id").asText().equals(step.id()))
            .map(ObjectNode.class::cast)
            .findFirst()
            .orElseThrow();
    line.put("state", state).put("workSeconds", work).put("waitSeconds", wait);
    line.put("plannedSeconds", step.planned().toSeconds());
    return ProposedDurations.of(Json.MAPPER.treeToValue(status, MigrationStatus.class)).stream()
        .filter(proposal -> proposal.step() == step)
        .findFirst();
  }
}
