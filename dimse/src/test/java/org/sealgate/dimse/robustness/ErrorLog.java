package org.sealgate.dimse.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** What the module logs as an error, which is a defect of its own and never a peer's doing. */
final class ErrorLog implements AutoCloseable {
  private final Logger logger = (Logger) LoggerFactory.getLogger("org.sealgate.dimse");
  private final Queue<String> errors = new ConcurrentLinkedQueue<>();
  private final boolean additive = logger.isAdditive();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
            errors.add(event.getFormattedMessage());
          }
        }
      };

  ErrorLog() {
    appender.start();
    logger.addAppender(appender);
    // Thousands of broken peers are expected here, and would fill the test's log.
    logger.setAdditive(false);
  }

  void assertEmpty() {
    assertThat(errors).isEmpty();
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
    logger.setAdditive(additive);
    appender.stop();
  }
}
