package io.chromarunbook.chroma;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Sends a batch, and its halves where a server finds it too large or refuses something in it: a
 * server says at best which record of a batch it means, and takes all of a batch or nothing.
 */
public final class Halving {

  private Halving() {}

  /**
   * Sends everything a server takes.
   *
   * @param send one or more of the records
   * @param culprit takes each record that is refused on its own, with the refusal
   */
  public static <T> void send(
      List<T> records, Consumer<List<T>> send, BiConsumer<T, ChromaException> culprit) {
    try {
      send.accept(records);
    } catch (ChromaException e) {
      switch (e.kind()) {
        case TOO_LARGE, REFUSED -> {
          if (records.size() == 1) {
            culprit.accept(records.get(0), e);
            return;
          }
          int middle = records.size() / 2;
          send(records.subList(0, middle), send, culprit);
          send(records.subList(middle, records.size()), send, culprit);
        }
        default -> throw e;
      }
    }
  }
}
