package io.chromarunbook.workflows.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are no plan, or a wrong one, and all that is said of them. */
@Timeout(20)
class WrongPlanTest {

  private static final String NO_PLAN =
      "a plan is keys with values, at least migration, source, target and people.";

  private static final String MINIMAL =
      """
      migration: kb-to-1x
      source: {url: "http://127.0.0.1:8001"}
      target: {url: "http://127.0.0.1:8002"}
      people: {operations-lead: [ann], dba: [bo], security: [cy]}
      """;

  @Test
  void an_empty_file_is_said_to_be_empty() {
    for (String nothing : List.of("", "\n\n", "# a comment\n", "---\n", "~", "\uFEFF")) {
      assertThat(said(nothing))
          .isEqualTo(
              "the plan is empty; it is keys with values, at least migration, source, target and"
                  + " people.");
    }
  }

  @Test
  void what_a_parser_gives_up_on_is_no_plan_either() {
    assertThat(said("x: " + "[".repeat(1_200))).contains("no YAML is there");
  }

  @Test
  void digits_alone_are_no_moment_and_every_offset_is_one() {
    assertThat(said(MINIMAL + "timeline: {latestStart: '2026'}\n"))
        .contains("timeline.latestStart", "found '2026'", "possible is a time");
    assertThat(
            PlanReader.read(MINIMAL + "timeline: {latestStart: '2026-12-01T22:00+02:00'}\n")
                .timeline()
                .latestStart())
        .isEqualTo("2026-12-01T20:00:00Z");
  }

  @Test
  void a_page_of_text_is_no_plan() {
    assertThat(
            said(
                "# Chroma Runbook\n\nMoves every `collection`: durably.\n\n- [a](b)\n\nsource: as this\n"))
        .isEqualTo(
            "line 5, column 1: this is no plan: it has something that is not even YAML; "
                + NO_PLAN);
    assertThat(said("Only words.\n"))
        .isEqualTo("line 1, column 1: this is no plan: it has only a text; " + NO_PLAN);
    assertThat(said("- one\n- two\n"))
        .isEqualTo("line 1, column 1: this is no plan: it has a list; " + NO_PLAN);
    assertThat(said("services: {web: {image: nginx}}\nvolumes: {}\n"))
        .isEqualTo("line 1, column 1: this is no plan: it has none of a plan's keys; " + NO_PLAN);
  }

  @Test
  void bytes_that_are_not_utf_8_are_named_with_their_lines() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes("migration: kb\npeople: {dba: [J".getBytes(StandardCharsets.UTF_8));
    file.write(0xFC);
    file.writeBytes("rgen, M".getBytes(StandardCharsets.UTF_8));
    file.write(0xFC);
    file.writeBytes("ller]}\n# caf".getBytes(StandardCharsets.UTF_8));
    file.write(0xE9);

