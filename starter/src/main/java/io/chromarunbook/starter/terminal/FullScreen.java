package io.chromarunbook.starter.terminal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.NonBlockingReader;

/**
 * The whole window of a person while something is watched: drawn in place, steered by keys, and put
 * back as it was at the end. Where keys cannot be read it is drawn all the same.
 */
public final class FullScreen implements AutoCloseable {

  private static final String BEGIN = "\u001b[?1049h\u001b[?25l\u001b[2J";
  private static final String END = "\u001b[?25h\u001b[?1049l";

  /** What a person wants. */
  public enum Key {
    /** To leave. */
    QUIT,
    /** To have the screen explained, or no longer. */
    EXPLAIN,
    /** Nothing we know. */
    OTHER,
    /** Nothing so far. */
    NONE
  }

  private final Terminal terminal;
  private final Optional<org.jline.terminal.Terminal> keyboard;
  private final Thread restoring = new Thread(this::restore, "restore-screen");
  private volatile boolean interrupted;
  private volatile boolean stale;
  private boolean ended;
  private List<String> shown = List.of();

  private FullScreen(Terminal terminal, Optional<org.jline.terminal.Terminal> keyboard) {
    this.terminal = terminal;
    this.keyboard = keyboard;
  }

  /** Takes the window. */
  public static FullScreen open(Terminal terminal) {
    FullScreen screen = new FullScreen(terminal, terminal.canAsk() ? keyboard() : Optional.empty());
    // Whatever ends the process leaves the window as it was.
    Runtime.getRuntime().addShutdownHook(screen.restoring);
    screen.keyboard.ifPresent(screen::takeOver);
    terminal.steer(BEGIN);
    return screen;
  }

  private static Optional<org.jline.terminal.Terminal> keyboard() {
    try {
      return Optional.of(
          TerminalBuilder.builder()
              .system(true)
              .dumb(false)
              .jni(true)
              .exec(false)
              // Only keys, signals and the size are asked for, which no terminal has its own way
              // of.
              .type("ansi")
              .nativeSignals(true)
              .build());
    } catch (IOException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  private void takeOver(org.jline.terminal.Terminal keys) {
    raw(keys);
    keys.handle(Signal.INT, signal -> interrupted = true);
    keys.handle(Signal.WINCH, signal -> stale = true);
    keys.handle(
        Signal.CONT,
        signal -> {
          raw(keys);
          terminal.steer(BEGIN);
          stale = true;
        });
  }

  private static void raw(org.jline.terminal.Terminal keys) {
    var ignored = keys.enterRawMode();
  }

  /** The terminal, in the size its window has now. */
  public Terminal terminal() {
    return terminal.resized(size());
  }

  /** How many rows there are for what is watched. */
  public int rows() {
    return size().rows();
  }

  /** How many columns there are. */
  public int columns() {
    return size().columns();
  }

  private ScreenSize size() {
    Size now = keyboard.map(org.jline.terminal.Terminal::getSize).orElse(new Size());
    return now.getRows() > 0 && now.getColumns() > 0
        ? new ScreenSize(now.getRows(), now.getColumns())
        : terminal.size();
  }

  /**
   * Shows these lines, as far as they fit, above one that stands at the bottom.
   *
   * @param whole how to see all of them
   */
  public void show(List<String> lines, String whole, String bottom) {
    ScreenSize size = size();
    List<String> fitted = new ArrayList<>(size.less(1).fitted(lines, whole));
    fitted.add(size.inOneRow(bottom));
    if (stale || !fitted.equals(shown)) {
      stale = false;
      shown = fitted;
      terminal.showScreen(fitted);
    }
  }

  /** Waits for a key, for so long at most. */
  public Key key(long millis) {
    if (interrupted) {
      return Key.QUIT;
    }
    int read = keyboard.map(keys -> read(keys, millis)).orElseGet(() -> slept(millis));
    if (interrupted) {
      return Key.QUIT;
    }
    return switch (read) {
      case NonBlockingReader.READ_EXPIRED -> Key.NONE;
      case 'q', 'Q' -> Key.QUIT;
      case '?' -> Key.EXPLAIN;
      default -> Key.OTHER;
    };
  }

  private static int read(org.jline.terminal.Terminal keys, long millis) {
    try {
      int key = keys.reader().read(millis);
      // Nobody is at the keys any more.
      return key == NonBlockingReader.EOF ? slept(millis) : key;
    } catch (IOException e) {
      return slept(millis);
    }
  }

  private static int slept(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return NonBlockingReader.READ_EXPIRED;
  }

  /** Whether the person interrupted the program. */
  public boolean interrupted() {
    return interrupted;
  }

  private synchronized void restore() {
    if (!ended) {
      ended = true;
      terminal.steer(END);
    }
  }

  @Override
  public void close() {
    restore();
    keyboard.ifPresent(FullScreen::giveBack);
    try {
      var ignored = Runtime.getRuntime().removeShutdownHook(restoring);
    } catch (IllegalStateException e) {
      // The process ends already.
    }
  }

  private static void giveBack(org.jline.terminal.Terminal keys) {
    try {
      keys.close();
    } catch (IOException e) {
      // It is a person's own terminal, which the shell sets as it likes.
    }
  }
}
