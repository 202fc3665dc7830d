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
import io.chromarunbook.workflows.plan.FieldType;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A plan's first version, from what a live source holds, for a person to go over. The frame and its
 * comments are ours; whatever comes from the source is written by {@link YamlLine}, or by {@link
 * Printable} in a comment, because it may be anything.
 */
public final class PlanDraft {

  /** Stands where the plan's author must write a name. */
  static final String NOBODY_YET = "change-me";

  private static final int SAMPLE = 50;

  /** Of a name in a comment. */
  private static final int LONGEST_SHOWN = 100;

  private static final Pattern PLACE =
      Pattern.compile("\\{(source|target|version|others|inventory|fields|nobody|program)}");

  /** How long a target that need not run yet is asked who we are. */
  private static final AnswerTime SHORT = new AnswerTime.OfEach(Duration.ofSeconds(5));

  private final ChromaServer source;
  private final ServerPlan from;
  private final ServerPlan to;

  private PlanDraft(ChromaServer source, ServerPlan from, ServerPlan to) {
    this.source = source;
    this.from = from;
    this.to = to;
  }

  /**
   * The draft for a live source, which is only read. Tenant and database are those the credentials
   * are for, where a server says so and nobody names others.
   *
   * @param environment has the secrets that headers refer to
   * @param say tells of a source that is slow to answer
   * @throws Failure where the credentials are for several databases and none is named
   */
  public static String from(
      GivenServer source,
      GivenServer target,
      Map<String, String> environment,
      Consumer<String> say) {
    ServerAddresses addresses = new ServerAddresses(new Secrets(environment::get));
    IdentifiedServers sources = new IdentifiedServers("--source-");
    try (ChromaServer server =
        new PatientConnector(sources, PlanCheck.PATIENCE, say)
            .connect(addresses.of(source.plan(), source.settings()))) {
      return new PlanDraft(
              server,
              placed(source.plan(), sources.met()),
              placed(target.plan(), met(addresses.of(target.plan(), target.settings()), say)))
          .text();
    }
  }

  /** The plan as YAML with comments. */
  static String of(ChromaServer source, String sourceUrl, String targetUrl) {
    return new PlanDraft(
            source, ServerPlan.at(sourceUrl, null, null), ServerPlan.at(targetUrl, null, null))
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
              "#   %s: %,d records, %s, dimension %s",
              Printable.of(collection.name(), LONGEST_SHOWN),
              source.count(collection),
              collection.distance().chromaName(),
              collection.dimension().map(String::valueOf).orElse("not set yet")));
      sample(collection, fields);
    }
    Map<String, String> pieces =
        Map.of(
            "source", String.join("\n", DraftedServer.source(from)),
            "target", String.join("\n", DraftedServer.target(to)),
            "others",
                DatabaseLook.at(source, from)
                    .map(finding -> "\n# " + Printable.of(finding.message()))
                    .orElse(""),
            "version", Printable.of(source.version().version(), LONGEST_SHOWN),
            "inventory", String.join("\n", inventory),
            "fields", String.join("\n", fields.lines()),
            "nobody", NOBODY_YET,
            "program", RunbookCommand.PROGRAM);
    // In one go: what a piece says must not be taken for another piece's place.
    return PLACE
        .matcher(TEMPLATE)
        .replaceAll(place -> Matcher.quoteReplacement(pieces.get(place.group(1))));
  }

  private void sample(CollectionInfo collection, Fields fields) {
    List<String> ids = new ArrayList<>();
    try {
      source.ids(
          collection,
          id -> {
            ids.add(id);
            if (ids.size() == SAMPLE) {
              throw new Enough();
            }
          });
    } catch (Enough e) {
      // The first page is a sample; the dry-run looks at every record.
    }
    if (!ids.isEmpty()) {
      source.records(collection, ids, fields::look);
    }
  }

  /** Ends a listing early. */
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Enough() {
      super(null, null, false, false);
    }
  }

  /** What the sampled records carry. */
  private static final class Fields {
    private final Map<String, FieldType> types = new TreeMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private int records;

    void look(ChromaRecord chromaRecord) {
      records++;
      chromaRecord
          .metadata()
          .forEach(
              (name, value) -> {
                types.merge(name, type(value), Fields::common);
                counts.merge(name, 1, Integer::sum);
              });
    }

    private static FieldType type(Object value) {
      if (value instanceof Boolean) {
        return FieldType.BOOLEAN;
      }
      if (value instanceof Double) {
        return FieldType.FLOAT;
      }
      return value instanceof Number ? FieldType.INTEGER : FieldType.STRING;
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
        return List.of("#     chunk_index: {type: integer, from: idx, required: true}");
      }
      List<String> lines = new ArrayList<>();
      types.forEach((name, type) -> lines.add("#     " + line(name, type)));
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

  private static final String TEMPLATE =
      """
      # A migration's plan. Only migration, source.url, target.url and people have to be written;
      # what is commented out shows the runbook's defaults.
      # Check it with:    {program} plan check THIS-FILE
      # Try it with:      {program} start THIS-FILE --dry-run

      # The migration's id: small letters, digits, '.', '_', '-'. Each id is used once.
      migration: chroma-to-1x

      # Found at the source (version {version}):
      {inventory}{others}
      source:
      {source}
      target:
      {target}

      # Who holds which role; a gate waits for one person of each of its roles.
      people:
        operations-lead: [{nobody}]
        dba: [{nobody}]
        security: [{nobody}]
        technician: [{nobody}]
        on-call: [{nobody}]

      # Which collections migrate, and under which names. The distance an index measures by is found
      # out by asking it; distance names it where its records cannot tell, like {notes: cosine}.
      # collections: {include: ["*"], exclude: [], rename: {}, distance: {}}
      # What collections say of themselves can change on its way too, for all or for one of them:
      # collections: {metadata: {drop: [], rename: {}, set: {}, collections: {}}}

      # The metadata schema of the target. Everything stays as it is unless you say otherwise. These
      # are the fields of the first records of each collection; "required" means that all of them
      # had it. Rename with 'from', cast by naming another type, fill gaps with 'default'.
      # transform:
      #   fields:
      {fields}
      #   unlisted: keep                 # keep | drop | reject

      # How applications are kept from writing, moved over and moved back. Commands run without a
      # shell, in the worker's directory; with 'manual' people act and confirm.
      traffic:
        mode: manual
        # mode: commands
        # commands:
        #   freeze:  {run: [./freeze.sh], check: [./is-frozen.sh], timeout: PT1M}
        #   thaw:    {run: [./thaw.sh], check: [./is-thawed.sh]}
        #   switch:  {run: [./switch.sh], check: [./is-switched.sh]}
        #   revert:  {run: [./revert.sh], check: [./is-reverted.sh]}
        #   restart: {run: [./restart.sh]}
        #   verify:  {run: [./verify.sh]}

      # timeline: {start: now, latestStart: null, maxFreeze: PT2H, monitoring: PT60M, probeEvery: PT1M, onTrigger: ask}
      # validation: {passRate: 0.95, maxLost: 100, maxMissingEmbeddings: 0.05, maxUnexplained: 0}
      # validation.queryVectors: a file of vectors people really search for, in place of sampled ones,
      # each line like {"collection": "NAME", "vector": [0.1, -0.2]}; read in the worker's directory.
      # quarantine: {maxRecords: 0, maxShare: 0}
      # snapshot: {retention: P7D}
      # rollback: {target: keep}         # keep | remove this run's own collections
      # notify: [{webhook: {env: OPS_WEBHOOK}}]
      """;
}
