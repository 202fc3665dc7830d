package io.chromarunbook.workflows;

import io.chromarunbook.workflows.plan.Json;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.JacksonJsonPayloadConverter;

/** How payloads are written: JSON that people can read in the Temporal UI and type in its CLI. */
public final class RunbookDataConverter {

  private RunbookDataConverter() {}

  /** The converter that workers, clients and tests must share. */
  public static DataConverter create() {
    return DefaultDataConverter.newDefaultInstance()
        .withPayloadConverterOverrides(new JacksonJsonPayloadConverter(Json.MAPPER));
  }
}
