package io.chromarunbook.starter.terminal;

import io.chromarunbook.client.Silence;
import java.time.Instant;
import java.util.function.Consumer;

/** Says once who keeps silent, and once that it is over, however often a run is looked at. */
public final class SilenceNews {

  private final Consumer<String> listener;
  private Class<?> silent;

  /** Told in one line each. */
  public SilenceNews(Consumer<String> listener) {
    this.listener = listener;
  }

  /** Nobody answered this look. */
  public void silence(Silence silence) {
    if (silent != silence.getClass()) {
      silent = silence.getClass();
      listener.accept(SilenceText.lasting(silence, Times.local(), Instant.now()));
    }
  }

  /** What was silent answers again. */
  public void heardAgain(Silence before) {
    silent = null;
    listener.accept(SilenceText.over(before, Times.local(), Instant.now()));
  }
}
