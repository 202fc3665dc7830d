package io.chromarunbook.activities.traffic;

import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.workflows.plan.NotificationPlan;
import io.chromarunbook.workflows.plan.SecretReference;
import io.temporal.failure.ApplicationFailure;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Keeps the secrets a plan refers to out of what people are shown. */
final class SecretMask {

  private static final int SHORTEST = 4;

  private final List<String> secrets;

  private SecretMask(Stream<String> values) {
    this.secrets =
        values
            // "Bearer abc" may be printed as a whole or without its first word.
            .flatMap(value -> Stream.concat(Stream.of(value), Stream.of(value.split("\\s+"))))
            .filter(value -> value.length() >= SHORTEST && !value.equalsIgnoreCase("bearer"))
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  static SecretMask of(OpenRun run) {
    Stream<SecretReference> references =
        Stream.of(
                run.plan().source().headers().values().stream(),
                run.plan().target().headers().values().stream(),
                run.plan().notifications().stream()
                    .map(NotificationPlan::webhook)
                    .filter(Objects::nonNull))
            .flatMap(each -> each);
    return new SecretMask(references.flatMap(reference -> value(run, reference)));
  }

  private static Stream<String> value(OpenRun run, SecretReference reference) {
    try {
      return Stream.of(run.secrets().resolve(reference));
    } catch (ApplicationFailure e) {
      // A secret this process does not have cannot be shown by it either.
      return Stream.empty();
    }
  }

  String masked(String text) {
    String masked = text;
    for (String secret : secrets) {
      masked = masked.replace(secret, "***");
    }
    return masked;
  }
}
