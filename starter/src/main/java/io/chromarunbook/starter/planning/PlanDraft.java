package io.chromarunbook.starter.planning;

import io.chromarunbook.activities.inventory.DatabaseLook;
import io.chromarunbook.activities.run.PatientConnector;
import io.chromarunbook.activities.run.Secrets;
import io.chromarunbook.activities.run.ServerAddresses;
import io.chromarunbook.chroma.AnswerTime;
import io.chromarunbook.chroma.CallWatch;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.WrappedText;
import io.chromarunbook.workflows.plan.FieldType;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.plan.ServerPlan;
import io.chromarunbook.workflows.status.RunbookCommand;
import io.chromarunbook.workflows.text.Printable;
import io.chromarunbook.workflows.text.YamlLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A plan's first version, from what a live source holds, for a person to go over. The frame and its
 * comments are ours; whatever comes from the source is written by {@link YamlLine}, or by {@link
 * Printable} in a comment, because it may be anything.
 */
public final class PlanDraft {

  /** Stands where the plan's author must write a name. */
  static final String NOBODY_YET = "change-me";

  private static final List<String> HEADING =
      List.of(
          "# A migration's plan, with every key there is at its default; what has none is",
          "# commented out and shows an example. Write down who holds which role.",
          "# Check it with:    " + RunbookCommand.PROGRAM + " plan check THIS-FILE",
          "# Try it with:      " + RunbookCommand.PROGRAM + " start THIS-FILE --dry-run",
          "");

  private static final List<String> COMMANDS =
      List.of(
          "freeze: {run: [./freeze.sh], check: [./is-frozen.sh], timeout: PT1M}",
          "thaw: {run: [./thaw.sh], check: [./is-thawed.sh]}",
          "switch: {run: [./switch.sh], check: [./is-switched.sh]}",
          "revert: {run: [./revert.sh], check: [./is-reverted.sh]}",
          "restart: {run: [./restart.sh]}",
          "verify: {run: [./verify.sh]}");

  private static final List<String> KEYS =
      List.of(
          "Where a key of a .env, properties, YAML or JSON file tells applications",
          "where Chroma is, these set it, ask for it and give the file back:",
          "  " + RunbookCommand.of("key", "set", "--help"),
          "  " + RunbookCommand.of("key", "show", "--help"),
          "  " + RunbookCommand.of("key", "restore", "--help"));

  private static final int SAMPLE = 50;

  /** Of a name in a comment. */
  private static final int LONGEST_SHOWN = 100;

  /** How long a target that need not run yet is asked who we are. */
  private static final AnswerTime SHORT = new AnswerTime.OfEach(Duration.ofSeconds(5));

  private final ChromaServer source;
  private final ServerPlan from;
  private final ServerPlan to;
  private final PlanWishes wishes;

  private PlanDraft(ChromaServer source, ServerPlan from, ServerPlan to, PlanWishes wishes) {
    this.source = source;
    this.from = from;
    this.to = to;
    this.wishes = wishes;
  }

  /**
   * The draft for a live source, which is only read. Tenant and database are those the credentials
   * are for, where a server says so and nobody names others.
   *
   * @param wishes what its author has decided on, asked for when the servers have answered
   * @param environment has the secrets that headers refer to
   * @param say tells of a source that is slow to answer
   * @throws Failure where the credentials are for several databases and none is named
   */
  public static String from(
      GivenServer source,
      GivenServer target,
      Supplier<PlanWishes> wishes,
      Map<String, String> environment,
      Consumer<String> say) {
    ServerAddresses addresses = new ServerAddresses(new Secrets(environment::get));
    IdentifiedServers sources = new IdentifiedServers("--source-");
    try (ChromaServer server =
        new PatientConnector<>(sources, PlanCheck.PATIENCE, say)
            .connect(addresses.of(source.plan(), source.settings()))) {
      return new PlanDraft(
              server,
              placed(source.plan(), sources.met()),
              placed(target.plan(), met(addresses.of(target.plan(), target.settings()), say)),
              wishes.get())
          .text();
    }
  }

  /** The plan as YAML with comments. */
  static String of(ChromaServer source, String sourceUrl, String targetUrl) {
    return new PlanDraft(
            source,
            ServerPlan.at(sourceUrl, null, null),
            ServerPlan.at(targetUrl, null, null),
            PlanWishes.NONE)
        .text();
  }