    assertThat(wrong(file.toByteArray()).getMessage())
        .isEqualTo(
            """
            line 2, column 17: the byte 0xfc is not UTF-8; save the file as UTF-8.
            line 3, column 6: the byte 0xe9 is not UTF-8; save the file as UTF-8.""");
    assertThat(wrong(MINIMAL.getBytes(StandardCharsets.UTF_16)).getMessage())
        .isEqualTo("line 1, column 1: the file is in UTF-16; save it as UTF-8.");
    assertThat(said("migration: k\0b\n"))
        .isEqualTo(
            "line 1, column 13: the character U+0000 is in no text; take it out, or write it as"
                + " \"\\u0000\".");
  }

  @Test
  void a_mark_of_the_byte_order_is_no_mistake() {
    assertThat(
            PlanReader.written(("\uFEFF" + MINIMAL).getBytes(StandardCharsets.UTF_8))
                .plan()
                .migration())
        .isEqualTo("kb-to-1x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          traffic: {mode: manul}            | line 5, column 17, traffic.mode: found 'manul'; possible is commands, manual or gate; did you mean 'manual'?
          traffic: manual                   | line 5, column 10, traffic: found a text; possible is keys with values: mode, commands, gate.
          traffic: [manual]                 | line 5, column 10, traffic: found a list; possible is keys with values: mode, commands, gate.
          collections: {include: notes}     | line 5, column 24, collections.include: found 'notes'; possible is a list of texts; write [notes]
          collections: {include: {a: b}}    | line 5, column 24, collections.include: found keys with values; possible is a list of texts.
          collections: {rename: [a, b]}     | line 5, column 23, collections.rename: found a list; possible is names, each with a text.
          collections: {rename: {a: [b]}}   | line 5, column 27, collections.rename.a: found a list; possible is a text.
          collections: {rename: {a: }}      | line 5, column 26, collections.rename.a: found nothing; possible is a text.
          collections: {include: [a, ]}     | fine
          collections: {include: [a, null]} | line 5, column 28, collections.include[1]: found nothing; possible is a text.
          gates: {go-no-go: {roles: dba}}   | line 5, column 27, gates.go-no-go.roles: found 'dba'; possible is a list of roles: operations-lead, dba, security, technician, on-call; write [dba]
          gates: {fourEyes: yes}            | line 5, column 19, gates.fourEyes: found 'yes'; possible is true or false.
          timeline: {monitoring: 2h}        | line 5, column 24, timeline.monitoring: found '2h'; possible is a duration, like PT60M; did you mean PT2H?
          timeline: {monitoring: 60}        | line 5, column 24, timeline.monitoring: found '60'; possible is a duration, like PT60M.
          timeline: {monitoring: P1M}       | line 5, column 24, timeline.monitoring: found 'P1M'; possible is a duration, like PT60M.
          timeline: {monitoring: -PT1M}     | line 5, column 24, timeline.monitoring: monitoring and hold must not be negative.
          validation: {queries: 3.5}        | line 5, column 23, validation.queries: found '3.5'; possible is a whole number of at least 1.
          validation: {queries: many}       | line 5, column 23, validation.queries: found 'many'; possible is a whole number of at least 1.
          validation: {passRate: .nan}      | line 5, column 24, validation.passRate: found '.nan'; possible is a number from 0 to 1.
          traffic: {commands: {freze: {run: [a]}}} | line 5, column 22, traffic.commands.freze: unknown key 'freze'; did you mean 'freeze'?
          notify: https://hooks.example/secret-token | line 5, column 9, notify: found a text; possible is a list of entries that have the keys webhook, command.
          rollback: &it {target: keep}      | fine
          rollback: *it                     | line 5, column 11, rollback: found a '*', which stands for a value elsewhere; write that value.
          TABnetwork: {}                     | line 5, column 1: a tab is there, and YAML is indented by spaces alone; write spaces instead.
          network: {giveUpAfter: PT1M       | line 6, column 1: a list or mapping in brackets is not closed before this; write its ']' or '}'.
          rollback: target: keep            | line 5, column 17: a ':' is there where no key can end; mend the indentation, or put a text that has one in quotes.
          acceptance: @all                  | line 5, column 13: no value begins with '@'; put the text in quotes.
          acceptance: [./a: b: c]           | line 5, column 20: a list or mapping in brackets is not closed before this; write its ']' or '}'.
          """)
  void one_mistake_is_one_sentence(String line, String expected) {
    String plan = MINIMAL + line.replace("TAB", "\t") + "\n";
    if (expected.equals("fine")) {
      assertThat(PlanReader.read(plan).migration()).isEqualTo("kb-to-1x");
    } else {
      assertThat(said(plan)).isEqualTo(expected.endsWith("]") ? expected + "." : expected);
    }
  }

  @Test
  void all_mistakes_are_told_at_once_in_the_order_of_the_file() {
    assertThat(
            said(
                """
                migration: KB to 1x
                source: {url: "http://me:hunter2@old:8000", maxRate: 0, bakup: none}
                target: {tenant: new}
                people: {dba: bo, operations-lead: [ann], boss: [cy]}
                traffic: {mode: manul}
                validation:
                  passRate: 95
                  maxLost: -1
                  topk: 3
                transform:
                  fields:
                    lang: {type: text}
                    "#tag": {type: string}
                    page: {type: integer, default: none}
                acceptance: [{run: ./accept.sh}, {check: [a]}]
                timeline:
                  start: "2026-12-01T22:00:00Z"
                  latestStart: "2026-12-01T21:00:00Z"
                  monitoring: 60 min
                snapshot: {retention: P6D}
                """))
        .isEqualTo(
            """
            line 1, column 12, migration: migration must be an id of 1 to 63 small letters, digits, '.', '_' or '-', like kb-to-1x.
            line 2, column 15, source.url: the url carries credentials; give them as headers: {Authorization: {env: VARIABLE}}.
            line 2, column 54, source.maxRate: maxRate must be at least 1 record a second.
            line 2, column 57, source.bakup: unknown key 'bakup'; did you mean 'backup'?
            line 3, column 9, target.url: it is missing; write url: "http://host:8000".
            line 4, column 15, people.dba: found 'bo'; possible is a list of names, or entries that have the keys name, contact; write [bo].
            line 4, column 43, people.boss: unknown key 'boss'; possible is operations-lead, dba, security, technician, on-call.
            line 5, column 17, traffic.mode: found 'manul'; possible is commands, manual or gate; did you mean 'manual'?
            line 7, column 13, validation.passRate: passRate must be between 0 and 1.
            line 8, column 12, validation.maxLost: maxLost must not be negative.
            line 9, column 3, validation.topk: unknown key 'topk'; did you mean 'topK'?
            line 12, column 18, transform.fields.lang.type: found 'text'; possible is string, integer, float or boolean.
            line 13, column 13, transform.fields.#tag: a target refuses the field name '#tag'; give the field another name.
            line 14, column 36, transform.fields.page.default: the default none is no integer.
            line 15, column 20, acceptance[0].run: found './accept.sh'; possible is a list of texts; write ["./accept.sh"].
            line 15, column 34, acceptance[1].run: it is missing; write run: [./freeze.sh].
            line 18, column 16, timeline.latestStart: latestStart is before start.
            line 19, column 15, timeline.monitoring: found '60 min'; possible is a duration, like PT60M; did you mean PT60M?
            line 20, column 23, snapshot.retention: retention is less than seven days; write P7D or more, so that a rollback stays possible.""");
  }

  @Test
  void what_follows_from_one_mistake_is_not_told_as_another() {
    assertThat(
            said(
                MINIMAL.replace("dba: [bo]", "dba: bo")
                    + "gates: {go-no-go: {roles: [tecnician]}}\n"))
        .isEqualTo(
            """
            line 4, column 39, people.dba: found 'bo'; possible is a list of names, or entries that have the keys name, contact; write [bo].
            line 5, column 28, gates.go-no-go.roles[0]: found 'tecnician'; possible is operations-lead, dba, security, technician or on-call; did you mean 'technician'?""");
  }

  @Test
  void a_problem_has_its_place_and_what_is_possible_for_scripts_too() {
    assertThat(Json.MAPPER.<com.fasterxml.jackson.databind.JsonNode>valueToTree(problem()))
        .hasToString(
            "{\"line\":5,\"column\":17,\"key\":\"traffic.mode\",\"found\":\"'manul'\","
                + "\"possible\":\"commands, manual or gate\",\"message\":\"found 'manul'; possible is"
                + " commands, manual or gate; did you mean 'manual'?\"}");
  }

  private static PlanProblem problem() {
    return wrong((MINIMAL + "traffic: {mode: manul}\n").getBytes(StandardCharsets.UTF_8))
        .problems()
        .get(0);
  }

  private static String said(String plan) {
    return wrong(plan.getBytes(StandardCharsets.UTF_8)).getMessage();
  }

  private static PlanException wrong(byte[] plan) {
    return catchThrowableOfType(PlanException.class, () -> PlanReader.written(plan));
  }
}
