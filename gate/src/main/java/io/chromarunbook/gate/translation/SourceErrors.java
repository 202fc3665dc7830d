package io.chromarunbook.gate.translation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Errors as the source's release answered them: by status and name its clients find the exception
 * they raise, and applications catch that one.
 */
final class SourceErrors {
  private static final Pattern DIMENSION = Pattern.compile("dimension of (\\d+), got (\\d+)");
  private static final Pattern BRACKETS = Pattern.compile("\\[([^\\[\\]]*)]");

  private static final String NOTHING_TO_DELETE =
      "You must provide either ids, where, or where_document to delete. If you want to delete all"
          + " data in a collection you can delete the collection itself using the delete_collection"
          + " method. Or alternatively, you can get() all the relevant ids and then delete them.";

  /** An error in the words of 0.x. */
  record SourceError(int status, ObjectNode body) {}

  private final SourceServer source;

  SourceErrors(SourceServer source) {
    this.source = source;
  }

  /** What the source would have answered, to a call about what clients call so. */
  SourceError of(Operation operation, String asked, TargetError error) {
    return switch (error.status()) {
      case 400, 422 -> refused(operation, asked, error);
      case 404 -> missing(operation, asked, error);
      case 409 -> unique(named(asked, error.message()));
      case 403 -> error.message().startsWith("Reset") ? value(error.message()) : asItIs(error);
      case 413 -> said(413, "BatchSizeExceededError", error.message());
      default -> error.status() >= 500 ? broken(error) : asItIs(error);
    };
  }

  /** A delete that names nothing. */
  SourceError nothingToDelete() {
    return value(NOTHING_TO_DELETE);
  }

  private SourceError refused(Operation operation, String asked, TargetError error) {
    Matcher dimension = DIMENSION.matcher(error.message());
    if (dimension.find()) {
      return dimension(operation, dimension.group(1), dimension.group(2));
    }
    if (error.message().contains("not a valid UUID")) {
      return said(400, "InvalidUUID", "Could not parse " + asked + " as a UUID");
    }
    return value(error.message());
  }

  /** An add is answered otherwise than all the rest. */
  private SourceError dimension(Operation operation, String collections, String given) {
    String message =
        "Embedding dimension " + given + " does not match collection dimensionality " + collections;
    return operation == Operation.ADD
        ? new SourceError(500, object().put("detail", message))
        : said(400, "InvalidDimension", message);
  }

  private SourceError missing(Operation operation, String asked, TargetError error) {
    String message = "Collection " + asked + " does not exist.";
    if (error.name().isEmpty()) {
      return new SourceError(404, object().put("detail", "Not Found"));
    }
    return switch (operation) {
      case GET_COLLECTION ->
          source.isAtLeast(0, 5, 6) ? said(400, "InvalidCollection", message) : value(message);
      case DELETE_COLLECTION -> value(message);
      case ADD, UPSERT, UPDATE, QUERY -> said(400, "InvalidCollection", message);
      case GET, DELETE, OF_COLLECTION ->
          source.isAtLeast(0, 5, 0)
              ? said(400, "InvalidCollection", message)
              : raised("RuntimeError", message);
      case UPDATE_COLLECTION ->
          source.isAtLeast(0, 5, 6)
              ? said(400, "InvalidCollection", message)
              : raised("NotFoundError", "Collection " + asked + " not found");
      default ->
          source.isAtLeast(0, 5, 6)
              ? said(404, "NotFoundError", named(asked, error.message()))
              : raised("NotFoundError", named(asked, error.message()));
    };
  }

  private SourceError unique(String message) {
    return source.isAtLeast(0, 5, 14)
        ? said(409, "UniqueConstraintError", message)
        : raised("UniqueConstraintError", message);
  }

  private SourceError value(String message) {
    return source.isAtLeast(0, 5, 17)
        ? said(400, "InvalidArgumentError", message)
        : raised("ValueError", message);
  }

  private static SourceError asItIs(TargetError error) {
    return error.name().isEmpty()
        ? new SourceError(error.status(), object().put("detail", error.message()))
        : said(error.status(), error.name(), error.message());
  }

  /** Names of errors that come with a 500 are none that clients of 0.x raise by. */
  private static SourceError broken(TargetError error) {
    String name = error.name().isEmpty() ? "Exception" : error.name();
    return new SourceError(error.status(), raised(name, error.message()).body());
  }

  private static SourceError said(int status, String name, String message) {
    return new SourceError(status, object().put("error", name).put("message", message));
  }

  /** An exception that the server did not expect: it is shown as Python writes it. */
  private static SourceError raised(String name, String message) {
    String quoted = message.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n");
    return new SourceError(500, object().put("error", name + "('" + quoted + "')"));
  }

  /** Names in a 0.x sentence stand without brackets, and are those that clients know. */
  private static String named(String asked, String message) {
    return BRACKETS
        .matcher(message)
        .replaceFirst(asked.isEmpty() ? "$1" : Matcher.quoteReplacement(asked));
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
