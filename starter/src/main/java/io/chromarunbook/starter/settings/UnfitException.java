package io.chromarunbook.starter.settings;

import io.chromarunbook.starter.outcome.Failure;
import java.util.Objects;

/** A file, a key or a value with which it cannot be done; the message is the end of a sentence. */
final class UnfitException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What does not fit. */
  enum Kind {
    /** The file has no such key. */
    NO_KEY,
    /** The file is not written as its notation demands. */
    BROKEN,
    /** It could be done, but not surely. */
    UNSURE
  }

  private final Kind kind;

  private UnfitException(Kind kind, String why) {
    super(Objects.requireNonNull(why));
    this.kind = kind;
  }

  static UnfitException noKey(String why) {
    return new UnfitException(Kind.NO_KEY, why);
  }

  static UnfitException broken(String why) {
    return new UnfitException(Kind.BROKEN, why);
  }

  static UnfitException unsure(String why) {
    return new UnfitException(Kind.UNSURE, why);
  }

  /** For the person who asked; nothing was changed. */
  Failure about(String file) {
    String sentence = file + " " + getMessage();
    return switch (kind) {
      case NO_KEY -> Failure.usage(sentence, this);
      case BROKEN -> Failure.data(sentence, this);
      case UNSURE -> Failure.refused(sentence);
    };
  }
}
