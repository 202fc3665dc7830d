package io.chromarunbook.activities.chroma;

import java.io.IOException;
import java.time.Duration;

/** Carries calls to one server over HTTP/1.1. Safe for use by several threads. */
interface Transport extends AutoCloseable {
  /** How long a connection may take. */
  Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /**
   * How long an answer may take, to its last byte: 5,000 records in one upsert took up to 11 s on a
   * slow server, and after two minutes nobody is answering any more.
   */
  Duration ANSWER_TIMEOUT = Duration.ofMinutes(2);

  /**
   * Sends the call once; returns as soon as the answer's head is there.
   *
   * @throws IOException where no answer came
   */
  Answer send(Call call) throws IOException, InterruptedException;

  @Override
  void close();
}
