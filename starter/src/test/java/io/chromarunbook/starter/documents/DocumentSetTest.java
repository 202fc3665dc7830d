package io.chromarunbook.starter.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.document.Harmless;
import io.chromarunbook.document.HtmlPage;
import io.chromarunbook.document.MarkdownPage;
import io.chromarunbook.starter.diagnosis.KnownIssue;
import io.chromarunbook.starter.offline.DryRunForecast;
import io.chromarunbook.starter.offline.ExplainedCheck;
import io.chromarunbook.starter.planning.InventoryLook;
import io.chromarunbook.starter.planning.LiveInventory;
import io.chromarunbook.starter.planning.PlannedCollection;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.status.UndoLine.Undo;
import io.chromarunbook.workflows.text.HostileTexts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What documents say is what runs go by. */
class DocumentSetTest {

  private static final String WHOLE =
      """
      migration: kb-to-1x
      source: {url: "http://old:8000", headers: {Authorization: {env: SOURCE_AUTH}}}
      target: {url: "http://new:8000"}
      people:
        operations-lead: [{name: ann, contact: "+49 30 1001"}]
        dba: [bo]
        security: [cy]
        technician: [ed]
        on-call: [{name: di, contact: "+49 30 1005"}]
      gates: {go-no-go: {escalation: [on-call, operations-lead]}}
      traffic:
        mode: commands
        commands:
          freeze: {run: [./freeze.sh]}
          thaw: {run: [./thaw.sh]}
          switch: {run: [./switch.sh, "two words"]}
          revert: {run: [./revert.sh]}
      acceptance: [{run: [./accept.sh]}]
      timeline: {maxFreeze: PT3H, monitoring: PT30M, onTrigger: rollback}
      """;

  private static Subject subject(Plan plan) {
    return new Subject(
        plan,
        "our plan.yaml",
        "Written for a test.",
        new InventoryLook(
            Optional.of(
                new LiveInventory(
                    "0.5.23",
                    List.of(
                        new PlannedCollection("books", "books", 9_832),
                        new PlannedCollection("it's `odd` <b>", "renamed", 0)))),
            ""),
        Optional.of(
            new DryRunForecast(
                "kb-to-1x/dry-run/3", 9_832, 4, Map.of("2", Duration.ofSeconds(83)))),
        Path.of("/var/lib/runbook"),
        List.of());
  }

  private static String markdown(DocumentName name) {
    return MarkdownPage.of(DocumentSet.documents(subject(PlanReader.read(WHOLE))).get(name));
  }

  @Test
  void every_document_there_is_is_written_and_the_index_comes_first() {
    Map<String, String> files =
        DocumentSet.files(subject(PlanReader.read(WHOLE)), DocumentSet.Format.html);

    assertThat(files.keySet())
        .containsExactlyElementsOf(
            Stream.of(DocumentName.values()).map(name -> name.fileName() + ".html").toList())
        .startsWith("index.html");
    files.values().forEach(Harmless::html);
  }

  @ParameterizedTest
  @EnumSource
  void of_every_step_it_is_said_what_is_done_what_it_shows_and_what_else_happens(Step step) {
    StepText text = StepText.of(step);

    assertThat(text.does()).endsWith(".");
    assertThat(text.shows()).endsWith(".");
    assertThat(text.fails()).endsWith(".");
    assertThat(markdown(DocumentName.RUNBOOK)).contains("### Step " + step.id() + ": ");
  }

  @Test
  void times_count_from_t_0_by_the_runbook_and_the_plan_with_the_last_forecast_beside_them() {
    String runbook = markdown(DocumentName.RUNBOOK);

    assertThat(runbook)
        .contains("| 3 migration | T+10 to T+65 min |")
        .contains("| 7a cutover | T+90 to T+96 min |")
        .contains("| monitoring of both servers | T+96 to T+126 min |")
        .contains("| 2 snapshot | T+5 to T+10 min | 1 min 23 s |")
        .contains("the last safe GO is 2 h 45 min after the freeze began");
  }

  @Test
  void the_decision_is_the_judgement_s_own_for_as_many_records_as_there_are() {
    assertThat(markdown(DocumentName.RUNBOOK))
        .contains("| valid-records | at least 9,340 of 9,832 records valid |")
        .contains("| collections-migrated | 2 of 2 collections |")
        .contains("| data-loss | at most 100 records absent from the target |")
        .contains("approval.security (security approves)");
    assertThat(HtmlPage.of(MainRunbook.of(subject(PlanReader.read(WHOLE)))))
        .contains("<svg", "at least 9,340 of 9,832 records valid</text>");
  }

  @Test
  void troubleshooting_has_every_known_issue_and_appendices_every_check() {
    String runbook = markdown(DocumentName.RUNBOOK);

    assertThat(KnownIssue.all()).hasSizeGreaterThan(20);
    KnownIssue.all().forEach(issue -> assertThat(runbook).contains("**" + issue.title()));
    ExplainedCheck.all().forEach(check -> assertThat(runbook).contains("`" + check.id() + "`"));
  }

