package io.chromarunbook.workflows.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(20)
class PlanReaderTest {

  private static final String MINIMAL =
      """
      migration: kb-to-1x
      source: {url: "http://127.0.0.1:8001"}
      target: {url: "http://127.0.0.1:8002"}
      people: {operations-lead: [ann], dba: [bo], security: [cy]}
      """;

  private static final String FULL =
      """
      migration: kb-to-1x
      source: {url: "http://127.0.0.1:8001", frontDoor: null, tenant: default_tenant, database: default_database, headers: {Authorization: {env: SOURCE_AUTH}}, backup: none, maxRate: null}
      target: {url: "http://127.0.0.1:8002", tenant: default_tenant, database: default_database}
      collections: {include: ["*"], exclude: [], rename: {}}
      transform:
        fields:
          source_uri: {type: string, required: true}
          chunk_index: {type: integer, from: idx, required: true}
          lang: {type: string, default: en, oneOf: [en, fr]}
        unlisted: keep
        collections: {}
      import: {partSize: auto, batchSize: auto, inFlight: 1}
      quarantine: {maxRecords: 0, maxShare: 0}
      network: {giveUpAfter: PT10M}
      snapshot: {retention: P7D, rehearsal: sample}
      validation: {passRate: 0.95, maxLost: 100, maxMissingEmbeddings: 0.05, maxUnexplained: 0, queries: 50, topK: 10, maxRecallDrop: 0.02, minRecall: 0.90}
      gates:
        pre-migration: {roles: [operations-lead, dba, security], deadline: P1D, remindEvery: PT4H}
        go-no-go: {roles: [operations-lead, dba, security], deadline: PT60M, remindEvery: PT5M}
      people: {operations-lead: [ann], dba: [bo], security: [cy], technician: [ed], on-call: [di]}
      traffic:
        mode: commands
        commands:
          freeze: {run: [./freeze.sh], check: [./is-frozen.sh], timeout: PT1M}
          thaw: {run: [./thaw.sh]}
          switch: {run: [./switch.sh, "--to", target]}
          revert: {run: [./switch.sh, "--to", source]}
          restart: {run: [./restart.sh], timeout: PT5M}
          verify: {run: [./verify.sh]}
      timeline: {start: now, latestStart: null, maxFreeze: PT2H, monitoring: PT60M, probeEvery: PT1M, onTrigger: ask}
      rollback: {target: keep}
      acceptance: []
      notify: [{webhook: {env: OPS_WEBHOOK}}]
      """;

  @Test
  void what_follows_a_plan_is_not_left_out_in_silence() {
    assertThatThrownBy(() -> PlanReader.read(MINIMAL + "---\nnotify: [{command: [touch, x]}]\n"))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("goes on after the plan");
  }

  @Test
  void a_command_that_no_system_takes_is_refused() {
    assertThatThrownBy(() -> PlanReader.read(MINIMAL + "acceptance: [{run: [touch, \"a\\0b\"]}]\n"))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("acceptance[0]")
        .hasMessageContaining("NUL");
    assertThatThrownBy(() -> PlanReader.read(MINIMAL + "notify: [{command: []}]\n"))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("command is empty");
  }

