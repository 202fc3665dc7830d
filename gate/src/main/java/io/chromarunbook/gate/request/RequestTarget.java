package io.chromarunbook.gate.request;

import java.nio.charset.StandardCharsets;

/**
 * The target of a request line: path and query, as they were sent.
 *
 * @param path begins with a slash, not decoded
 * @param query without the question mark; null where there is none
 */
public record RequestTarget(String path, String query) {

  /**
   * Reads what stands in a request line.
   *
   * @throws IllegalArgumentException where it is no path, for instance "*"
   */
  public static RequestTarget of(String target) {
    String rest = target;
    int scheme = rest.indexOf("://");
    if (!rest.startsWith("/") && scheme > 0) {
      int path = rest.indexOf('/', scheme + 3);
      rest = path < 0 ? "/" : rest.substring(path);
    }
    if (!rest.startsWith("/")) {
      throw new IllegalArgumentException("The request's target is no path.");
    }
    int question = rest.indexOf('?');
    return question < 0
        ? new RequestTarget(rest, null)
        : new RequestTarget(rest.substring(0, question), rest.substring(question + 1));
  }

  /** The same without this prefix of the path, where it has it: as if the server lay at the top. */
  public RequestTarget without(String prefix) {
    boolean under = !prefix.isEmpty() && (path.equals(prefix) || path.startsWith(prefix + "/"));
    return under
        ? new RequestTarget(
            path.length() == prefix.length() ? "/" : path.substring(prefix.length()), query)
        : this;
  }

  /** The same below this prefix. */
  public RequestTarget below(String prefix) {
    return prefix.isEmpty() ? this : new RequestTarget(prefix + path, query);
  }

  /** The same with another path. */
  public RequestTarget withPath(String other) {
    return new RequestTarget(other, query);
  }

  /** The path as a server reads it that decodes before it looks which operation is meant. */
  String decodedPath() {
    return decoded(path);
  }

  /** Percent-decoded; what is no code stays as it is. */
  public static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] read = new byte[bytes.length];
    int length = 0;
    for (int at = 0; at < bytes.length; at++) {
      int code = bytes[at] == '%' ? code(bytes, at) : -1;
      if (code < 0) {
        read[length++] = bytes[at];
      } else {
        read[length++] = (byte) code;
        at += 2;
      }
    }
    return new String(read, 0, length, StandardCharsets.UTF_8);
  }

  private static int code(byte[] bytes, int at) {
    if (at + 2 >= bytes.length) {
      return -1;
    }
    int high = Character.digit(bytes[at + 1], 16);
    int low = Character.digit(bytes[at + 2], 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  @Override
  public String toString() {
    return query == null ? path : path + "?" + query;
  }
}
