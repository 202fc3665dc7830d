package io.chromarunbook.starter.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.starter.history.HistoryLine.Kind;
import io.chromarunbook.workflows.plan.GateId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the files of a run tell when nobody else can. */
class FolderHistoryTest {

  private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

  @TempDir private Path root;
  private RunbookHome home;
  private RunFolder folder;

  @BeforeEach
  void a_run_that_was_broken_off_after_its_freeze() throws IOException {
    home = new RunbookHome(root);
    folder = home.run("kb");
    write(folder.owner(), "{\"home\":\"h-1\",\"migration\":\"kb\",\"runId\":\"r-1\"}", 0);
    write(folder.plan(), "{\"migration\":\"kb\"}", 0);
    write(folder.inventory(), "{\"collections\":[]}", 10);
    write(folder.evidence(GateId.PRE_MIGRATION), "{\"digest\":\"3f2a9c0d1b7e00\"}", 20);
    write(
        folder.traffic("freeze"),
        "{\"action\":\"freeze\",\"activity\":\"a\",\"attemptedAt\":\"2026-12-01T12:00:30Z\",\"finishedAt\":\"2026-12-01T12:00:31Z\",\"result\":{\"state\":\"DONE\",\"message\":\"freeze is done: ./freeze.sh ended well.\"}}",
        31);
  }

  @Test
  void a_run_without_a_report_is_told_by_what_it_wrote_on_its_way() throws IOException {
    log(
        "2026-12-01T12:00:40.000Z WARN  [kb SnapshotExport 1] i.c.a.run.OutageLog - Waiting: source"
            + " http://old has not answered since 12:00:30 (timeout).",
        "2026-12-01T12:00:41.000Z WARN  [other SnapshotExport 1] i.c.a.run.OutageLog - Waiting:"
            + " nobody",
        "2026-12-01T12:00:50.000Z INFO  [kb SnapshotExport 1] i.c.a.run.OutageLog - Over: source"
            + " http://old goes on again, after 20 s.",
        "2026-12-01T12:00:55.000Z INFO  [kb NotificationTell -]"
            + " i.c.a.n.NotificationActivitiesImpl - kb: HOLD: a decision is needed | A criterion"
            + " does not hold. | For: dba | Next: x");
    List<HistoryLine> told = sorted(FolderHistory.all(home, "kb").lines());

    assertThat(told.get(0).kind()).isEqualTo(Kind.STARTED);
    assertThat(told)
        .contains(
            HistoryLine.of(
                NOON.plusSeconds(20),
                Kind.GATE,
                "gate pre-migration asks on the evidence 3f2a9c0d1b7e"),
            HistoryLine.of(
                NOON.plusSeconds(31), Kind.FREEZE, "freeze is done: ./freeze.sh ended well"),
            HistoryLine.of(
                NOON.plusSeconds(50),
                Kind.OUTAGE,
                "Over: source http://old goes on again, after 20 s"),
            HistoryLine.of(NOON.plusSeconds(55), Kind.HOLD, "HOLD: A criterion does not hold"));
    assertThat(told).noneMatch(line -> line.text().contains("nobody"));
    assertThat(told)
        .anyMatch(
            line -> line.text().equals("step 1.2 inventory and backup: the inventory was taken"));
    assertThat(FolderHistory.all(home, "kb").unreadable()).isEmpty();
  }

  @Test
  void a_run_that_has_not_ended_stands_where_its_last_file_was_written() {
    RunLine line = FolderStanding.of(home, "kb");

    assertThat(line.state()).isEmpty();
    assertThat(line.step()).isEqualTo("1");
    assertThat(line.startedAt()).isEqualTo(NOON);
    assertThat(line.endedAt()).isNull();
    assertThat(line.asOf()).isEqualTo(NOON.plusSeconds(31));
    assertThat(line.home()).isEqualTo("h-1");
    assertThat(line.source()).isEqualTo(RunLine.Source.FILES);
  }

  @Test
  void a_report_tells_steps_answers_holds_and_orders_and_the_end_has_its_own_file()
      throws IOException {
    write(folder.reportJson(), REPORT, 100);
    write(
        folder.end(),
        "{\"state\":\"ROLLED_BACK\",\"at\":\"2026-12-01T12:02:00Z\",\"decision\":\"GO\",\"reason\":\"ordered\"}",
        120);
    List<HistoryLine> told = sorted(FolderHistory.all(home, "kb").lines());

    assertThat(told)
        .contains(
            new HistoryLine(NOON, Kind.STARTED, "ann", "started, plan 0a89f63a3a67"),
            HistoryLine.of(
                NOON.plusSeconds(15), Kind.STEP, "step 1.1 health ends, after 15 s: both answer"),
            new HistoryLine(
                NOON.plusSeconds(25),
                Kind.ANSWER,
                "bo",
                "approve pre-migration as dba on the evidence 3f2a9c0d1b7e (looks good)"),
            new HistoryLine(
                NOON.plusSeconds(60), Kind.HOLD, "bo", "decide repair: 3 records repaired"),
            new HistoryLine(
                NOON.plusSeconds(70), Kind.REFUSED, "zoe", "refused: zoe may not rollback"),
            HistoryLine.of(NOON.plusSeconds(120), Kind.ENDED, "ROLLED_BACK, decision GO: ordered"));
    // The journal has the answer too, with less.
    assertThat(told)
        .filteredOn(line -> line.by().equals("bo") && line.kind() != Kind.HOLD)
        .hasSize(1);
    assertThat(told)
        .anyMatch(line -> line.kind() == Kind.OUTAGE && line.text().contains("is back"));
    assertThat(FolderStanding.of(home, "kb").state()).isEqualTo("ROLLED_BACK");
    assertThat(FolderStanding.of(home, "kb").endedAt()).isEqualTo(NOON.plusSeconds(120));
  }

