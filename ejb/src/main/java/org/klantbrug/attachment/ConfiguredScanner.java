package org.klantbrug.attachment;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scanner that {@code KLANTBRUG_SCANNER} names; none if it names none. */
@ApplicationScoped
public class ConfiguredScanner implements VirusScanner {
  private static final Logger LOG = LoggerFactory.getLogger(ConfiguredScanner.class);
  private static final int SECONDS = 60;

  private final Clamd daemon;
  private final int seconds;

  @Resource private ManagedScheduledExecutorService managed;
  private ScheduledExecutorService watch;

  /** As the environment says. */
  public ConfiguredScanner() {
    this(System.getenv("KLANTBRUG_SCANNER"), null, SECONDS);
  }

  /**
   * @param seconds after which a scanner that says nothing counts as away
   */
  ConfiguredScanner(String where, ScheduledExecutorService watch, int seconds) {
    this.daemon = where == null || where.isBlank() ? null : Clamd.at(where.strip());
    this.watch = watch;
    this.seconds = seconds;
  }

  @Override
  public boolean isThere() {
    return daemon != null;
  }

  @Override
  public Optional<String> find(byte[] content) throws ScannerAway {
    if (daemon == null) {
      throw new ScannerAway("No scanner is named", null);
    }
    try (var channel = daemon.channel()) {
      var end = watch().schedule(() -> hangUp(channel), seconds, TimeUnit.SECONDS);
      try {
        return daemon.find(channel, content);
      } finally {
        end.cancel(false);
      }
    } catch (IOException | RuntimeException e) {
      throw new ScannerAway("The scanner did not look: " + e.getMessage(), e);
    }
  }

  private ScheduledExecutorService watch() {
    return watch == null ? managed : watch;
  }

  private static void hangUp(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.warn("The connection to the scanner could not be closed: {}", e.getMessage());
    }
  }
}
