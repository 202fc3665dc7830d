package io.chromarunbook.activities.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.InMemoryChroma;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.NewCollection;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreezeProbeTest {

  private final InMemoryChroma server = InMemoryChroma.legacy();
  private final CollectionInfo collection =
      server.create(new NewCollection("kb", Map.of(), DistanceFunction.L2, IndexSettings.DEFAULTS));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "READ_ONLY | POST http://h/x answered 500: read-only: migration in progress | SaidReadOnly",
        "READ_ONLY | POST http://h/x answered 500: attempt to write a readonly database | SaidReadOnly",
        "OVERLOADED | POST http://h/x answered 503: in read-only mode | SaidReadOnly",
        "READ_ONLY | POST http://h/x answered 403: Forbidden | NotAllowed",
        "READ_ONLY | POST http://h/x answered 405: Method Not Allowed | NotAllowed",
        "READ_ONLY | POST http://read-only.example/x answered 403: Forbidden | NotAllowed",
        "REFUSED | POST http://readonly/x answered 400: bad request | Otherwise",
        "FORBIDDEN | POST http://h/x answered 401: Unauthorized | Otherwise",
        "NOT_FOUND | POST http://h/x answered 404: no collection read-only | Otherwise",
      })
  void a_refusal_is_told_by_what_the_server_says(
      ChromaException.Kind kind, String message, String expected) {
    server.refuseWrites(new ChromaException(kind, message, null));

    WriteTrial trial = FreezeProbe.send(server, collection);

    assertThat(trial.getClass().getSimpleName()).isEqualTo(expected);
    assertThat(((WriteTrial.Refusal) trial).how()).isEqualTo(message);
  }

  @Test
  void an_answer_that_is_none_is_no_refusal_whatever_its_address_is_called() {
    server.refuseWrites(
        new ChromaException(
            ChromaException.Kind.BROKEN_ANSWER,
            "POST http://read-only.example/x broke off: connection reset",
            null));

    assertThatThrownBy(() -> FreezeProbe.send(server, collection))
        .isInstanceOf(ChromaException.class);
    assertThatThrownBy(() -> FreezeProbe.refusal(server, collection))
        .isInstanceOf(ChromaException.class);
  }

  @Test
  void no_answer_is_no_refusal_whatever_is_said_of_it() {
    server.refuseWrites(
        new ChromaException(ChromaException.Kind.UNREACHABLE, "read-only: no answer", null));

    assertThatThrownBy(() -> FreezeProbe.send(server, collection))
        .isInstanceOf(ChromaException.class);
  }
}
