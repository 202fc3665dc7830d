package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.pipeline.Stage;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** What two servers answered that were asked at the same time. */
record AtOnce<T>(T source, T target) {

  /**
   * Asks both. What goes wrong is thrown as if it had gone wrong here, the target's first; the
   * other one is then interrupted.
   */
  static <T> AtOnce<T> of(Supplier<T> source, Supplier<T> target) {
    try (Stage beside = new Stage("at-source")) {
      Future<T> asked = beside.then(source::get);
      T fromTarget = target.get();
      return new AtOnce<>(Stage.result(asked), fromTarget);
    }
  }
}
