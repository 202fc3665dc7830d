package io.chromarunbook.workflows.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.chromarunbook.workflows.RunbookDataConverter;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.plan.Size;
import io.chromarunbook.workflows.plan.StartTime;
import io.chromarunbook.workflows.plan.ValidationPlan;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverter;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sent through Temporal comes out as it went in. */
@Tag("runs")
@Timeout(60)
class PayloadTest {

  private static final DataConverter CONVERTER = RunbookDataConverter.create();

  /** Every record of the packages whose records are sent. */
  static Stream<Class<?>> records() {
    return new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(
                "io.chromarunbook.workflows.evidence",
                "io.chromarunbook.workflows.status",
                "io.chromarunbook.workflows.steps",
                "io.chromarunbook.workflows.copy",
                "io.chromarunbook.workflows.runbook")
            .stream()
            .filter(JavaClass::isRecord)
            .filter(type -> type.getModifiers().stream().anyMatch(m -> m.name().equals("PUBLIC")))
            .<Class<?>>map(JavaClass::reflect)
            .sorted(Comparator.comparing(Class::getName));
  }

  @ParameterizedTest
  @MethodSource("records")
  void a_record_comes_out_as_it_went_in(Class<?> type) throws Exception {
    Object record = example(type);
    assertThat(throughTemporal(record, type)).isEqualTo(record);
  }

  @Test
  void an_answer_from_the_desk_says_which_kind_it_is() {
    for (Reply reply : List.of(new Reply.Accepted("approved"), new Reply.Refused("too late"))) {
      assertThat(throughTemporal(reply, Reply.class)).isEqualTo(reply);
    }
    assertThat(Json.canonical(new Reply.Refused("too late")))
        .isEqualTo("{\"reply\":\"refused\",\"reason\":\"too late\"}");
  }

  @Test
  void times_and_durations_are_text_that_people_can_read() {
    Plan plan = PlanReader.read(RunbookTestBed.PLAN);
    String json = Json.canonical(MigrationRequest.of(plan, "d", null, null));

    assertThat(json)
        .contains("\"maxFreeze\":\"PT2H\"", "\"start\":\"now\"", "\"operations-lead\":[\"ann\"]")
        .contains("\"pre-migration\":{", "\"freeze\":{");
  }

  @Test
  void a_state_filled_by_a_run_survives_a_new_run_of_the_workflow() throws Exception {
    MigrationState state = (MigrationState) filled(MigrationState.class);
    MigrationState back = (MigrationState) throughTemporal(state, MigrationState.class);

    JsonNode before = Json.MAPPER.valueToTree(state);
    assertThat(Json.MAPPER.<JsonNode>valueToTree(back)).isEqualTo(before);
    assertThat(before.toString().length()).isLessThan(64 * 1024);
    assertThat(before.get("timeline").get("entries").has("post-migration")).isTrue();
    assertThat(before.get("gates").has("go-no-go")).isTrue();
    assertThat(emptyParts(before)).isEmpty();
  }

  /** What nobody filled proves nothing. */
  private static List<String> emptyParts(JsonNode state) {
    List<String> empty = new ArrayList<>();
    state
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isNull() || field.getValue().isEmpty()) {
                empty.add(field.getKey());
              }
            });
    return empty;
  }

  /** A part of the state in which every field has something. */
  private static Object filled(Class<?> part) throws Exception {
    Constructor<?> constructor = part.getDeclaredConstructor();
    constructor.setAccessible(true);
    Object state = constructor.newInstance();
    for (Field field : part.getDeclaredFields()) {
      field.setAccessible(true);
      if (StatePart.class.isAssignableFrom(field.getType())) {
        field.set(state, filled(field.getType()));
      } else if (Map.class.isAssignableFrom(field.getType())) {
        fill((Map<?, ?>) field.get(state), ((ParameterizedType) field.getGenericType()));
      } else if (List.class.isAssignableFrom(field.getType())) {
        fill((List<?>) field.get(state), ((ParameterizedType) field.getGenericType()));
      } else {
        field.set(state, example(field.getGenericType()));
      }
    }
    return state;
  }

  @SuppressWarnings("unchecked")
  private static void fill(Map<?, ?> map, ParameterizedType type) throws Exception {
    Type value = type.getActualTypeArguments()[1];
    ((Map<Object, Object>) map)
        .put(
            example(type.getActualTypeArguments()[0]),
            value instanceof Class<?> part && StatePart.class.isAssignableFrom(part)
                ? filled(part)
                : example(value));
  }

  @SuppressWarnings("unchecked")
  private static void fill(List<?> list, ParameterizedType type) throws Exception {
    ((List<Object>) list).add(example(type.getActualTypeArguments()[0]));
  }

  private static Object throughTemporal(Object value, Class<?> type) {
    Payload payload = CONVERTER.toPayload(value).orElseThrow();
    return CONVERTER.fromPayload(payload, type, type);
  }

  private static Object example(Type type) throws Exception {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      if (generic.getRawType() == List.class) {
        return List.of(example(arguments[0]));
      }
      if (generic.getRawType() == Map.class) {
        return Map.of(example(arguments[0]), example(arguments[1]));
      }
      return Optional.of(example(arguments[0]));
    }
    Class<?> raw = (Class<?>) type;
    if (raw == Plan.class) {
      return PlanReader.read(RunbookTestBed.PLAN);
    }
    if (raw == MigrationState.class) {
      return null;
    }
    if (raw == Totals.class) {
      return new Totals(10, 4, 3, 2, 1, 5, 2);
    }
    if (raw == ValidationPlan.class) {
      return ValidationPlan.DEFAULT;
    }
    if (raw == StartTime.class) {
      return StartTime.NOW;
    }
    if (raw == Size.class) {
      return new Size(OptionalInt.of(7));
    }
    if (raw.isRecord()) {
      RecordComponent[] components = raw.getRecordComponents();
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<?> constructor = raw.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      Object[] values = new Object[components.length];
      for (int i = 0; i < components.length; i++) {
        values[i] = example(components[i].getGenericType());
      }
      return constructor.newInstance(values);
    }
    if (raw.isSealed()) {
      return example(raw.getPermittedSubclasses()[0]);
    }
    if (raw.isEnum()) {
      Object[] constants = raw.getEnumConstants();
      return constants[constants.length - 1];
    }
    return simple(raw);
  }

  private static Object simple(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "String" -> "text";
      case "int", "Integer" -> 7;
      case "long", "Long" -> 8_000_000_000L;
      case "double", "Double" -> 0.25;
      case "boolean", "Boolean" -> true;
      case "Instant" -> Instant.parse("2026-12-01T22:00:00.123Z");
      case "Duration" -> Duration.ofMinutes(90);
      default -> throw new IllegalArgumentException("no example of " + type);
    };
  }
}
