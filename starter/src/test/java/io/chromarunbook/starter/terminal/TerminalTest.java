package io.chromarunbook.starter.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class TerminalTest {

  private final StringWriter out = new StringWriter();

  @Test
  void takes_an_answer_without_the_blanks_around_it() {
    assertThat(terminal(new StringReader(" yes \n")).ask("Really?")).contains("yes");
    assertThat(out.toString()).isEqualTo("Really? ");
  }

  @Test
  void has_no_answer_where_the_input_has_ended() {
    assertThat(terminal(Reader.nullReader()).ask("Really?")).isEmpty();
  }

  @Test
  void can_still_speak_while_a_person_thinks() throws Exception {
    PipedWriter person = new PipedWriter();
    Terminal terminal = terminal(new PipedReader(person));
    CompletableFuture<Optional<String>> answer =
        CompletableFuture.supplyAsync(() -> terminal.ask("Really?"));
    await().until(() -> out.toString().contains("Really?"));

    CompletableFuture.runAsync(() -> terminal.say("It keeps running.")).get(3, TimeUnit.SECONDS);

    person.write("y\n");
    assertThat(answer.get(3, TimeUnit.SECONDS)).contains("y");
  }

  @Test
  void a_person_reads_a_sentence_in_rows_that_end_between_words_and_a_document_as_it_is() {
    String line = "x".repeat(60) + " " + "y".repeat(60);
    StringWriter err = new StringWriter();
    Terminal terminal = Terminal.toPerson(out, err, Reader.nullReader());

    terminal.say(line);
    terminal.complain(line);
    terminal.show(List.of(line));

    assertThat(out.toString().lines()).containsExactly("x".repeat(60), "y".repeat(60), line);
    assertThat(err.toString().lines()).containsExactly("x".repeat(60), "y".repeat(60));
  }

  @Test
  void a_program_reads_each_sentence_in_one_line() {
    String line = "x".repeat(60) + " " + "y".repeat(60);
    StringWriter err = new StringWriter();
    Terminal terminal = Terminal.toProgram(out, err);

    terminal.say(line);
    terminal.complain(line);

    assertThat(out.toString().lines()).containsExactly(line);
    assertThat(err.toString().lines()).containsExactly(line);
  }

  private Terminal terminal(Reader person) {
    return Terminal.toPerson(out, new StringWriter(), person);
  }
}