  @Test
  void a_minimal_plan_gets_the_runbooks_figures() {
    Plan plan = PlanReader.read(MINIMAL);

    assertThat(plan.source().frontDoor()).isEqualTo("http://127.0.0.1:8001");
    assertThat(plan.source().tenant()).isEqualTo("default_tenant");
    assertThat(plan.source().database()).isEqualTo("default_database");
    assertThat(plan.source().headers()).isEmpty();
    assertThat(plan.source().backup()).isEqualTo("none");
    assertThat(plan.source().maxRate()).isNull();
    assertThat(plan.collections().include()).containsExactly("*");
    assertThat(plan.collections().exclude()).isEmpty();
    assertThat(plan.collections().rename()).isEmpty();
    assertThat(plan.transform()).isEqualTo(new TransformPlan(Map.of(), Unlisted.KEEP, Map.of()));
    assertThat(plan.importing()).isEqualTo(new ImportPlan(Size.AUTO, Size.AUTO, 1, null));
    assertThat(plan.quarantine()).isEqualTo(new QuarantinePlan(0L, 0.0));
    assertThat(plan.network().giveUpAfter()).isEqualTo(Duration.ofMinutes(10));
    assertThat(plan.snapshot())
        .isEqualTo(new SnapshotPlan(Duration.ofDays(7), SnapshotPlan.Rehearsal.SAMPLE));
    assertThat(plan.validation())
        .isEqualTo(new ValidationPlan(0.95, 100L, 0.05, 0L, 50, 10, 0.02, 0.90, null));
    List<Role> three = List.of(Role.OPERATIONS_LEAD, Role.DBA, Role.SECURITY);
    assertThat(plan.gates())
        .isEqualTo(
            new GatesPlan(
                true,
                new GatePlan(three, Duration.ofDays(1), Duration.ofHours(4)),
                new GatePlan(three, Duration.ofMinutes(60), Duration.ofMinutes(5))));
    assertThat(plan.traffic()).isEqualTo(new TrafficPlan(TrafficPlan.Mode.MANUAL, Map.of(), null));
    assertThat(plan.timeline())
        .isEqualTo(
            new TimelinePlan(
                StartTime.NOW,
                null,
                Duration.ofHours(2),
                Duration.ofMinutes(30),
                Duration.ofMinutes(60),
                Duration.ofMinutes(1),
                Reaction.ASK));
    assertThat(plan.rollback().target()).isEqualTo(RollbackPlan.TargetCollections.KEEP);
    assertThat(plan.acceptance()).isEmpty();
    assertThat(plan.notifications()).isEmpty();
  }

  @Test
  void the_full_plan_says_what_the_defaults_say() {
    Plan full = PlanReader.read(FULL);
    Plan minimal = PlanReader.read(MINIMAL);

    assertThat(full.validation()).isEqualTo(minimal.validation());
    assertThat(full.gates()).isEqualTo(minimal.gates());
    assertThat(full.timeline()).isEqualTo(minimal.timeline());
    assertThat(full.importing()).isEqualTo(minimal.importing());
    assertThat(full.snapshot()).isEqualTo(minimal.snapshot());
    assertThat(full.transform().of("any").fields())
        .containsEntry(
            "chunk_index", new FieldRule(FieldType.INTEGER, true, "idx", null, List.of()))
        .containsEntry(
            "lang",
            new FieldRule(FieldType.STRING, false, null, "en", List.<Object>of("en", "fr")));
    assertThat(full.traffic().commands().get(TrafficAction.FREEZE))
        .isEqualTo(
            new CommandPlan(
                List.of("./freeze.sh"), List.of("./is-frozen.sh"), Duration.ofMinutes(1)));
    assertThat(full.traffic().commands()).hasSize(6);
    assertThat(full.holders(Role.ON_CALL)).containsExactly("di");
    assertThat(full.source().headers().get("Authorization"))
        .isEqualTo(new SecretReference("SOURCE_AUTH", null));
  }

  @Test
  void certificates_are_named_for_each_server() {
    String https = MINIMAL.replace("http:", "https:");
    Plan plan =
        PlanReader.read(
            https.replace(
                "127.0.0.1:8002\"",
                "127.0.0.1:8002\", ca: /etc/ca.pem, clientCertificate: {certificate: c.pem, key: c.key}"));

    assertThat(plan.source().ca()).isNull();
    assertThat(plan.target().ca()).isEqualTo("/etc/ca.pem");
    assertThat(plan.target().clientCertificate())
        .isEqualTo(new ClientCertificate("c.pem", "c.key"));
  }

  @Test
  void a_gate_of_https_may_have_a_certificate_of_its_own() {
    String gate =
        MINIMAL + "traffic: {mode: gate, gate: {admin: \"https://gate:1\", token: {file: t}%s}}\n";

    assertThat(PlanReader.read(gate.formatted(", ca: /etc/ca.pem")).traffic().gate().ca())
        .isEqualTo("/etc/ca.pem");
    assertThat(Json.canonical(PlanReader.read(gate.formatted("")))).doesNotContain("\"ca\"");
  }

