package io.chromarunbook.workflows.text;

import java.util.regex.Pattern;

/**
 * A tenant and one of its databases in a sentence, like {@code default_tenant/default_database}.
 * Servers take any name: one that could be read in two ways stands in quotes.
 */
public final class DatabasePath {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}");

  /** Of a name that may be of any length. */
  private static final int LONGEST = 100;

  private DatabasePath() {}

  /** The path, in one line and harmless. */
  public static String of(String tenant, String database) {
    return name(tenant) + "/" + name(database);
  }

  private static String name(String name) {
    return PLAIN.matcher(name).matches()
        ? name
        : '"' + Printable.of(name.replace("\\", "\\\\").replace("\"", "\\\""), LONGEST) + '"';
  }
}
