package io.chromarunbook.starter.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** What diagnose says of runs, and the remedies it prints, typed as they are printed. */
final class Diagnoses {

  private static final Duration SOON = Duration.ofSeconds(90);

  private final Map<String, String> environment;

  Diagnoses(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The first diagnosis of a run that has this issue. */
  JsonNode first(String run, String issue) {
    return first(run, issue, found -> true);
  }

  /** The same once the run itself tells it, with since when. */
  JsonNode lasting(String run, String issue) {
    return first(run, issue, found -> !found.path("since").isNull());
  }

  private JsonNode first(String run, String issue, Predicate<JsonNode> wanted) {
    List<JsonNode> found = new ArrayList<>();
    await(issue)
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              JsonNode document = Typed.in(environment, "diagnose", run, "--json").json();
              // Parts that are not imported yet, or failed, are no damage of the run's files.
              assertThat(finding(document, "receipts-damaged")).isEmpty();
              found.clear();
              finding(document, issue).filter(wanted).ifPresent(found::add);
              assertThat(found).as("%s in %s", issue, document).hasSize(1);
            });
    return found.get(0);
  }

  static Optional<JsonNode> finding(JsonNode document, String issue) {
    return StreamSupport.stream(document.path("findings").spliterator(), false)
        .filter(one -> one.path("id").asText().equals(issue))
        .findFirst();
  }

  static String people(JsonNode finding) {
    return finding.path("call").toString();
  }

  static String commands(JsonNode finding) {
    return String.join("\n", finding.path("remedies").findValuesAsText("command"));
  }

  /** Types the first printed command that has these words after the program. */
  Typed typePrinted(JsonNode finding, String words) {
    String command =
        finding.path("remedies").findValuesAsText("command").stream()
            .filter(each -> each.startsWith("./runbook " + words))
            .findFirst()
            .orElseThrow(() -> new AssertionError(words + " of " + finding));
    return Typed.in(environment, command.replaceFirst("^./runbook ", "").split(" "));
  }
}
