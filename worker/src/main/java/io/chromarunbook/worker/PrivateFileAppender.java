package io.chromarunbook.worker;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import io.chromarunbook.activities.run.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;

/** Logs to files that only their owner may read. */
public final class PrivateFileAppender extends RollingFileAppender<ILoggingEvent> {

  @Override
  public void openFile(String file) throws IOException {
    PrivateFiles.present(Path.of(file));
    super.openFile(file);
  }
}
