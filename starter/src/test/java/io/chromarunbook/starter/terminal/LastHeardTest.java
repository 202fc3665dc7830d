package io.chromarunbook.starter.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.client.PendingWork;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.steps.HeartbeatDetails;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LastHeardTest {

  private static final Instant NOW = SampleRun.NOON;

  @Test
  void a_server_was_last_heard_when_any_work_or_the_run_says() {
    LastHeard heard =
        LastHeard.NOBODY.with(
            List.of(
                work(Map.of("source http://old:8000", NOW.minusSeconds(40))),
                work(Map.of("source http://old:8000", NOW.minusSeconds(4)))));

    assertThat(heard.server("source", null)).contains(NOW.minusSeconds(4));
    assertThat(heard.server("source", NOW)).contains(NOW);
    assertThat(heard.server("target", NOW.minusSeconds(9))).contains(NOW.minusSeconds(9));
    assertThat(heard.server("target", null)).isEmpty();
  }

  @Test
  void the_age_of_the_last_contact_with_everybody_stands_in_one_line() {
    StatusContext context =
        StatusContext.of(Paint.PLAIN, new Times(ZoneOffset.UTC), NOW, 80)
            .heard(new LastHeard(NOW.minusSeconds(2), NOW, Map.of()));

    assertThat(
            new StatusPage(context)
                .pending(List.of(work(Map.of("target http://new:8000", NOW.minusSeconds(75)))))
                .over(SampleRun.at(Step.MIGRATION, RunState.RUNNING)))
        .contains("Last heard worker 2 s ago, Temporal now, target 1 min 15 s ago");
  }

  private static PendingWork work(Map<String, Instant> contacts) {
    HeartbeatDetails beat =
        new HeartbeatDetails(1, 9, 1, null, List.of(), null, List.of(), contacts);
    return new PendingWork("kb", "ImportPart", "", 1, "STARTED", null, "", null, null, beat);
  }
}
