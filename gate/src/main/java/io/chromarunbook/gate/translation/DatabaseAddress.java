package io.chromarunbook.gate.translation;

/** Where collections lie on a server. */
public record DatabaseAddress(String tenant, String database) {
  /** Where they lie if nobody says otherwise. */
  public static final DatabaseAddress DEFAULT =
      new DatabaseAddress("default_tenant", "default_database");
}