  @Test
  void damaged_files_are_named_and_the_rest_is_told() throws IOException {
    write(folder.reportJson(), "{\"state\":", 100);
    write(folder.end(), "not JSON", 100);
    FolderHistory.Told told = FolderHistory.all(home, "kb");

    assertThat(told.unreadable()).containsExactlyInAnyOrder(folder.reportJson(), folder.end());
    assertThat(told.lines()).anyMatch(line -> line.kind() == Kind.FREEZE);
    assertThat(FolderStanding.of(home, "kb").state()).isEmpty();
  }

  @Test
  void what_a_person_undid_by_hand_and_what_was_put_back_stands_beside_the_run()
      throws IOException {
    write(
        folder.traffic("thaw"),
        "{\"action\":\"thaw\",\"activity\":\"vouched for by ed\",\"attemptedAt\":\"2026-12-01T12:05:00Z\",\"finishedAt\":\"2026-12-01T12:05:00Z\",\"result\":{\"state\":\"DONE\",\"message\":\"thaw was done by hand, as ed vouches.\"}}",
        300);
    write(folder.putBack(), "{\"by\":\"ann\"}", 400);

    assertThat(FolderHistory.beside(home, "kb").lines())
        .containsExactly(
            HistoryLine.of(
                NOON.plusSeconds(300), Kind.BESIDE, "thaw was done by hand, as ed vouches"),
            new HistoryLine(
                NOON.plusSeconds(400),
                Kind.BESIDE,
                "ann",
                "records left behind were put back, see " + folder.putBack()));
  }

  @Test
  void temporal_is_silent_since_a_worker_noticed_and_no_longer_when_it_answers_again()
      throws IOException {
    assertThat(FolderHistory.temporalSilentSince(home)).isEmpty();
    log(
        "2026-12-01T11:00:00.000Z WARN  [- - -] i.c.worker.TemporalLog - Temporal does not answer",
        "2026-12-01T11:01:00.000Z INFO  [- - -] i.c.worker.TemporalLog - Temporal answers again,"
            + " after 60 s.",
        "2026-12-01T12:00:00.000Z WARN  [- - -] i.c.worker.TemporalLog - Temporal does not answer",
        "2026-12-01T12:01:00.000Z WARN  [- - -] i.c.worker.TemporalLog - Still, for 60 s: x");

    assertThat(FolderHistory.temporalSilentSince(home)).contains(NOON);
    log(
        "2026-12-01T12:00:00.000Z WARN  [- - -] i.c.worker.TemporalLog - Temporal does not answer",
        "2026-12-01T12:02:00.000Z INFO  [- - -] i.c.worker.RunbookWorker - Taking tasks");
    assertThat(FolderHistory.temporalSilentSince(home)).isEmpty();
  }

  private static final String REPORT =
      """
      {"state":"ROLLED_BACK","step":"7b","startedAt":"2026-12-01T12:00:00Z","startedBy":"ann",
       "planDigest":"0a89f63a3a67ffff",
       "steps":[{"id":"1.1","state":"done","workSeconds":10,"waitSeconds":5,
                 "startedAt":"2026-12-01T12:00:00Z","note":"both answer"}],
       "gates":[{"id":"pre-migration","evidenceDigest":"3f2a9c0d1b7e00",
                 "answers":[{"role":"dba","by":"bo","decision":"approve",
                             "at":"2026-12-01T12:00:25Z","comment":"looks good"}]}],
       "holds":[{"step":"5","since":"2026-12-01T12:00:50Z","reason":"3 are missing","choice":"repair",
                 "by":"bo","decidedAt":"2026-12-01T12:01:00Z","outcome":"3 records repaired."}],
       "events":[{"at":"2026-12-01T12:00:25Z","kind":"decision","by":"bo","text":"dba approved"},
                 {"at":"2026-12-01T12:00:40Z","kind":"deviation","by":"",
                  "text":"source http://old is back; it was away since 12:00:30."},
                 {"at":"2026-12-01T12:01:10Z","kind":"refused","by":"zoe",
                  "text":"zoe may not rollback"}]}
      """;

  private static List<HistoryLine> sorted(List<HistoryLine> lines) {
    return lines.stream().sorted(java.util.Comparator.comparing(HistoryLine::at)).toList();
  }

  private void log(String... lines) throws IOException {
    write(root.resolve("log").resolve("worker.log"), String.join("\n", lines) + "\n", 0);
  }

  private static void write(Path file, String text, int seconds) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    var ignored = Files.setLastModifiedTime(file, FileTime.from(NOON.plusSeconds(seconds)));
  }
}
