package io.chromarunbook.workflows.plan;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/** Makes records of one shape out of values that may be refused. */
final class RecordMaking {

  /**
   * What came of it.
   *
   * @param refusal what the record says it does not take; null where it was made
   */
  record Outcome(Object made, String refusal) {}

  private final List<RecordComponent> components;
  private final Constructor<?> constructor;

  RecordMaking(Class<?> shape) {
    components = List.of(shape.getRecordComponents());
    try {
      constructor =
          shape.getDeclaredConstructor(
              components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every record has it", e);
    }
  }

  /** The values where nothing is written. */
  Object[] nothing() {
    return components.stream().map(RecordMaking::nothing).toArray();
  }

  private static Object nothing(RecordComponent component) {
    return component.getType() == boolean.class ? (Object) false : null;
  }

  /** What stands for a value that is wrong, so that the others can be looked at. */
  Object standIn(int index) {
    RecordComponent component = components.get(index);
    PlanKey says = component.getAnnotation(PlanKey.class);
    return says.needed()
        ? Examples.value(component.getGenericType(), says.example())
        : nothing(component);
  }

  Outcome of(Object[] values) {
    try {
      return new Outcome(constructor.newInstance(Arrays.copyOf(values, values.length)), null);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        return new Outcome(null, refused.getMessage());
      }
      throw new IllegalStateException("a record refuses values by saying why", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("records of plans are public", e);
    }
  }
}
