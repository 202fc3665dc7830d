package io.chromarunbook.starter.command;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * An application that has a directory open by the official client, and writes a record to it ten
 * times a second. What it was answered it writes down, a line each: the id of a record that was
 * taken, or "refused" and why.
 */
public final class LiveApplication {

  private static final String PROGRAM =
      """
      import sys, time
      import chromadb
      client = chromadb.PersistentClient(path=sys.argv[1])
      collection = client.get_or_create_collection("live", embedding_function=None)
      with open(sys.argv[2], "a") as answers:
          number = 0
          while True:
              try:
                  collection.upsert(
                      ids=["w%d" % number], embeddings=[[float(number), 1.0]], documents=["text"])
                  answers.write("w%d\\n" % number)
                  number += 1
              except Exception as refusal:
                  answers.write("refused: %s\\n" % str(refusal).replace("\\n", " "))
              answers.flush()
              assert collection.count() == number
              time.sleep(0.1)
      """;

  private final Process process;
  private final Path answers;

  private LiveApplication(Process process, Path answers) {
    this.process = process;
    this.answers = answers;
  }

  /** Started over this directory; it has written when this returns. */
  public static LiveApplication over(Path directory, PythonPackages python, Path folder)
      throws IOException {
    Path answers = folder.resolve("answers.txt");
    ProcessBuilder program =
        python
            .program(PROGRAM, directory.toString(), answers.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("application.log").toFile());
    LiveApplication application = new LiveApplication(program.start(), answers);
    application.untilAnswered(line -> line.startsWith("w"));
    return application;
  }

  /** Waits for such an answer that it is given from now on. */
  public void untilAnswered(Predicate<String> wanted) throws IOException {
    int before = Files.exists(answers) ? answers().size() : 0;
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Files.exists(answers) && answers().stream().skip(before).anyMatch(wanted));
  }

  /** What it was answered until now. */
  public List<String> answers() throws IOException {
    return Files.readAllLines(answers);
  }

  /** Of its process. */
  public long pid() {
    return process.pid();
  }

  /** Ends it as a crash would. */
  public void end() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
