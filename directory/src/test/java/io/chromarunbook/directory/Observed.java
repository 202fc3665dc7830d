package io.chromarunbook.directory;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.stack.ChromaRelease;
import io.chromarunbook.stack.StackException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a real 1.5.9 did with a directory: with the collection that has the fault, with the other,
 * and with both after more writes than it flushes at and a restart.
 *
 * @param reads its records and documents: all, a part, or nothing
 * @param embeddings the same of vectors
 * @param searches the same of what a search over everything finds
 * @param finds the same of what is found by a word of its document
 * @param writes what became of 300 more records
 * @param other whether the other collection reads and writes
 * @param restarted whether the first reads after a restart
 * @param otherRestarted whether the other does
 */
record Observed(
    Seen reads,
    Seen embeddings,
    Seen searches,
    Seen finds,
    Written writes,
    Seen other,
    Seen restarted,
    Seen otherRestarted) {

  static final int MORE = 300;

  private static final int BATCH = 50;

  /** How much of it came. */
  enum Seen {
    ALL,
    PART,
    REFUSED,
    NO_ANSWER
  }

  /** What became of writes. */
  enum Written {
    KEPT,
    LOST,
    REFUSED,
    NO_ANSWER
  }

  /** A server that does not start at all. */
  static final Observed NO_START =
      new Observed(
          Seen.NO_ANSWER,
          Seen.NO_ANSWER,
          Seen.NO_ANSWER,
          Seen.NO_ANSWER,
          Written.NO_ANSWER,
          Seen.NO_ANSWER,
          Seen.NO_ANSWER,
          Seen.NO_ANSWER);

  /** The same where no answer counts as a refusal. */
  Observed silenceRefuses() {
    return new Observed(
        refusal(reads),
        refusal(embeddings),
        refusal(searches),
        refusal(finds),
        writes == Written.NO_ANSWER ? Written.REFUSED : writes,
        refusal(other),
        refusal(restarted),
        refusal(otherRestarted));
  }

  private static Seen refusal(Seen seen) {
    return seen == Seen.NO_ANSWER ? Seen.REFUSED : seen;
  }

  static Observed of(Path files, Path home, int sick, int healthy) throws IOException {
    RealChroma.copied(files, home, ChromaRelease.V1_5);
    Observed first;
    try (RealChroma server = RealChroma.over(home, ChromaRelease.V1_5)) {
      Seen reads = reads(server, MadeDirectories.SICK, sick);
      Seen embeddings = embeddings(server, MadeDirectories.SICK, sick);
      Seen searches = searches(server, MadeDirectories.SICK, sick);
      Seen finds = finds(server, MadeDirectories.SICK, sick);
      Seen other = reads(server, MadeDirectories.HEALTHY, healthy);
      Written writes = writes(server, MadeDirectories.SICK);
      Written others = writes(server, MadeDirectories.HEALTHY);
      first =
          new Observed(
              reads,
              embeddings,
              searches,
              finds,
              writes,
              others == Written.KEPT ? other : worse(other, others),
              Seen.ALL,
              Seen.ALL);
    } catch (StackException e) {
      return NO_START;
    }
    try (RealChroma server = RealChroma.over(home, ChromaRelease.V1_5)) {
      return new Observed(
          first.reads,
          first.embeddings,
          first.searches,
          first.finds,
          first.writes,
          first.other,
          reads(server, MadeDirectories.SICK, sick),
          reads(server, MadeDirectories.HEALTHY, healthy));
    } catch (StackException e) {
      return new Observed(
          first.reads,
          first.embeddings,
          first.searches,
          first.finds,
          first.writes,
          first.other,
          Seen.NO_ANSWER,
          Seen.NO_ANSWER);
    }
  }

  private static Seen worse(Seen read, Written written) {
    return read != Seen.ALL ? read : written == Written.LOST ? Seen.PART : Seen.REFUSED;
  }

  private static String id(RealChroma server, String collection) {
    RealChroma.Answer listed = server.list();
    if (listed.good()) {
      for (JsonNode each : listed.body()) {
        if (each.path("name").asText().equals(collection)) {
          return each.path("id").asText();
        }
      }
    }
    return listed.status() == 0 ? null : "";
  }

  private static Seen reads(RealChroma server, String collection, int expected) {
    String id = id(server, collection);
    if (id == null || id.isEmpty()) {
      return id == null ? Seen.NO_ANSWER : Seen.REFUSED;
    }
    RealChroma.Answer count = server.count(id);
    if (!count.good()) {
      return failed(count);
    }
    RealChroma.Answer got = server.get(id, "documents", "metadatas");
    if (!got.good()) {
      return failed(got);
    }
    int documents = 0;
    for (JsonNode each : got.body().path("documents")) {
      documents += each.isTextual() ? 1 : 0;
    }
    boolean all = count.body().asInt() >= expected && documents >= expected;
    return all ? Seen.ALL : Seen.PART;
  }

  private static Seen embeddings(RealChroma server, String collection, int expected) {
    String id = id(server, collection);
    if (id == null || id.isEmpty()) {
      return id == null ? Seen.NO_ANSWER : Seen.REFUSED;
    }
    RealChroma.Answer got = server.get(id, "embeddings");
    if (!got.good()) {
      return failed(got);
    }
    return got.body().path("embeddings").size() >= expected ? Seen.ALL : Seen.PART;
  }

  private static Seen searches(RealChroma server, String collection, int expected) {
    String id = id(server, collection);
    if (id == null || id.isEmpty()) {
      return id == null ? Seen.NO_ANSWER : Seen.REFUSED;
    }
    RealChroma.Answer found = server.nearest(id, expected + 10);
    if (!found.good()) {
      return failed(found);
    }
    return found.body().path("ids").path(0).size() >= expected ? Seen.ALL : Seen.PART;
  }

  private static Seen finds(RealChroma server, String collection, int expected) {
    String id = id(server, collection);
    if (id == null || id.isEmpty()) {
      return id == null ? Seen.NO_ANSWER : Seen.REFUSED;
    }
    RealChroma.Answer found = server.containing(id, "text");
    if (!found.good()) {
      return failed(found);
    }
    return found.body().path("ids").size() >= expected ? Seen.ALL : Seen.PART;
  }

  private static Seen failed(RealChroma.Answer answer) {
    return answer.status() == 0 ? Seen.NO_ANSWER : Seen.REFUSED;
  }

  private static Written writes(RealChroma server, String collection) {
    String id = id(server, collection);
    if (id == null || id.isEmpty()) {
      return id == null ? Written.NO_ANSWER : Written.REFUSED;
    }
    RealChroma.Answer before = server.count(id);
    for (int from = 0; from < MORE; from += BATCH) {
      RealChroma.Answer answer = server.upsert(id, "more", from, from + BATCH);
      if (!answer.good()) {
        return answer.status() == 0 ? Written.NO_ANSWER : Written.REFUSED;
      }
    }
    RealChroma.Answer after = server.count(id);
    if (!before.good() || !after.good()) {
      return Written.LOST;
    }
    return after.body().asInt() == before.body().asInt() + MORE ? Written.KEPT : Written.LOST;
  }

  /** As a row of the table in docs/assess.md. */
  String row(String name) {
    return "| %s | %s | %s | %s | %s | %s | %s | %s | %s |"
        .formatted(
            name,
            words(reads),
            words(embeddings),
            words(searches),
            words(finds),
            words(writes),
            words(other),
            words(restarted),
            words(otherRestarted));
  }

  private static String words(Enum<?> value) {
    return Map.of(
            "REFUSED", "error", "NO_ANSWER", "**no answer**", "LOST", "**lost**", "PART", "in part")
        .getOrDefault(value.name(), value.name().toLowerCase(java.util.Locale.ROOT));
  }
}
