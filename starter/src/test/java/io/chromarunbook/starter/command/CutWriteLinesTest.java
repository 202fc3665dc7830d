package io.chromarunbook.starter.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.workflows.plan.Json;
import org.junit.jupiter.api.Test;

/** What a person reads of writes that a gate cut. */
class CutWriteLinesTest {

  @Test
  void each_has_what_became_of_it_and_the_ids_in_question() throws Exception {
    JsonNode status =
        Json.MAPPER.readTree(
            """
            {"unsettled": [
              {"operation": "add", "collection": "kb", "at": null, "client": "10.0.0.7",
               "outcome": "partly", "told": "1 of 3 records was there when last read",
               "records": 3, "ids": ["a\\u001b[31m", "b"]},
              {"operation": "reset", "collection": null, "at": null, "client": "10.0.0.8",
               "outcome": "not known", "told": "only writes of records are read again",
               "records": null, "ids": []}]}
            """);

    assertThat(CutWriteLines.of(status))
        .containsExactly(
            "2 writes did not end within ten seconds of the change and were cut; read again at the server:",
            "  add of 10.0.0.7 to kb: partly, 1 of 3 records was there when last read (a\\u001b[31m, b, …)",
            "  reset of 10.0.0.8 to –: not known, only writes of records are read again");
  }

  @Test
  void nothing_is_said_where_none_was_cut() throws Exception {
    assertThat(CutWriteLines.of(Json.MAPPER.readTree("{\"unsettled\": []}"))).isEmpty();
  }
}
