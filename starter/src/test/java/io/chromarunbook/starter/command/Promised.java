package io.chromarunbook.starter.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** The names that scripts may rely on, in each JSON answer. More may come, none may go. */
final class Promised {

  private Promised() {}

  static void status(JsonNode status) {
    has(
        status,
        "migration plan planDigest source target state step steps freeze gates progress"
            + " collections totals criteria triggers decision worker next temporalUi");
    sharedWithReport(status);
    has(status.path("progress"), "step recordsDone recordsTotal recordsPerSecond etaSeconds");
    has(status.path("worker"), "alive lastSeen");
    assertThat(status.path("next").isTextual()).isTrue();
  }

  static void report(JsonNode report) {
    has(
        report,
        "migration plan planDigest source target state steps freeze gates collections totals"
            + " criteria triggers decision checks searches queries deviations receipts digests"
            + " comparison");
    sharedWithReport(report);
    each(report.path("checks"), "id family severity required observed result");
  }

  private static void sharedWithReport(JsonNode document) {
    has(document.path("source"), "url version api");
    has(document.path("target"), "url version api");
    each(document.path("steps"), "id name state plannedSeconds workSeconds waitSeconds");
    has(document.path("freeze"), "since budgetSeconds lastSafeGo proven");
    each(document.path("gates"), "id open required answers deadline evidenceDigest");
    document
        .path("gates")
        .forEach(gate -> each(gate.path("answers"), "role by decision at signed"));
    each(document.path("collections"), "name source target quarantined state");
    has(document.path("totals"), "snapshot equal quarantined different missing byTolerance");
    each(document.path("criteria"), "id required observed pass");
    each(document.path("triggers"), "id required observed pass");
  }

  static void stack(JsonNode document) {
    has(document, "temporal workers");
    has(document.path("temporal"), "address ui pid");
    document.path("workers").forEach(worker -> has(worker, "pid metrics"));
  }

  private static void each(JsonNode list, String names) {
    assertThat(list.isArray()).as("%s", list).isTrue();
    assertThat(list).isNotEmpty();
    list.forEach(one -> has(one, names));
  }

  private static void has(JsonNode document, String names) {
    List<String> there = document.properties().stream().map(Map.Entry::getKey).toList();
    assertThat(there).as("%s", document).contains(names.split(" "));
  }
}
