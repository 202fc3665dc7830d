package io.chromarunbook.chroma;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Function;
import okio.BufferedSource;

/** The head of an answer, and its body while it is still coming in. */
final class HttpAnswer implements AutoCloseable {
  private final int status;
  private final Function<String, Optional<String>> headers;
  private final BufferedSource body;

  HttpAnswer(int status, Function<String, Optional<String>> headers, BufferedSource body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  int status() {
    return status;
  }

  boolean successful() {
    return status >= 200 && status < 300;
  }

  Optional<String> header(String name) {
    return headers.apply(name);
  }

  InputStream body() {
    return body.inputStream();
  }

  /** The body as the HTTP client has it. */
  BufferedSource source() {
    return body;
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
