package io.chromarunbook.workflows.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is said of the keys of a plan, held against the records a plan is made of. */
class PlanKeysTest {

  /** Written as one word, so that they have no keys. */
  private static final Set<Class<?>> WORDS = Set.of(Size.class, StartTime.class);

  @Test
  void every_component_of_every_record_of_a_plan_is_described() {
    assertThat(components()).hasSizeGreaterThan(80);
    assertThat(components().stream().filter(each -> !each.isAnnotationPresent(PlanKey.class)))
        .isEmpty();
  }

  @Test
  void every_description_is_of_a_component_that_a_plan_has() {
    Set<String> described = new LinkedHashSet<>();
    all(PlanKeys.all())
        .forEach(key -> described.add(key.path().replaceAll("(NAME|ROLE|ACTION|\\[])", "*")));

    assertThat(described)
        .isEqualTo(paths("", Plan.class))
        .contains("timeline.maxFreeze", "import.partSize", "gates.go-no-go.roles")
        .contains("traffic.commands.*.run", "acceptance*.timeout", "notify*.webhook.env")
        .contains("transform.collections.*.fields.*.onMisfit", "collections.metadata.drop")
        .doesNotContain("source.restart", "target.frontDoor");
  }

  @Test
  void every_key_says_what_it_means_and_what_holds_where_it_is_left_out() {
    assertThat(all(PlanKeys.all()))
        .allSatisfy(
            key -> {
              assertThat(key.means()).isNotBlank().doesNotEndWith(".").matches("[A-Z].*");
              assertThat(key.takes()).isNotBlank().doesNotEndWith(".");
              boolean told =
                  key.needed()
                      || key.standard().isPresent()
                      || !key.unset().isEmpty()
                      || (!key.below().isEmpty() && !key.ofEntries());
              assertThat(told).as(key.path()).isTrue();
              boolean shown = key.standard().isPresent() || !key.example().isEmpty();
              assertThat(shown || !key.below().isEmpty()).as(key.path()).isTrue();
            });
  }

  @Test
  void every_example_can_be_read_where_it_stands() {
    for (RecordComponent component : components()) {
      String example = component.getAnnotation(PlanKey.class).example();
      if (!example.isEmpty()) {
        assertThat(Examples.value(component.getGenericType(), example))
            .as(component.getName())
            .isNotNull();
      }
    }
  }

  @Test
  void the_defaults_are_those_of_the_records() {
    Map<String, String> defaults = new TreeMap<>();
    all(PlanKeys.all())
        .forEach(key -> key.standard().ifPresent(value -> defaults.put(key.path(), value)));

    assertThat(defaults)
        .containsEntry("timeline.maxFreeze", "PT2H")
        .containsEntry("snapshot.retention", "P7D")
        .containsEntry("validation.passRate", "0.95")
        .containsEntry("gates.pre-migration.deadline", "P1D")
        .containsEntry("gates.go-no-go.roles", "[operations-lead, dba, security]")
        .containsEntry("collections.include", "[\"*\"]")
        .containsEntry("acceptance[].timeout", "PT1M")
        .containsEntry("traffic.mode", "manual")
        .doesNotContainKeys("timeline.latestStart", "source.ca", "migration", "source.frontDoor");
  }

  /** What is described for one place is described for all places that take the same. */
  static Stream<DescribedKey> all(List<DescribedKey> keys) {
    return keys.stream().flatMap(key -> Stream.concat(Stream.of(key), all(key.below())));
  }

  private static List<RecordComponent> components() {
    Set<Class<?>> shapes = new LinkedHashSet<>();
    shapes(Plan.class, shapes);
    return shapes.stream().flatMap(shape -> Arrays.stream(shape.getRecordComponents())).toList();
  }

  private static void shapes(Class<?> shape, Set<Class<?>> found) {
    if (found.add(shape)) {
      for (RecordComponent component : shape.getRecordComponents()) {
        shape(component.getGenericType()).ifPresent(below -> shapes(below, found));
      }
    }
  }

  private static Set<String> paths(String above, Class<?> shape) {
    Set<String> found = new LinkedHashSet<>();
    for (RecordComponent component : shape.getRecordComponents()) {
      String path = above + (above.isEmpty() ? "" : ".") + KeyTypes.name(component);
      if (Set.of(
              "source.restart",
              "target.frontDoor",
              "target.backup",
              "target.maxRate",
              "target.snapshot",
              "target.digest",
              "target.live")
          .contains(path)) {
        continue;
      }
      found.add(path);
      Type type = component.getGenericType();
      String below = path + entry(type);
      shape(type).ifPresent(each -> found.addAll(paths(below, each)));
    }
    return found;
  }

  /** A list has its entries below it, a map those of its values. */
  private static String entry(Type type) {
    if (!(type instanceof ParameterizedType generic)) {
      return "";
    }
    return generic.getRawType() == List.class
        ? "*"
        : ".*" + entry(generic.getActualTypeArguments()[1]);
  }

  private static Optional<Class<?>> shape(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] parts = generic.getActualTypeArguments();
      return shape(parts[parts.length - 1]);
    }
    return type instanceof Class<?> simple && simple.isRecord() && !WORDS.contains(simple)
        ? Optional.of(simple)
        : Optional.empty();
  }
}
