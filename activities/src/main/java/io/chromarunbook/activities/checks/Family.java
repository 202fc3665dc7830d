package io.chromarunbook.activities.checks;

import java.util.List;

/**
 * A family of checks.
 *
 * @param name the first word of what people ask for with {@code --family}
 * @param title for people
 */
public record Family(String name, String title, List<Check> checks) {

  public Family {
    checks = List.copyOf(checks);
  }
}
