package io.chromarunbook.activities.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.activities.inventory.InventoryActivitiesImpl;
import io.chromarunbook.activities.notify.NotificationActivitiesImpl;
import io.chromarunbook.activities.report.ReportActivitiesImpl;
import io.chromarunbook.activities.report.SampleStatus;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.LocalRun;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.activities.snapshot.SnapshotActivitiesImpl;
import io.chromarunbook.activities.traffic.TrafficActivitiesImpl;
import io.chromarunbook.activities.transform.Outcome;
import io.chromarunbook.activities.transform.RecordRoute;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.ScriptedChroma;
import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.PlanException;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.status.EvidenceView;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.NextAction;
import io.chromarunbook.workflows.status.VouchLine;
import io.chromarunbook.workflows.steps.ActionResult;
import io.chromarunbook.workflows.steps.BreakGlass;
import io.chromarunbook.workflows.steps.Finding;
import io.chromarunbook.workflows.steps.InventoryActivities;
import io.chromarunbook.workflows.steps.Notice;
import io.chromarunbook.workflows.steps.NotificationActivities;
import io.chromarunbook.workflows.steps.Position;
import io.chromarunbook.workflows.steps.ReportActivities;
import io.chromarunbook.workflows.steps.SnapshotActivities;
import io.chromarunbook.workflows.steps.TrafficActivities;
import io.chromarunbook.workflows.text.HostileTexts;
import io.chromarunbook.workflows.text.Markdown;
import io.chromarunbook.workflows.text.ShellWords;
import io.chromarunbook.workflows.text.YamlLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Where activities put text from outside, a test each, with every hostile text: reports, the
 * break-glass files, notices, what servers and commands say, rules for a plan, names of files.
 */
@Timeout(120)
class HostileTextTest {

  private static final String TEXTS = "io.chromarunbook.workflows.text.HostileTexts#all";
  private static final String WHOLE = "io.chromarunbook.workflows.text.HostileTexts#whole";
  private static final Parser MARKDOWN =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();

  private static List<String> harmlessReport;
  private static List<String> harmlessCommandedGuide;
  private static List<String> harmlessManualGuide;

  @TempDir private Path home;

  @ParameterizedTest
  @MethodSource(TEXTS)
  void a_report_has_the_shape_it_has_with_harmless_text(String text) throws IOException {
    List<String> hostile = shape(report(home.resolve("hostile"), text));

    assertThat(hostile).doesNotContain("Link", "Image", "HtmlInline", "HtmlBlock", "Emphasis");
    // The report quotes what matters most; no text of strangers adds a quotation.
    assertThat(Collections.frequency(hostile, "BlockQuote"))
        .isEqualTo(Collections.frequency(harmlessReport, "BlockQuote"));
    if (!Markdown.plain(text).isEmpty()) {
      assertThat(hostile).isEqualTo(harmlessReport);
    }
  }

  @BeforeAll
  static void write_harmless_text(@TempDir Path home) throws Exception {
    harmlessReport = shape(report(home.resolve("report"), "x"));
    harmlessCommandedGuide = commandedGuide(home.resolve("commanded"), "x");
    harmlessManualGuide = manualGuide(home.resolve("manual"), "x");
  }

