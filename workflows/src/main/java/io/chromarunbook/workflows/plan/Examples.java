package io.chromarunbook.workflows.plan;

import java.lang.reflect.Type;

/** Values of keys as their descriptions have them. */
final class Examples {

  private Examples() {}

  /** The value that an example shows. */
  static Object value(Type type, String yaml) {
    Understood example =
        new PlanInspection().read("example", type, KeyTypes.takes(type), WrittenPlan.of(yaml));
    if (!example.whole()) {
      throw new IllegalStateException("'" + yaml + "' is no example of " + type);
    }
    return example.value();
  }
}
