package io.chromarunbook.starter.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.StatusText;
import io.chromarunbook.workflows.Sha256;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.status.WitnessStatement;
import io.chromarunbook.workflows.status.WitnessStatement.Verdict;
import io.chromarunbook.workflows.text.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** The result that the witness, docs/verify.py, wrote. */
final class WitnessFile {

  private final Path file;
  private final JsonNode result;
  private final String sha256;

  private WitnessFile(Path file, JsonNode result, String sha256) {
    this.file = file;
    this.result = result;
    this.sha256 = sha256;
  }

  /**
   * Reads a result.
   *
   * @throws Failure where the file is none, or the witness could not tell
   */
  static WitnessFile read(Path file) {
    try {
      byte[] text = Files.readAllBytes(file);
      WitnessFile read = new WitnessFile(file, Json.MAPPER.readTree(text), Sha256.of(text));
      read.mustSaySomething();
      return read;
    } catch (JsonProcessingException e) {
      throw Failure.usage(file + " is not the JSON that docs/verify.py --json writes", e);
    } catch (NoSuchFileException e) {
      throw Failure.usage(
          file + " cannot be read: there is no such file; docs/verify.py --json writes one", e);
    } catch (IOException e) {
      throw Failure.usage(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private void mustSaySomething() {
    if (text("verdict").equals("CANNOT TELL")) {
      throw Failure.refused(
          "The witness could not tell ("
              + Printable.of(text("reason"))
              + "); mend that and call it again, or leave --witness out");
    }
    if (!known(text("verdict")) || text("migration").isEmpty() || !result.has("totals")) {
      throw Failure.usage(file + " is not the JSON that docs/verify.py --json writes");
    }
  }

  private static boolean known(String verdict) {
    return verdict.equals(Verdict.EQUAL.name()) || verdict.equals(Verdict.DIFFERENT.name());
  }

  /**
   * Passes where it is about this migration.
   *
   * @throws Failure naming the command that begins it anew
   */
  void mustBeOf(String migration) {
    if (!text("migration").equals(migration)) {
      throw Failure.refused(
          "The witness of "
              + file
              + " spoke about the migration "
              + Printable.of(text("migration"))
              + "; call it with this one's report: "
              + report(migration));
    }
  }

  /**
   * Passes where an approval can rest on it.
   *
   * @param rejection the command that takes its side
   * @throws Failure with what it found and that command
   */
  void mustNotContradict(String rejection) {
    if (verdict() == Verdict.DIFFERENT) {
      throw Failure.refused(
          String.format(
              Locale.ROOT,
              "The witness says DIFFERENT (%,d different, %,d missing, %,d added; %s has all it"
                  + " found), so no approval can rest on it; reject with %s, or mend what differs"
                  + " and call it again",
              total("different"),
              total("missing"),
              total("added"),
              file,
              rejection));
    }
  }

  /**
   * What goes with an answer given on this evidence.
   *
   * @throws Failure where the witness was given other evidence
   */
  WitnessStatement statementOn(String evidence) {
    String given = evidence();
    if (given.isEmpty() || !given.startsWith(evidence)) {
      throw Failure.refused(
          "The witness spoke on the evidence "
              + StatusText.shortDigest(given)
              + " and the answer is given on "
              + StatusText.shortDigest(evidence)
              + "; call it with the report of now: "
              + report(text("migration")));
    }
    return new WitnessStatement(
        verdict(),
        sha256,
        given,
        total("equal"),
        total("byTolerance"),
        total("quarantined"),
        total("different"),
        total("missing"),
        total("added"),
        leftOut());
  }

  /** Digest of the evidence it was given; empty where it was given none. */
  String evidence() {
    return text("evidenceDigest");
  }

  private static String report(String migration) {
    return Commands.of("report " + migration + " --format json -o report.json");
  }

  private Verdict verdict() {
    return Verdict.valueOf(text("verdict"));
  }

  private long total(String kind) {
    return result.path("totals").path(kind).asLong();
  }

  private long leftOut() {
    long values = 0;
    for (JsonNode collection : result.path("leftOut")) {
      for (JsonNode field : collection) {
        values += field.asLong();
      }
    }
    return values;
  }

  private String text(String name) {
    return result.path(name).asText("");
  }
}