  @Test
  void a_plan_without_certificates_is_written_as_before_there_were_any() {
    assertThat(Json.canonical(PlanReader.read(MINIMAL)))
        .doesNotContain("\"ca\"")
        .doesNotContain("clientCertificate")
        .contains("\"maxRate\":null");
  }

  @Test
  void certificates_without_tls_are_refused() {
    assertThatThrownBy(
            () ->
                PlanReader.read(
                    MINIMAL.replace("127.0.0.1:8002\"", "127.0.0.1:8002\", ca: /etc/ca.pem")))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("target")
        .hasMessageContaining("are for https");
    assertThatThrownBy(
            () ->
                PlanReader.read(
                    MINIMAL
                        .replace("http:", "https:")
                        .replace(
                            "127.0.0.1:8002\"",
                            "127.0.0.1:8002\", clientCertificate: {certificate: c.pem}")))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("target.clientCertificate.key: it is missing");
  }

  @Test
  void what_a_gate_leaves_out_is_that_gates_default() {
    Plan plan = PlanReader.read(MINIMAL + "gates: {go-no-go: {roles: [dba]}, pre-migration: }\n");

    assertThat(plan.gate(GateId.GO_NO_GO))
        .isEqualTo(new GatePlan(List.of(Role.DBA), Duration.ofMinutes(60), Duration.ofMinutes(5)));
    assertThat(plan.gate(GateId.PRE_MIGRATION)).isEqualTo(GatePlan.PRE_MIGRATION);
  }