  @Test
  void the_rapid_rollback_has_five_timed_steps_one_line_and_the_way_without_us() {
    assertThat(markdown(DocumentName.ON_CALL))
        .contains(Stream.of(Undo.values()).map(Undo::title).toList())
        .contains("14 min planned")
        .contains("./runbook rollback kb-to-1x --by di --reason WHY")
        .contains("sh /var/lib/runbook/runs/kb-to-1x/BREAK-GLASS.sh")
        .contains("The worker runs ./revert.sh");
  }

  @Test
  void whoever_is_on_call_types_in_their_own_name_whatever_they_may() {
    assertThat(byHand(DocumentName.ON_CALL))
        .contains("./runbook rollback kb-to-1x --by di --reason WHY")
        .contains("./runbook confirm kb-to-1x --action thaw --by di");
    assertThat(byHand(DocumentName.TECHNICIAN))
        .contains("./runbook rollback kb-to-1x --by ann --reason WHY")
        .contains("./runbook confirm kb-to-1x --action thaw --by ed");
  }

  @Test
  void what_is_done_by_hand_says_how_where_nobody_has_means_of_their_own() {
    assertThat(byHand(DocumentName.TECHNICIAN))
        .contains("./runbook freeze --sqlite FILE", "./runbook thaw --sqlite FILE");
    assertThat(byHand(DocumentName.ON_CALL)).contains("./runbook thaw --sqlite FILE");
    assertThat(markdown(DocumentName.TECHNICIAN)).doesNotContain("--sqlite");
  }

  @Test
  void a_page_says_where_its_commands_are_typed_and_what_is_waited_for_without_a_word() {
    assertThat(byHand(DocumentName.TECHNICIAN))
        .contains("RUNBOOK_HOME, /var/lib/runbook")
        .contains("T-0 is when the last of them has approved", "3 h begin to run")
        .contains("After GO the run looks at both servers once more by itself");
    assertThat(
            MarkdownPage.of(
                DocumentSet.documents(
                        subject(
                            PlanReader.read(
                                WHOLE.replace(
                                    "timeline: {", "timeline: {start: 2026-12-01T22:00:00Z, "))))
                    .get(DocumentName.TECHNICIAN)))
        .contains("T-0 is 2026-12-01 22:00:00 UTC; the source is frozen then.");
  }

  @Test
  void the_way_back_tells_what_is_not_asked_for_and_what_a_silent_target_takes() {
    assertThat(byHand(DocumentName.ON_CALL))
        .contains("--accept-loss unknown", "./runbook put-back kb-to-1x")
        .contains("verify is proven by a write")
        .contains("The run writes at the front door and sees it accepted. Only where it is not");
  }

  private static String byHand(DocumentName name) {
    Plan plan = PlanReader.read(WHOLE.replaceFirst("(?s)traffic:.*?acceptance:", "acceptance:"));
    return MarkdownPage.of(DocumentSet.documents(subject(plan)).get(name));
  }

  @Test
  void people_are_named_with_where_they_are_reached_and_in_the_order_of_escalation() {
    assertThat(markdown(DocumentName.RUNBOOK))
        .contains("| on-call | di | +49 30 1005 |")
        .contains("on-call: di, +49 30 1005, then operations-lead: ann, +49 30 1001");
    assertThat(markdown(DocumentName.NOTICES))
        .contains("Escalated to: on-call (di, +49 30 1005), because nobody answered")
        .contains("./runbook approve kb-to-1x --gate go-no-go --role operations-lead --by ann");
  }

  @Test
  void a_secret_is_named_and_a_command_of_the_plan_shown_as_it_is_run() {
    assertThat(markdown(DocumentName.SECURITY)).contains("variable SOURCE_AUTH");
    assertThat(markdown(DocumentName.RUNBOOK)).contains("./switch.sh 'two words'");
  }

  @Test
  void the_same_plan_gives_the_same_documents() {
    Plan plan = PlanReader.read(WHOLE);

    assertThat(DocumentSet.files(subject(plan), DocumentSet.Format.md))
        .isEqualTo(DocumentSet.files(subject(plan), DocumentSet.Format.md));
  }

  static List<String> texts() {
    return io.chromarunbook.document.HostileMarkup.all();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void whatever_a_plan_or_a_source_has_in_it_is_shown_and_never_obeyed(String text) {
    Plan hostile =
        HostileTexts.throughout(
            PlanReader.read(WHOLE), Plan.class, "x" + text.replace("\0", "").strip() + "x");
    Subject subject =
        new Subject(
            hostile,
            text,
            text,
            new InventoryLook(
                Optional.of(new LiveInventory(text, List.of(new PlannedCollection(text, text, 1)))),
                text),
            Optional.of(new DryRunForecast(text, 1, 0, Map.of())),
            Path.of("/tmp/runbook"),
            List.of());

    DocumentSet.files(subject, DocumentSet.Format.html).values().forEach(Harmless::html);
    DocumentSet.files(subject, DocumentSet.Format.md).values().forEach(Harmless::markdown);
  }
}
