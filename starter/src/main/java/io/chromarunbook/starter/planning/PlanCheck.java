package io.chromarunbook.starter.planning;

import io.chromarunbook.activities.inventory.DatabaseLook;
import io.chromarunbook.activities.queries.QueryFile;
import io.chromarunbook.activities.queries.QueryFileException;
import io.chromarunbook.activities.queries.QueryVector;
import io.chromarunbook.activities.run.PatientConnector;
import io.chromarunbook.activities.run.Secrets;
import io.chromarunbook.activities.run.ServerAddresses;
import io.chromarunbook.activities.run.ServerConnector;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.chroma.SupportedReleases;
import io.chromarunbook.chroma.UnsupportedReleaseException;
import io.chromarunbook.chroma.UntrustedServerException;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.outcome.Nearest;
import io.chromarunbook.workflows.plan.CollectionSelection;
import io.chromarunbook.workflows.plan.FourEyes;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.plan.ServerPlan;
import io.chromarunbook.workflows.status.ServerLine;
import io.chromarunbook.workflows.steps.Finding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Holds a plan against both servers and changes nothing on either. */
public final class PlanCheck {

  /** How long a server may give no sign of life while a plan is made or checked. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ServerConnector connector;
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
        new PatientConnector(ChromaServers::connect, PATIENCE, say), new Secrets(environment::get));
  }

  /** Reaches the servers like this, with these secrets. */
  PlanCheck(ServerConnector connector, Secrets secrets) {
    this.connector = connector;
    this.addresses = new ServerAddresses(secrets);
  }

  /**
   * Checks a plan for a target that must be free of its names.
   *
   * @throws Failure in one sentence, for the first thing that is wrong
   */
  public CheckedPlan check(Plan plan) {
    peopleCanAnswer(plan);
    try (ChromaServer source = connect("source", plan.source(), addresses.source(plan));
        ChromaServer target = connectTarget(plan)) {
      CheckedPlan checked = checked(plan, source, target);
      namesFree(checked, target, plan.target().url());
      return checked;
    }
  }

  /**
   * Checks a plan whose run makes room at the target first, by removing what an earlier run left.
   */
  public CheckedPlan checkForReplacement(Plan plan) {
    peopleCanAnswer(plan);
    try (ChromaServer source = connect("source", plan.source(), addresses.source(plan));
        ChromaServer target = connectTarget(plan)) {
      return checked(plan, source, target);
    }
  }

  /** Checks a plan whose data somebody has moved already: nobody needs to hold a role for that. */
  public CheckedPlan checkForValidation(Plan plan) {
    try (ChromaServer source = connect("source", plan.source(), addresses.source(plan));
        ChromaServer target = connectTarget(plan)) {
      return checked(plan, source, target);
    }
  }

  private static void peopleCanAnswer(Plan plan) {
    allNamed(plan);
    FourEyes.objection(plan, null)
        .ifPresent(
            objection -> {
              throw Failure.usage(objection + ".");
            });
  }

  private static void allNamed(Plan plan) {
    for (Map.Entry<Role, List<String>> held : plan.people().entrySet()) {
      if (held.getValue().contains(PlanDraft.NOBODY_YET)) {
        throw Failure.usage(
            "people."
                + held.getKey()
                + " is still '"
                + PlanDraft.NOBODY_YET
                + "'; write down who holds this role.");
      }
    }
  }

  private CheckedPlan checked(Plan plan, ChromaServer source, ChromaServer target) {
    List<CollectionInfo> found = source.collections();
    List<String> names = found.stream().map(CollectionInfo::name).sorted().toList();
    CollectionSelection selection = plan.collections();
    selection.namedExactly().forEach(name -> mustExist("include", name, names, plan.source()));
    selection.rename().keySet().forEach(name -> mustExist("rename", name, names, plan.source()));
    List<PlannedCollection> planned = new ArrayList<>();
    Map<String, String> takenBy = new HashMap<>();
    for (CollectionInfo collection : found) {
      if (selection.selects(collection.name())) {
        String targetName = selection.targetName(collection.name());
        String other = takenBy.put(targetName, collection.name());
        if (other != null) {
          throw Failure.usage(
              "collections.rename gives '%s' and '%s' the same name '%s' at the target."
                  .formatted(other, collection.name(), targetName));
        }
        planned.add(new PlannedCollection(collection.name(), targetName, source.count(collection)));
      }
    }
    if (planned.isEmpty()) {
      throw Failure.usage(
          names.isEmpty()
              ? "The source %s has no collections in tenant %s, database %s; look at source in the plan."
                  .formatted(plan.source().url(), plan.source().tenant(), plan.source().database())
              : "collections selects none of the source's collections (%s)."
                  .formatted(String.join(", ", names)));
    }
    queryVectors(plan, found);
    return new CheckedPlan(
        plan.migration(),
        Json.digest(plan),
        line(plan.source(), source),
        line(plan.target(), target),
        planned.stream().sorted(Comparator.comparing(PlannedCollection::name)).toList(),
        PlannedCommands.of(plan),
        notes(plan, source));
  }

