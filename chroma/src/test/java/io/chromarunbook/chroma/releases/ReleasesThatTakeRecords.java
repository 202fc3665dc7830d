package io.chromarunbook.chroma.releases;

import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** The releases of this run but those that are sources only. */
final class ReleasesThatTakeRecords implements ArgumentsProvider {

  @Override
  public Stream<? extends Arguments> provideArguments(
      ParameterDeclarations parameters, ExtensionContext context) {
    return new ReleasesUnderTest()
        .provideArguments(parameters, context)
        .filter(each -> ((RealServer) each.get()[0]).takesAnyRecord());
  }
}
