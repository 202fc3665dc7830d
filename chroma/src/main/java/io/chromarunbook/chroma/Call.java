package io.chromarunbook.chroma;

import java.util.Optional;

/**
 * One request. Whether it reads or writes cannot be told from the HTTP method, for Chroma reads
 * records by POST, and a 403 means another thing to a write.
 */
record Call(String method, Route route, Optional<RequestBody> body, Effect effect) {

  /** What a call does to the server. */
  enum Effect {
    READS,
    WRITES
  }

  static Call get(Route route) {
    return new Call("GET", route, Optional.empty(), Effect.READS);
  }

  /** A POST that only reads. */
  static Call readingPost(Route route, RequestBody body) {
    return new Call("POST", route, Optional.of(body), Effect.READS);
  }

  static Call post(Route route, RequestBody body) {
    return new Call("POST", route, Optional.of(body), Effect.WRITES);
  }

  static Call put(Route route, RequestBody body) {
    return new Call("PUT", route, Optional.of(body), Effect.WRITES);
  }

  static Call delete(Route route) {
    return new Call("DELETE", route, Optional.empty(), Effect.WRITES);
  }
}