  private static String report(Path home, String text) throws IOException {
    try (LocalRun run = LocalRun.planned(home, plan(text))) {
      DurableFile.writeText(
          run.folder().quarantine(),
          Json.MAPPER.writeValueAsString(Map.of("collection", text, "id", text, "reason", text))
              + "\n");
      run.activity(new ReportActivitiesImpl(run.runs()), ReportActivities.class)
          .writeReport(
              run.reference(),
              HostileTexts.throughout(SampleStatus.completed(), MigrationStatus.class, text),
              HostileTexts.throughout(evidence(), EvidenceView.class, text));
      String markdown = Files.readString(run.folder().reportMarkdown());
      assertThat(markdown.codePoints().filter(point -> point != '\n'))
          .allMatch(HostileTextTest::harmless);
      JsonNode json = DurableFile.readJson(run.folder().reportJson(), JsonNode.class);
      assertThat(json.at("/quarantine/first/0/id").asText())
          .isEqualTo(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
      return markdown;
    }
  }

  private static EvidenceView evidence() {
    return new EvidenceView(
        GateId.GO_NO_GO,
        "ef".repeat(32),
        Map.of("records", "9,832"),
        List.of(),
        List.of(),
        List.of(
            new CheckResult(
                "search.recall",
                "search",
                CheckResult.Severity.WARNING,
                "equal",
                "not",
                CheckResult.Result.FAIL,
                List.of("x"))),
        List.of(new Finding("capacity.tight", Finding.Weight.WARNING, "The disk is nearly full.")),
        List.of(),
        List.of(new VouchLine("freeze", "ann", Instant.EPOCH, "I looked", "unknown")),
        Map.of());
  }

  @ParameterizedTest
  @MethodSource(WHOLE)
  void the_break_glass_files_say_it_and_do_not_do_it(String text) throws Exception {
    String spoken = text.replace("\0", "");
    assertThat(commandedGuide(home.resolve("hostile"), spoken)).isEqualTo(harmlessCommandedGuide);
    assertThat(Path.of("/tmp/owned")).doesNotExist();
  }

  /** The shape of the guide of a plan with commands, after its script was run. */
  private static List<String> commandedGuide(Path home, String text) throws Exception {
    try (LocalRun run = LocalRun.planned(home, plan(text))) {
      BreakGlass files = breakGlass(run);
      DurableFile.writeText(run.folder().traffic("freeze"), "{}");

      assertThat(said(files, 0)).isNotEmpty();
      assertThat(run.folder().path().resolve("traffic/break-glass-thaw-check.log"))
          .content()
          .isEqualTo(text + "|");
      return shape(Files.readString(Path.of(files.guide())));
    }
  }

  @ParameterizedTest
  @MethodSource(WHOLE)
  void what_people_are_asked_to_do_is_one_harmless_line(String text) throws Exception {
    assertThat(manualGuide(home.resolve("hostile"), text)).isEqualTo(harmlessManualGuide);
  }

  /** The shape of the guide of a plan without commands, after its script was run. */
  private static List<String> manualGuide(Path home, String text) throws Exception {
    String place = YamlLine.of(Map.of("tenant", text, "database", text));
    try (LocalRun run = LocalRun.withSource(home, place.substring(1, place.length() - 1))) {
      BreakGlass files = breakGlass(run);
      DurableFile.writeText(run.folder().traffic("switch"), "{}");

      assertThat(said(files, 3).lines()).hasSize(6);
      return shape(Files.readString(Path.of(files.guide())));
    }
  }

  private static BreakGlass breakGlass(LocalRun run) {
    return run.activity(new TrafficActivitiesImpl(run.runs()), TrafficActivities.class)
        .writeBreakGlass(run.reference());
  }

  private static String said(BreakGlass files, int exitCode) throws Exception {
    Process script =
        new ProcessBuilder("sh", files.script(), "--yes").redirectErrorStream(true).start();
    String said = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(script.waitFor()).as(said).isEqualTo(exitCode);
    assertThat(said.codePoints().filter(point -> point != '\n'))
        .allMatch(HostileTextTest::harmless);
    return said;
  }

  private static String plan(String text) {
    String words = YamlLine.of(List.of("printf", "%s|", text.replace("\0", "")));
    return "traffic: {mode: commands, commands: {freeze: {run: [\"false\"]}, switch: {run: [\"true\"]}, revert: {run: [\"true\"]}, thaw: {run: [\"true\"], check: "
        + words
        + "}}}\n";
  }

  @ParameterizedTest
  @MethodSource(TEXTS)
  void a_notice_is_one_json_text_in_one_line(String text) throws IOException {
    Path told = home.resolve("told");
    try (LocalRun run =
        LocalRun.planned(
            home.resolve("home"), "notify: [{command: [cp, /dev/stdin, \"" + told + "\"]}]")) {
      run.activity(new NotificationActivitiesImpl(run.runs()), NotificationActivities.class)
          .tell(
              run.reference(),
              Notice.of(
                  text,
                  text,
                  List.of(),
                  List.of(
                      new NextAction(
                          NextAction.Verb.DECIDE,
                          "kb",
                          List.of(),
                          List.of(text),
                          Map.of("choice", text)))));
    }
    String json = Files.readString(told);

    assertThat(json.split("\n", -1)).hasSize(1);
    String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    JsonNode notice = Json.MAPPER.readTree(json);
    assertThat(notice.get("subject").asText()).isEqualTo(whole);
    assertThat(notice.at("/nextActions/0/arguments/choice").asText()).isEqualTo(whole);
    assertThat(notice.get("next").asText())
        .isEqualTo("./runbook " + ShellWords.quoted(List.of("decide", "kb", whole, "--by", whole)));
    assertThat(notice.get("text").asText().split("\n", -1)).hasSize(3);
    assertThat(notice.get("text").asText().codePoints().filter(point -> point != '\n'))
        .allMatch(HostileTextTest::harmless);
  }

  @ParameterizedTest
  @MethodSource(TEXTS)
  void what_a_server_says_is_one_harmless_line(String text) throws IOException {
    try (ScriptedChroma server = ScriptedChroma.ofVersion("1.0.0")) {
      server.on(
          "GET",
          "/api/v2/tenants/default_tenant/databases/default_database/collections",
          ScriptedChroma.status(
              400, Json.MAPPER.writeValueAsString(Map.of("error", text, "message", text))),
          ScriptedChroma.status(500, text),
          ScriptedChroma.json("{\"" + text));
      server.on(
          "GET", "/api/v2/version", ScriptedChroma.json(Json.MAPPER.writeValueAsString(text)));
      try (var chroma = ChromaServers.toWrite(server.address())) {
        assertThat(chroma.version().version().codePoints()).allMatch(HostileTextTest::harmless);
        for (int answer = 0; answer < 3; answer++) {
          String message =
              catchThrowableOfType(ChromaException.class, chroma::collections).getMessage();
          assertThat(message.codePoints()).as(message).allMatch(HostileTextTest::harmless);
          assertThat(message.length()).isLessThan(600);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource(TEXTS)
  void what_a_command_says_is_one_harmless_line(String text) throws IOException {
    Path said = Files.write(home.resolve("said"), text.getBytes(StandardCharsets.UTF_8));
    try (LocalRun run =
        LocalRun.planned(
            home.resolve("home"),
            "traffic: {mode: commands, commands: {freeze: {run: [sh, -c, \"cat "
                + said
                + "; exit 3\"]}, thaw: {run: [a]}, switch: {run: [b]}, revert: {run: [c]}}}")) {
      ActionResult result =
          run.activity(new TrafficActivitiesImpl(run.runs()), TrafficActivities.class)
              .act(run.reference(), TrafficAction.FREEZE);

      assertThat(result.state()).isEqualTo(ActionResult.State.FAILED);
      assertThat(result.message().codePoints()).allMatch(HostileTextTest::harmless);
    }
  }

  @ParameterizedTest
  @MethodSource(WHOLE)
  void the_line_that_mends_a_plan_mends_it(String text) {
    ChromaRecord record = new ChromaRecord("a", "d", null, Map.of(text, "v"), new float[] {1f});
    Outcome refused = route("unlisted: reject").apply(record);
    assertThat(refused).isInstanceOf(Outcome.Unmigratable.class);
    String rule = ((Outcome.Unmigratable) refused).rule();

    if (text.length() >= 1000) {
      assertThat(rule).isEmpty();
      return;
    }
    assertThat(rule.codePoints()).allMatch(HostileTextTest::harmless);
    try {
      Outcome mended = route("unlisted: reject, fields: {" + rule + "}").apply(record);
      // A target may still refuse the name, which is another cause.
      if (mended instanceof Outcome.Unmigratable still) {
        assertThat(still.cause()).isEqualTo("key:" + text);
      }
    } catch (PlanException e) {
      assertThat(e).hasMessageContaining("a target refuses the field name '" + text + "'");
    }
  }

  private static RecordRoute route(String transform) {
    return new RecordRoute(
        PlanReader.read(
                """
                migration: kb
                source: {url: "http://source:8000"}
                target: {url: "http://target:8000"}
                people: {operations-lead: [ann], dba: [bo], security: [cy]}
                """
                    + "transform: {"
                    + transform
                    + "}\n")
            .transform()
            .of("any"),
        Optional.of(1));
  }

  @ParameterizedTest
  @MethodSource(TEXTS)
  void a_migrations_folder_lies_among_the_others_or_nowhere(String text) {
    RunbookHome own = new RunbookHome(home);
    Path runs = own.root().resolve("runs");
    try {
      assertThat(own.run(text).path()).startsWithRaw(runs).isNotEqualTo(runs);
      assertThat(own.validation(text).path()).startsWithRaw(own.root().resolve("validations"));
    } catch (IllegalArgumentException e) {
      assertThatThrownBy(() -> own.validation(text)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @MethodSource(TEXTS)
  void a_collections_name_names_no_file_and_no_folder(String text) throws IOException {
    try (LocalRun run = LocalRun.planned(home.resolve("home"), "")) {
      run.source().takeAnyName();
      run.seed(text, 2);
      run.source().freeze();
      run.activity(new InventoryActivitiesImpl(run.runs()), InventoryActivities.class)
          .takeInventory(run.reference());
      run.activity(new InventoryActivitiesImpl(run.runs()), InventoryActivities.class)
          .takeFrozenInventory(run.reference());
      run.activity(new SnapshotActivitiesImpl(run.runs()), SnapshotActivities.class)
          .exportRecords(run.reference(), Position.START);
      try (Stream<Path> files = Files.walk(home)) {
        assertThat(files.map(file -> file.getFileName().toString()))
            .allMatch(
                name ->
                    name.equals(home.getFileName().toString()) || name.matches("[A-Za-z0-9._-]+"));
      }
    }
  }

  private static boolean harmless(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** What blocks and links a page has; text and code within them left out. */
  private static List<String> shape(String markdown) {
    List<String> found = new ArrayList<>();
    walk(MARKDOWN.parse(markdown), found);
    return found;
  }

  private static void walk(Node node, List<String> found) {
    if (!(node instanceof Text
        || node instanceof Code
        || node instanceof SoftLineBreak
        || node instanceof HardLineBreak)) {
      found.add(node.getClass().getSimpleName());
    }
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      walk(child, found);
    }
  }
}
