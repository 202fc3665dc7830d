package io.chromarunbook.starter.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.chromarunbook.activities.run.Secrets;
import io.chromarunbook.chroma.CallWatch;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.OtherDatabase;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.chroma.SupportedReleases;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.workflows.plan.CommandPlan;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.plan.ProbeCommand;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCheckTest {

  @TempDir Path folder;

  private static final String PEOPLE =
      "people: {operations-lead: [ann], dba: [bo], security: [cy]}\n";

  private static final String GATE =
      "traffic: {mode: gate, gate: {admin: \"http://127.0.0.1:8081\", token: {file: t}}}\n";

  private final FakeServer source =
      new FakeServer()
          .with("articles", chunk("a/1", 3L), chunk("a/2", 4L))
          .with("manuals", chunk("m/1", "5"));
  private final FakeServer target = new FakeServer();
  private final PlanCheck check = new PlanCheck(this::connect, new Secrets(name -> null));

  @Test
  void says_what_would_migrate_and_under_which_digest() {
    Plan plan = plan("collections: {rename: {articles: news}}\n");

    CheckedPlan checked = check.check(plan);

    assertThat(checked.planDigest()).isEqualTo(Json.digest(plan));
    assertThat(checked.records()).isEqualTo(3);
    assertThat(checked.collections())
        .containsExactly(
            new PlannedCollection("articles", "news", 2),
            new PlannedCollection("manuals", "manuals", 1));
  }

  @Test
  void says_which_database_it_moves_and_which_it_leaves() {
    source.beside(new OtherDatabase("default_tenant", "team_b", OptionalLong.of(2)));

    CheckedPlan checked = check.check(plan(""));

    assertThat(checked.source().words())
        .isEqualTo("http://source, default_tenant/default_database");
    assertThat(checked.notes())
        .anySatisfy(
            note ->
                assertThat(note)
                    .contains("2 databases", "moves one", "default_tenant/team_b (2 collections)"));
    assertThat(PlanDraft.of(source, "http://source", "http://target"))
        .contains("# At least 2 databases of the source hold collections");
  }

  @Test
  void at_a_gate_applications_fields_of_another_type_and_without_values_are_named() {
    String rules = "transform: {fields: {page: {type: string}}, unlisted: drop}\n";

    assertThat(check.check(plan(GATE + rules)).notes())
        .anySatisfy(
            note ->
                assertThat(note)
                    .contains("have to ask for another type", "50 records")
                    .endsWith(": page (integer to string)."));
    assertThat(
            check
                .check(
                    plan(GATE + "transform: {fields: {other: {type: string}}, unlisted: drop}\n"))
                .notes())
        .anySatisfy(note -> assertThat(note).contains("leaves their values out").contains("page"));
    assertThat(check.check(plan(rules)).notes()).noneMatch(note -> note.contains("50 records"));
  }

  @Test
  void a_type_that_a_field_has_already_is_no_change() {
    assertThat(
            check
                .check(
                    plan(
                        GATE
                            + "collections: {include: [articles]}\ntransform: {fields: {page: {type: integer}}}\n"))
                .notes())
        .noneMatch(note -> note.contains("50 records"));
  }

  @Test
  void names_the_nearest_collection_where_one_does_not_exist() {
    Failure failure = failure(plan("collections: {include: [artikles]}\n"));

    assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(failure).hasMessageContaining("'artikles'").hasMessageContaining("'articles'?");
  }

  @Test
  void refuses_a_name_that_is_taken_at_the_target() {
    target.with("manuals");

    Failure failure = failure(plan(""));

    assertThat(failure.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(failure).hasMessageContaining("'manuals'").hasMessageContaining("--replaces");
    assertThat(check.checkForReplacement(plan("")).records()).isEqualTo(3);
  }

  @Test
  void refuses_two_collections_under_one_name() {
    assertThat(failure(plan("collections: {rename: {articles: manuals}}\n")).exitCode())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void holds_query_vectors_against_what_migrates() throws IOException {
    Path good = queries("{\"collection\": \"articles\", \"vector\": [1, 2, 3]}");
    assertThat(check.check(plan("validation: {queryVectors: '" + good + "'}\n")).records())
        .isEqualTo(3);

    Path unknown = queries("{\"collection\": \"article\", \"vector\": [1, 2, 3]}");
    assertThat(failure(plan("validation: {queryVectors: '" + unknown + "'}\n")))
        .hasMessageContaining("Line 1 of")
        .hasMessageContaining("'article', which does not migrate; did you mean 'articles'?");

    Path shorter = queries("{\"collection\": \"articles\", \"vector\": [1, 2]}");
    Failure failure = failure(plan("validation: {queryVectors: '" + shorter + "'}\n"));
    assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(failure)
        .hasMessageContaining("has 2 components, but the collection 'articles' has vectors of 3");

    assertThat(failure(plan("validation: {queryVectors: nowhere.jsonl}\n")).exitCode())
        .isEqualTo(ExitCode.USAGE);
  }

  private Path queries(String line) throws IOException {
    return Files.writeString(folder.resolve("queries.jsonl"), line);
  }

  @Test
  void says_which_server_cannot_be_reached() {
    Plan plan =
        PlanReader.read(
            "migration: kb\nsource: {url: 'http://gone'}\ntarget: {url: 'http://target'}\n"
                + PEOPLE);

    Failure failure = failure(plan);

    assertThat(failure.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(failure).hasMessageContaining("The source http://gone");
  }

  @Test
  void shows_every_command_the_plan_runs_and_when() {
    Plan plan =
        plan(
            ", restart: {run: [./restart-target.sh], check: [./answers.sh]}",
            """
            traffic:
              mode: commands
              commands:
                freeze: {run: [./freeze.sh, now], check: [./is-frozen.sh], timeout: PT2M}
                thaw: {run: [./thaw.sh]}
                switch: {run: [./switch.sh]}
                revert: {run: [./revert.sh], rehearse: [./revert.sh, --dry-run]}
                restart: {run: [./restart.sh], check: [./restarted.sh]}
                verify: {run: [./verify.sh]}
            acceptance: [{run: [./accept.sh], check: [./accepted.sh]}]
            window: {commands: [{run: [./are-they-served.sh]}]}
            notify: [{webhook: {env: HOOK}}, {command: [mail, ops]}]
            """);

    assertThat(check.check(plan).commands())
        .extracting(PlannedCommand::key, PlannedCommand::when, PlannedCommand::command)
        .containsExactly(
            tuple(
                "notify[1].command",
                "with every notice, also before approvals",
                List.of("mail", "ops")),
            tuple("traffic.commands.freeze.run", "Step 1", List.of("./freeze.sh", "now")),
            tuple(
                "traffic.commands.freeze.check",
                "before and after that",
                List.of("./is-frozen.sh")),
            tuple("target.restart.run", "before Step 4", List.of("./restart-target.sh")),
            tuple("target.restart.check", "after that", List.of("./answers.sh")),
            tuple(
                "acceptance[0].run",
                "before go-no-go, and after the window",
                List.of("./accept.sh")),
            tuple("acceptance[0].check", "after that", List.of("./accepted.sh")),
            tuple("traffic.commands.switch.run", "Step 7a", List.of("./switch.sh")),
            tuple(
                "traffic.commands.restart.run", "Step 7a and a rollback", List.of("./restart.sh")),
            tuple("traffic.commands.restart.check", "after that", List.of("./restarted.sh")),
            tuple("traffic.commands.verify.run", "Step 7a", List.of("./verify.sh")),
            tuple(
                "window.commands[0].run",
                "with every probe after the cutover",
                List.of("./are-they-served.sh")),
            tuple("traffic.commands.revert.run", "a rollback", List.of("./revert.sh")),
            tuple(
                "traffic.commands.revert.rehearse",
                "before go-no-go",
                List.of("./revert.sh", "--dry-run")),
            tuple("traffic.commands.thaw.run", "a rollback", List.of("./thaw.sh")));
  }

  /** A command that is added to a plan later must be shown too. */
  @Test
  void knows_every_place_a_plan_has_for_commands() {
    assertThat(places("", Plan.class, new HashSet<>()))
        .containsExactlyInAnyOrder(
            "traffic.commands",
            // The source's is refused by the plan itself.
            "source.restart",
            "target.restart",
            "acceptance",
            "window.commands",
            "notify.command");
  }

  private static Set<String> places(String path, Type type, Set<Type> seen) {
    Set<String> found = new TreeSet<>();
    if (type instanceof ParameterizedType generic) {
      for (Type part : generic.getActualTypeArguments()) {
        found.addAll(places(path, part, seen));
      }
    } else if (type == CommandPlan.class || type == ProbeCommand.class) {
      found.add(path);
    } else if (type instanceof Class<?> record && record.isRecord() && seen.add(type)) {
      for (RecordComponent part : record.getRecordComponents()) {
        JsonProperty named = part.getAccessor().getAnnotation(JsonProperty.class);
        String name = named == null ? part.getName() : named.value();
        String below = path.isEmpty() ? name : path + "." + name;
        if (name.equals("command")) {
          found.add(below);
        }
        found.addAll(places(below, part.getGenericType(), new HashSet<>(seen)));
      }
    }
    return found;
  }

  @Test
  void asks_for_names_where_a_drafted_plan_has_none_yet() {
    Plan drafted = PlanReader.read(PlanDraft.of(source, "http://source", "http://target"));

    Failure failure = failure(drafted);

    assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(failure).hasMessageContaining("change-me");
  }

  @Test
  void drafts_a_plan_that_can_be_read_and_shows_what_the_source_holds() {
    String draft = PlanDraft.of(source, "http://source", "http://target");

    assertThat(PlanReader.read(draft).source().url()).isEqualTo("http://source");
    assertThat(draft)
        .contains("#   articles: 2 records, l2, dimension 3")
        .contains("  #   page: {type: string, required: true}");
  }

  @Test
  void proposes_a_transform_that_can_be_read_once_it_is_commented_in() {
    String draft = PlanDraft.of(source, "http://source", "http://target");

    Plan plan = PlanReader.read(CommentedIn.fields(draft));

    assertThat(plan.transform().fields()).containsOnlyKeys("page");
  }

  @Test
  void a_target_that_loses_what_it_is_given_is_refused_naming_the_oldest_that_works() {
    target.of("0.4.19");

    Failure failure = failure(plan(""));

    assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(failure)
        .hasMessage(
            "The target cannot be used: http://target is Chroma 0.4.19, and 0.4.20 is the oldest"
                + " release that keeps all it is given: move to a later one, at best of 1.x.");
  }

  @Test
  void the_oldest_target_that_works_is_taken() {
    target.of(SupportedReleases.OLDEST_TARGET);

    assertThat(check.check(plan("")).records()).isEqualTo(3);
  }

  private Failure failure(Plan plan) {
    return catchThrowableOfType(Failure.class, () -> check.check(plan));
  }

  private static Plan plan(String more) {
    return plan("", more);
  }

  private static Plan plan(String ofTarget, String more) {
    return PlanReader.read(
        "migration: kb\nsource: {url: 'http://source'}\ntarget: {url: 'http://target'"
            + ofTarget
            + "}\n"
            + PEOPLE
            + more);
  }

  private ChromaServer connect(ServerAddress address, CallWatch watch) {
    return switch (address.url().getHost()) {
      case "source" -> source;
      case "target" -> target;
      default ->
          throw new ChromaException(
              ChromaException.Kind.UNREACHABLE, "Nobody answers there.", null);
    };
  }

  private static ChromaRecord chunk(String id, Object page) {
    return new ChromaRecord(id, "text", null, Map.of("page", page), new float[] {1, 2, 3});
  }
}
