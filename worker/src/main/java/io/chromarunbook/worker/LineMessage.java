package io.chromarunbook.worker;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.chromarunbook.workflows.text.Printable;
import java.util.stream.Collectors;

/** The message in the one line it is given: nobody whose text is logged makes lines of the log. */
public final class LineMessage extends ClassicConverter {

  @Override
  public String convert(ILoggingEvent event) {
    return event
        .getFormattedMessage()
        .lines()
        .map(Printable::of)
        .collect(Collectors.joining(" | "));
  }
}
