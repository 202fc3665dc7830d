package io.chromarunbook.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chromarunbook.client.ClientFailure.EndedRun;
import io.chromarunbook.workflows.lock.LockHolder;
import io.chromarunbook.workflows.lock.LockRelease;
import io.chromarunbook.workflows.lock.LockedPlace;
import io.chromarunbook.workflows.runbook.Order;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HeldLocksTest {

  private static final LockHolder HOLDER =
      new LockHolder(
          new LockedPlace("http://a:1", "default_tenant", "default_database"),
          "source",
          "kb",
          "run-1",
          "4f1c",
          Instant.parse("2026-11-22T21:23:30Z"));

  private final InProcessTemporal temporal = new InProcessTemporal();
  private final HeldLocks locks = temporal.migrations().locks();

  @BeforeEach
  void take() {
    temporal.startWorker();
    temporal.lock(HOLDER);
  }

  @AfterEach
  void closeTemporal() {
    temporal.close();
  }

  @Test
  void who_holds_a_place_is_known_and_who_holds_another_is_nobody() {
    assertThat(locks.holder(HOLDER.place())).contains(HOLDER);
    assertThat(locks.holder(new LockedPlace("http://b:2", "other", "other"))).isEmpty();
  }

  @Test
  void what_is_given_up_is_free_and_who_did_it_and_why_is_kept() {
    assertThat(locks.anyStillHeld(List.of(HOLDER))).isTrue();

    locks.release(List.of(HOLDER), "ann", "it is gone");

    assertThat(temporal.released(HOLDER)).isEqualTo(new LockRelease("run-1", "ann", "it is gone"));
    assertThat(locks.anyStillHeld(List.of(HOLDER))).isFalse();
    locks.release(List.of(HOLDER), "ann", "twice is no failure");
  }

  @Test
  void what_has_ended_takes_no_message() {
    locks.release(List.of(HOLDER), "ann", "it is gone");
    var ignored = temporal.released(HOLDER);

    assertThatThrownBy(
            () ->
                temporal
                    .migrations()
                    .send(
                        HOLDER.place().workflowId(), RunMessage.PAUSE, new Order("r-1", "ann", "")))
        .isInstanceOf(EndedRun.class);
  }
}
