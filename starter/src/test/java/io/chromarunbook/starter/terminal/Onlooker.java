package io.chromarunbook.starter.terminal;

import java.time.Instant;
import java.util.List;

/** A process that shows a screen of its own until its person leaves, as watching a run does. */
final class Onlooker {

  private static final long TICK_MILLIS = 50;

  private Onlooker() {}

  public static void main(String[] arguments) {
    Terminal terminal = Terminal.ofThisProcess(System.getenv());
    boolean interrupted;
    try (FullScreen screen = FullScreen.open(terminal)) {
      boolean explaining = false;
      FullScreen.Key key = FullScreen.Key.NONE;
      while (key != FullScreen.Key.QUIT) {
        screen.show(
            explaining
                ? ScreenExplanation.lines(terminal.paint(), screen.columns())
                : List.of("watching " + screen.columns() + " x " + screen.rows(), "line 2"),
            "more",
            explaining ? "any key goes back" : "since " + Instant.EPOCH);
        key = screen.key(TICK_MILLIS);
        if (key != FullScreen.Key.NONE) {
          explaining = !explaining && key == FullScreen.Key.EXPLAIN;
        }
      }
      interrupted = screen.interrupted();
    }
    terminal.say(interrupted ? "left by an interrupt" : "left by a key");
  }
}
