package io.chromarunbook.activities.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Reaction;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.steps.ActionResult;
import io.chromarunbook.workflows.steps.ActionResult.State;
import io.chromarunbook.workflows.steps.TrafficActivities;
import io.chromarunbook.workflows.steps.WayBackRehearsal;
import io.temporal.failure.ActivityFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TrafficActivitiesTest {

  @TempDir private Path folder;
  private final TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
  private TrialRun run;

  @AfterEach
  void close() {
    environment.close();
  }

  @Test
  void an_action_is_done_once_and_journalled() throws IOException {
    TrafficActivities traffic = freezingBy(appending("freeze"), exists("frozen"));

    ActionResult first = traffic.act(run.reference, TrafficAction.FREEZE);
    ActionResult second = traffic.act(run.reference, TrafficAction.FREEZE);

    assertThat(first.state()).as(first.message()).isEqualTo(State.DONE);
    assertThat(second.state()).isEqualTo(State.ALREADY);
    assertThat(Files.readAllLines(deeds())).containsExactly("freeze");
    assertThat(journal(TrafficAction.FREEZE).result()).isEqualTo(first);
    assertThat(journal(TrafficAction.FREEZE).finishedAt()).isNotNull();
  }

  @Test
  void the_journal_is_written_before_the_command_runs() {
    TrafficActivities traffic =
        freezingBy(
            List.of(
                "test", "-e", folder.resolve("home/runs/kb-to-1x/traffic/freeze.json").toString()),
            List.of());

    assertThat(traffic.act(run.reference, TrafficAction.FREEZE).state()).isEqualTo(State.DONE);
  }

  @Test
  void a_source_that_a_person_thawed_is_never_frozen_again() throws IOException {
    TrafficActivities traffic = freezingBy(appending("freeze"), exists("frozen"));
    traffic.act(run.reference, TrafficAction.FREEZE);
    Files.delete(folder.resolve("frozen"));

    assertThatThrownBy(() -> traffic.act(run.reference, TrafficAction.FREEZE))
        .isInstanceOf(ActivityFailure.class)
        .rootCause()
        .hasMessageContaining("thawed by a person")
        .hasMessageContaining("SOURCE_CHANGED");
    assertThat(Files.readAllLines(deeds())).containsExactly("freeze");
    assertThat(journal(TrafficAction.FREEZE).result().state()).isEqualTo(State.DONE);
  }

  @Test
  void a_check_that_fails_in_itself_does_not_count_as_thawed() throws IOException {
    Path check =
        script(
            "check",
            "test -e '"
                + folder.resolve("broken")
                + "' && exit 5; test -e '"
                + folder.resolve("frozen")
                + "'");
    TrafficActivities traffic = freezingBy(appending("freeze"), List.of("sh", check.toString()));
    traffic.act(run.reference, TrafficAction.FREEZE);
    Files.createFile(folder.resolve("broken"));

    ActionResult result = traffic.act(run.reference, TrafficAction.FREEZE);

    assertThat(result.state()).isEqualTo(State.FAILED);
    assertThat(result.message()).contains("cannot be read", "exit code 5");
  }

  @Test
  void a_check_that_cannot_be_run_does_not_say_no() {
    TrafficActivities traffic = freezingBy(List.of("true"), List.of("no-such-program"));

    ActionResult unreadable = traffic.check(run.reference, TrafficAction.FREEZE);

    assertThat(unreadable.state()).isEqualTo(State.NEEDS_CONFIRMATION);
    assertThat(unreadable.message()).contains("could not tell", "there is no such program");
  }

  @Test
  void a_check_that_says_no_says_no() {
    TrafficActivities traffic = freezingBy(List.of("true"), exists("never"));

    ActionResult no = traffic.check(run.reference, TrafficAction.FREEZE);

    assertThat(no.state()).isEqualTo(State.FAILED);
    assertThat(no.message()).contains("says no");
  }

  @Test
  void a_log_that_is_not_ours_does_not_cost_what_the_command_did() throws IOException {
    TrafficActivities traffic = freezingBy(List.of("echo", "token s3cret-token"), List.of());
    run.environment.put("SOURCE_AUTH", "Bearer s3cret-token");
    // Nobody reads a directory as a log, not even root.
    Files.createDirectories(run.folder.trafficLog("foreign", 1));

    ActionResult result = traffic.act(run.reference, TrafficAction.FREEZE);

    assertThat(result.state()).as(result.message()).isEqualTo(State.DONE);
    assertThat(run.folder.trafficLog("freeze", 1)).content().doesNotContain("s3cret");
  }

  @Test
  void a_freeze_that_failed_may_be_tried_again() throws IOException {
    Path script =
        script("freeze", "echo try >> '" + deeds() + "'; test $(wc -l < '" + deeds() + "') -eq 2");
    TrafficActivities traffic = freezingBy(List.of("sh", script.toString()), List.of());

    assertThat(traffic.act(run.reference, TrafficAction.FREEZE).state()).isEqualTo(State.FAILED);
    assertThat(traffic.act(run.reference, TrafficAction.FREEZE).state()).isEqualTo(State.DONE);
  }

  @Test
  void a_failing_command_is_a_result_with_exit_code_and_last_lines_without_secrets()
      throws IOException {
    Path script =
        script("freeze", "echo 'sent Bearer s3cret-token to it'; echo token s3cret-token; exit 3");
    TrafficActivities traffic = freezingBy(List.of("sh", script.toString()), List.of());
    run.environment.put("SOURCE_AUTH", "Bearer s3cret-token");

    ActionResult result = traffic.act(run.reference, TrafficAction.FREEZE);

    assertThat(result.state()).isEqualTo(State.FAILED);
    assertThat(result.message())
        .contains(
            "exit code 3", "sent ****** ************ to it | token ************", "freeze-1.log")
        .doesNotContain("s3cret");
    assertThat(run.folder.trafficLog("freeze", 1)).content().doesNotContain("s3cret");
  }

  @Test
  void a_command_that_ends_well_without_reaching_its_state_has_failed() {
    TrafficActivities traffic = freezingBy(List.of("true"), exists("never"));

    ActionResult result = traffic.act(run.reference, TrafficAction.FREEZE);

    assertThat(result.state()).isEqualTo(State.FAILED);
    assertThat(result.message()).contains("the state is not there");
  }

  @Test
  void services_are_restarted_although_they_run() throws IOException {
    TrafficActivities traffic =
        with(
            ", \"traffic\": "
                + commands(
                    Map.of(
                        "restart", Map.of("run", appending("restart"), "check", List.of("true")))));

    assertThat(traffic.act(run.reference, TrafficAction.RESTART).state()).isEqualTo(State.DONE);
    assertThat(Files.readAllLines(deeds())).containsExactly("restart");
  }

  @Test
  void without_a_command_a_person_is_told_what_to_do_where_and_what_proves_it() {
    TrafficActivities traffic = with("");

    ActionResult result = traffic.act(run.reference, TrafficAction.SWITCH);

    assertThat(result.state()).isEqualTo(State.NEEDS_CONFIRMATION);
    assertThat(result.message())
        .contains("http://target:2", "then confirm it.", "No machine can prove it")
        .endsWith(".");
    assertThat(journal(TrafficAction.SWITCH).result()).isEqualTo(result);
  }

  @Test
  void nothing_goes_forwards_after_the_run_was_stopped() throws IOException {
    TrafficActivities traffic = freezingBy(appending("freeze"), List.of());
    DurableFile.writeText(run.folder.stopWriters(), "");

    assertThatThrownBy(() -> traffic.act(run.reference, TrafficAction.FREEZE))
        .rootCause()
        .hasMessageContaining("FENCED");
    assertThat(traffic.act(run.reference, TrafficAction.REVERT).state()).isEqualTo(State.DONE);
    assertThat(deeds()).doesNotExist();
  }

  @Test
  void acceptance_names_the_command_that_failed() throws IOException {
    Path failing = script("failing", "echo too few results; exit 1");
    TrafficActivities traffic =
        with(", \"acceptance\": [{\"run\": [\"true\"]}, {\"run\": [\"sh\", \"" + failing + "\"]}]");

    ActionResult result = traffic.acceptance(run.reference);

    assertThat(result.state()).isEqualTo(State.FAILED);
    assertThat(result.message()).contains("command 2 of 2", "exit code 1", "too few results");
  }

  @Test
  void acceptance_holds_when_every_command_ends_well() {
    TrafficActivities traffic =
        with(", \"acceptance\": [{\"run\": [\"true\"], \"check\": [\"true\"]}]");

    assertThat(traffic.acceptance(run.reference).state()).isEqualTo(State.DONE);
  }

  @Test
  void acceptance_holds_where_there_is_no_command() {
    assertThat(with("").acceptance(run.reference).state()).isEqualTo(State.DONE);
  }

  @Tag("patience")
  @Test
  void a_cancelled_action_leaves_no_command_behind() throws Exception {
    Path pid = folder.resolve("pid");
    TrafficActivities traffic =
        freezingBy(List.of("sh", "-c", "echo $$ > \"$0\"; sleep 50", pid.toString()), List.of());
    CompletableFuture<ActionResult> act =
        CompletableFuture.supplyAsync(() -> traffic.act(run.reference, TrafficAction.FREEZE));
    await().until(() -> Files.exists(pid) && !Files.readString(pid).isBlank());

    environment.requestCancelActivity();

    await().until(act::isCompletedExceptionally);
    assertThat(
            ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                .filter(ProcessHandle::isAlive))
        .isEmpty();
    assertThat(journal(TrafficAction.FREEZE).finishedAt()).isNull();
  }

  private List<String> exists(String marker) {
    return List.of("test", "-e", folder.resolve(marker).toString());
  }

  private WayBackRehearsal rehearsing(List<String> there, List<String> back) {
    return with(", \"traffic\": "
            + commands(
                Map.of(
                    "switch", Map.of("run", List.of("false"), "rehearse", there),
                    "revert", Map.of("run", List.of("false"), "rehearse", back))))
        .rehearseWayBack(run.reference);
  }

  @Test
  void the_way_back_is_rehearsed_by_the_commands_own_rehearsals_and_no_command_is_run() {
    WayBackRehearsal rehearsal = rehearsing(List.of("echo", "there"), List.of("echo", "back"));

    assertThat(rehearsal.state()).isEqualTo(WayBackRehearsal.State.SEEN);
    assertThat(rehearsal.message())
        .isEqualTo("echo there ended well; echo back ended well; not tried: thaw");
    assertThat(rehearsal.took()).isPositive();
  }

  @Test
  void a_rehearsal_that_ends_badly_is_told_with_its_last_lines() {
    WayBackRehearsal rehearsal =
        rehearsing(List.of("true"), List.of("sh", "-c", "echo no such host; exit 3"));

    assertThat(rehearsal.state()).isEqualTo(WayBackRehearsal.State.FAILED);
    assertThat(rehearsal.message()).contains("ended with exit code 3", "no such host");
  }

  @Test
  void a_way_back_without_a_rehearsal_is_not_said_to_be_tried() {
    assertThat(rehearsing(List.of("true"), List.of()).message())
        .isEqualTo("the plan has no traffic.commands.revert.rehearse, which would try it");
  }

  @Test
  void a_way_back_that_people_go_is_not_rehearsed() {
    assertThat(with("").rehearseWayBack(run.reference).state())
        .isEqualTo(WayBackRehearsal.State.NOT_TRIED);
  }

  @Test
  void probe_commands_that_are_not_content_are_named_and_the_others_leave_no_log()
      throws IOException {
    TrafficActivities traffic =
        with(
            ", \"window\": {\"commands\": [{\"run\": [\"true\"]}, {\"run\": [\"sh\", \"-c\", \"echo slow;"
                + " exit 1\"], \"then\": \"rollback\"}]}");

    assertThat(traffic.probeCommands(run.reference))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.what()).isEqualTo("probe command 2");
              assertThat(found.then()).isEqualTo(Reaction.ROLLBACK);
              assertThat(found.message()).contains("ended with exit code 1", "slow");
            });
    try (Stream<Path> logs = Files.walk(folder.resolve("home"))) {
      assertThat(logs.map(log -> log.getFileName().toString()))
          .filteredOn(name -> name.startsWith("probe-command"))
          .allMatch(name -> name.startsWith("probe-command-2"));
    }
  }

  private TrafficActivities freezingBy(List<String> freeze, List<String> check) {
    return with(
        ", \"traffic\": " + commands(Map.of("freeze", Map.of("run", freeze, "check", check))));
  }

  private static String commands(Map<String, Object> given) {
    Map<String, Object> all = new TreeMap<>();
    for (String needed : List.of("freeze", "thaw", "switch", "revert")) {
      all.put(needed, Map.of("run", List.of("true")));
    }
    all.putAll(given);
    return Json.canonical(Map.of("mode", "commands", "commands", all));
  }

  private TrafficActivities with(String fields) {
    run = new TrialRun(folder.resolve("home"), fields);
    environment.registerActivitiesImplementations(new TrafficActivitiesImpl(run.runs));
    return environment.newActivityStub(TrafficActivities.class);
  }

  private List<String> appending(String deed) {
    return List.of(
        "sh",
        "-c",
        "echo " + deed + " >> \"$0\"; touch \"$1\"",
        deeds().toString(),
        folder.resolve("frozen").toString());
  }

  private Path deeds() {
    return folder.resolve("deeds");
  }

  private Path script(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name + ".sh"), text + "\n");
  }

  private TrafficEntry journal(TrafficAction action) {
    return TrafficEntry.read(run.folder, action).orElseThrow();
  }
}
