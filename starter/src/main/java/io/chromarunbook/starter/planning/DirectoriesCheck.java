package io.chromarunbook.starter.planning;

import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.run.ServerAddresses;
import io.chromarunbook.activities.run.ServerConnector;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.directory.AssessedCollection;
import io.chromarunbook.directory.Assessment;
import io.chromarunbook.directory.ChromaDirectory;
import io.chromarunbook.directory.OpenedBy.OpenProcess;
import io.chromarunbook.directory.UnfitDirectoryException;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.ServerPlan;
import io.chromarunbook.workflows.status.ServerLine;
import io.chromarunbook.workflows.text.Printable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Holds a plan against directories, which nobody serves before a run does: by their files alone. A
 * side that is a server is asked.
 */
final class DirectoriesCheck {

  /** What a side is, and the collections that are there. */
  private record Found(ServerLine line, List<PlannedCollection> collections) {}

  private static final int LONGEST_COMMAND = 60;

  private final Plan plan;
  private final ServerConnector<ChromaServer> connector;
  private final ServerAddresses addresses;
  private final List<String> notes = new ArrayList<>();

  DirectoriesCheck(Plan plan, ServerConnector<ChromaServer> connector, ServerAddresses addresses) {
    this.plan = plan;
    this.connector = connector;
    this.addresses = addresses;
  }

  PlanLook look(List<PlanObjection> objections) {
    Optional<Found> source =
        plan.source().directory() == null
            ? server("source", plan.source(), objections)
            : sourceDirectory(objections);
    Optional<Found> target =
        plan.target().directory() == null
            ? server("target", plan.target(), objections)
            : targetDirectory(objections);
    if (source.isEmpty() || target.isEmpty()) {
      return new PlanLook(Optional.empty(), objections);
    }
    List<PlannedCollection> selected =
        source.get().collections().stream()
            .filter(collection -> plan.collections().selects(collection.name()))
            .toList();
    objections.addAll(
        NamedCollections.objectionsByName(
            plan, source.get().collections().stream().map(PlannedCollection::name).toList()));
    List<String> there = target.get().collections().stream().map(PlannedCollection::name).toList();
    selected.stream()
        .map(PlannedCollection::targetName)
        .filter(there::contains)
        .map(
            name ->
                PlanObjection.refused(
                    "target",
                    "The target %s already has the collection '%s'."
                        .formatted(plan.target().url(), name)))
        .forEach(objections::add);
    notes.addAll(0, TrafficNote.of(plan));
    return new PlanLook(
        Optional.of(
            new CheckedPlan(
                plan.migration(),
                Json.digest(plan),
                source.get().line(),
                target.get().line(),
                selected,
                PlannedCommands.of(plan),
                notes)),
        objections);
  }

  private Optional<Found> sourceDirectory(List<PlanObjection> objections) {
    Path directory = Path.of(plan.source().directory());
    try {
      Assessment assessment = ChromaDirectory.assess(directory);
      Optional<String> release = assessment.releaseFamily().servedBestBy();
      if (release.isEmpty()) {
        objections.add(
            PlanObjection.refused(
                "source.directory",
                directory + " was made by a Chroma before 0.4, which no release here opens."));
        return Optional.empty();
      }
      for (OpenProcess process : openAgainstThePlan(assessment)) {
        objections.add(
            PlanObjection.refused(
                "source.directory",
                "%s is open in process %d (%s), so it may change while it is read; stop that first, or say source.live: true to have it frozen by triggers in it."
                    .formatted(
                        directory,
                        process.pid(),
                        Printable.of(process.command(), LONGEST_COMMAND))));
      }
      objections.addAll(FitDirectory.objections(plan, assessment));
      notes.add(
          "A copy of %s (%,d MB) is served by Chroma %s while the run goes on; the directory itself is only read."
              .formatted(directory, assessment.bytes() / 1_000_000, release.get()));
      if (plan.source().isLive()) {
        notes.add(
            "From the freeze on %s refuses writes, by triggers in it, until it is thawed."
                .formatted(directory));
      }
      if (assessment.outcome() != Assessment.Outcome.CLEAN) {
        notes.add(
            "Not all of it would open in 1.x as it is; what is wrong with what says "
                + Commands.of("assess " + Commands.word(directory.toString()))
                + ".");
      }
      return Optional.of(
          new Found(
              line(plan.source(), release.get()),
              assessment.collections().stream().filter(this::inPlace).map(this::planned).toList()));
    } catch (UnfitDirectoryException e) {
      objections.add(PlanObjection.wrong("source.directory", e.getMessage()));
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<OpenProcess> openAgainstThePlan(Assessment assessment) {
    return plan.source().isLive() ? List.of() : assessment.openedBy().known();
  }

  private boolean inPlace(AssessedCollection collection) {
    return collection.isIn(plan.source().tenant(), plan.source().database());
  }

  private PlannedCollection planned(AssessedCollection collection) {
    return new PlannedCollection(
        collection.name(), plan.collections().targetName(collection.name()), collection.records());
  }

  private Optional<Found> targetDirectory(List<PlanObjection> objections) {
    Path directory = Path.of(plan.target().directory());
    if (Files.exists(directory) && !empty(directory)) {
      objections.add(
          PlanObjection.refused(
              "target.directory",
              directory
                  + " is not empty; name an empty directory for the target, or one to be made."));
      return Optional.empty();
    }
    notes.add(
        "%s is made by Chroma %s, which has it open until the run is closed."
            .formatted(directory, OpenRun.TARGET_RELEASE));
    return Optional.of(new Found(line(plan.target(), OpenRun.TARGET_RELEASE), List.of()));
  }

  private static boolean empty(Path directory) {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.findAny().isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<Found> server(String key, ServerPlan server, List<PlanObjection> objections) {
    try (Side side =
        Side.reached(
            key,
            server,
            () -> key.equals("source") ? addresses.source(plan) : addresses.target(plan),
            connector,
            objections)) {
      if (key.equals("target")) {
        side.requireRelease();
      }
      List<PlannedCollection> collections =
          side.collections().stream()
              .map(
                  collection ->
                      new PlannedCollection(
                          collection.name(),
                          plan.collections().targetName(collection.name()),
                          side.count(collection)))
              .toList();
      return side.answers()
          ? Optional.of(new Found(PlanCheck.line(server, side.server()), collections))
          : Optional.empty();
    }
  }

  private static ServerLine line(ServerPlan side, String release) {
    return new ServerLine(side.url(), side.tenant(), side.database(), release, "");
  }
}
