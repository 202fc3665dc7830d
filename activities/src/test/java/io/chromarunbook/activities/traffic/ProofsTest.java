package io.chromarunbook.activities.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.snapshot.Inventory;
import io.chromarunbook.activities.snapshot.InventoryCollection;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.InMemoryChroma;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.workflows.SafeName;
import io.chromarunbook.workflows.steps.ActionResult;
import io.chromarunbook.workflows.steps.ActionResult.State;
import io.chromarunbook.workflows.steps.FreezeProof;
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

  private static final FreezeProof ACCEPTED =
      new FreezeProof(FreezeProof.State.ACCEPTED, "One was taken in 1.1.");
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
  void a_write_refused_after_one_was_taken_proves_the_freeze() {
    run.source.freeze();

    FreezeProof proof = traffic.proveFrozen(run.reference, ACCEPTED);

    assertThat(proof.state()).isEqualTo(FreezeProof.State.REFUSED);
    assertThat(proof.message()).contains("http://source:1", "read-only", "one was taken");
  }

  @Test
  void a_write_that_is_not_allowed_any_more_proves_it_too() {
    run.source.refuseWrites(notAllowed());

    assertThat(traffic.proveFrozen(run.reference, ACCEPTED).state())
        .isEqualTo(FreezeProof.State.REFUSED);
  }

  @Test
  void a_refusal_proves_nothing_where_no_write_was_taken_before() {
    FreezeProof never = new FreezeProof(FreezeProof.State.UNCLEAR, "It was 403 all along.");
    FreezeProof already = new FreezeProof(FreezeProof.State.REFUSED, "It was frozen already.");
    run.source.refuseWrites(notAllowed());

    FreezeProof proof = traffic.proveFrozen(run.reference, never);

    assertThat(proof.state()).isEqualTo(FreezeProof.State.UNCLEAR);
    assertThat(proof.message()).contains("answered 403", "It was 403 all along.");
    run.source.freeze();
    assertThat(traffic.proveFrozen(run.reference, already).state())
        .isEqualTo(FreezeProof.State.UNCLEAR);
    assertThat(traffic.lookAtFreeze(run.reference, already).message())
        .contains("It was frozen already.");
    assertThat(traffic.lookAtFreeze(run.reference, null).state())
        .isEqualTo(FreezeProof.State.UNCLEAR);
  }

  @Test
  void credentials_that_are_known_no_more_are_no_freeze() {
    run.source.refuseWrites(
        new ChromaException(ChromaException.Kind.FORBIDDEN, "POST x answered 401: who?", null));

    FreezeProof proof = traffic.proveFrozen(run.reference, ACCEPTED);

    assertThat(proof.state()).isEqualTo(FreezeProof.State.UNCLEAR);
    assertThat(proof.message()).contains("401: who?");
  }

  @Test
  void a_server_that_breaks_at_every_write_is_not_waited_for_without_end() {
    run.source.refuseWrites(
        new ChromaException(ChromaException.Kind.BROKEN_ANSWER, "POST x answered 500: oh", null));

    FreezeProof proof = traffic.proveFrozen(run.reference, ACCEPTED);

    assertThat(proof.state()).isEqualTo(FreezeProof.State.UNCLEAR);
    assertThat(proof.message()).contains("500: oh");
  }

  @Test
  void an_accepted_probe_shows_that_nothing_is_frozen_and_changes_nothing() {
    List<ChromaRecord> before = run.source.contents("kb");

    FreezeProof proof = traffic.proveFrozen(run.reference, ACCEPTED);

    assertThat(proof.state()).isEqualTo(FreezeProof.State.ACCEPTED);
    assertThat(proof.disproves()).isTrue();
    assertThat(run.source.contents("kb")).isEqualTo(before);
  }

  @Test
  void a_source_that_cannot_be_reached_is_waited_for_and_silent_at_a_glance() {
    run.source.goDown(
        new ChromaException(ChromaException.Kind.UNREACHABLE, "read-only? no: no answer", null));

    assertThatThrownBy(() -> traffic.proveFrozen(run.reference, ACCEPTED))
        .rootCause()
        .hasMessageContaining("no answer");
    FreezeProof look = traffic.lookAtFreeze(run.reference, ACCEPTED);
    assertThat(look.state()).isEqualTo(FreezeProof.State.SILENT);
    assertThat(look.message()).contains("no answer");
  }

  @Test
  void a_source_that_may_not_be_read_any_more_is_neither_proven_nor_silent() {
    run.source.goDown(
        new ChromaException(ChromaException.Kind.FORBIDDEN, "GET x answered 403: no", null));

    assertThat(traffic.proveFrozen(run.reference, ACCEPTED).state())
        .isEqualTo(FreezeProof.State.UNCLEAR);
    assertThat(traffic.lookAtFreeze(run.reference, ACCEPTED).state())
        .isEqualTo(FreezeProof.State.UNCLEAR);
  }

  @Test
  void a_source_without_collections_proves_nothing() {
    run.source.drop(run.source.collection("kb").orElseThrow());

    FreezeProof proof = traffic.proveFrozen(run.reference, ACCEPTED);

    assertThat(proof.state()).isEqualTo(FreezeProof.State.UNCLEAR);
    assertThat(proof.message()).contains("no collection");
    assertThat(traffic.proveThawed(run.reference).succeeded()).isFalse();
  }

  @Test
  void a_thawed_source_reads_and_takes_writes() {
    DurableFile.writeJson(run.folder.writesBeforeFreeze(), ACCEPTED);

    assertThat(traffic.proveThawed(run.reference).state()).isEqualTo(State.DONE);

    run.source.freeze();

    ActionResult frozen = traffic.proveThawed(run.reference);
    assertThat(frozen.state()).isEqualTo(State.FAILED);
    assertThat(frozen.message()).contains("was refused as read-only", "then confirm it");
  }

  @Test
  void a_thaw_that_can_never_be_proven_is_left_to_a_person_with_the_reason() {
    DurableFile.writeJson(
        run.folder.writesBeforeFreeze(),
        new FreezeProof(FreezeProof.State.UNCLEAR, "A reader's token."));
    run.source.refuseWrites(notAllowed());

    ActionResult result = traffic.proveThawed(run.reference);

    assertThat(result.state()).isEqualTo(State.NEEDS_CONFIRMATION);
    assertThat(result.message()).contains("answered 403", "A reader's token.", "then confirm it");
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
    create(
        run.target,
        ours.and("0123abcd"),
        Map.of("runbook:scratch", true, "runbook:migration", "kb-to-1x"));
    create(run.target, ours.and("89abcdef"), Map.of());
    create(run.target, theirs, Map.of("runbook:scratch", true, "runbook:migration", "kb-to-1x-b"));

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

  private static ChromaException notAllowed() {
    return new ChromaException(
        ChromaException.Kind.READ_ONLY, "POST http://x answered 403: Forbidden", null);
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
