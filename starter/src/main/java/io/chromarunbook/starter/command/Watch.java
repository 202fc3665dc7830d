package io.chromarunbook.starter.command;

import io.chromarunbook.client.Follower;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.FullScreen;
import io.chromarunbook.starter.terminal.ScreenExplanation;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.workflows.status.MigrationStatus;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Shows a run in the whole window, as it happens, until it has ended or the person leaves. The run
 * is asked beside that, so that neither keys nor the clock wait for somebody who keeps silent.
 */
final class Watch {

  private static final long TICK_MILLIS = 250;
  private static final String KEYS = "q leaves, the run goes on   ? explains this screen";
  private static final String BACK = "any key goes back   q leaves, the run goes on";

  private final Session session;
  private final Terminal terminal;
  private final String id;
  private final WatchedRun watched;
  private boolean interrupted;

  Watch(Session session, RunAtHand run) {
    this.session = session;
    this.terminal = session.terminal();
    this.id = run.standing().id();
    this.watched = new WatchedRun(session, run);
  }

  /**
   * Returns when nothing more happens by itself, or the person left.
   *
   * @return the last status; nothing where the person left before the end
   */
  Optional<MigrationStatus> toTheEnd() {
    CompletableFuture<MigrationStatus> end = followed();
    boolean left;
    Terminal window;
    try (FullScreen screen = FullScreen.open(terminal)) {
      left = left(screen, end);
      interrupted = screen.interrupted();
      window = screen.terminal();
    }
    Optional<MigrationStatus> last = left ? Optional.empty() : Optional.of(result(end));
    window.sayFitting(watched.page(window.rows(), window.columns()), whole());
    return last;
  }

  private String whole() {
    return Commands.of("status " + Commands.word(id) + " | less");
  }

  /** Whether the person left by interrupting the program. */
  boolean interrupted() {
    return interrupted;
  }

  private CompletableFuture<MigrationStatus> followed() {
    CompletableFuture<MigrationStatus> end = new CompletableFuture<>();
    Thread following =
        new Thread(
            () -> {
              try {
                end.complete(
                    new Follower(session.migrations(), Follower.PACE).toTheEnd(id, watched));
              } catch (RuntimeException | Error e) {
                end.completeExceptionally(e);
              }
            },
            "follow-" + id);
    following.setDaemon(true);
    following.start();
    return end;
  }

  /** Whether the person left before the end. */
  private boolean left(FullScreen screen, CompletableFuture<MigrationStatus> end) {
    boolean explaining = false;
    while (!end.isDone()) {
      if (explaining) {
        screen.show(ScreenExplanation.lines(terminal.paint(), screen.columns()), "", BACK);
      } else {
        List<String> page = watched.page(screen.rows(), screen.columns());
        screen.show(page, whole(), KEYS);
      }
      FullScreen.Key key = screen.key(TICK_MILLIS);
      if (key == FullScreen.Key.QUIT) {
        return true;
      }
      if (key != FullScreen.Key.NONE) {
        explaining = !explaining && key == FullScreen.Key.EXPLAIN;
      }
    }
    return false;
  }

  private static MigrationStatus result(CompletableFuture<MigrationStatus> end) {
    try {
      return end.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException other) {
        throw other;
      }
      throw e;
    }
  }
}
