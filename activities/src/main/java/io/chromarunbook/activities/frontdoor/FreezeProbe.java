package io.chromarunbook.activities.frontdoor;

import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.ProbedServer;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Asks a server for a write that changes nothing: the update of a record that does not exist.
 * Harmless where writes are open, refused where they are not.
 */
public final class FreezeProbe {

  private static final Pattern SAYS_READ_ONLY = Pattern.compile("read[-_ ]?only");
  private static final String ANSWERED = " answered ";

  private FreezeProbe() {}

  /**
   * Sends the probe.
   *
   * @throws ChromaException where the server cannot be reached or does not answer properly
   */
  static WriteTrial send(ProbedServer server, CollectionInfo collection) {
    try {
      server.update(collection, "runbook-freeze-probe-" + UUID.randomUUID(), "freeze probe");
      return new WriteTrial.Taken();
    } catch (ChromaException e) {
      if (saysReadOnly(e)) {
        return new WriteTrial.SaidReadOnly(e.getMessage());
      }
      if (e.kind().transientFault()) {
        throw e;
      }
      // 403 and 405: nobody with these credentials, or nobody by this way, may write.
      return e.kind() == ChromaException.Kind.READ_ONLY
          ? new WriteTrial.NotAllowed(e.getMessage())
          : new WriteTrial.Otherwise(e.getMessage());
    }
  }

  /**
   * Why a server refuses the probe, in its own words; empty where it takes it.
   *
   * @throws ChromaException where the server cannot be reached or does not answer properly
   */
  public static Optional<String> refusal(ProbedServer server, CollectionInfo collection) {
    return send(server, collection) instanceof WriteTrial.Refusal refusal
        ? Optional.of(refusal.how())
        : Optional.empty();
  }

  private static boolean saysReadOnly(ChromaException e) {
    return switch (e.kind()) {
      case READ_ONLY, OVERLOADED, BROKEN_ANSWER, REFUSED ->
          SAYS_READ_ONLY.matcher(said(e).toLowerCase(Locale.ROOT)).find();
      // Never to have got an answer proves nothing, whatever the message says.
      default -> false;
    };
  }

  // The address comes first, and may have any word in it; where nothing follows, nothing was said.
  private static String said(ChromaException e) {
    String message = e.getMessage() == null ? "" : e.getMessage();
    int said = message.indexOf(ANSWERED);
    return said < 0 ? "" : message.substring(said);
  }
}
