package io.chromarunbook.starter.connection;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.client.KnownRun;
import io.chromarunbook.workflows.plan.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;

/** Whose a run is: a Temporal may have runs of several homes. */
public sealed interface Belonging {

  /** Names the home whose runs a person acts on from a machine that is not its own. */
  String VARIABLE = "RUNBOOK_HOME_ID";

  /** It was started from this home. */
  record Ours() implements Belonging {}

  /** It was started from this other home. */
  record Theirs(String home) implements Belonging {}

  /** It was started by other means, which noted no home. */
  record Unknown() implements Belonging {}

  /** Of a run, for somebody with this home and this environment. */
  static Belonging of(KnownRun run, RunbookHome home, Map<String, String> environment) {
    Optional<String> ours = home(home, environment);
    if (!run.home().isEmpty()) {
      return ours.filter(run.home()::equals).isPresent() ? new Ours() : new Theirs(run.home());
    }
    return hasFolderOf(run, home) ? new Ours() : new Unknown();
  }

  /** The id of the home a person acts for; nothing where there is none yet. */
  static Optional<String> home(RunbookHome home, Map<String, String> environment) {
    return Optional.ofNullable(environment.get(VARIABLE))
        .filter(id -> !id.isBlank())
        .or(home::knownId);
  }

  /** Whether this home has the folder of exactly this run, and not of another of the same id. */
  static boolean hasFolderOf(KnownRun run, RunbookHome home) {
    try {
      RunFolder folder = home.run(run.id());
      if (!Files.exists(folder.owner())) {
        return false;
      }
      JsonNode owner = Json.MAPPER.readTree(folder.owner().toFile());
      return owner.path("runId").asText().equals(run.firstRun());
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }
}
