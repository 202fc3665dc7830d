package io.chromarunbook.activities.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.status.MigrationStatus;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviationsTest {

  @ParameterizedTest
  @CsvSource({
    "vouched, a person vouched for it: a probe was taken",
    "broken, The freeze was broken: a probe was taken",
    "unknown, Nothing proved that the source refused writes: a probe was taken"
  })
  void a_freeze_that_is_not_proven_is_told_as_what_it_is(String standing, String told)
      throws IOException {
    assertThat(Deviations.of(frozen(standing), List.of(), List.of()))
        .filteredOn(deviation -> deviation.kind().equals("freeze"))
        .singleElement()
        .extracting(Deviation::text)
        .asString()
        .contains(told);
  }

  private static MigrationStatus frozen(String standing) throws IOException {
    ObjectNode status = Json.MAPPER.valueToTree(SampleStatus.completed());
    ObjectNode freeze = (ObjectNode) status.get("freeze");
    freeze.put("standing", standing);
    freeze.put("proven", false);
    freeze.put("message", "a probe was taken");
    return Json.MAPPER.treeToValue(status, MigrationStatus.class);
  }
}
