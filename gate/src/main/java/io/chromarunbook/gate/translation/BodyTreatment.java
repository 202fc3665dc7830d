package io.chromarunbook.gate.translation;

/** What has to be done with a body. */
public enum BodyTreatment {
  /** It goes through as it is, unread. */
  STREAMED,
  /** It goes through as it is but for its last bytes ({@link Translation#answerEnd}). */
  END_REWRITTEN,
  /** It has to be known whole, and becomes another one. */
  HELD
}
