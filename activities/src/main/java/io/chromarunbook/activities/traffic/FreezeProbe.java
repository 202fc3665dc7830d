package io.chromarunbook.activities.traffic;

import io.chromarunbook.activities.chroma.ChromaException;
import io.chromarunbook.activities.chroma.ChromaServer;
import io.chromarunbook.activities.chroma.CollectionInfo;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Asks a server for a write that changes nothing: the update of a record that does not exist.
 * Harmless where writes are open, refused where they are not.
 */
final class FreezeProbe {

  private static final Pattern SAYS_READ_ONLY = Pattern.compile("read[-_ ]?only");

  /** What the server answered. */
  sealed interface Answer {
    /** Writes are taken. */
    record Accepted() implements Answer {}

    /** Writes are refused, because the server is read-only. */
    record ReadOnly(String how) implements Answer {}

    /** This write was refused, for another reason. */
    record Unclear(String how) implements Answer {}
  }

  private FreezeProbe() {}

  /**
   * Sends the probe.
   *
   * @throws ChromaException where the server cannot be reached or does not answer properly
   */
  static Answer send(ChromaServer server, CollectionInfo collection) {
    try {
      server.update(collection, "runbook-freeze-probe-" + UUID.randomUUID(), "freeze probe");
      return new Answer.Accepted();
    } catch (ChromaException e) {
      if (meansReadOnly(e)) {
        return new Answer.ReadOnly(e.getMessage());
      }
      if (e.kind().transientFault()) {
        throw e;
      }
      return new Answer.Unclear(e.getMessage());
    }
  }

  private static boolean meansReadOnly(ChromaException e) {
    return switch (e.kind()) {
      case READ_ONLY, FORBIDDEN -> true;
      // Never to have got an answer proves nothing, whatever the message says.
      case UNREACHABLE -> false;
      default ->
          e.getMessage() != null
              && SAYS_READ_ONLY.matcher(e.getMessage().toLowerCase(Locale.ROOT)).find();
    };
  }
}
