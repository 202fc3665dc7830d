package io.chromarunbook.starter.command;

import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.workflows.plan.SecretReference;
import java.util.LinkedHashMap;
import java.util.Map;

/** Headers as they stand on a command line: never with their values, which others could read. */
final class HeaderReferences {

  private HeaderReferences() {}

  /**
   * The references.
   *
   * @param option the option they were given by
   * @throws Failure where a value is no reference
   */
  static Map<String, SecretReference> of(String option, Map<String, String> headers) {
    Map<String, SecretReference> references = new LinkedHashMap<>();
    headers.forEach((name, value) -> references.put(name, reference(option, name, value)));
    return references;
  }

  private static SecretReference reference(String option, String name, String value) {
    if (value.startsWith("env:") && value.length() > "env:".length()) {
      return new SecretReference(value.substring("env:".length()), null);
    }
    if (value.startsWith("file:") && value.length() > "file:".length()) {
      return new SecretReference(null, value.substring("file:".length()));
    }
    throw Failure.usage(
        "%1$s takes no values, which others could read; write %1$s %2$s=env:VARIABLE or %1$s %2$s=file:PATH"
            .formatted(option, name));
  }
}