  /** Where our credentials let us into the target; it need not run yet. */
  private static Optional<ServerAddress> met(ServerAddress target, Consumer<String> say) {
    try {
      return Optional.of(
          new IdentifiedServers("--target-").meet(target.within(SHORT), CallWatch.NOBODY));
    } catch (ChromaException e) {
      say.accept(
          "The target was not asked which tenant and database it lets us into: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static ServerPlan placed(ServerPlan plan, Optional<ServerAddress> met) {
    return met.map(address -> plan.in(address.tenant(), address.database())).orElse(plan);
  }

  private String text() {
    List<CollectionInfo> collections =
        source.collections().stream().sorted(Comparator.comparing(CollectionInfo::name)).toList();
    List<String> inventory = new ArrayList<>();
    Fields fields = new Fields();
    for (CollectionInfo collection : collections) {
      inventory.add(
          String.format(
              Locale.ROOT,
              "  %s: %,d records, %s, dimension %s",
              Printable.of(collection.name(), LONGEST_SHOWN),
              source.count(collection),
              collection.distance().chromaName(),
              collection.dimension().map(String::valueOf).orElse("not set yet")));
      sample(collection, fields);
    }
    Map<String, Object> known = new HashMap<>(wishes.values());
    known.putIfAbsent("migration", "chroma-to-1x");
    known.putIfAbsent("people", nobodyYet());
    known.putAll(server("source", from));
    known.putAll(server("target", to));
    List<String> lines = new ArrayList<>(HEADING);
    lines.addAll(
        new DraftedKeys(
                known,
                Map.of(
                    "source",
                    found(inventory),
                    "transform.fields",
                    Fields.HEADING,
                    "traffic.commands",
                    KEYS),
                Map.of("transform.fields", fields.lines(), "traffic.commands", COMMANDS))
            .lines());
    return String.join("\n", lines) + "\n";
  }

  private static Map<String, List<String>> nobodyYet() {
    Map<String, List<String>> people = new LinkedHashMap<>();
    for (Role role : Role.values()) {
      people.put(role.label(), List.of(NOBODY_YET));
    }
    return people;
  }

  private List<String> found(List<String> inventory) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Found at the source (version "
            + Printable.of(source.version().version(), LONGEST_SHOWN)
            + "):");
    lines.addAll(inventory);
    DatabaseLook.at(source, from)
        .map(finding -> WrappedText.of("", Printable.of(finding.message()), 76))
        .ifPresent(lines::addAll);
    return lines;
  }

  /** What is known of a server, by the keys of a plan. */
  private static Map<String, Object> server(String side, ServerPlan server) {
    Map<String, Object> known = new HashMap<>();
    known.put(side + ".url", server.url());
    known.put(side + ".tenant", server.tenant());
    known.put(side + ".database", server.database());
    if (!server.headers().isEmpty()) {
      known.put(side + ".headers", plain(server.headers()));
    }
    if (server.ca() != null) {
      known.put(side + ".ca", server.ca());
    }
    if (server.clientCertificate() != null) {
      known.put(side + ".clientCertificate", plain(server.clientCertificate()));
    }
    return known;
  }

  private static Object plain(Object value) {
    return Json.MAPPER.convertValue(value, Object.class);
  }

  private void sample(CollectionInfo collection, Fields fields) {
    // A sample; the dry-run looks at every record.
    List<String> ids = source.firstIds(collection, SAMPLE);
    if (!ids.isEmpty()) {
      source.records(collection, ids, fields::look);
    }
  }

  /** What the sampled records carry. */
  private static final class Fields {
    static final List<String> HEADING =
        List.of(
            "These are the fields of the first records of each collection; required",
            "means that all of them had it. To cast one, name another type.");

    private final Map<String, FieldType> types = new TreeMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private int records;

    void look(ChromaRecord chromaRecord) {
      records++;
      chromaRecord
          .metadata()
          .forEach(
              (name, value) -> {
                types.merge(name, ValueType.of(value), Fields::common);
                counts.merge(name, 1, Integer::sum);
              });
    }

    private static FieldType common(FieldType one, FieldType other) {
      if (one == other) {
        return one;
      }
      boolean numbers =
          (one == FieldType.INTEGER || one == FieldType.FLOAT)
              && (other == FieldType.INTEGER || other == FieldType.FLOAT);
      return numbers ? FieldType.FLOAT : FieldType.STRING;
    }

    List<String> lines() {
      if (types.isEmpty()) {
        return List.of("chunk_index: {type: integer, from: idx, required: true}");
      }
      List<String> lines = new ArrayList<>();
      types.forEach((name, type) -> lines.add(line(name, type)));
      return lines;
    }

    private String line(String name, FieldType type) {
      Map<String, Object> rule = new LinkedHashMap<>();
      rule.put("type", type.label());
      rule.put("required", counts.get(name) == records);
      return YamlLine.entry(name, rule)
          .orElseGet(
              () ->
                  "# left out, because its name is too long for a line: "
                      + Printable.of(name, LONGEST_SHOWN));
    }
  }
}
