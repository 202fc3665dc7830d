package io.chromarunbook.activities.chroma;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import tech.amikos.chromadb.handler.ApiClient;
import tech.amikos.chromadb.handler.ApiException;

/**
 * The HTTP side of the Chroma Java client: its headers and requests over its OkHttp. The bodies
 * pass through untouched, because its own JSON layer turns integers into doubles and vectors into
 * trees of boxed numbers.
 */
final class ClientTransport implements Transport {
  private final ApiClient api = new ApiClient();

  ClientTransport(ServerAddress address) {
    api.setBasePath(address.url().toString());
    api.setUserAgent("chroma-runbook");
    address.headers().forEach(api::addDefaultHeader);
    OkHttpClient http =
        api.getHttpClient()
            .newBuilder()
            .protocols(List.of(Protocol.HTTP_1_1))
            .connectTimeout(CONNECT_TIMEOUT)
            .readTimeout(ANSWER_TIMEOUT)
            .writeTimeout(ANSWER_TIMEOUT)
            .callTimeout(ANSWER_TIMEOUT)
            .followRedirects(false)
            // Whether to send a write again is for the caller to decide: it may have arrived.
            .retryOnConnectionFailure(false)
            // 0.x servers hang up on an idle connection after 5 s.
            .connectionPool(new ConnectionPool(5, 3, TimeUnit.SECONDS))
            .build();
    api.setHttpClient(http);
  }

  @Override
  public Answer send(Call call) throws IOException {
    Response response = api.getHttpClient().newCall(request(call)).execute();
    return new Answer(
        response.code(),
        name -> Optional.ofNullable(response.header(name)),
        response.body().byteStream());
  }

  private Request request(Call call) {
    try {
      return api.buildRequest(
          call.route().toString(),
          call.method(),
          List.of(),
          List.of(),
          call.body().map(RequestBody::toByteArray).orElse(null),
          Map.of("Content-Type", "application/json"),
          Map.of(),
          new String[0],
          null);
    } catch (ApiException e) {
      throw new IllegalStateException("Could not build the request " + call.route(), e);
    }
  }

  @Override
  public void close() {
    api.getHttpClient().dispatcher().executorService().shutdown();
    api.getHttpClient().connectionPool().evictAll();
  }
}
