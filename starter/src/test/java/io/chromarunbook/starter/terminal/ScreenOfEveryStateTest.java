package io.chromarunbook.starter.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.starter.offline.HeldRecords;
import io.chromarunbook.workflows.evidence.Choice;
import io.chromarunbook.workflows.evidence.Remedy;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.status.AlarmLine;
import io.chromarunbook.workflows.status.HoldLine;
import io.chromarunbook.workflows.status.ManualLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.NextAction;
import io.chromarunbook.workflows.status.NextAction.Verb;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.RunbookCommand;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.status.WindowLine;
import io.chromarunbook.workflows.steps.MigratedContent;
import io.chromarunbook.workflows.steps.Outage;
import io.chromarunbook.workflows.steps.WindowFigures;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state with as much to say as it can have, on a narrow, a usual and a wide screen. */
class ScreenOfEveryStateTest {

  private static final int ROWS = 24;

  private static final Map<RunState, Step> STEPS =
      Map.ofEntries(
          Map.entry(RunState.RUNNING, Step.MIGRATION),
          Map.entry(RunState.WAITING, Step.GO_NO_GO),
          Map.entry(RunState.HOLD, Step.REVIEW),
          Map.entry(RunState.PAUSED, Step.MIGRATION),
          Map.entry(RunState.CUTTING_OVER, Step.CUTOVER),
          Map.entry(RunState.MONITORING, Step.MONITORING),
          Map.entry(RunState.ROLLING_BACK, Step.ROLLBACK),
          Map.entry(RunState.COMPLETED, Step.POST_MIGRATION),
          Map.entry(RunState.ROLLED_BACK, Step.ROLLBACK),
          Map.entry(RunState.STOPPED, Step.APPROVALS),
          Map.entry(RunState.FAILED, Step.MIGRATION));

  private static Stream<Arguments> screens() {
    return Arrays.stream(RunState.values())
        .flatMap(
            state -> IntStream.of(60, 80, 200).mapToObj(columns -> Arguments.of(state, columns)));
  }

  @ParameterizedTest
  @MethodSource("screens")
  void has_state_wait_and_commands_on_the_first_24_rows(RunState state, int columns) {
    MigrationStatus status = full(state);
    List<String> shown = fitted(status, columns);
    String text = unbroken(shown);

    assertThat(shown).hasSizeLessThan(ROWS);
    assertThat(shown.get(0)).contains(state.name());
    assertThat(text).contains("Waits for ").contains("Next ");
    status.nextActions().forEach(action -> assertThat(text).contains(RunbookCommand.of(action)));
    if (!state.ended()) {
      assertThat(text).contains("at " + StepName.of(status.step())).contains("Now ");
    }
    status
        .manual()
        .forEach(asked -> assertThat(text).contains("confirm " + asked.action().label()));
  }

  @ParameterizedTest
  @MethodSource("screens")
  void cuts_nothing_within_a_word_and_goes_beyond_no_margin(RunState state, int columns) {
    Set<String> words =
        all(full(state)).stream()
            .flatMap(line -> Stream.of(line.split("[ ,]+")))
            .collect(Collectors.toSet());
    List<String> shown = fitted(full(state), columns);

    assertThat(shown).allMatch(line -> line.length() <= columns || onlyWord(line));
    assertThat(
            shown.stream()
                .filter(line -> !line.startsWith("…"))
                .flatMap(line -> Stream.of(line.split("[ ,]+")))
                .filter(word -> !Set.of("\\", "…").contains(word))
                .filter(word -> !word.startsWith("[")))
        .allMatch(words::contains);
  }

  @ParameterizedTest
  @MethodSource("screens")
  void has_no_codes_without_colours(RunState state, int columns) {
    assertThat(String.join("", fitted(full(state), columns))).doesNotContain("\u001b");
  }

  @Test
  void the_last_moment_for_go_is_shown_until_go_is_given() {
    MigrationStatus asked = full(RunState.WAITING);
    assertThat(unbroken(all(asked))).contains("last safe GO");
    ObjectNode decided = Json.MAPPER.valueToTree(asked);
    decided.put("decision", "GO");

    assertThat(unbroken(all(Json.MAPPER.convertValue(decided, MigrationStatus.class))))
        .doesNotContain("last safe GO");
  }

  @Test
  void a_way_back_shows_no_window_that_it_ended() {
    assertThat(all(full(RunState.MONITORING))).anyMatch(line -> line.startsWith("Window "));
    assertThat(all(full(RunState.ROLLING_BACK))).noneMatch(line -> line.startsWith("Window "));
  }

  private static boolean onlyWord(String line) {
    return !line.strip().contains(" ");
  }

  private static String unbroken(List<String> lines) {
    return String.join(" ", lines).replaceAll(" \\\\ ", " ").replaceAll(" +", " ");
  }

  private static List<String> fitted(MigrationStatus status, int columns) {
    return new ScreenSize(ROWS, columns)
        .less(1)
        .fitted(page(status, context(columns).within(ROWS)), "./runbook status kb | less");
  }

  private static List<String> all(MigrationStatus status) {
    return page(status, context(10_000).within(10_000));
  }

  private static List<String> page(MigrationStatus status, StatusContext context) {
    return new StatusPage(context)
        .warning("No answer yet from Temporal or a worker; still asking.")
        .footnote("Temporal", "127.0.0.1:7233, namespace default")
        .over(status);
  }

