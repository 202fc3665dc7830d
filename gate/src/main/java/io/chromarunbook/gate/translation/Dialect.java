package io.chromarunbook.gate.translation;

import java.util.regex.Pattern;

/** What a client understands. */
enum Dialect {
  /** The first API, which only 0.x servers have. */
  FIRST_API,
  /** The second API as 0.5 and 0.6 speak it; the official Python client fails on what it misses. */
  SECOND_API,
  /** The second API, by a client that does not say of which generation it is. */
  UNDECLARED,
  /** The second API as the target speaks it. */
  CURRENT;

  /** Official clients of 1.x name themselves; those of 0.x leave it to their HTTP library. */
  private static final Pattern NAMED = Pattern.compile("Chroma \\w+ Client v[1-9].*");

  private static final Pattern LIBRARY = Pattern.compile("python-(httpx|requests)/.*");

  static Dialect of(ClientCall call) {
    if (call.path().startsWith(Route.FIRST_API)) {
      return FIRST_API;
    }
    if (NAMED.matcher(call.agent()).matches()) {
      return CURRENT;
    }
    return LIBRARY.matcher(call.agent()).matches() ? SECOND_API : UNDECLARED;
  }

  /** Whether answers are to look as the source's did. */
  boolean isOld() {
    return this != CURRENT;
  }
}
