package io.chromarunbook.chroma.releases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * One release of each line in every build; the others where the profile "releases" asks for them,
 * which a build has no time for.
 */
public final class ReleasesUnderTest implements ArgumentsProvider {
  private static final String ASKED_FOR = System.getProperty("releases.under.test", "each-line");

  /** The releases of this run. */
  public static List<RealServer> releases() {
    return switch (ASKED_FOR) {
      case "each-line" -> RealServer.ofEachLine();
      case "others" -> RealServer.others();
      default ->
          throw new IllegalArgumentException(
              "releases.under.test is each-line or others, not " + ASKED_FOR);
    };
  }

  @Override
  public Stream<? extends Arguments> provideArguments(
      ParameterDeclarations parameters, ExtensionContext context) {
    return releases().stream()
        .peek(release -> startedBefore(RealServers.of(context), release))
        .map(Arguments::of);
  }

  /** Outside of any test: one is not given the time that an installation takes. */
  private static void startedBefore(RealServers servers, RealServer release) {
    assertThat(servers.addressOf(release).url()).isNotNull();
  }
}
