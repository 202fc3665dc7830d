package io.chromarunbook.worker;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.CoreConstants;
import io.chromarunbook.workflows.text.Printable;
import java.util.stream.Collectors;

/**
 * A failure below the line it belongs to, indented, so that none of its lines looks like another.
 */
public final class IndentedFailure extends ThrowableProxyConverter {

  @Override
  protected String throwableProxyToString(IThrowableProxy failure) {
    return super.throwableProxyToString(failure)
        .lines()
        .map(
            line ->
                "    " + Printable.of(line.replace("\t", "    ")) + CoreConstants.LINE_SEPARATOR)
        .collect(Collectors.joining());
  }
}
