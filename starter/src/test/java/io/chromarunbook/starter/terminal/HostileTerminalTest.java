package io.chromarunbook.starter.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.starter.offline.HeldRecords;
import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.status.EvidenceView;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.status.VouchLine;
import io.chromarunbook.workflows.steps.Finding;
import io.chromarunbook.workflows.text.HostileTexts;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever anybody wrote, a terminal shows it in its line and does nothing else. */
class HostileTerminalTest {

  /** So wide that no line is broken, and all there are are of our making. */
  private static final int UNBROKEN = 1_000_000;

  private static final String TEXTS = "io.chromarunbook.workflows.text.HostileTexts#all";

  @ParameterizedTest
  @MethodSource(TEXTS)
  void every_way_of_saying_something_says_one_line(String text) {
    for (Consumer<Terminal> way :
        List.<Consumer<Terminal>>of(
            terminal -> terminal.say(text),
            terminal -> terminal.say(List.of(text)),
            terminal -> terminal.complain(text),
            terminal -> terminal.besideAnswer().say(text))) {
      assertThat(shown(way)).endsWith("\n").satisfies(HostileTerminalTest::harmless);
      assertThat(shown(way).lines()).hasSizeLessThanOrEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource(TEXTS)
  void what_replaces_a_line_or_the_screen_steers_the_terminal_as_we_do(String text) {
    assertThat(shown(terminal -> terminal.showLive(text)))
        .startsWith("\r\u001b[2K")
        .satisfies(all -> harmless(all.substring(5)));
    assertThat(shown(terminal -> terminal.showScreen(List.of("before", text, "after"))))
        .startsWith("\u001b[H")
        .satisfies(
            all ->
                assertThat(
                        all.replace("\u001b[H", "")
                            .replace("\u001b[K\n", "|")
                            .replace("\u001b[J", ""))
                    .satisfies(HostileTerminalTest::harmless)
                    .startsWith("before|")
                    .endsWith("|after|"));
    assertThat(shown(terminal -> terminal.ask(text))).satisfies(HostileTerminalTest::harmless);
  }

  @ParameterizedTest
  @MethodSource(TEXTS)
  void only_our_own_paint_gets_through(String text) {
    String painted = Paint.COLOURED.harmless(Paint.COLOURED.bad(text) + Paint.COLOURED.good("own"));

    assertThat(painted).startsWith("\u001b[31m").endsWith("\u001b[0m\u001b[32mown\u001b[0m");
    harmless(painted.replaceAll("\u001b\\[(?:0|1|2|31|32|33|36)m", ""));
  }

  @Test
  void what_hides_text_is_no_paint_of_ours() {
    assertThat(Paint.COLOURED.harmless("\u001b[8mhidden\u001b[0m"))
        .isEqualTo("\\u001b[8mhidden\u001b[0m");
  }

  @ParameterizedTest
  @MethodSource(TEXTS)
  void a_status_has_the_lines_it_has_with_harmless_text(String text) {
    assertThat(lines(status(text))).hasSameSizeAs(lines(status(text.isEmpty() ? "" : "x")));
  }

  @ParameterizedTest
  @MethodSource(TEXTS)
  void so_has_a_hold(String text) {
    assertThat(lines(hold(text))).hasSameSizeAs(lines(hold(text.isEmpty() ? "" : "x")));
  }

  @ParameterizedTest
  @MethodSource(TEXTS)
  void so_has_the_evidence(String text) {
    assertThat(lines(evidence(text))).hasSameSizeAs(lines(evidence("x")));
  }

  @ParameterizedTest
  @MethodSource(TEXTS)
  void so_has_the_story_of_a_run(String text) {
    String benign = text.isEmpty() ? "" : "x";

    assertThat(shown(terminal -> new Narrator(terminal).tell(run(text))).lines())
        .hasSameSizeAs(
            shown(terminal -> new Narrator(terminal).tell(run(benign))).lines().toList());
  }

  @ParameterizedTest
  @MethodSource(TEXTS)
  void columns_stay_in_line(String text) {
    List<String> lines = new TextTable().row(text, "x").row("y", "x").lines();

    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).hasSameSizeAs(lines.get(1)).endsWith("x");
    lines.forEach(HostileTerminalTest::harmless);
  }

  private static MigrationStatus run(String text) {
    return HostileTexts.throughout(
        SampleRun.at(Step.GO_NO_GO, RunState.HOLD), MigrationStatus.class, text);
  }

  private static List<String> status(String text) {
    return StatusText.of(run(text), context(text));
  }

  private static List<String> hold(String text) {
    MigrationStatus run = run(text);
    return HoldText.of(HoldText.open(run).orElseThrow(), run, context(text));
  }

  private static StatusContext context(String text) {
    return StatusContext.of(Paint.PLAIN, new Times(ZoneOffset.UTC), SampleRun.NOON, UNBROKEN)
        .linkedTo(text)
        .held(Optional.of(new HeldRecords(List.of(text), 12, Path.of("failures.json"))));
  }

  private static List<String> evidence(String text) {
    EvidenceView evidence =
        new EvidenceView(
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
                    List.of("one"))),
            List.of(new Finding("capacity.tight", Finding.Weight.WARNING, "The disk is full.")),
            List.of(),
            List.of(new VouchLine("freeze", "ann", SampleRun.NOON, "I looked", "unknown")),
            Map.of());
    return EvidenceText.of(
        HostileTexts.throughout(evidence, EvidenceView.class, text), Paint.PLAIN);
  }

  private static List<String> lines(List<String> said) {
    String shown = shown(terminal -> terminal.say(said));
    harmless(shown);
    assertThat(shown.chars().filter(unit -> unit == '\n').count()).isEqualTo(said.size());
    return said;
  }

  @ParameterizedTest
  @MethodSource(TEXTS)
  void rows_of_a_narrow_screen_are_as_harmless(String text) {
    harmless(
        shownOn(
            new ScreenSize(24, 20),
            terminal -> {
              terminal.say("the text " + text + " in a sentence");
              terminal.complain("the text " + text + " in a complaint");
            }));
  }

  /** On a screen so wide that each line is a row. */
  private static String shown(Consumer<Terminal> way) {
    return shownOn(new ScreenSize(Integer.MAX_VALUE, Integer.MAX_VALUE), way);
  }

  private static String shownOn(ScreenSize size, Consumer<Terminal> way) {
    StringWriter out = new StringWriter();
    way.accept(Terminal.toPerson(out, out, Reader.nullReader()).resized(size));
    return out.toString();
  }

  private static void harmless(String shown) {
    assertThat(shown.codePoints().filter(point -> point != '\n')).allMatch(HostileTexts::harmless);
  }
}
