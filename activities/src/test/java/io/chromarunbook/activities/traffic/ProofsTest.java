package io.chromarunbook.activities.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chromarunbook.activities.chroma.ChromaException;
import io.chromarunbook.activities.chroma.ChromaRecord;
import io.chromarunbook.activities.chroma.CollectionInfo;
import io.chromarunbook.activities.chroma.DistanceFunction;
import io.chromarunbook.activities.chroma.InMemoryChroma;
import io.chromarunbook.activities.chroma.IndexSettings;
import io.chromarunbook.activities.chroma.NewCollection;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.snapshot.Inventory;
import io.chromarunbook.activities.snapshot.InventoryCollection;
import io.chromarunbook.workflows.SafeName;
import io.chromarunbook.workflows.steps.ActionResult;
import io.chromarunbook.workflows.steps.ActionResult.State;
import io.chromarunbook.workflows.steps.TrafficActivities;
import io.temporal.testing.TestActivityEnvironment;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofsTest {

  @TempDir private Path home;
  private final TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
  private TrialRun run;
  private TrafficActivities traffic;

  @BeforeEach
  void open_a_run_between_two_servers() {
    run = new TrialRun(home, "");
    run.environment.put("SOURCE_AUTH", "Bearer any");
    CollectionInfo info = fill(run.source, "kb");
    fill(run.target, "kb-new");
    DurableFile.writeJson(
        run.folder.frozenInventory(),
        new Inventory(
            Instant.now(),
            run.source.version(),
            List.of(new InventoryCollection(info, "kb-new", 2, Map.of(), 10))));
    environment.registerActivitiesImplementations(new TrafficActivitiesImpl(run.runs));
    traffic = environment.newActivityStub(TrafficActivities.class);
  }

  @AfterEach
  void close() {
    environment.close();
  }

  @Test
  void a_refused_probe_proves_the_freeze() {
    run.source.freeze();

    ActionResult result = traffic.proveFrozen(run.reference);

    assertThat(result.state()).isEqualTo(State.DONE);
    assertThat(result.message()).contains("http://source:1", "read-only");
  }

  @Test
  void an_accepted_probe_leaves_the_freeze_to_a_person_and_changes_nothing() {
    List<ChromaRecord> before = run.source.contents("kb");

    ActionResult result = traffic.proveFrozen(run.reference);

    assertThat(result.state()).isEqualTo(State.NEEDS_CONFIRMATION);
    assertThat(result.message())
        .contains("a write probe at http://source:1 was accepted", "--action freeze");
    assertThat(run.source.contents("kb")).isEqualTo(before);
  }

  @Test
  void a_source_that_cannot_be_reached_proves_nothing() {
    run.source.goDown(
        new ChromaException(ChromaException.Kind.UNREACHABLE, "read-only? no: no answer", null));

    assertThatThrownBy(() -> traffic.proveFrozen(run.reference))
        .rootCause()
        .hasMessageContaining("no answer");
  }

  @Test
  void an_overloaded_server_that_says_read_only_has_refused() {
    CollectionInfo collection = run.source.collection("kb").orElseThrow();
    run.source.goDown(
        new ChromaException(ChromaException.Kind.OVERLOADED, "503: in read-only mode", null));

    assertThat(FreezeProbe.send(run.source, collection))
        .isInstanceOf(FreezeProbe.Answer.ReadOnly.class);
  }

  @Test
  void a_refusal_for_another_reason_is_not_taken_for_a_freeze() {
    CollectionInfo collection = run.source.collection("kb").orElseThrow();
    run.source.goDown(new ChromaException(ChromaException.Kind.REFUSED, "bad request", null));

    assertThat(FreezeProbe.send(run.source, collection))
        .isInstanceOf(FreezeProbe.Answer.Unclear.class);
  }

  @Test
  void a_thawed_source_reads_and_takes_writes() {
    assertThat(traffic.proveThawed(run.reference).state()).isEqualTo(State.DONE);

    run.source.freeze();

    ActionResult frozen = traffic.proveThawed(run.reference);
    assertThat(frozen.state()).isEqualTo(State.FAILED);
    assertThat(frozen.message()).contains("still refused", "--action thaw");
  }

  @Test
  void a_target_is_proven_by_reads_and_a_write_that_leaves_nothing() {
    ActionResult result = traffic.proveTarget(run.reference);

    assertThat(result.state()).as(result.message()).isEqualTo(State.DONE);
    assertThat(names(run.target)).containsExactly("kb-new");
    assertThat(run.target.contents("kb-new")).hasSize(2);
  }

  @Test
  void what_an_earlier_write_probe_left_is_removed_and_nothing_else() {
    SafeName ours = SafeName.of("runbook-scratch", "kb-to-1x");
    String theirs = SafeName.of("runbook-scratch", "kb-to-1x-b").and("0123abcd");
    create(run.target, ours.and("0123abcd"), Map.of("runbook:scratch", true));
    create(run.target, ours.and("89abcdef"), Map.of());
    create(run.target, theirs, Map.of("runbook:scratch", true));

    traffic.proveTarget(run.reference);

    assertThat(names(run.target)).containsExactlyInAnyOrder("kb-new", ours.and("89abcdef"), theirs);
  }

  @Test
  void a_missing_or_empty_collection_at_the_target_fails_the_proof() {
    CollectionInfo collection = run.target.collection("kb-new").orElseThrow();
    run.target.delete(collection, List.of("a", "b"));
    ActionResult empty = traffic.proveTarget(run.reference);
    run.target.drop(collection);
    ActionResult missing = traffic.proveTarget(run.reference);

    assertThat(empty.state()).isEqualTo(State.FAILED);
    assertThat(empty.message()).contains("kb-new is empty");
    assertThat(missing.state()).isEqualTo(State.FAILED);
    assertThat(missing.message()).contains("kb-new is not there");
  }

  @Test
  void a_target_that_takes_no_writes_fails_the_proof() {
    run.target.freeze();

    assertThat(traffic.proveTarget(run.reference).state()).isEqualTo(State.FAILED);
  }

  private static CollectionInfo fill(InMemoryChroma server, String name) {
    CollectionInfo collection = create(server, name, Map.of());
    server.upsert(
        collection,
        List.of(
            new ChromaRecord("a", "first", null, Map.of(), new float[] {1, 0}),
            new ChromaRecord("b", "second", null, Map.of(), new float[] {0, 1})));
    return collection;
  }

  private static CollectionInfo create(
      InMemoryChroma server, String name, Map<String, Object> metadata) {
    return server.create(
        new NewCollection(name, metadata, DistanceFunction.L2, IndexSettings.DEFAULTS));
  }

  private static List<String> names(InMemoryChroma server) {
    return server.collections().stream().map(CollectionInfo::name).toList();
  }
}
