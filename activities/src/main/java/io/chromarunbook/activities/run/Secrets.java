package io.chromarunbook.activities.run;

import io.chromarunbook.workflows.plan.SecretReference;
import io.chromarunbook.workflows.steps.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Looks up, in the process that needs them, the secrets a plan refers to. */
public final class Secrets {

  private final UnaryOperator<String> environment;

  /** Secrets from the given environment, and from files. */
  public Secrets(UnaryOperator<String> environment) {
    this.environment = environment;
  }

  /**
   * The secret.
   *
   * @throws io.temporal.failure.ApplicationFailure of kind BAD_PLAN where it is not there
   */
  public String resolve(SecretReference reference) {
    String value = reference.env() != null ? environment.apply(reference.env()) : read(reference);
    if (value == null || value.isEmpty()) {
      throw missing(reference, null);
    }
    return value;
  }

  /** The headers with their secrets in place. */
  public Map<String, String> resolve(Map<String, SecretReference> headers) {
    Map<String, String> resolved = new LinkedHashMap<>();
    headers.forEach((name, reference) -> resolved.put(name, resolve(reference)));
    return resolved;
  }

  private static String read(SecretReference reference) {
    try {
      return Files.readString(Path.of(reference.file())).strip();
    } catch (IOException e) {
      throw missing(reference, e);
    }
  }

  private static RuntimeException missing(SecretReference reference, Throwable cause) {
    return FailureKind.BAD_PLAN.failure(
        "The plan takes a secret from "
            + reference
            + ", which this process cannot read or finds empty; provide it and start the worker"
            + " again.",
        cause);
  }
}
