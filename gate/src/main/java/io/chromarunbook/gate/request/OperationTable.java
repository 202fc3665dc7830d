package io.chromarunbook.gate.request;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The one table of what requests ask for, of both API generations. Whatever is not in it, and is no
 * GET, HEAD or OPTIONS, is unknown.
 *
 * <p>Servers differ in when they decode a path: Python servers before they look for the operation,
 * Rust servers after it. A path that means different things either way is unknown.
 */
public final class OperationTable {

  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

  /** {c} is a collection; {} is anything else. */
  private static final String OF_A_DATABASE =
      """
      read  list_collections     GET    collections
      write create_collection    POST   collections
      read  get_collection       GET    collections/{c}
      read  get_collection       GET    collections/by-id/{c}
      write update_collection    PUT    collections/{c}
      write delete_collection    DELETE collections/{c}
      write add                  POST   collections/{c}/add
      write upsert               POST   collections/{c}/upsert
      write update               POST   collections/{c}/update
      write delete               POST   collections/{c}/delete
      read  get                  POST   collections/{c}/get
      read  query                POST   collections/{c}/query
      read  search               POST   collections/{c}/search
      read  count                GET    collections/{c}/count
      write fork                 POST   collections/{c}/fork
      read  fork_count           GET    collections/{c}/fork_count
      read  indexing_status      GET    collections/{c}/indexing_status
      write attach_function      POST   collections/{c}/functions/attach
      read  get_function         GET    collections/{c}/functions/{}
      write detach_function      POST   collections/{c}/attached_functions/{}/detach
      """;

  private static final String OF_BOTH =
      """
      read  root                 GET
      read  heartbeat            GET    heartbeat
      read  healthcheck          GET    healthcheck
      read  version              GET    version
      read  pre_flight_checks    GET    pre-flight-checks
      write reset                POST   reset
      write create_tenant        POST   tenants
      read  get_tenant           GET    tenants/{}
      """;

  private static final String OF_V1 =
      """
      read  count_collections    GET    count_collections
      write create_database      POST   databases
      read  get_database         GET    databases/{}
      """;

  private static final String OF_V2 =
      """
      read  identity             GET    auth/identity
      read  get_collection       GET    collections/{c}
      write update_tenant        PATCH  tenants/{}
      read  list_databases       GET    tenants/{}/databases
      write create_database      POST   tenants/{}/databases
      read  get_database         GET    tenants/{}/databases/{}
      write delete_database      DELETE tenants/{}/databases/{}
      read  count_collections    GET    tenants/{}/databases/{}/collections_count
      """;

  /** By method and the number of segments. */
  private static final Map<String, List<Route>> ROUTES = routes();

  private OperationTable() {}

  /**
   * What is asked for.
   *
   * @param method as it was sent; methods are told apart by case
   */
  public static Operation of(String method, RequestTarget target) {
    String path = target.path();
    Operation read = lookUp(method, path);
    String decoded = target.decodedPath();
    if (decoded.equals(path)) {
      return read;
    }
    Operation otherwise = lookUp(method, decoded);
    if (otherwise.name().equals(read.name()) && otherwise.kind() == read.kind()) {
      return otherwise;
    }
    return SAFE_METHODS.contains(method) ? read : unknown(read.api());
  }

  /** Whether the table itself has this operation; its path may have templates in braces. */
  public static boolean lists(String method, String path) {
    return find(method, segments(path)) != null;
  }

  private static Operation lookUp(String method, String path) {
    String api = api(path);
    List<String> segments = segments(path);
    boolean plain = segments.stream().allMatch(OperationTable::plain);
    Route found = plain ? find(method, segments) : null;
    if (found != null) {
      return found.operation(segments, api);
    }
    return SAFE_METHODS.contains(method)
        ? new Operation(method.toLowerCase(Locale.ROOT), OperationKind.READ, null, api)
        : unknown(api);
  }

  private static Operation unknown(String api) {
    return new Operation(Operation.UNKNOWN, OperationKind.UNKNOWN, null, api);
  }

  private static String api(String path) {
    if (path.equals("/api/v1") || path.startsWith("/api/v1/")) {
      return "v1";
    }
    return path.equals("/api/v2") || path.startsWith("/api/v2/") ? "v2" : "other";
  }

  /** What a proxy or a server on the way may read as something else is in no row of the table. */
  private static boolean plain(String segment) {
    for (int at = 0; at < segment.length(); at++) {
      char each = segment.charAt(at);
      if (each == '\\' || each < ' ' || each == 0x7f) {
        return false;
      }
    }
    return !segment.isEmpty() && !segment.equals(".") && !segment.equals("..");
  }

  /** Without the empty one before the first slash and one after the last. */
  private static List<String> segments(String path) {
    String inner = path.substring(1);
    if (inner.endsWith("/")) {
      inner = inner.substring(0, inner.length() - 1);
    }
    return List.of(inner.split("/", -1));
  }

  private static Route find(String method, List<String> segments) {
    // What a GET means a HEAD means too.
    String asked = method.equals("HEAD") ? "GET" : method;
    for (Route route : ROUTES.getOrDefault(key(asked, segments.size()), List.of())) {
      if (route.matches(segments)) {
        return route;
      }
    }
    return null;
  }

  private static String key(String method, int segments) {
    return method + " " + segments;
  }

  private static Map<String, List<Route>> routes() {
    Map<String, List<Route>> all = new HashMap<>();
    for (String base : List.of("api/v1", "api/v2")) {
      add(all, base, OF_BOTH);
    }
    add(all, "api/v1", OF_V1);
    add(all, "api/v1", OF_A_DATABASE);
    add(all, "api/v2/tenants/{}/databases/{}", OF_A_DATABASE);
    add(all, "api/v2", OF_V2);
    return Map.copyOf(all);
  }

  private static void add(Map<String, List<Route>> all, String base, String rows) {
    rows.lines()
        .map(row -> row.strip().split(" +", -1))
        .forEach(
            row -> {
              String path = row.length > 3 ? base + "/" + row[3] : base;
              List<String> template = List.of(path.split("/", -1));
              OperationKind kind = row[0].equals("read") ? OperationKind.READ : OperationKind.WRITE;
              all.computeIfAbsent(key(row[2], template.size()), first -> new ArrayList<>())
                  .add(new Route(row[1], kind, template));
            });
  }

  private record Route(String name, OperationKind kind, List<String> template) {

    private static final String COLLECTION = "{c}";

    boolean matches(List<String> segments) {
      for (int at = 0; at < template.size(); at++) {
        String wanted = template.get(at);
        if (!wanted.startsWith("{") && !wanted.equals(segments.get(at))) {
          return false;
        }
      }
      return true;
    }

    Operation operation(List<String> segments, String api) {
      int at = template.indexOf(COLLECTION);
      return new Operation(
          name, kind, at < 0 ? null : RequestTarget.decoded(segments.get(at)), api);
    }
  }
}
