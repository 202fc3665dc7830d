package io.chromarunbook.worker;

import static io.temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_INT;
import static io.temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD;
import static io.temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD_LIST;

import io.chromarunbook.workflows.Names;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.serviceclient.OperatorServiceStubs;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The columns by which people find migrations in Temporal; the namespace must know them. */
final class SearchAttributes {

  private static final Logger LOG = LoggerFactory.getLogger(SearchAttributes.class);

  static final Map<String, IndexedValueType> NEEDED =
      Map.of(
          Names.STATE_COLUMN,
          INDEXED_VALUE_TYPE_KEYWORD,
          Names.STEP_COLUMN,
          INDEXED_VALUE_TYPE_KEYWORD,
          "RunbookPercent",
          INDEXED_VALUE_TYPE_INT,
          "RunbookAwaiting",
          INDEXED_VALUE_TYPE_KEYWORD_LIST,
          "RunbookTarget",
          INDEXED_VALUE_TYPE_KEYWORD);

  private SearchAttributes() {}

  /** Adds those that are missing. Who may not is told what to ask for, and goes on. */
  static void register(TemporalConnection connection) {
    OperatorServiceStubs operator = connection.operator();
    String namespace = connection.settings().namespace();
    TreeMap<String, IndexedValueType> missing = new TreeMap<>(NEEDED);
    try {
      missing
          .keySet()
          .removeAll(
              operator
                  .blockingStub()
                  .withDeadlineAfter(10, TimeUnit.SECONDS)
                  .listSearchAttributes(
                      ListSearchAttributesRequest.newBuilder().setNamespace(namespace).build())
                  .getCustomAttributesMap()
                  .keySet());
      if (missing.isEmpty()) {
        return;
      }
      var ignored =
          operator
              .blockingStub()
              .withDeadlineAfter(10, TimeUnit.SECONDS)
              .addSearchAttributes(
                  AddSearchAttributesRequest.newBuilder()
                      .setNamespace(namespace)
                      .putAllSearchAttributes(missing)
                      .build());
      LOG.info("Added the search attributes {} to namespace {}.", missing.keySet(), namespace);
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.ALREADY_EXISTS) {
        return; // Another worker was faster.
      }
      LOG.warn(
          "The search attributes {} could not be added to namespace {}: {}. Ask who administers"
              + " Temporal to add them, or migrations cannot start.",
          missing,
          namespace,
          e.getStatus());
    }
  }
}
