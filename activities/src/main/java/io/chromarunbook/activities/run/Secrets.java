package io.chromarunbook.activities.run;

import io.chromarunbook.chroma.SecretMask;
import io.chromarunbook.workflows.plan.NotificationPlan;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.SecretReference;
import io.chromarunbook.workflows.plan.TrafficGate;
import io.chromarunbook.workflows.steps.FailureKind;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

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

  /** Masks what this plan refers to, as far as this process knows it. */
  public SecretMask mask(Plan plan) {
    return SecretMask.of(
        Stream.of(
                plan.source().headers().values().stream(),
                plan.target().headers().values().stream(),
                Stream.ofNullable(plan.traffic().gate()).map(TrafficGate::token),
                plan.notifications().stream()
                    .map(NotificationPlan::webhook)
                    .filter(Objects::nonNull))
            .flatMap(references -> references)
            .flatMap(this::known)
            .toList());
  }

  private Stream<String> known(SecretReference reference) {
    try {
      return Stream.of(resolve(reference));
    } catch (ApplicationFailure e) {
      // A secret this process does not have cannot be shown by it either.
      return Stream.empty();
    }
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
