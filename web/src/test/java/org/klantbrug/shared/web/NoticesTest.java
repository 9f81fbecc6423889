package org.klantbrug.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.klantbrug.shared.RuleBroken;

class NoticesTest {
  private final Notices notices =
      new Notices(
          new Texts() {
            @Override
            public Locale locale() {
              return Locale.ENGLISH;
            }
          },
          new Conflict());

  @Test
  void aNoticeIsToldOnce() {
    notices.done("password.changed");

    assertThat(notices.getTaken()).singleElement().matches(Notices.Notice::good);
    assertThat(notices.getTaken()).isEmpty();
  }

  @Test
  void whoLogsInNextReadsNothingThatWasMeantForAnother() {
    notices.done("password.changed");
    notices.attempt(
        () -> {
          throw new RuleBroken("identity.wrong-login");
        });

    notices.forget();

    assertThat(notices.getTaken()).isEmpty();
  }

  @Test
  void noneIsLostWhenRequestsOfOneSessionComeTogether() throws Exception {
    var together = 8;
    var each = 2_000;
    var begin = new CountDownLatch(1);
    var pool = Executors.newFixedThreadPool(together);
    try {
      var requests =
          IntStream.range(0, together)
              .mapToObj(
                  request ->
                      pool.submit(
                          () -> {
                            begin.await();
                            for (var i = 0; i < each; i++) {
                              notices.attempt(NoticesTest::refused);
                            }
                            return null;
                          }))
              .toList();
      begin.countDown();
      for (var request : requests) {
        request.get();
      }
    } finally {
      pool.shutdownNow();
    }

    assertThat(notices.getTaken()).hasSize(together * each);
  }

  private static List<String> refused() {
    throw new RuleBroken("identity.wrong-login");
  }
}
