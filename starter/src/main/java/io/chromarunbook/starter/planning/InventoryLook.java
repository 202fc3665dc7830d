package io.chromarunbook.starter.planning;

import io.chromarunbook.activities.run.PatientConnector;
import io.chromarunbook.activities.run.Secrets;
import io.chromarunbook.activities.run.ServerAddresses;
import io.chromarunbook.activities.run.ServerConnector;
import io.chromarunbook.activities.snapshotsource.SnapshotConnector;
import io.chromarunbook.chroma.AnswerTime;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.workflows.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A short look at a plan's source, for something that can do without it.
 *
 * @param inventory empty where the source was not there to look at
 * @param missing why not, in a sentence; empty where it was
 */
public record InventoryLook(Optional<LiveInventory> inventory, String missing) {

  /** Nobody waits longer than this for a page that can be written without it. */
  private static final Duration SHORT = Duration.ofSeconds(5);

  /** Looks at the source, with secrets from these variables. */
  public static InventoryLook at(Plan plan, Map<String, String> environment) {
    ServerAddresses addresses = new ServerAddresses(new Secrets(environment::get));
    ServerConnector<ChromaServer> connector =
        new PatientConnector<>(SnapshotConnector.toRead(ChromaServers::toRead), SHORT, line -> {});
    List<PlanObjection> objections = new ArrayList<>();
    try (Side source =
        Side.reached(
            "source",
            plan.source(),
            () -> addresses.source(plan).within(new AnswerTime.OfEach(SHORT)),
            connector,
            objections)) {
      List<PlannedCollection> collections =
          source.collections().stream()
              .filter(collection -> plan.collections().selects(collection.name()))
              .map(
                  collection ->
                      new PlannedCollection(
                          collection.name(),
                          plan.collections().targetName(collection.name()),
                          source.count(collection)))
              .sorted(Comparator.comparing(PlannedCollection::name))
              .toList();
      return source.answers()
          ? new InventoryLook(
              Optional.of(new LiveInventory(source.server().version().version(), collections)), "")
          : missing(
              objections.stream()
                  .map(objection -> objection.problem().message())
                  .collect(Collectors.joining(" ")));
    }
  }

  /** Without a look, for this reason. */
  public static InventoryLook missing(String why) {
    return new InventoryLook(Optional.empty(), why);
  }
}
