package io.chromarunbook.starter.planning;

import io.chromarunbook.activities.inventory.DatabaseLook;
import io.chromarunbook.activities.run.PatientConnector;
import io.chromarunbook.activities.run.Secrets;
import io.chromarunbook.activities.run.ServerAddresses;
import io.chromarunbook.activities.run.ServerConnector;
import io.chromarunbook.activities.sight.ReferenceCheck;
import io.chromarunbook.activities.sight.Surroundings;
import io.chromarunbook.activities.snapshotsource.SnapshotConnector;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.workflows.plan.FourEyes;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanProblem;
import io.chromarunbook.workflows.plan.ServerPlan;
import io.chromarunbook.workflows.status.ServerLine;
import io.chromarunbook.workflows.steps.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Holds a plan against both servers and changes nothing on either. */
public final class PlanCheck {

  /** How long a server may give no sign of life while a plan is made or checked. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ServerConnector<ChromaServer> connector;
  private final Secrets secrets;
  private final ServerAddresses addresses;

  /** Checks against the servers themselves, with secrets from these variables. */
  public static PlanCheck in(Map<String, String> environment) {
    return in(environment, line -> {});
  }

  /**
   * The same, for a person who waits.
   *
   * @param say tells of a server that is slow to answer
   */
  public static PlanCheck in(Map<String, String> environment, Consumer<String> say) {
    return new PlanCheck(
        new PatientConnector<>(SnapshotConnector.toRead(ChromaServers::toRead), PATIENCE, say),
        new Secrets(environment::get));
  }

  /** Reaches the servers like this, with these secrets. */
  PlanCheck(ServerConnector<ChromaServer> connector, Secrets secrets) {
    this.connector = connector;
    this.secrets = secrets;
    this.addresses = new ServerAddresses(secrets);
  }

  /** What a plan is to be used for. */
  public enum Purpose {
    /** A run whose names must be free at the target. */
    START,
    /** A run that makes room at the target first, by removing what an earlier run left. */
    REPLACEMENT,
    /** A comparison of what somebody has moved already: nobody needs to hold a role for that. */
    VALIDATION
  }

  /**
   * Checks a plan for a target that must be free of its names.
   *
   * @throws Failure saying all that is wrong
   */
  public CheckedPlan check(Plan plan) {
    return look(plan, Purpose.START).orThrow(Optional.empty());
  }

  /** Checks a plan as it stands in its file, together with what else was found of it. */
  public CheckedPlan check(PlanFile file, Purpose purpose, List<PlanProblem> found) {
    return look(file.plan(), purpose)
        .with(found.stream().map(problem -> new PlanObjection(problem, ExitCode.USAGE)).toList())
        .orThrow(Optional.of(file));
  }

  /** What of a plan's secrets, files and programs is not to be found from here. */
  public List<PlanProblem> notFoundFromHere(Plan plan) {
    return new ReferenceCheck(secrets, Surroundings.ofThisProcess()).problems(plan);
  }

  /** Checks a plan whose run replaces another's collections. */
  CheckedPlan checkForReplacement(Plan plan) {
    return look(plan, Purpose.REPLACEMENT).orThrow(Optional.empty());
  }

  PlanLook look(Plan plan, Purpose purpose) {
    List<PlanObjection> objections = new ArrayList<>();
    if (purpose != Purpose.VALIDATION) {
      peopleCanAnswer(plan, objections);
    }
    if (plan.servesDirectories()) {
      return new DirectoriesCheck(plan, connector, addresses).look(objections);
    }
    Optional<CheckedPlan> checked = Optional.empty();
    try (Side source =
            Side.reached(
                "source", plan.source(), () -> addresses.source(plan), connector, objections);
        Side target =
            Side.reached(
                "target", plan.target(), () -> addresses.target(plan), connector, objections)) {
      source.requireSound();
      target.requireRelease();
      List<CollectionInfo> found = source.collections();
      if (source.answers()) {
        List<PlannedCollection> planned = planned(plan, source, found, objections);
        if (purpose == Purpose.START) {
          namesFree(planned, target, objections);
        }
        List<String> changes = changes(plan, source, found);
        if (source.answers() && target.answers()) {
          checked = Optional.of(checked(plan, planned, changes, source.server(), target.server()));
        }
      }
    }
    return new PlanLook(checked, objections);
  }

