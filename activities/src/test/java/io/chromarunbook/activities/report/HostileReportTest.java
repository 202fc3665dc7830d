package io.chromarunbook.activities.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.document.Document;
import io.chromarunbook.document.Harmless;
import io.chromarunbook.document.HostileMarkup;
import io.chromarunbook.document.HtmlPage;
import io.chromarunbook.document.MarkdownPage;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.text.Visible;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever texts a run brings along, its report is what we wrote. */
class HostileReportTest {

  /** What the program chooses, or reads back as something else than a text. */
  private static final Set<String> OURS =
      Set.of(
          "state",
          "step",
          "standing",
          "severity",
          "result",
          "decision",
          "role",
          "gate",
          "verb",
          "choice",
          "verdict",
          "kind",
          "asOf",
          "since",
          "until",
          "at",
          "readAt",
          "startedAt",
          "writtenAt",
          "deadline",
          "lookedAt",
          "provenSince",
          "standingSince",
          "lastSafeGo",
          "decidedAt",
          "created",
          "retainUntil",
          "decided",
          "type",
          "required",
          "roles",
          "planDigest",
          "recovery");

  @TempDir private Path directory;
  private int next;

  @Test
  void every_text_stands_in_the_report_and_none_becomes_markup() throws IOException {
    JsonNode report = hostile(report());

    Document document = ReportDocument.of(report);
    String html = HtmlPage.of(document);
    String markdown = MarkdownPage.of(document);

    Harmless.html(html);
    Harmless.markdown(markdown);
    String shown = Jsoup.parse(html).wholeText();
    assertThat(HostileMarkup.all())
        .allSatisfy(text -> assertThat(squeezed(shown)).contains(squeezed(Visible.of(text))));
  }

  private static String squeezed(String text) {
    return text.replaceAll("\\s+", " ");
  }

  /** Of a run with everything a report can have. */
  private JsonNode report() throws IOException {
    RunFolder folder = new RunFolder(directory);
    Plan plan =
        PlanReader.read(
            """
            migration: kb-to-1x
            source: {url: "http://127.0.0.1:8001"}
            target: {url: "http://127.0.0.1:8002"}
            people: {operations-lead: [ann], dba: [bo], security: [cy]}
            """);
    DurableFile.writeText(folder.plan(), Json.canonical(plan));
    ObjectNode report =
        (ObjectNode)
            Json.MAPPER.readTree(
                new ReportComposer(folder, plan)
                    .compose(SampleStatus.rolledBack(), null, Instant.EPOCH)
                    .json());
    JsonNode completed = Json.MAPPER.valueToTree(SampleStatus.completed());
    for (String part : List.of("gates", "holds", "vouched", "events")) {
      report.set(part, completed.path(part));
    }
    fill(report);
    return report;
  }

  /** As many of each kind as there are texts. */
  private static void fill(ObjectNode report) {
    for (int number = 0; number < HostileMarkup.all().size(); number++) {
      add(report, "collections")
          .put("name", "a")
          .put("targetName", "a")
          .put("source", 1)
          .put("target", 1)
          .put("quarantined", 0)
          .put("state", "copied");
      add(report, "searches")
          .put("collection", "a")
          .put("queries", 1)
          .put("answered", 1)
          .put("sourceRecall", 1)
          .put("targetRecall", 0.5);
      ObjectNode check =
          add(report, "checks")
              .put("id", "a")
              .put("family", "a")
              .put("severity", "blocking")
              .put("required", "a")
              .put("observed", "a")
              .put("result", "fail");
      check.putArray("failures").add("a");
      ObjectNode query =
          add(report, "queries")
              .put("collection", "a")
              .put("of", "a")
              .put("kind", "sampled")
              .put("vector", "")
              .put("sourceRecall", 0.5)
              .put("targetRecall", 0.5);
      query.putArray("source").add("a");
      query.putArray("target").add("a");
      add((ObjectNode) report.path("quarantine"), "first")
          .put("collection", "a")
          .put("id", "a")
          .put("reason", "a");
      add(report, "imports")
          .put("collection", "a")
          .put("part", 1)
          .put("batches", 1)
          .put("records", 1)
          .put("seconds", 1);
      add(report, "probes")
          .put("number", number + 1)
          .put("at", "2026-11-22T20:00:00Z")
          .put("healthy", number % 2 == 0)
          .put("newAtTarget", 0)
          .put("latencyMillis", number)
          .put("message", "a")
          .putArray("exceeded")
          .add("a");
    }
    ((ObjectNode) report.path("quarantine")).put("count", 40).put("file", "a");
  }

  private static ObjectNode add(ObjectNode parent, String array) {
    return parent.path(array) instanceof ArrayNode there
        ? there.addObject()
        : parent.putArray(array).addObject();
  }

  /** The same with one of the texts wherever one can stand. */
  private JsonNode hostile(JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      object
          .properties()
          .forEach(
              field ->
                  copy.set(
                      field.getKey(),
                      (OURS.contains(field.getKey()) && !free(field.getValue(), field.getKey()))
                              || enumerated(object, field.getKey())
                          ? field.getValue()
                          : hostile(field.getValue())));
      return copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      array.forEach(item -> copy.add(hostile(item)));
      return copy;
    }
    return node instanceof TextNode
        ? TextNode.valueOf(HostileMarkup.all().get(next++ % HostileMarkup.all().size()))
        : node;
  }

  /** A criterion's and a check's "required" is words, a gate's is roles. */
  private static boolean free(JsonNode value, String name) {
    return name.equals("required") && value.isTextual();
  }

  /** Steps, gates and sub-steps are known by their ids; checks and criteria have any. */
  private static boolean enumerated(ObjectNode object, String name) {
    return name.equals("id") && (object.has("plannedSeconds") || object.has("evidenceDigest"));
  }
}
