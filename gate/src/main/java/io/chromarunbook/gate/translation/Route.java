package io.chromarunbook.gate.translation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where a call goes, read from its first line.
 *
 * @param segments of its path below {@code /api/v2}, encoded; those of the first API in the places
 *     of the second
 */
record Route(Operation operation, List<String> segments, Query query) {
  static final String FIRST_API = "/api/v1";
  static final String SECOND_API = "/api/v2";

  /** Where these stand among the segments. */
  static final int TENANT = 1;

  static final int DATABASE = 3;
  static final int COLLECTION = 5;

  /** Whether a path belongs to Chroma's API at all. */
  static boolean leadsToTheApi(String path) {
    return isBelow(FIRST_API, path) || isBelow(SECOND_API, path);
  }

  static Route of(ClientCall call) {
    Query query = new Query(call.query());
    boolean first = isBelow(FIRST_API, call.path());
    List<String> segments = segments(call.path());
    List<String> inPlace = first ? inTheSecondApi(segments, query) : segments;
    return new Route(operation(call.method(), inPlace), inPlace, first ? query.pages() : query);
  }

  /** The tenant and database that the call names, decoded. */
  Optional<DatabaseAddress> address() {
    return segments.size() > DATABASE && segments.get(0).equals("tenants")
        ? Optional.of(
            new DatabaseAddress(
                Percent.decoded(segments.get(TENANT)), Percent.decoded(segments.get(DATABASE))))
        : Optional.empty();
  }

  /** The tenant that the path names, decoded; empty where it names none. */
  String tenant() {
    return segments.size() > TENANT && segments.get(0).equals("tenants")
        ? Percent.decoded(segments.get(TENANT))
        : "";
  }

  /** What stands for the collection in the path, a name or an id, decoded. */
  String collection() {
    return segments.size() > COLLECTION ? Percent.decoded(segments.get(COLLECTION)) : "";
  }

  /** The name that the path gives of what it is about, decoded; empty where it gives none. */
  String named() {
    int place = Math.min(segments.size() - 1, COLLECTION);
    return place > 0 && place % 2 == 1 ? Percent.decoded(segments.get(place)) : "";
  }

  /** Whether it asks for a collection by one name for all of it, as clients of 1.x can. */
  boolean isByResourceName() {
    return segments.size() == 2 && segments.get(0).equals("collections");
  }

  private static boolean isBelow(String api, String path) {
    return path.startsWith(api) && (path.length() == api.length() || path.charAt(7) == '/');
  }

  private static List<String> segments(String path) {
    String below = path.substring(FIRST_API.length());
    // Servers of 0.x take a path with a slash at its end too.
    String bare = below.endsWith("/") ? below.substring(0, below.length() - 1) : below;
    return bare.isEmpty() ? List.of() : Arrays.asList(bare.substring(1).split("/", -1));
  }

  private static List<String> inTheSecondApi(List<String> segments, Query query) {
    List<String> there = new ArrayList<>();
    String tenant = query.value("tenant").orElse(DatabaseAddress.DEFAULT.tenant());
    if (segments.isEmpty()) {
      return segments;
    }
    switch (segments.get(0)) {
      case "databases" -> {
        there.addAll(List.of("tenants", Percent.encoded(tenant)));
        there.addAll(segments);
      }
      case "collections", "count_collections" -> {
        String database = query.value("database").orElse(DatabaseAddress.DEFAULT.database());
        there.addAll(
            List.of("tenants", Percent.encoded(tenant), "databases", Percent.encoded(database)));
        there.addAll(segments);
        if (segments.get(0).equals("count_collections")) {
          there.set(COLLECTION - 1, "collections_count");
        }
      }
      default -> there.addAll(segments);
    }
    return there;
  }

  private static Operation operation(String method, List<String> segments) {
    return switch (segments.size()) {
      case 1 -> ofTheSystem(method, segments.get(0));
      case 2 -> ofATenant(method, segments);
      case 3 ->
          isList(segments, "databases")
              ? either(method, "POST", Operation.CREATE_DATABASE, "GET", Operation.LIST_DATABASES)
              : Operation.OTHER;
      case 4 ->
          isList(segments, "databases")
              ? either(method, "DELETE", Operation.DELETE_DATABASE, "GET", Operation.GET_DATABASE)
              : Operation.OTHER;
      case 5 ->
          segments.get(4).equals("collections")
              ? either(
                  method, "POST", Operation.CREATE_COLLECTION, "GET", Operation.LIST_COLLECTIONS)
              : Operation.OTHER;
      default -> segments.size() == 0 ? Operation.OTHER : ofACollection(method, segments);
    };
  }

  private static boolean isList(List<String> segments, String what) {
    return segments.get(0).equals("tenants") && segments.get(2).equals(what);
  }

  private static Operation ofTheSystem(String method, String segment) {
    return switch (segment) {
      case "version" -> Operation.VERSION;
      case "pre-flight-checks" -> Operation.PRE_FLIGHT;
      case "tenants" -> method.equals("POST") ? Operation.CREATE_TENANT : Operation.OTHER;
      default -> Operation.OTHER;
    };
  }

  private static Operation ofATenant(String method, List<String> segments) {
    return switch (segments.get(0)) {
      case "auth" -> Operation.IDENTITY;
      case "tenants" -> method.equals("GET") ? Operation.GET_TENANT : Operation.OTHER;
      case "collections" -> method.equals("GET") ? Operation.GET_COLLECTION : Operation.OTHER;
      default -> Operation.OTHER;
    };
  }

  private static Operation ofACollection(String method, List<String> segments) {
    if (!isList(segments, "databases") || !segments.get(4).equals("collections")) {
      return Operation.OTHER;
    }
    if (segments.size() == COLLECTION + 1) {
      return switch (method) {
        case "GET" -> Operation.GET_COLLECTION;
        case "PUT" -> Operation.UPDATE_COLLECTION;
        case "DELETE" -> Operation.DELETE_COLLECTION;
        default -> Operation.OF_COLLECTION;
      };
    }
    if (segments.get(COLLECTION).equals("by-id")) {
      return Operation.GET_COLLECTION;
    }
    return method.equals("POST")
        ? onRecords(segments.get(COLLECTION + 1))
        : Operation.OF_COLLECTION;
  }

  private static Operation onRecords(String verb) {
    return switch (verb) {
      case "add" -> Operation.ADD;
      case "upsert" -> Operation.UPSERT;
      case "update" -> Operation.UPDATE;
      case "get" -> Operation.GET;
      case "query" -> Operation.QUERY;
      case "delete" -> Operation.DELETE;
      case "fork" -> Operation.FORK;
      default -> Operation.OF_COLLECTION;
    };
  }

  private static Operation either(
      String method, String one, Operation first, String other, Operation second) {
    if (method.equals(one)) {
      return first;
    }
    return method.equals(other) ? second : Operation.OTHER;
  }
}