  private static void peopleCanAnswer(Plan plan, List<PlanObjection> objections) {
    List<String> unnamed =
        plan.people().entrySet().stream()
            .filter(
                held ->
                    held.getValue().stream()
                        .anyMatch(person -> person.name().equals(PlanDraft.NOBODY_YET)))
            .map(held -> "people." + held.getKey())
            .toList();
    if (!unnamed.isEmpty()) {
      // All of a plan that nobody has filled in is one thing to do.
      objections.add(
          PlanObjection.wrong(
              unnamed.get(0),
              (unnamed.size() == 1 ? "" : "each of ")
                  + String.join(", ", unnamed)
                  + " is still '"
                  + PlanDraft.NOBODY_YET
                  + "'; write down who holds "
                  + (unnamed.size() == 1 ? "this role." : "these roles.")));
    } else {
      FourEyes.objection(plan, null)
          .ifPresent(objection -> objections.add(PlanObjection.wrong("people", objection + ".")));
    }
  }

  private List<PlannedCollection> planned(
      Plan plan, Side source, List<CollectionInfo> found, List<PlanObjection> objections) {
    objections.addAll(NamedCollections.objections(plan, found));
    List<PlannedCollection> planned =
        found.stream()
            .filter(collection -> plan.collections().selects(collection.name()))
            .sorted(Comparator.comparing(CollectionInfo::name))
            .map(
                collection ->
                    new PlannedCollection(
                        collection.name(),
                        plan.collections().targetName(collection.name()),
                        source.count(collection)))
            .toList();
    queryVectors(plan, found, objections);
    return planned;
  }

  /** What applications that stay as they are find changed; told where a gate moves them. */
  private static List<String> changes(Plan plan, Side source, List<CollectionInfo> found) {
    return plan.traffic().gate() == null
        ? List.of()
        : SeenChanges.at(source, plan, found).sentences();
  }

  private static CheckedPlan checked(
      Plan plan,
      List<PlannedCollection> planned,
      List<String> changes,
      ChromaServer source,
      ChromaServer target) {
    return new CheckedPlan(
        plan.migration(),
        Json.digest(plan),
        line(plan.source(), source),
        line(plan.target(), target),
        planned,
        PlannedCommands.of(plan),
        notes(plan, changes, source));
  }

  private static List<String> notes(Plan plan, List<String> changes, ChromaServer source) {
    List<String> notes = new ArrayList<>();
    DatabaseLook.at(source, plan.source()).map(Finding::message).ifPresent(notes::add);
    notes.addAll(TrafficNote.of(plan));
    notes.addAll(changes);
    notes.add(RestartNote.of(plan));
    return notes;
  }

  private static void queryVectors(
      Plan plan, List<CollectionInfo> found, List<PlanObjection> objections) {
    if (plan.validation().queryVectors() != null) {
      QueryVectorsCheck.objections(plan, found).stream()
          .map(message -> PlanObjection.wrong("validation.queryVectors", message))
          .forEach(objections::add);
    }
  }

  static ServerLine line(ServerPlan plan, ChromaServer server) {
    return new ServerLine(
        plan.url(),
        plan.tenant(),
        plan.database(),
        server.version().version(),
        server.version().api());
  }

  private static void namesFree(
      List<PlannedCollection> planned, Side target, List<PlanObjection> objections) {
    List<String> there = target.collections().stream().map(CollectionInfo::name).toList();
    List<String> taken =
        planned.stream().map(PlannedCollection::targetName).filter(there::contains).toList();
    if (!taken.isEmpty()) {
      objections.add(
          PlanObjection.refused(
              "target",
              "The target %s already has %s; give other names under collections.rename, leave them out"
                      .formatted(target.url(), quoted(taken))
                  + " under collections.exclude, or take over from an earlier run with --replaces ID."));
    }
  }

  private static String quoted(List<String> names) {
    return (names.size() == 1 ? "the collection '" : "the collections '")
        + String.join("', '", names)
        + "'";
  }
}
