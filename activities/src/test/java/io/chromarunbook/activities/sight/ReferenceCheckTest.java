package io.chromarunbook.activities.sight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.chromarunbook.activities.run.Secrets;
import io.chromarunbook.workflows.plan.PlanProblem;
import io.chromarunbook.workflows.plan.PlanReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a process finds what a plan refers to. */
class ReferenceCheckTest {

  private static final String SERVERS =
      """
      migration: kb
      people: {operations-lead: [ann], dba: [bo], security: [cy]}
      target: {url: "http://new:8000"}
      """;

  @TempDir private Path folder;

  @Test
  void all_that_is_missing_is_named_by_its_key() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "no program");

    assertThat(
            problems(
                """
                source:
                  url: "https://old:8000"
                  headers: {Authorization: {env: NOWHERE}, X-Token: {file: /no/token}}
                  backup: dumps/last
                  ca: /no/ca.pem
                validation: {queryVectors: queries.jsonl}
                traffic:
                  mode: commands
                  commands:
                    freeze: {run: [./freeze.sh]}
                    thaw: {run: [no-such-program]}
                    switch: {run: [./notes.txt], check: [sh, -c, ./x]}
                    revert: {run: [sh]}
                acceptance: [{run: [sh]}, {run: [sh], check: [./accept.sh]}]
                notify: [{webhook: {env: HOOK}}, {webhook: {env: NOWHERE}}, {command: [./tell.sh]}]
                """))
        .extracting(PlanProblem::sentence)
        .containsExactly(
            "source.headers.Authorization: environment variable NOWHERE is not there for the"
                + " process in {here}, or is empty; provide it where a worker is started, and start"
                + " that one again.",
            "source.headers.X-Token: file /no/token is not there for the process in {here}, or is"
                + " empty; provide it where a worker is started, and start that one again.",
            "source.ca: The file /no/ca.pem, named by source.ca, is not there; name one that this"
                + " process can read.",
            "source.backup: there is no dumps/last (in {here}); make one, or write none where there"
                + " is none.",
            "validation.queryVectors: There is no file {here}/queries.jsonl, which"
                + " validation.queryVectors names; write it, or leave the key out.",
            "traffic.commands.freeze.run: the program ./freeze.sh (in {here}) is not there; put it"
                + " into {here}, or mend its path.",
            "traffic.commands.thaw.run: the program no-such-program is in no directory of the PATH;"
                + " install it, or write a path like ./no-such-program.",
            "traffic.commands.switch.run: the program ./notes.txt (in {here}) is there and cannot be"
                + " run; make it executable: chmod +x.",
            "acceptance[1].check: the program ./accept.sh (in {here}) is not there; put it into"
                + " {here}, or mend its path.",
            "notify[0].webhook: what environment variable HOOK has is not an http or https URL; put"
                + " one there.",
            "notify[1].webhook: environment variable NOWHERE is not there for the process in"
                + " {here}, or is empty; provide it where a worker is started, and start that one"
                + " again.",
            "notify[2].command: the program ./tell.sh (in {here}) is not there; put it into {here},"
                + " or mend its path.");
  }

  @Test
  void nothing_is_said_of_what_is_there() throws IOException {
    Path program = Files.writeString(folder.resolve("freeze.sh"), "#!/bin/sh\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    Files.writeString(
        folder.resolve("queries.jsonl"), "{\"collection\": \"notes\", \"vector\": [1]}\n");

    assertThat(
            problems(
                """
                source: {url: "http://old:8000", headers: {Authorization: {env: TOKEN}}, backup: .}
                validation: {queryVectors: queries.jsonl}
                acceptance: [{run: [./freeze.sh]}, {run: [sh]}]
                """))
        .isEmpty();
  }

  @Test
  void a_directory_has_nothing_that_is_referred_to_and_must_be_here() {
    assertThat(problems("source: {directory: \"" + folder + "\"}\n")).isEmpty();
    assertThat(problems("source: {directory: /not/there}\n"))
        .extracting(PlanProblem::key, PlanProblem::message)
        .containsExactly(
            tuple(
                "source.directory",
                "there is no directory /not/there for the process in {here}; it must be on the"
                    + " machine of the worker."));
  }

  private List<PlanProblem> problems(String more) {
    Map<String, String> environment = Map.of("TOKEN", "s3cr3t", "HOOK", "s3cr3t-hook");
    List<PlanProblem> problems =
        new ReferenceCheck(
                new Secrets(environment::get), new Surroundings(folder, System.getenv("PATH")))
            .problems(PlanReader.read(SERVERS + more));
    assertThat(problems.toString()).doesNotContain("s3cr3t");
    return problems.stream()
        .map(
            problem ->
                PlanProblem.of(
                    problem.key(), problem.message().replace(folder.toString(), "{here}")))
        .toList();
  }
}
