package io.chromarunbook.starter.connection;

import io.chromarunbook.stack.Await;
import io.chromarunbook.stack.StackState;
import io.chromarunbook.stack.TemporalEntry;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.worker.TemporalSettings;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The Temporal a local stack started. Where its process is gone, whoever answers at its address is
 * a stranger.
 */
final class OwnTemporal {

  /** A supervisor starts it again within five seconds. */
  private static final Duration REVIVAL = Duration.ofSeconds(8);

  /** What a watching person need not hear of; most often it is there again by then. */
  private static final Duration BACK_SOON = Duration.ofSeconds(3);

  private OwnTemporal() {}

  /**
   * Returns where the settings name another Temporal, or this one runs; waits for one that is being
   * started again.
   *
   * @throws Failure where it does not run
   */
  static void mustRun(Path home, TemporalSettings settings) {
    StackState state = StackState.read(home);
    TemporalEntry own = state.temporal();
    if (own == null || own.process() == null || !own.address().equals(settings.address())) {
      return;
    }
    if (state.temporalRuns()
        || (state.supervisorRuns()
            && Await.until(() -> StackState.read(home).temporalRuns(), REVIVAL))) {
      return;
    }
    throw Failure.unreachable(
        "Your stack is down: its Temporal at "
            + settings.place()
            + " (process "
            + own.process().pid()
            + ") does not run any more; your runs are safe, start it with "
            + Commands.of("up"),
        null);
  }

  /** Whether the settings have its address from the stack itself. */
  static boolean isMeant(Path home, TemporalSettings settings) {
    if (settings.addressOfEnvironment()) {
      return false;
    }
    TemporalEntry own = StackState.read(home).temporal();
    return own != null && own.process() != null && own.address().equals(settings.address());
  }

  /**
   * Where it answers now, which is elsewhere where another server took its port while it was down;
   * waits a moment for one that is being started again.
   *
   * @throws StatusRuntimeException where its process is gone, whoever answers at its address
   */
  static String addressNow(Path home) {
    var ignored =
        Await.until(
            () -> {
              StackState state = StackState.read(home);
              return state.temporalRuns() || !state.supervisorRuns();
            },
            BACK_SOON);
    StackState state = StackState.read(home);
    if (!state.temporalRuns()) {
      throw Status.UNAVAILABLE
          .withDescription("the local stack's Temporal does not run")
          .asRuntimeException();
    }
    return state.temporal().address();
  }

  /** Whether it is being watched over, so that it comes back by itself. */
  static boolean comesBack(Path home, TemporalSettings settings) {
    StackState state = StackState.read(home);
    return state.supervisorRuns()
        && state.temporal() != null
        && state.temporal().process() != null
        && state.temporal().address().equals(settings.address());
  }
}
