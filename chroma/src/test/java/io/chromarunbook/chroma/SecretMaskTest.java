package io.chromarunbook.chroma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that was given a secret says it again, in every way it can. */
@Timeout(60)
class SecretMaskTest {

  private static final String TOKEN = "tok/en+0123456789\"abcdef";
  private static final String PASSWORD = "hunter2:and=more";
  private static final String BASIC = base64("operator:" + PASSWORD);
  private static final String HOOK =
      "https://hooks.example/services/T0123456789ABCDEF/xyz?key=0123456789abcdefXYZ";

  private static final SecretMask MASK =
      SecretMask.of(List.of("Bearer " + TOKEN, "Basic " + BASIC, "ab", HOOK));

  static Stream<String> echoes() {
    return Stream.of(
        "Bearer " + TOKEN,
        "bearer   " + TOKEN,
        TOKEN,
        TOKEN.toUpperCase(java.util.Locale.ROOT),
        URLEncoder.encode(TOKEN, StandardCharsets.UTF_8),
        URLEncoder.encode("Bearer " + TOKEN, StandardCharsets.UTF_8).replace("+", "%20"),
        TOKEN.replace("\"", "\\\""),
        base64(TOKEN),
        base64("Bearer " + TOKEN),
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(TOKEN.getBytes(StandardCharsets.UTF_8)),
        TOKEN.substring(0, 9) + "\n    " + TOKEN.substring(9),
        TOKEN.substring(0, 9) + "…",
        TOKEN.substring(0, 9) + "...",
        BASIC,
        "operator:" + PASSWORD,
        PASSWORD,
        URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8),
        HOOK,
        "/services/T0123456789ABCDEF/xyz?key=0123456789abcdefXYZ",
        "T0123456789ABCDEF",
        "0123456789abcdefXYZ");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @MethodSource("echoes")
  void no_way_of_writing_a_secret_gets_through(String echo) {
    String masked = MASK.masked("header '" + echo + "' is refused");

    assertThat(masked).startsWith("header '").contains("***").endsWith("' is refused");
    assertThat(masked.replaceAll("[.=]+", ""))
        .isIn(
            "header '***' is refused",
            "header '***…' is refused",
            "header 'bearer   ***' is refused");
  }

  @ParameterizedTest
  @MethodSource("echoes")
  void none_of_them_stays_in_a_file(String echo, @TempDir Path folder) throws IOException {
    Path log = folder.resolve("log");
    Files.writeString(log, "é said '" + echo + "' and goes on");
    long size = Files.size(log);

    MASK.overwriteIn(log);

    assertThat(log).hasSize(size);
    assertThat(Files.readString(log)).matches("(?s)é said '(bearer)?[*.…=\\s]+' and goes on");
  }

  @Test
  void a_secret_at_the_border_of_two_readings_of_a_large_file_is_found(@TempDir Path folder)
      throws IOException {
    Path log = folder.resolve("log");
    int megabyte = 1 << 20;
    StringBuilder text = new StringBuilder("x".repeat(3 * megabyte));
    for (int border = 1; border < 3; border++) {
      text.replace(border * megabyte - 5, border * megabyte - 5 + TOKEN.length(), TOKEN);
    }
    Files.writeString(log, text);

    MASK.overwriteIn(log);

    assertThat(Files.readString(log))
        .isEqualTo(text.toString().replace(TOKEN, "*".repeat(TOKEN.length())));
  }

