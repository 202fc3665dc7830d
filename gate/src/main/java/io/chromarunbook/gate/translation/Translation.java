package io.chromarunbook.gate.translation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What clients of a 0.x source ask, as a 1.x target understands it, and what that answers, as the
 * source would have: applications go on after the switch, with the collections they hold and under
 * the names they know. Clients of 1.x, which say so, only have names and ids translated. It keeps
 * nothing of any call.
 */
public final class Translation {
  /** How many of an answer's last bytes {@link #answerEnd} wants to see, at most. */
  public static final int END_BYTES = 128;

  private final TargetPaths paths;
  private final RequestBodies requests;
  private final AnswerBodies answers;

  /**
   * Of what a run knows.
   *
   * @param target where the migrated collections lie now
   */
  public Translation(
      List<CollectionMapping> mappings, SourceServer source, DatabaseAddress target) {
    // Numbers come out as they went in: an integer of any length, a float of any number of digits.
    // How large a body may be is bounded where it is held; a document may be all of it.
    ObjectMapper json =
        JsonMapper.builder(
                JsonFactory.builder()
                    .streamReadConstraints(
                        StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    Migrated migrated =
        new Migrated(new Databases(source.address(), target), new KnownCollections(mappings));
    paths = new TargetPaths(migrated);
    requests = new RequestBodies(json, migrated);
    answers = new AnswerBodies(json, source, migrated);
  }

  /** How the bodies of a call are to be treated; what the call's own body is does not matter. */
  public Treatment treatment(ClientCall call) {
    if (!Route.leadsToTheApi(call.path())) {
      return Operation.OTHER.treatment();
    }
    Operation operation = Route.of(call).operation();
    return Dialect.of(call).isOld()
        ? operation.treatment()
        : operation.treatmentForCurrentClients();
  }

  /** What to send to the target; the body is the client's own where it is streamed. */
  public TargetCall request(ClientCall call) {
    if (!Route.leadsToTheApi(call.path())) {
      return new TargetCall(call.method(), call.path(), call.query(), call.body());
    }
    Route route = Route.of(call);
    return new TargetCall(
        call.method(), paths.of(route), route.query().text(), requestBody(route, call));
  }

  private byte[] requestBody(Route route, ClientCall call) {
    try {
      return requests.translated(route, call);
    } catch (JsonProcessingException notJson) {
      // The target says what is wrong with it.
      return call.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What to answer the client; wherever {@link #treatment} says held, or the status is an error.
   *
   * @param call with the client's own body where that was held
   */
  public Answer answer(ClientCall call, int status, byte[] body) {
    Answer said = new Answer(status, body);
    if (!Route.leadsToTheApi(call.path())) {
      return said;
    }
    try {
      return answers.translated(Route.of(call), call, said);
    } catch (JsonProcessingException notAsExpected) {
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The end of a large answer: its last {@link #END_BYTES} bytes, or all of a shorter one. What
   * comes back may be longer.
   */
  public byte[] answerEnd(ClientCall call, byte[] last) {
    return answers.end(Dialect.of(call), last);
  }
}
