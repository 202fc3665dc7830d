package io.chromarunbook.chroma;

import java.util.List;

/**
 * What a server tells of its databases beside the one that is connected to. No server lists its
 * tenants: only this one's databases can be there, and the default tenant's.
 *
 * @param listed whether the server listed them; otherwise only the default database was looked at
 * @param databases those that were found, empty ones too
 */
public record OtherDatabases(boolean listed, List<OtherDatabase> databases) {

  public OtherDatabases {
    databases = List.copyOf(databases);
  }
}