  @Test
  void a_start_is_a_moment_with_an_offset() {
    Plan plan =
        PlanReader.read(
            MINIMAL
                + "timeline: {start: \"2026-12-01T22:00:00+01:00\","
                + " latestStart: \"2026-12-01T22:00:00Z\"}\n");

    assertThat(plan.timeline().start().at()).contains(Instant.parse("2026-12-01T21:00:00Z"));
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake(
            "valdation: {passRate: 1}",
            "line 5, column 1, valdation: unknown key 'valdation'; did you mean 'validation'?"),
        mistake(
            "validation: {passrate: 0.9}",
            "line 5, column 14, validation.passrate: unknown key 'passrate'; did you mean 'passRate'?"),
        mistake(
            "network: {giveUpAfter: 10 minutes}",
            "line 5, column 24, network.giveUpAfter: found '10 minutes'; possible is a duration of at least PT1S, like PT10M; did you mean PT10M?"),
        mistake(
            "timeline: {latestStart: tomorrow}",
            "line 5, column 25, timeline.latestStart: found 'tomorrow'; possible is a time, like 2026-12-01T22:00:00Z."),
        mistake(
            "snapshot: {retention: P6D}",
            "line 5, column 23, snapshot.retention: retention is less than seven days; write"
                + " P7D or more, so that a rollback stays possible."),
        mistake(
            "traffic: {mode: commands, commands: {freeze: {run: [a]}, switch: {run: [a]},"
                + " revert: {run: [a]}}}",
            "line 5, column 37, traffic.commands: mode is 'commands' but commands has no 'thaw'."),
        mistake(
            "traffic: {commands: {freeze: {run: [a]}}}",
            "line 5, column 21, traffic.commands: commands are given but mode is not"
                + " 'commands'; add 'mode: commands'."),
        mistake(
            "gates: {go-no-go: {roles: [on-call]}}",
            "line 4, column 9, people: people names nobody for the role 'on-call', which a"
                + " gate needs."),
        mistake(
            "gates: {go-no-go: {roles: [boss]}}",
            "line 5, column 28, gates.go-no-go.roles[0]: found 'boss'; possible is operations-lead, dba, security, technician or on-call."),
        mistake(
            "validation: {passRate: 95}",
            "line 5, column 24, validation.passRate: passRate must be between 0 and 1."),
        mistake(
            "import: {inFlight: 3}",
            "line 5, column 20, import.inFlight: inFlight must be 1 or 2, because a Chroma"
                + " server has one writer."),
        mistake(
            "import: {readAhead: 2}",
            "line 5, column 21, import.readAhead: readAhead must be 0 or 1."),
        mistake(
            "import: {partSize: big}",
            "line 5, column 20, import.partSize: found 'big'; possible is auto, or a whole number of at least 1."),
        mistake(
            "timeline: {maxFreeze: PT15M}",
            "line 5, column 23, timeline.maxFreeze: maxFreeze must be longer than the 15 minutes kept back for a rollback, like PT2H."),
        mistake(
            "timeline: {start: noon}",
            "line 5, column 19, timeline.start: found 'noon'; possible is now, or a time like 2026-12-01T22:00:00Z."),
        mistake(
            "notify: [{webhook: \"https://hooks.example/secret-token\"}]",
            "line 5, column 20, notify[0].webhook: found a text; possible is {env: VARIABLE} or {file: PATH}, because a secret never stands in a plan."),
        mistake(
            "acceptance: {run: [a]}",
            "line 5, column 13, acceptance: found keys with values; possible is a list of entries that have the keys run, check, rehearse, timeout."),
        mistake(
            "network: {giveUpAfter: PT1H}\nnetwork: {giveUpAfter: PT2H}",
            "line 6, column 1, network: the key is there twice, first in line 5; leave one of them out."));
  }

  private static Arguments mistake(String yaml, String said) {
    return Arguments.of(yaml, said);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void a_mistake_is_one_sentence_that_says_what_and_where_and_how(String yaml, String said) {
    assertThatThrownBy(() -> PlanReader.read(MINIMAL + yaml + "\n"))
        .isInstanceOf(PlanException.class)
        .satisfies(
            failure ->
                assertThat(failure.getMessage()).isEqualTo(said).doesNotContain("secret-token"));
  }

  static Stream<Arguments> brokenBasics() {
    return Stream.of(
        Arguments.of("migration: kb-to-1x", "migration: KB to 1x", "migration must be an id"),
        Arguments.of(
            "migration: kb-to-1x\n", "", "migration: it is missing; write migration: kb-to-1x."),
        Arguments.of(
            "http://127.0.0.1:8001",
            "http://me:hunter2@127.0.0.1:8001",
            "the url carries credentials; give them as headers:"
                + " {Authorization: {env: VARIABLE}}."),
        Arguments.of("http://127.0.0.1:8001", "127.0.0.1:8001", "is not a URL"),
        Arguments.of(
            "http://127.0.0.1:8002",
            "http://127.0.0.1:8001/",
            "source and target are the same server, tenant and database."),
        Arguments.of(
            "source: {url: \"http://127.0.0.1:8001\"}",
            "source: {url: \"http://a:1\", headers: {Authorization: Bearer hunter2}}",
            "line 2, column 54, source.headers.Authorization: found a text; possible is {env: VARIABLE} or {file: PATH}, because a secret never stands in a plan."),
        Arguments.of(
            "source: {url: \"http://127.0.0.1:8001\"}",
            "source: {url: \"http://a:1\", headers: {Authorization: {env: A, file: b}}}",
            "exactly one of the two."),
        Arguments.of("people: {operations-lead: [ann],", "people: {", "'operations-lead'"),
        Arguments.of("dba: [bo]", "dba: ", "people names nobody for the role 'dba'"),
        Arguments.of(
            "security: [cy]}",
            "security: [cy]}\n  - what",
            "line 5, column 3: the indentation is not that of what stands above it; indent it as its neighbours are."),
        Arguments.of(
            "migration:",
            "migraton:",
            "line 1, column 1, migraton: unknown key 'migraton'; did you mean 'migration'?"),
        Arguments.of(
            "target: {url:",
            "target: {ulr:",
            "line 3, column 10, target.ulr: unknown key 'ulr'; did you mean 'url'?"),
        Arguments.of(
            "people:",
            "persons:",
            "line 4, column 1, persons: unknown key 'persons'; did you mean 'people'?"));
  }

  @ParameterizedTest
  @MethodSource("brokenBasics")
  void what_a_plan_needs_is_asked_for(String right, String wrong, String said) {
    assertThat(MINIMAL).contains(right);
    assertThatThrownBy(() -> PlanReader.read(MINIMAL.replace(right, wrong)))
        .isInstanceOf(PlanException.class)
        .satisfies(
            failure ->
                assertThat(failure.getMessage()).contains(said).doesNotContain("\n", "hunter2"));
  }

  @Test
  void another_tenant_of_the_same_server_is_another_place() {
    Plan plan =
        PlanReader.read(
            MINIMAL.replace("http://127.0.0.1:8002\"", "http://127.0.0.1:8001\", tenant: new"));
    assertThat(plan.target().tenant()).isEqualTo("new");
  }

  @Test
  void a_full_plan_is_the_same_after_a_round_trip_through_json() throws Exception {
    for (String yaml :
        List.of(
            FULL,
            FULL.replace("partSize: auto", "partSize: 700")
                .replace("start: now", "start: \"2026-12-01T22:00:00Z\"")
                .replace("default: en", "default: 1.5")
                .replace("oneOf: [en, fr]", "oneOf: [1.5, 2]"))) {
      Plan plan = PlanReader.read(yaml);
      Plan back = Json.MAPPER.readValue(Json.MAPPER.writeValueAsString(plan), Plan.class);

      assertThat(back).isEqualTo(plan);
      assertThat(Json.digest(back)).isEqualTo(Json.digest(plan)).hasSize(64);
    }
  }

  @Test
  void the_digest_does_not_depend_on_the_order_of_keys() {
    Plan plan = PlanReader.read(FULL);
    Plan shuffled =
        PlanReader.read(
            FULL.replace("people: {operations-lead: [ann], dba: [bo],", "people: {dba: [bo],")
                    .replace("on-call: [di]}", "on-call: [di], operations-lead: [ann]}")
                    .replace("migration: kb-to-1x\n", "")
                    .replace("{type: integer, from: idx,", "{from: idx, type: integer,")
                    .replace("topK: 10, maxRecallDrop: 0.02,", "maxRecallDrop: 0.02, topK: 10,")
                + "migration: kb-to-1x\n");

    assertThat(Json.digest(shuffled)).isEqualTo(Json.digest(plan));
    assertThat(Json.digest(PlanReader.read(FULL.replace("topK: 10", "topK: 11"))))
        .isNotEqualTo(Json.digest(plan));
  }

  @Test
  void collections_are_chosen_by_names_with_stars() {
    CollectionSelection selection =
        new CollectionSelection(
            List.of("kb-*", "faq"), List.of("*-old"), Map.of("faq", "answers"), Map.of(), null);

    assertThat(selection.selects("kb-1")).isTrue();
    assertThat(selection.selects("kb-1-old")).isFalse();
    assertThat(selection.selects("faq")).isTrue();
    assertThat(selection.selects("faq2")).isFalse();
    assertThat(selection.namedExactly()).containsExactly("faq");
    assertThat(selection.targetName("faq")).isEqualTo("answers");
  }

  @Test
  void a_share_of_the_quarantine_is_counted_in_decimal() {
    assertThat(new QuarantinePlan(0L, 0.29).allowed(100)).isEqualTo(29);
    assertThat(new QuarantinePlan(5L, 0.01).allowed(100)).isEqualTo(5);
    assertThat(QuarantinePlan.NONE.allowed(1_000_000)).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                          | type is missing
          {type: string, drop: true}                                  | drop: true stands alone
          {drop: true, default: en}                                   | drop: true stands alone
          {type: string, required: true, onMisfit: drop}              | contradict each other
          {type: string, required: true, onMisfit: keep}              | contradict each other
          {type: integer, onMisfit: default}                          | needs a default beside it
          {type: integer, onMisfit: ignore}                           | reject, drop, default or keep
          {type: integer, default: none}                              | the default none is no integer
          {type: integer, default: 2.5}                               | the default 2.5 is no integer
          {type: integer, default: 9223372036854775808}               | is no integer
          {type: boolean, default: 1}                                 | the default 1 is no boolean
          {type: float, oneOf: [1, many]}                             | oneOf has many
          {type: string, default: de, oneOf: [en, fr]}                | the default de is none of oneOf
          """)
  void a_rule_that_contradicts_itself_is_refused_where_it_stands(String rule, String sentence) {
    assertThatThrownBy(() -> PlanReader.read(MINIMAL + "transform: {fields: {lang: " + rule + "}}"))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("transform.fields.lang")
        .hasMessageContaining(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {secret: {drop: true}, s: {type: string, from: secret}}     | 's' takes its values from 'secret'
          {"#tag": {type: string}}                                    | a target refuses the field name '#tag'
          {lang: }                                                    | 'lang' has no rule
          """)
  void fields_that_contradict_each_other_are_refused(String fields, String sentence) {
    assertThatThrownBy(() -> PlanReader.read(MINIMAL + "transform: {fields: " + fields + "}"))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void metadata_of_collections_are_dropped_renamed_and_set_by_a_common_rule_or_a_collections_own() {
    CollectionSelection selection =
        PlanReader.read(
                MINIMAL
                    + "collections: {metadata: {drop: [\"#env\", \"\"], rename: {\"$schema\": schema},"
                    + " set: {\"hnsw:construction_ef\": 200, ratio: 0.5},"
                    + " collections: {own: {drop: [a]}}}}")
            .collections();

    Map<String, Object> metadata = Map.of("#env", "p", "", "x", "$schema", 1L, "a", true);
    assertThat(selection.metadataRule("any").appliedTo(metadata))
        .isEqualTo(Map.of("schema", 1L, "a", true, "hnsw:construction_ef", 200L, "ratio", 0.5));
    assertThat(selection.metadataRule("own").appliedTo(metadata))
        .isEqualTo(Map.of("#env", "p", "", "x", "$schema", 1L));
    assertThat(selection.metadataRule("any").overwrittenIn(Map.of("$schema", 1L, "schema", 2L)))
        .containsExactly("schema");
  }

  @Test
  void a_plan_without_rules_for_collection_metadata_has_the_digest_it_always_had() {
    assertThat(Json.canonical(PlanReader.read(MINIMAL).collections()))
        .isEqualTo("{\"exclude\":[],\"include\":[\"*\"],\"rename\":{}}");
    assertThat(PlanReader.read(MINIMAL).collections().metadataRule("any").empty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {set: {a: }}                           | a text, an integer of 64 bits, a float, true or false
          {set: {a: [1]}}                        | a text, an integer of 64 bits, a float, true or false
          {set: {a: 9223372036854775808}}        | a text, an integer of 64 bits, a float, true or false
          {set: {a: 1.0e+999}}                   | a text, an integer of 64 bits, a float, true or false
          {set: {"#a": 1}}                       | '#a', which a target refuses
          {rename: {a: ""}}                      | which a target refuses
          {rename: {a: "runbook:run"}}           | 'runbook:run', which a target refuses or we use
          {set: {"hnsw:space": ip}}              | collections.distance names it
          {drop: [a], rename: {a: b}}            | both drops and renames the key 'a'
          {rename: {a: c, b: c}}                 | gives the key 'c' twice
          {rename: {a: b}, set: {b: 1}}          | gives the key 'b' twice
          {collections: {kb: }}                  | 'kb' has no rule
          {collections: {kb: {set: {"$": 1}}}}   | '$', which a target refuses
          {dropp: [a]}                           | did you mean 'drop'?
          """)
  void rules_for_collection_metadata_that_cannot_be_are_refused(String rules, String sentence) {
    assertThatThrownBy(() -> PlanReader.read(MINIMAL + "collections: {metadata: " + rules + "}"))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining(sentence);
  }
}
