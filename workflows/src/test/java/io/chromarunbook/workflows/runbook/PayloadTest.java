package io.chromarunbook.workflows.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.chromarunbook.workflows.RunbookDataConverter;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.plan.Size;
import io.chromarunbook.workflows.plan.StartTime;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.plan.ValidationPlan;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverter;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sent through Temporal comes out as it went in. */
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
    String json = Json.canonical(MigrationRequest.of(plan, "d", null));

    assertThat(json)
        .contains("\"maxFreeze\":\"PT2H\"", "\"start\":\"now\"", "\"operations-lead\":[\"ann\"]")
        .contains("\"pre-migration\":{", "\"freeze\":{");
  }

  @Test
  void a_ledger_filled_by_a_run_survives_a_new_run_of_the_workflow() throws Exception {
    try (RunbookTestBed bed = new RunbookTestBed()) {
      bed.start("timeline: {monitoring: PT2M}\n");
      bed.untilOpen(GateId.PRE_MIGRATION);
      bed.running().pause(bed.order("eve"));
      bed.approveAll(GateId.PRE_MIGRATION);
      bed.untilOpen(GateId.GO_NO_GO);
      bed.status();
      MigrationState ledger = filled(bed);
      MigrationState back = (MigrationState) throughTemporal(ledger, MigrationState.class);

      JsonNode before = Json.MAPPER.valueToTree(ledger);
      JsonNode after = Json.MAPPER.valueToTree(back);
      assertThat(after).isEqualTo(before);
      assertThat(before.toString().length()).isLessThan(64 * 1024);
      assertThat(List.copyOf(back.collections.keySet())).containsExactly("faq", "articles");
      assertThat(before.get("timeline").has("1.1")).isTrue();
      assertThat(before.get("gates").has("go-no-go")).isTrue();
    }
  }

  /** What a run can have in its ledger, all at once. */
  private static MigrationState filled(RunbookTestBed bed) throws Exception {
    MigrationState ledger = new MigrationState();
    for (Field field : MigrationState.class.getDeclaredFields()) {
      if (field.getType().isRecord()) {
        field.set(ledger, example(field.getType()));
      }
    }
    MigrationStatus status = bed.status();
    ledger.step = status.step();
    ledger.state = status.state();
    ledger.startedAt = status.startedAt();
    ledger.events.addAll(status.events());
    status
        .steps()
        .forEach(
            line -> {
              MigrationState.Entry entry = ledger.entry(line.id());
              entry.state = line.state();
              entry.startedAt = line.startedAt();
              entry.workMillis = 7;
              entry.note = line.note();
            });
    MigrationState.Gate gate = ledger.gate(GateId.GO_NO_GO);
    gate.evidence = bed.running().evidence();
    gate.openedAt = status.startedAt();
    gate.deadline = status.startedAt();
    gate.answers.addAll(status.gates().get(0).answers());
    gate.early.add((MigrationState.EarlyAnswer) example(MigrationState.EarlyAnswer.class));
    ledger.gate(GateId.PRE_MIGRATION).closed = true;
    ledger.hold = new MigrationState.Hold();
    ledger.hold.deadline = status.startedAt();
    ledger.hold.reason = "a reason";
    ledger.hold.choices.addAll(List.of(HoldDecision.Choice.values()));
    ledger.hold.decided = (HoldDecision) example(HoldDecision.class);
    ledger.awaitingConfirmation.addAll(List.of(TrafficAction.values()));
    ledger.recentProbes.addAll(List.of(true, false));
    ledger.replies.put("z", new Reply.Accepted("yes"));
    ledger.replies.put("a", new Reply.Refused("no"));
    status.collections().stream()
        .sorted((one, other) -> other.name().compareTo(one.name()))
        .forEach(line -> ledger.collections.put(line.name(), line));
    ledger.frozenSince = status.startedAt();
    ledger.decision = "GO";
    return ledger;
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
