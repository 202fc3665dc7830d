package io.chromarunbook.activities.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.RunEnd;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.activities.run.Secrets;
import io.chromarunbook.workflows.RunbookDataConverter;
import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.evidence.SearchResult;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.status.EvidenceView;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.steps.Finding;
import io.chromarunbook.workflows.steps.PartReceipt;
import io.chromarunbook.workflows.steps.ReportActivities;
import io.chromarunbook.workflows.steps.ReportFiles;
import io.chromarunbook.workflows.steps.RunReference;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report in each of a run's ends. */
class ReportActivitiesImplTest {

  private static final Plan PLAN =
      PlanReader.read(
          """
          migration: kb-to-1x
          source: {url: "http://127.0.0.1:8001"}
          target: {url: "http://127.0.0.1:8002"}
          people: {operations-lead: [ann], dba: [bo], security: [cy]}
          traffic:
            mode: commands
            commands:
              freeze: {run: [./freeze.sh]}
              thaw: {run: [./thaw.sh, "now please"]}
              switch: {run: [./switch.sh]}
              revert: {run: [./revert.sh]}
          """);

  @TempDir private Path directory;
  private TestActivityEnvironment environment;
  private ReportActivities report;
  private RunReference run;
  private RunFolder folder;

  @BeforeEach
  void open_a_run() {
    Runs runs =
        new Runs(
            new RunbookHome(directory),
            new Secrets(name -> null),
            (address, watch) -> {
              throw new IllegalStateException("a report asks no server");
            });
    run = new RunReference("kb-to-1x", "first-run", Json.digest(PLAN));
    folder = runs.create(run, PLAN);
    environment =
        TestActivityEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(RunbookDataConverter.create())
                        .build())
                .build());
    environment.registerActivitiesImplementations(new ReportActivitiesImpl(runs));
    report = environment.newActivityStub(ReportActivities.class);
  }

  @AfterEach
  void close() {
    environment.close();
  }

  @Test
  void a_completed_run_is_reported_with_all_that_was_found() {
    receipt(new PartReceipt(0, 0, 5000, 4998, 2, 4998, 17, 0, 0));
    receipt(new PartReceipt(0, 1, 4000, 4000, 0, 4000, 0, 0, 0));
    receipt(new PartReceipt(1, 0, 832, 832, 0, 832, 0, 0, 0));
    DurableFile.writeText(
        folder.quarantine(),
        """
        {"collection":"guides","id":"a|b","reason":"no embedding","record":{}}
        {"collection":"guides","id":"c","reason":"no embedding","record":{}}
        """);
    DurableFile.writeText(
        folder.snapshot().resolve("manifest.json"),
        "{\"created\":\"2026-11-22T20:05:00Z\",\"retainUntil\":\"2026-11-29T20:05:00Z\"}");
    DurableFile.writeJson(
        folder.validation(),
        Map.of(
            "checks", List.of(check("counts.match", CheckResult.Severity.BLOCKING)),
            "findings",
                Map.of("searches", List.of(new SearchResult("guides", 50, 50, 0.998, 0.997)))));
    DurableFile.writeText(
        folder.dryRun(),
        "{\"summary\":{\"forecast\":{\"3\":\"PT1M30S\"},\"writtenPerSecond\":2100.4}}");
    DurableFile.writeText(
        folder.baseline(),
        "{\"collections\":[{\"source\":\"faq\",\"target\":\"faq\",\"records\":832,\"migrated\":831}]}");

    JsonNode json = json(report.writeReport(run, SampleStatus.completed(), evidence()));

    assertThat(json.path("state").asText()).isEqualTo("COMPLETED");
    assertThat(json.path("receipts"))
        .extracting(line -> line.path("collection").asText() + line.path("part").asInt())
        .containsExactly("guides|how\nto1", "guides|how\nto2", "faq1");
    assertThat(json.path("checks").path(0).path("id").asText()).isEqualTo("counts.match");
    assertThat(json.path("searches").path(0).path("answered").asInt()).isEqualTo(50);
    assertThat(json.path("quarantine").path("count").asInt()).isEqualTo(2);
    assertThat(json.path("quarantine").path("first").path(1).path("id").asText()).isEqualTo("c");
    assertThat(json.path("snapshot").path("retainUntil").asText())
        .isEqualTo("2026-11-29T20:05:00Z");
    assertThat(json.path("thaw").path("command").asText()).isEqualTo("./thaw.sh 'now please'");
    assertThat(json.path("digests").path("plan").asText()).isEqualTo(Json.digest(PLAN));
    assertThat(json.path("digests").path("snapshot/manifest.json").asText()).hasSize(64);
    assertThat(kinds(json))
        .contains("deviation", "time", "plan", "quarantine", "tolerance", "warning");
    assertThat(markdown())
        .contains(
            "9,832 in the snapshot = 9,830 equal + 2 quarantined + 0 different + 0 missing",
            "It stays frozen until you run `./thaw.sh 'now please'`.",
            "./runbook close kb-to-1x --by NAME",
            "| pre-migration | dba | – | no answer |",
            "witness says EQUAL: 9,830 equal (17 only by tolerance), 2 quarantined, 0 different,"
                + " 0 missing, 0 added, 12 values not judged; SHA-256 0a0a0a0a0a0a |",
            "| Step 3 migration, work | 1 min 30 s | 2.5 s |",
            "Step 1.7 approvals took 1 h 6 min",
            "Keep the snapshot until 2026-11-29 20:05:00 UTC");
    assertThat(rows("What monitoring compared with")).containsExactly("faq faq 832 831");
    assertThat(rows("Receipts, by collection"))
        .containsExactly("guides|how to 2 9,000 8,998 2 8,998 17 0 0", "faq 1 832 832 0 832 0 0 0");
    assertThat(rows("Family counts"))
        .containsExactly("counts.match blocking equal 9,832 and 9,830 fail x");
  }

  @Test
  void a_run_rolled_back_says_what_was_undone_and_what_is_left_to_do() {
    JsonNode json = json(report.writeReport(run, SampleStatus.rolledBack(), evidence()));

    assertThat(RunEnd.read(folder)).map(RunEnd::state).contains(RunState.ROLLED_BACK);
    assertThat(json.path("rollback").path(1).path("state").asText()).isEqualTo("not needed");
    assertThat(json.path("thaw").path("needed").asBoolean()).isTrue();
    assertThat(kinds(json)).contains("freeze");
    assertThat(markdown())
        .contains(
            "# Migration kb-to-1x: rolled back",
            "**To be done by hand:** thaw source (thaw.sh ended with 3)",
            "| revert configuration | 3 min | not needed | Nothing was switched. |",
            "**The source still refuses writes.**",
            "**does not hold**",
            "**fired**",
            "2 h 30 min of a budget of 2 h")
        .doesNotContain("What the import proved");
  }

  @Test
  void a_run_stopped_before_anything_existed_is_reported_too() {
    JsonNode json = json(report.writeReport(run, SampleStatus.stopped(), null));

    assertThat(json.path("checks")).isEmpty();
    assertThat(json.path("receipts")).isEmpty();
    assertThat(json.path("snapshot").isNull()).isTrue();
    assertThat(markdown())
        .contains(
            "stopped before anything was changed",
            "The source does not answer",
            "Nothing was changed at either server",
            "The source was never frozen.",
            "No snapshot was completed.",
            "No gate was reached.");
  }

  @Test
  void every_query_is_in_the_report_and_the_ten_worst_of_a_collection_in_its_text() {
    search(0, "faq", 12, 0.8);
    search(1, "guides", 1, 1.0);
    DurableFile.writeText(
        folder.validation(),
        "{\"findings\":{\"searches\":[{\"collection\":\"faq\",\"queries\":12,\"answered\":12}]}}");

    JsonNode json = json(report.writeReport(run, SampleStatus.completed(), evidence()));

    assertThat(json.path("queries"))
        .extracting(query -> query.path("collection").asText() + " " + query.path("of").asText())
        .hasSize(13)
        .startsWith("faq record-0", "faq record-1")
        .endsWith("guides record-0");
    JsonNode first = json.path("queries").path(0);
    assertThat(first.path("kind").asText()).isEqualTo("perturbed");
    assertThat(first.path("vector").asText()).isEqualTo("AACAPw==");
    assertThat(first.path("source")).extracting(JsonNode::asText).containsExactly("a", "b");
    assertThat(first.path("target")).extracting(JsonNode::asText).containsExactly("b");
    assertThat(rows("The worst queries of each collection"))
        .hasSize(10)
        .contains("faq record-9 perturbed 1.000 0.800 a, b b")
        .noneMatch(row -> row.contains("record-10") || row.startsWith("guides"));
    assertThat(markdown()).contains("The worst queries of each collection, at most 10");
  }

  /** What validation leaves of a collection it searched. */
  private void search(int collection, String name, int queries, double targetRecall) {
    List<Map<String, Object>> asked = new ArrayList<>();
    for (int number = 0; number < queries; number++) {
      asked.add(
          Map.of(
              "of",
              "record-" + number,
              "kind",
              "perturbed",
              "vector",
              "AACAPw==",
              "sourceRecall",
              1.0,
              "targetRecall",
              targetRecall,
              "source",
              List.of("a", "b"),
              "target",
              List.of("b")));
    }
    DurableFile.writeJson(
        folder.validation("search", collection, 0),
        Map.of("search", Map.of("result", Map.of("collection", name), "queries", asked)));
  }

  @Test
  void the_report_says_what_somebody_else_must_know_to_compare_both_servers() {
    DurableFile.writeText(
        folder.snapshot().resolve("manifest.json"),
        """
        {"created":"2026-11-22T20:05:00Z","retainUntil":"2026-11-29T20:05:00Z","collections":[
          {"name":"faq","target":"answers","records":832},{"name":"guides","target":"guides"}]}
        """);
    DurableFile.writeText(
        folder.quarantine(), "{\"collection\":\"faq\",\"id\":\"a\",\"reason\":\"no embedding\"}\n");

    JsonNode terms =
        json(report.writeReport(run, SampleStatus.completed(), null)).path("comparison");

    assertThat(terms.path("collections").path(0))
        .isEqualTo(
            readBack(
                Json.MAPPER.valueToTree(
                    new ComparisonTerms.Collection("faq", "answers", 832, List.of("a")))));
    assertThat(terms.path("collections").path(1).path("quarantined")).isEmpty();
    assertThat(terms.path("source").path("database").asText()).isEqualTo("default_database");
    assertThat(terms.path("transform"))
        .isEqualTo(readBack(Json.MAPPER.valueToTree(PLAN.transform())));
    assertThat(terms.path("topK").asInt()).isEqualTo(10);
    assertThat(terms.path("maxRecallDrop").asDouble()).isEqualTo(0.02);
  }

  @Test
  void a_repeat_overwrites_the_report() {
    json(report.writeReport(run, SampleStatus.rolledBack(), null));
    JsonNode json = json(report.writeReport(run, SampleStatus.completed(), null));

    assertThat(json.path("state").asText()).isEqualTo("COMPLETED");
    assertThat(markdown()).contains("GO, moved over").doesNotContain("rolled back");
  }

  @Test
  void the_report_has_every_field_of_the_status() {
    MigrationStatus status = SampleStatus.completed();
    JsonNode json = json(report.writeReport(run, status, null));

    JsonNode expected = Json.MAPPER.valueToTree(status);
    expected
        .properties()
        .forEach(
            field -> {
              if (!field.getKey().equals("digests")) {
                assertThat(json.path(field.getKey())).isEqualTo(readBack(field.getValue()));
              }
            });
    assertThat(json.path("digests").path("inventory").asText()).isEqualTo("cd".repeat(32));
  }

  @Test
  void names_cannot_break_tables_or_colour_terminals() {
    json(report.writeReport(run, SampleStatus.completed(), null));

    assertThat(markdown())
        .contains("| guides\\|how to | guides |", "fine by me \\| really")
        .doesNotContain("\u001b", "[31m");
  }

  @Test
  void evidence_is_kept_a_file_a_gate() {
    report.writeEvidence(run, evidence());

    EvidenceView kept =
        DurableFile.readJson(folder.path().resolve("evidence-go-no-go.json"), EvidenceView.class);
    assertThat(kept).isEqualTo(evidence());
  }

  private void receipt(PartReceipt receipt) {
    DurableFile.writeJson(
        folder.receipt(receipt.collection(), receipt.part()), Map.of("receipt", receipt));
  }

  private static EvidenceView evidence() {
    return new EvidenceView(
        GateId.GO_NO_GO,
        "ef".repeat(32),
        Map.of("records", "9,832"),
        List.of(),
        List.of(),
        List.of(check("search.recall", CheckResult.Severity.WARNING)),
        List.of(new Finding("capacity.tight", Finding.Weight.WARNING, "The disk is nearly full.")),
        List.of(),
        List.of(),
        Map.of());
  }

  private static CheckResult check(String id, CheckResult.Severity severity) {
    return new CheckResult(
        id, "counts", severity, "equal", "9,832 and 9,830", CheckResult.Result.FAIL, List.of("x"));
  }

  private static List<String> kinds(JsonNode report) {
    return StreamSupport.stream(report.path("deviations").spliterator(), false)
        .map(deviation -> deviation.path("kind").asText())
        .toList();
  }

  private static JsonNode readBack(JsonNode node) {
    try {
      return Json.MAPPER.readTree(node.toString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode json(ReportFiles files) {
    return DurableFile.readJson(Path.of(files.json()), JsonNode.class);
  }

  /** The rows of a table of the HTML form, by its caption. */
  private List<String> rows(String caption) {
    return Jsoup.parse(read(folder.reportHtml())).select("table").stream()
        .filter(table -> table.select("caption").text().equals(caption))
        .flatMap(table -> table.select("tbody tr").stream())
        .map(Element::text)
        .toList();
  }

  private String markdown() {
    return read(folder.reportMarkdown());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