  private static StatusContext context(int columns) {
    return StatusContext.of(
            Paint.PLAIN, new Times(ZoneOffset.UTC), SampleRun.NOON.plusSeconds(7), columns)
        .linkedTo("http://127.0.0.1:8233/namespaces/default/workflows/kb-to-1x")
        .heard(LastHeard.at(SampleRun.NOON))
        .held(
            Optional.of(
                new HeldRecords(
                    IntStream.range(0, 10).mapToObj(n -> "reference/record-" + n).toList(),
                    412,
                    Path.of("/home/runs/kb-to-1x/validation-failures.json"))));
  }

  /** The state with everything that can be said in it. */
  private static MigrationStatus full(RunState state) {
    ObjectNode run = Json.MAPPER.valueToTree(SampleRun.at(STEPS.get(state), state));
    run.set("progress", progress(STEPS.get(state)));
    if (!state.ended()) {
      run.set("outages", Json.MAPPER.valueToTree(List.of(outage("source"), outage("target"))));
    } else {
      run.put("reason", LONG);
    }
    switch (state) {
      case WAITING -> {
        put(run, "nextActions", answers());
        ((ObjectNode) run.path("gates").path(0))
            .set(
                "required",
                Json.MAPPER.valueToTree(
                    List.of(Role.OPERATIONS_LEAD, Role.SECURITY, Role.ON_CALL)));
      }
      case HOLD -> {
        run.put("reason", LONG);
        put(run, "holds", List.of(hold()));
        put(run, "nextActions", decisions());
      }
      case PAUSED -> put(run, "nextActions", List.of(action(Verb.RESUME, Map.of())));
      case CUTTING_OVER, ROLLING_BACK -> {
        TrafficAction action =
            state == RunState.CUTTING_OVER ? TrafficAction.SWITCH : TrafficAction.REVERT;
        run.set(
            "manual", Json.MAPPER.valueToTree(List.of(new ManualLine(action, LONG, null, LONG))));
        put(run, "nextActions", List.of(action(Verb.CONFIRM, Map.of("action", action.label()))));
        if (state == RunState.ROLLING_BACK) {
          // The run goes on remembering what it watched.
          run.set("window", Json.MAPPER.valueToTree(window()));
        }
      }
      case MONITORING -> {
        run.put("reason", LONG);
        put(
            run,
            "alarms",
            List.of(new AlarmLine(AlarmLine.SOURCE, LONG, SampleRun.NOON, SampleRun.NOON)));
        run.set("window", Json.MAPPER.valueToTree(window()));
        put(run, "nextActions", List.of(action(Verb.ROLLBACK, Map.of("accept-loss", "12"))));
      }
      case RUNNING -> put(run, "nextActions", List.of(NextAction.anybody(Verb.WATCH, "kb-to-1x")));
      default -> {
        // A day of support after the window.
        run.set("window", Json.MAPPER.valueToTree(window()));
        put(
            run,
            "nextActions",
            List.of(NextAction.anybody(Verb.REPORT, "kb-to-1x"), action(Verb.CLOSE, Map.of())));
      }
    }
    try {
      return Json.MAPPER.treeToValue(run, MigrationStatus.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final String LONG =
      "something does not hold, and that is told at length because whoever finds it tells all of it: "
          .repeat(6)
          .strip();

  private static void put(ObjectNode run, String name, List<?> values) {
    ArrayNode array = Json.MAPPER.valueToTree(values);
    run.set(name, array);
  }

  private static ObjectNode progress(Step step) {
    ObjectNode progress = Json.MAPPER.valueToTree(SampleRun.at(step, RunState.RUNNING).progress());
    progress.put("step", step.id());
    progress.put("recordsTotal", 98_765_432);
    return progress;
  }

  private static Outage outage(String side) {
    return new Outage(
        Outage.Kind.SILENT_SERVER,
        side + " http://chroma-" + side + ".kb.example.internal:8000",
        SampleRun.NOON.minusSeconds(62),
        "Connection refused, which is told in the words of the library that found it",
        SampleRun.NOON.plusSeconds(538));
  }

  private static WindowLine window() {
    return new WindowLine(
        SampleRun.NOON.plusSeconds(1_800),
        31,
        SampleRun.NOON,
        "The target answers, and all of the sampled ids are there.",
        new WindowFigures(24, 0, 12.4, 8.1, new WindowFigures.Door(131, 2, 9.5)),
        null,
        SampleRun.NOON.plusSeconds(86_400),
        new MigratedContent(4_916, 0, 0, List.of()));
  }

  private static HoldLine hold() {
    return new HoldLine(
        Step.REVIEW,
        SampleRun.NOON,
        SampleRun.NOON.plusSeconds(1_800),
        LONG,
        Arrays.stream(Choice.values())
            .map(choice -> new Remedy(choice, LONG, List.of("reference", "tutorial"), 412))
            .toList(),
        null,
        null,
        null,
        null);
  }

  private static List<NextAction> decisions() {
    return Arrays.stream(Choice.values())
        .map(choice -> action(Verb.DECIDE, Map.of("choice", choice.label())))
        .toList();
  }

  private static NextAction action(Verb verb, Map<String, String> arguments) {
    return new NextAction(verb, "kb-to-1x", List.of(Role.DBA), List.of("bo"), arguments);
  }

  private static List<NextAction> answers() {
    return Stream.concat(
            Stream.of(NextAction.anybody(Verb.EVIDENCE, "kb-to-1x")),
            Stream.of(Role.OPERATIONS_LEAD, Role.SECURITY, Role.ON_CALL)
                .map(
                    role ->
                        new NextAction(
                            Verb.APPROVE,
                            "kb-to-1x",
                            List.of(role),
                            List.of("ann", "di"),
                            Map.of(
                                "gate",
                                "go-no-go",
                                "role",
                                role.label(),
                                "evidence",
                                "3f2a9c0d1b7e"))))
        .toList();
  }
}
