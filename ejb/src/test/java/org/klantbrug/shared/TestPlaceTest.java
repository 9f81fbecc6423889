package org.klantbrug.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed build left behind never stands in the way of the next one. */
class TestPlaceTest {
  /** No Linux gives a process a number this high. */
  private static final long NOBODY = 1L << 23;

  @TempDir Path place;

  @Test
  void twoProcessesThatClearAwayTheSameFoldersDoNotHinderEachOther() throws Exception {
    for (int round = 0; round < 20; round++) {
      leave(NOBODY + round);
      clearTwice();
      assertThat(place).isEmptyDirectory();
    }
  }

  @Test
  void theFolderOfALivingProcessStays() throws IOException {
    var parent = ProcessHandle.current().parent().orElseThrow().pid();
    leave(parent);

    TestPlace.clear(place);

    assertThat(place.resolve("klantbrug-test-" + parent)).isNotEmptyDirectory();
  }

  @Test
  void whatAnotherBeganToClearAndDidNotEndIsClearedToo() throws IOException {
    Files.createDirectory(place.resolve("klantbrug-test-" + NOBODY + ".8263"));

    TestPlace.clear(place);

    assertThat(place).isEmptyDirectory();
  }

  private void leave(long owner) throws IOException {
    var folder = Files.createDirectory(place.resolve("klantbrug-test-" + owner));
    for (int i = 0; i < 200; i++) {
      Files.writeString(folder.resolve("file" + i), "left");
    }
  }

  private void clearTwice() throws Exception {
    var together = new CyclicBarrier(2);
    Callable<Void> clear =
        () -> {
          together.await();
          TestPlace.clear(place);
          return null;
        };
    var both = Executors.newFixedThreadPool(2);
    try {
      for (var each : both.invokeAll(List.of(clear, clear))) {
        each.get();
      }
    } finally {
      both.shutdown();
    }
  }
}