  @Test
  void whoever_writes_to_the_file_meanwhile_goes_on_where_it_was(@TempDir Path folder)
      throws IOException {
    Path log = folder.resolve("log");
    try (var daemon =
        Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      daemon.write(("got " + TOKEN + "\n").getBytes(StandardCharsets.UTF_8));
      MASK.overwriteIn(log);
      daemon.write("still here\n".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(log).content().isEqualTo("got " + "*".repeat(TOKEN.length()) + "\nstill here\n");
  }

  @Test
  void words_that_name_the_kind_of_a_secret_and_short_ones_stay() {
    assertThat(MASK.masked("Bearer and Basic tokens of the services at hooks.example: ab"))
        .isEqualTo("Bearer and Basic tokens of the services at hooks.example: ab");
    assertThat(SecretMask.NONE.masked("anything")).isEqualTo("anything");
  }

  @Test
  void a_very_long_secret_is_no_trouble() {
    String secret = "x1".repeat(50_000);

    assertThat(SecretMask.of(List.of(secret)).masked("a " + secret + " b")).isEqualTo("a *** b");
  }

  static Stream<ScriptedChroma.Reply> sayings() {
    String told = "Bearer " + TOKEN;
    return Stream.of(
        ScriptedChroma.status(401, "no: " + told),
        ScriptedChroma.status(
            500, "{\"error\":\"ValueError('" + told.replace("\"", "\\\"") + "')\"}"),
        ScriptedChroma.status(400, "{\"error\":\"x\",\"message\":\"" + base64(told) + "\"}"),
        // Cut at the length a message may have, within the secret.
        ScriptedChroma.status(400, "x".repeat(288) + " " + TOKEN),
        ScriptedChroma.status(503, "{\"detail\":\"wait, " + told.replace("\"", "\\\"") + "\"}"),
        ScriptedChroma.json(TOKEN.replaceAll("\\W", "")),
        ScriptedChroma.json("{\"" + TOKEN.replace("\"", "\\\"") + "\": 1"),
        ScriptedChroma.json(
            "[{\"id\":\"1\",\"name\":\"c\",\"metadata\":{\"hnsw:space\":\""
                + TOKEN.replace("\"", "\\\"")
                + "\"}}]"),
        exchange -> {
          // No HTTP at all; what was expected and what came stands in the failure.
          exchange.getResponseHeaders().set("Content-Length", TOKEN);
          exchange.sendResponseHeaders(200, 0);
          exchange.close();
        });
  }

  @ParameterizedTest
  @MethodSource("sayings")
  void what_a_server_says_of_a_secret_reaches_no_message_and_no_cause(ScriptedChroma.Reply reply) {
    try (ScriptedChroma server = ScriptedChroma.ofVersion("1.0.0")) {
      server.on(
          "GET", "/api/v2/tenants/default_tenant/databases/default_database/collections", reply);
      ServerAddress address =
          new ServerAddress(
              URI.create(server.url()),
              ServerAddress.DEFAULT_TENANT,
              ServerAddress.DEFAULT_DATABASE,
              Map.of("Authorization", "Bearer " + TOKEN, "X-Other", TOKEN.replaceAll("\\W", "")));
      WritableServer chroma = ChromaServers.toWrite(address);

      ChromaException failure = catchThrowableOfType(ChromaException.class, chroma::collections);

      for (Throwable each = failure; each != null; each = each.getCause()) {
        assertThat(String.valueOf(each.getMessage()).toLowerCase(java.util.Locale.ROOT))
            .doesNotContain(
                "tok/",
                "token0",
                "0123456",
                base64(TOKEN).substring(0, 8).toLowerCase(java.util.Locale.ROOT));
      }
    }
  }

  @Test
  void a_version_is_one_line_without_secrets() {
    try (ScriptedChroma server = ScriptedChroma.ofVersion("1.0.0")) {
      server.on(
          "GET",
          "/api/v2/version",
          ScriptedChroma.json("\"1.0\\nnotify: " + PASSWORD + "\\u202e\""));

      assertThat(
              ChromaServers.toWrite(
                      new ServerAddress(
                          URI.create(server.url()),
                          ServerAddress.DEFAULT_TENANT,
                          ServerAddress.DEFAULT_DATABASE,
                          Map.of("X-Password", PASSWORD)))
                  .version()
                  .version())
          .isEqualTo("1.0 notify: ***");
    }
  }
}
