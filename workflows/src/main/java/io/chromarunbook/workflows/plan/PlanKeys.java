package io.chromarunbook.workflows.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.workflows.text.YamlLine;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All keys of a plan, as its records describe them. */
public final class PlanKeys {

  private PlanKeys() {}

  /** The keys at the top, in the order of the records, with those below them. */
  public static List<DescribedKey> all() {
    return keys("", Plan.class, minimal(Plan.class));
  }

  private static List<DescribedKey> keys(String above, Class<?> shape, Object holder) {
    String under = above.substring(above.lastIndexOf('.') + 1);
    return KeyTypes.components(shape)
        .filter(component -> belongs(component.getAnnotation(PlanKey.class).onlyUnder(), under))
        .map(component -> key(above, component, value(component, holder)))
        .toList();
  }

  private static boolean belongs(String only, String under) {
    return only.isEmpty() || only.equals(under);
  }

  private static DescribedKey key(String above, RecordComponent component, Object value) {
    PlanKey says = component.getAnnotation(PlanKey.class);
    String name = KeyTypes.name(component);
    String path = above.isEmpty() ? name : above + "." + name;
    Type type = component.getGenericType();
    Class<?> shape = shape(type);
    boolean told = says.unset().isEmpty() && !says.needed() && value != null;
    return new DescribedKey(
        path,
        name,
        says.means(),
        KeyTypes.takes(component),
        KeyTypes.choice(component),
        told && !KeyTypes.isShape(type) ? Optional.of(written(value)) : Optional.empty(),
        says.unset(),
        says.example(),
        says.needed(),
        shape,
        shape == null ? List.of() : keys(path + entry(type), shape, holder(type, shape, value)));
  }

  private static Object holder(Type type, Class<?> shape, Object value) {
    return type instanceof Class<?> && value != null ? value : minimal(shape);
  }

  private static String entry(Type type) {
    if (!(type instanceof ParameterizedType generic)) {
      return "";
    }
    Type[] parts = generic.getActualTypeArguments();
    return generic.getRawType() == List.class
        ? "[]"
        : "." + placeholder((Class<?>) parts[0]) + entry(parts[1]);
  }

  private static String placeholder(Class<?> name) {
    if (name == String.class) {
      return "NAME";
    }
    return name == Role.class ? "ROLE" : "ACTION";
  }

  /** What the keys below a value of this type are keys of; null where there are none. */
  private static Class<?> shape(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] parts = generic.getActualTypeArguments();
      return shape(parts[parts.length - 1]);
    }
    return KeyTypes.isShape(type) ? (Class<?>) type : null;
  }

  /** A record with nothing but what it needs; null where it cannot be made of that. */
  private static Object minimal(Class<?> shape) {
    RecordMaking making = new RecordMaking(shape);
    Object[] values = making.nothing();
    for (int index = 0; index < values.length; index++) {
      values[index] = making.standIn(index);
    }
    return making.of(values).made();
  }

  private static Object value(RecordComponent component, Object holder) {
    try {
      return holder == null ? nothing(component) : component.getAccessor().invoke(holder);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("records of plans are public", e);
    }
  }

  private static Object nothing(RecordComponent component) {
    if (component.getType() == boolean.class) {
      return false;
    }
    return component.getType() == List.class
        ? List.of()
        : component.getType() == Map.class ? Map.of() : null;
  }

  private static boolean days(Duration duration) {
    return !duration.isZero() && duration.equals(Duration.ofDays(duration.toDays()));
  }

  private static String written(Object value) {
    if (value instanceof Duration duration && days(duration)) {
      return "P" + duration.toDays() + "D";
    }
    JsonNode tree = Json.MAPPER.valueToTree(value);
    return tree.isTextual() && tree.asText().matches("[A-Za-z0-9][A-Za-z0-9_.-]*")
        ? tree.asText()
        : YamlLine.of(Json.MAPPER.convertValue(tree, Object.class));
  }
}
