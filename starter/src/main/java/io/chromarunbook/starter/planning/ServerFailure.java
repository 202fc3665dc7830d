package io.chromarunbook.starter.planning;

import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.starter.outcome.Failure;
import java.util.Optional;

/** What a Chroma server's refusal or silence means for the person who asked. */
public final class ServerFailure {

  private ServerFailure() {}

  /** The failure to tell; empty where no Chroma server is to blame. */
  public static Optional<Failure> of(Exception failure) {
    if (!(failure instanceof ChromaException chroma)) {
      return Optional.empty();
    }
    String sentence = chroma.getMessage();
    return Optional.of(
        switch (chroma.kind()) {
          case UNREACHABLE, OVERLOADED, BROKEN_ANSWER, FORBIDDEN ->
              Failure.unreachable(sentence, chroma);
          case NOT_FOUND, REFUSED, TOO_LARGE -> Failure.usage(sentence, chroma);
          case CONFLICT, READ_ONLY -> Failure.refused(sentence);
        });
  }
}
