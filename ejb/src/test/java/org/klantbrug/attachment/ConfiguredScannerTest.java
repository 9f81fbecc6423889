package org.klantbrug.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only a scanner that says plainly that it found nothing opens a file. */
class ConfiguredScannerTest {
  private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
  private TestScanner daemon;
  private ConfiguredScanner scanner;

  @BeforeEach
  void listen() throws IOException {
    daemon = new TestScanner(0);
    scanner = new ConfiguredScanner(daemon.where(), watch, 2);
  }

  @AfterEach
  void close() throws IOException {
    daemon.close();
    watch.shutdownNow();
  }

  @Test
  void findsNothingInWhatIsClean() throws Exception {
    assertThat(scanner.find(new byte[1_000_000])).isEmpty();
    assertThat(daemon.scanned()).isOne();
  }

  @Test
  void saysWhatItFound() throws Exception {
    assertThat(scanner.find(TestScanner.EICAR.getBytes(StandardCharsets.US_ASCII)))
        .contains("Eicar-Test-Signature");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSTREAM size limit exceeded. ERROR\0",
        "stream: OKAY\0",
        "stream: maybe\0",
        "\0",
        "UNKNOWN COMMAND\0"
      })
  void whateverElseIsSaidIsNoScan(String answer) {
    daemon.says(answer);

    assertThatThrownBy(() -> scanner.find(new byte[10]))
        .isInstanceOf(VirusScanner.ScannerAway.class);
  }

  @Test
  void aScannerThatSaysNothingIsAway() {
    daemon.says("");

    assertThatThrownBy(() -> scanner.find(new byte[10]))
        .isInstanceOf(VirusScanner.ScannerAway.class);
  }

  /**
   * The port stays ours and nobody listens on it: after it was given back another test could.
   * Source: connect(2), a bound socket that does not listen refuses.
   */
  @Test
  void nobodyListeningIsAway() throws IOException {
    try (var bound = new Socket()) {
      bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      var nobody =
          new ConfiguredScanner(
              bound.getLocalAddress().getHostAddress() + ":" + bound.getLocalPort(), watch, 2);

      assertThatThrownBy(() -> nobody.find(new byte[10]))
          .isInstanceOf(VirusScanner.ScannerAway.class);
    }
  }

  @Test
  void withoutAnAddressThereIsNone() {
    assertThat(new ConfiguredScanner(" ", watch, 1).isThere()).isFalse();
    assertThatThrownBy(() -> new ConfiguredScanner(null, watch, 1).find(new byte[1]))
        .isInstanceOf(VirusScanner.ScannerAway.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"clamd", "clamd:port", ":3310"})
  void anAddressThatIsNoneIsTold(String where) {
    assertThatThrownBy(() -> Clamd.at(where)).isInstanceOf(IllegalArgumentException.class);
  }
}
