package io.chromarunbook.gate.translation;

import java.util.Locale;

/**
 * A request as a client sent it.
 *
 * @param method in capitals
 * @param path as on the wire, percent-encoded, without the query
 * @param query as on the wire, without the question mark; empty if there is none
 * @param agent the header User-Agent, by which clients of 1.x are known; empty if there is none
 * @param body empty if there is none, or if it goes through unread ({@link Treatment})
 */
@SuppressWarnings("ArrayRecordComponent")
public record ClientCall(String method, String path, String query, String agent, byte[] body) {
  /** Nothing is null, and a method is in capitals. */
  public ClientCall {
    method = method.toUpperCase(Locale.ROOT);
    query = query == null ? "" : query;
    agent = agent == null ? "" : agent;
    body = body == null ? new byte[0] : body;
  }

  /** Of a client that does not say what it is. */
  public ClientCall(String method, String path, String query, byte[] body) {
    this(method, path, query, "", body);
  }
}
