package io.chromarunbook.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.workflows.evidence.Choice;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.runbook.Amendment;
import io.chromarunbook.workflows.runbook.Confirmation;
import io.chromarunbook.workflows.runbook.ControlMessage;
import io.chromarunbook.workflows.runbook.GateAnswer;
import io.chromarunbook.workflows.runbook.HoldDecision;
import io.chromarunbook.workflows.runbook.MigrationRequest;
import io.chromarunbook.workflows.runbook.Order;
import io.chromarunbook.workflows.runbook.Reply;
import io.chromarunbook.workflows.runbook.RunControl;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.WorkflowExecutionSignaledEventAttributes;
import io.temporal.workflow.SignalMethod;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each message, by both of its doors, to the runbook itself. */
@Timeout(60)
class RunMessageTest {

  private static final Plan PLAN =
      PlanReader.read(
          "{migration: kb, source: {url: 'http://a:1'}, target: {url: 'http://b:2'}, people:"
              + " {operations-lead: [ann], dba: [bo], security: [cy]}}");

  private static final String ID = "kb";

  private final InProcessTemporal temporal = new InProcessTemporal();

  /** A message with something to say. */
  private record Said<T extends ControlMessage>(RunMessage<T> message, T content) {

    Delivery to(Migrations migrations) {
      return migrations.send(ID, message, content);
    }

    @Override
    public String toString() {
      return message.name();
    }
  }

  @AfterEach
  void closeTemporal() {
    temporal.close();
  }

  static Stream<Said<?>> all() {
    GateAnswer answer = new GateAnswer("r-1", GateId.GO_NO_GO, Role.DBA, "bo", "3f2a9c0d1b7e", "");
    Order order = new Order("r-1", "ann", "because");
    return Stream.of(
        new Said<>(RunMessage.APPROVE, answer),
        new Said<>(RunMessage.REJECT, answer),
        new Said<>(RunMessage.DECIDE, new HoldDecision("r-1", Choice.RETRY, null, "bo", "")),
        new Said<>(RunMessage.AMEND, new Amendment("r-1", "bo", "", PLAN)),
        new Said<>(
            RunMessage.CONFIRM, new Confirmation("r-1", TrafficAction.FREEZE, "bo", "", false)),
        new Said<>(RunMessage.PAUSE, order),
        new Said<>(RunMessage.RESUME, order),
        new Said<>(RunMessage.ABORT, order),
        new Said<>(RunMessage.ROLLBACK, order),
        new Said<>(RunMessage.CLOSE, order));
  }

  @ParameterizedTest
  @MethodSource("all")
  void a_run_answers_it(Said<?> said) {
    start();
    temporal.startWorker();

    Delivery delivery = said.to(temporal.migrations(Duration.ofSeconds(20)));

    assertThat(delivery).isInstanceOf(Delivery.Answered.class);
  }

  @Tag("patience")
  @Test
  void each_waits_under_its_own_name_where_no_worker_answers() {
    start();

    all()
        .forEach(
            said ->
                assertThat(said.to(temporal.migrations()))
                    .as("%s", said)
                    .isEqualTo(new Delivery.Recorded("r-1")));

    assertThat(signals())
        .extracting(WorkflowExecutionSignaledEventAttributes::getSignalName)
        .containsExactlyElementsOf(all().map(Said::toString).toList());
    assertThat(signals())
        .allSatisfy(signal -> assertThat(signal.getInput().toString()).contains("r-1"));
  }

  private List<WorkflowExecutionSignaledEventAttributes> signals() {
    return temporal
        .client()
        .streamHistory(ID)
        .filter(event -> event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED)
        .map(event -> event.getWorkflowExecutionSignaledEventAttributes())
        .toList();
  }

  @Test
  void a_malformed_one_is_refused_by_the_run_with_what_is_wrong() {
    start();
    temporal.startWorker();

    Delivery delivery =
        temporal
            .migrations(Duration.ofSeconds(20))
            .send(ID, RunMessage.AMEND, new Amendment("r-1", "bo", "", null));

    assertThat(delivery)
        .isInstanceOfSatisfying(
            Delivery.Answered.class,
            answered ->
                assertThat(answered.reply())
                    .isInstanceOfSatisfying(
                        Reply.Refused.class,
                        refused -> assertThat(refused.reason()).startsWith("plan is missing")));
  }

  @Test
  void whatever_a_run_can_be_told_is_there() {
    List<String> doors =
        Arrays.stream(RunControl.class.getMethods())
            .map(method -> method.getAnnotation(SignalMethod.class))
            .filter(Objects::nonNull)
            .map(SignalMethod::name)
            .toList();

    assertThat(all().map(Said::toString)).containsExactlyInAnyOrderElementsOf(doors);
  }

  private void start() {
    temporal
        .migrations()
        .start(
            new NewRun(
                ID,
                NewRun.Workflow.RUNBOOK,
                MigrationRequest.of(PLAN, Json.digest(PLAN), null, null),
                "plan.yaml",
                "ann"),
            "4f1c");
  }
}
