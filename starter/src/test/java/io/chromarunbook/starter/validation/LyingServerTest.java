package io.chromarunbook.starter.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.starter.migration.MigrationStage;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.steps.ValidationSummary;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A real 0.5 source and a real 1.5 target, each behind a proxy that answers wrongly now and then.
 */
@Tag("faults")
@ExtendWith(MigrationStage.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(400)
class LyingServerTest {

  private static final int LIES = 100;
  private static final int RECORDS = 50;
  private static final String PLAN =
      """
      migration: {database}
      source: {url: "{source}", database: {database}}
      target: {url: "{target}", database: {database}}
      people: {operations-lead: [ann], dba: [bo], security: [cy]}
      import: {partSize: 10}
      validation: {queries: 3, topK: 5, maxRecallDrop: 0.3, minRecall: 0.5}
      """;

  private AlteringProxy source;
  private AlteringProxy target;
  private MigratedRun run;

  @BeforeAll
  void migrate(MigrationStage stage) {
    String database = stage.newDatabase();
    try (WritableServer server = stage.source(database)) {
      MigratedRun.fill(
          server,
          Samples.collection("notes", DistanceFunction.L2),
          Samples.records("note", RECORDS - 20, 4));
      MigratedRun.fill(
          server,
          Samples.collection("pictures", DistanceFunction.COSINE),
          Samples.records("picture", 20, 4));
    }
    source = new AlteringProxy(stage.sourceUrl());
    target = new AlteringProxy(stage.targetUrl());
    run =
        new MigratedRun(
                stage.home(),
                PLAN.replace("{database}", database)
                    .replace("{source}", source.url())
                    .replace("{target}", target.url()))
            .migrate();
  }

  @AfterAll
  void close() {
    run.close();
    source.close();
    target.close();
  }

  @Test
  void a_hundred_lies_are_detected_and_the_truth_between_them_is_believed() {
    Map<Integer, String> undetected = new TreeMap<>();
    assertThat(objections()).isEmpty();
    for (int seed = 0; seed < LIES; seed++) {
      Lie lie = tell(seed);
      if (objections().isEmpty()) {
        undetected.put(seed, lie.told().orElse("never told"));
      }
      assertThat(lie.told()).describedAs("the lie of seed %d", seed).isPresent();
    }

    assertThat(undetected).isEmpty();
    assertThat(objections()).isEmpty();
  }

  private Lie tell(int seed) {
    Random random = new Random(seed);
    List<Lie.Kind> kinds = List.of(Lie.Kind.values());
    Lie.Kind kind = kinds.get(seed % kinds.size());
    Lie lie = new Lie(kind, random);
    boolean fromSource = kind.concernsSources() && random.nextInt(3) == 0;
    (fromSource ? source : target).behave(lie);
    return lie;
  }

  /** What the suite has against the servers: failing checks, or why it goes no further. */
  private List<String> objections() {
    try {
      return List.copyOf(DamagedRun.failing(run.validate()).keySet());
    } catch (ActivityFailure e) {
      return List.of(((ApplicationFailure) e.getCause()).getOriginalMessage());
    } finally {
      source.tellTheTruth();
      target.tellTheTruth();
    }
  }

  @Test
  void a_hundred_changes_within_tolerance_pass_and_each_is_counted() {
    List<Totals> counted = new ArrayList<>();
    for (int seed : List.of(1, 2)) {
      target.behave(WrongAnswers.rounding(new Random(seed)));
      ValidationSummary summary = run.validate();
      target.tellTheTruth();

      assertThat(DamagedRun.failing(summary)).isEmpty();
      counted.add(summary.findings().totals());
    }

    assertThat(counted)
        .allSatisfy(totals -> assertThat(totals.equal()).isEqualTo(RECORDS))
        .allSatisfy(totals -> assertThat(totals.byTolerance()).isEqualTo(RECORDS));
  }
}
