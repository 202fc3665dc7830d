package io.chromarunbook.gate.translation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** What clients send, as the target takes it. */
final class RequestBodies {
  private final ObjectMapper json;
  private final Migrated migrated;
  private final Conditions conditions;

  RequestBodies(ObjectMapper json, Migrated migrated) {
    this.json = json;
    this.migrated = migrated;
    this.conditions = new Conditions(json);
  }

  byte[] translated(Route route, ClientCall call) throws IOException {
    boolean old = Dialect.of(call).isOld();
    return switch (route.operation()) {
      case GET, QUERY, DELETE -> old ? conditions.translated(call.body()) : call.body();
      case CREATE_COLLECTION -> rewritten(call, body -> creation(route, body, old));
      case UPDATE_COLLECTION, FORK -> rewritten(call, body -> change(route, body, old));
      case CREATE_TENANT ->
          rewritten(call, body -> named(body, "name", migrated.databases()::targetTenant));
      case CREATE_DATABASE -> rewritten(call, body -> database(route, body));
      default -> call.body();
    };
  }

  private ObjectNode creation(Route route, ObjectNode body, boolean old) {
    if (old) {
      emptyToNull(body, "metadata");
      IndexSettings.translate(body);
    }
    return collection(route, body, "name");
  }

  private ObjectNode change(Route route, ObjectNode body, boolean old) {
    if (old) {
      emptyToNull(body, "new_metadata");
    }
    return collection(route, body, "new_name");
  }

  /** Metadata that hold nothing are none: a 1.x server refuses them. */
  private static void emptyToNull(ObjectNode body, String field) {
    if (body.path(field).isObject() && body.path(field).isEmpty()) {
      body.putNull(field);
    }
  }

  private ObjectNode collection(Route route, ObjectNode body, String field) {
    return migrated.covers(route) ? named(body, field, migrated.collections()::targetName) : body;
  }

  private ObjectNode database(Route route, ObjectNode body) {
    return named(
        body,
        "name",
        name -> migrated.databases().target(new DatabaseAddress(route.tenant(), name)).database());
  }

  private static ObjectNode named(ObjectNode body, String field, UnaryOperator<String> name) {
    if (body.path(field).isTextual()) {
      body.put(field, name.apply(body.path(field).asText()));
    }
    return body;
  }

  private byte[] rewritten(ClientCall call, UnaryOperator<ObjectNode> change) throws IOException {
    return json.readTree(call.body()) instanceof ObjectNode object
        ? json.writeValueAsBytes(change.apply(object))
        : call.body();
  }
}
