package io.chromarunbook.activities.validation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** What two servers answered that were asked at the same time. */
record AtOnce<T>(T source, T target) {

  /** Asks both; what goes wrong is thrown as if it had gone wrong here, the target's first. */
  static <T> AtOnce<T> of(Supplier<T> source, Supplier<T> target) {
    CompletableFuture<T> asked = CompletableFuture.supplyAsync(source);
    T fromTarget = target.get();
    try {
      return new AtOnce<>(asked.join(), fromTarget);
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