  private static List<String> notes(Plan plan, ChromaServer source) {
    List<String> notes = new ArrayList<>();
    DatabaseLook.at(source, plan.source()).map(Finding::message).ifPresent(notes::add);
    notes.add(RestartNote.of(plan));
    return notes;
  }

  private static void queryVectors(Plan plan, List<CollectionInfo> found) {
    if (plan.validation().queryVectors() == null) {
      return;
    }
    Path file = Path.of(plan.validation().queryVectors());
    Map<String, CollectionInfo> migrating = new TreeMap<>();
    found.stream()
        .filter(collection -> plan.collections().selects(collection.name()))
        .forEach(collection -> migrating.put(collection.name(), collection));
    for (QueryVector vector : readable(file).vectors()) {
      CollectionInfo collection = migrating.get(vector.collection());
      if (collection == null) {
        throw Failure.usage(
            "Line %d of %s is for the collection '%s', which does not migrate%s"
                .formatted(
                    vector.line(),
                    file,
                    vector.collection(),
                    Nearest.of(vector.collection(), migrating.keySet())
                        .map(known -> "; did you mean '" + known + "'?")
                        .orElse(".")));
      }
      collection.dimension().ifPresent(dimension -> mustFit(file, vector, dimension));
    }
  }

  private static QueryFile readable(Path file) {
    try {
      return QueryFile.read(file);
    } catch (QueryFileException e) {
      throw Failure.usage(e.getMessage(), e);
    }
  }

  private static void mustFit(Path file, QueryVector vector, int dimension) {
    if (vector.components().length != dimension) {
      throw Failure.usage(
          "The vector in line %d of %s has %d components, but the collection '%s' has vectors of %d; embed the query with the model the collection was made with."
              .formatted(
                  vector.line(), file, vector.components().length, vector.collection(), dimension));
    }
  }

  private static ServerLine line(ServerPlan plan, ChromaServer server) {
    return new ServerLine(
        plan.url(),
        plan.tenant(),
        plan.database(),
        server.version().version(),
        server.version().api());
  }

  private static void mustExist(String key, String name, List<String> names, ServerPlan source) {
    if (!names.contains(name)) {
      throw Failure.usage(
          "The source %s has no collection '%s', which collections.%s names%s"
              .formatted(
                  source.url(),
                  name,
                  key,
                  Nearest.of(name, names)
                      .map(known -> "; did you mean '" + known + "'?")
                      .orElse(".")));
    }
  }

  private static void namesFree(CheckedPlan checked, ChromaServer target, String url) {
    List<String> there = target.collections().stream().map(CollectionInfo::name).toList();
    List<String> taken =
        checked.collections().stream()
            .map(PlannedCollection::targetName)
            .filter(there::contains)
            .toList();
    if (!taken.isEmpty()) {
      throw Failure.refused(
          "The target %s already has %s; give other names under collections.rename, leave them out"
                  .formatted(url, quoted(taken))
              + " under collections.exclude, or take over from an earlier run with --replaces ID.");
    }
  }

  private static String quoted(List<String> names) {
    return (names.size() == 1 ? "the collection '" : "the collections '")
        + String.join("', '", names)
        + "'";
  }

  private ChromaServer connect(String side, ServerPlan server, ServerAddress address) {
    try {
      return connector.connect(address);
    } catch (ChromaException e) {
      throw explain(side, server, e);
    }
  }

  private ChromaServer connectTarget(Plan plan) {
    ServerPlan server = plan.target();
    ChromaServer target = connect("target", server, addresses.target(plan));
    try {
      SupportedReleases.requireTarget(server.url(), target.version());
      return target;
    } catch (UnsupportedReleaseException e) {
      target.close();
      throw explain("target", server, e);
    }
  }

  private static Failure explain(String side, ServerPlan server, ChromaException e) {
    if (e.kind() == ChromaException.Kind.NOT_FOUND) {
      return Failure.usage(
          "The %s %s has no tenant %s with a database %s; mend %s in the plan."
              .formatted(side, server.url(), server.tenant(), server.database(), side),
          e);
    }
    if (e instanceof UnsupportedReleaseException) {
      return Failure.usage("The %s cannot be used: %s".formatted(side, e.getMessage()), e);
    }
    if (e instanceof UntrustedServerException) {
      return Failure.unreachable(
          "The %s %s cannot be used: %s".formatted(side, server.url(), e.getMessage()), e);
    }
    return Failure.unreachable(
        "The %s %s cannot be used: %s Start it, or mend %s in the plan."
            .formatted(side, server.url(), e.getMessage(), side),
        e);
  }
}
