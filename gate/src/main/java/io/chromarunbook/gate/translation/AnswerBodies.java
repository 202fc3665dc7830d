package io.chromarunbook.gate.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the target answers, as clients know it. */
final class AnswerBodies {
  private static final Pattern INCLUDE_AT_THE_END =
      Pattern.compile("\"include\":(\\[[a-z\",]*])}\\s*$");

  private final ObjectMapper json;
  private final SourceServer source;
  private final CollectionAnswers collections;
  private final SourceErrors errors;

  AnswerBodies(ObjectMapper json, SourceServer source, Migrated migrated) {
    this.json = json;
    this.source = source;
    this.collections = new CollectionAnswers(source, migrated);
    this.errors = new SourceErrors(source);
  }

  Answer translated(Route route, ClientCall call, Answer said) throws IOException {
    Dialect dialect = Dialect.of(call);
    if (said.status() >= 400) {
      return dialect.isOld() ? refusal(route, call, said) : said;
    }
    return dialect.isOld()
        ? old(route, dialect, call, said)
        : new Answer(said.status(), known(route, dialect, said.body()));
  }

  /** The last bytes of an answer with records: 0.x calls differently what was included. */
  byte[] end(Dialect dialect, byte[] last) {
    // Each byte a letter: the cut may go through the middle of one.
    String end = new String(last, StandardCharsets.ISO_8859_1);
    Matcher include = INCLUDE_AT_THE_END.matcher(end);
    if (!dialect.isOld() || !include.find()) {
      return last;
    }
    StringBuilder rewritten = new StringBuilder(end.substring(0, include.start()));
    if (dialect != Dialect.FIRST_API) {
      // A client of 1.x that does not say so looks for it under this name.
      rewritten.append("\"include\":").append(include.group(1)).append(',');
    }
    if (source.isAtLeast(0, 5, 1)) {
      rewritten.append("\"included\":").append(include.group(1)).append(',');
    }
    return rewritten.append("\"data\":null}").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private Answer old(Route route, Dialect dialect, ClientCall call, Answer said)
      throws IOException {
    return switch (route.operation()) {
      case VERSION -> answer(said.status(), TextNode.valueOf(source.version()));
      case PRE_FLIGHT -> answer(said.status(), collections.preFlight());
      case ADD -> answer(said.status(), BooleanNode.TRUE);
      case UPSERT,
          UPDATE,
          UPDATE_COLLECTION,
          DELETE_COLLECTION,
          CREATE_TENANT,
          CREATE_DATABASE,
          DELETE_DATABASE ->
          answer(said.status(), NullNode.getInstance());
      case DELETE -> deleted(call, said.status());
      case GET, QUERY -> new Answer(said.status(), end(dialect, said.body()));
      default -> new Answer(said.status(), known(route, dialect, said.body()));
    };
  }

  /** Up to 0.5.12 the ids are answered that were asked for; those of a condition nobody knows. */
  private Answer deleted(ClientCall call, int status) throws IOException {
    JsonNode asked = json.readTree(call.body());
    if (!isGiven(asked.path("ids"))
        && !isGiven(asked.path("where"))
        && !isGiven(asked.path("where_document"))) {
      return answer(errors.nothingToDelete());
    }
    JsonNode ids = asked.path("ids").isArray() ? asked.path("ids") : json.createArrayNode();
    return answer(status, source.isAtLeast(0, 5, 13) ? NullNode.getInstance() : ids);
  }

  private static boolean isGiven(JsonNode value) {
    return value.isContainerNode() && !value.isEmpty();
  }

  /** What is said of tenants, databases and collections, under the names clients know. */
  private byte[] known(Route route, Dialect dialect, byte[] body) throws IOException {
    return switch (route.operation()) {
      case IDENTITY -> one(body, collections::identity);
      case GET_TENANT -> one(body, said -> collections.tenant(said, dialect));
      case GET_DATABASE -> one(body, collections::database);
      case LIST_DATABASES -> each(body, collections::database);
      case LIST_COLLECTIONS -> each(body, said -> collections.collection(said, dialect));
      case CREATE_COLLECTION, GET_COLLECTION, FORK ->
          one(body, said -> collections.collection(said, dialect));
      default -> body;
    };
  }

  private byte[] one(byte[] body, UnaryOperator<ObjectNode> change) throws IOException {
    return json.readTree(body) instanceof ObjectNode said
        ? json.writeValueAsBytes(change.apply(said))
        : body;
  }

  private byte[] each(byte[] body, UnaryOperator<ObjectNode> change) throws IOException {
    if (!(json.readTree(body) instanceof ArrayNode list)) {
      return body;
    }
    ArrayNode answer = json.createArrayNode();
    list.forEach(one -> answer.add(one instanceof ObjectNode said ? change.apply(said) : one));
    return json.writeValueAsBytes(answer);
  }

  private Answer refusal(Route route, ClientCall call, Answer said) throws IOException {
    TargetError error = TargetError.of(said.status(), said.body(), json);
    return answer(errors.of(route.operation(), asked(route, call), error));
  }

  /** What the client calls that which it asked for, in the path or in the body. */
  private String asked(Route route, ClientCall call) throws IOException {
    return switch (route.operation()) {
      case CREATE_COLLECTION, CREATE_TENANT, CREATE_DATABASE ->
          json.readTree(call.body()).path("name").asText("");
      default -> route.named();
    };
  }

  private Answer answer(SourceErrors.SourceError error) throws IOException {
    return answer(error.status(), error.body());
  }

  private Answer answer(int status, JsonNode body) throws IOException {
    return new Answer(status, json.writeValueAsBytes(body));
  }
}
