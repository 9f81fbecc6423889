package org.klantbrug.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.shared.OnDatabase;

/**
 * The connections of the server are cut at twenty points, drawn by a seed, while customers are
 * told: each hears of it once, by mail or by letter.
 */
@OnDatabase
class KilledTellingTest {
  private static final int CUSTOMERS = 3_000;
  private static final int KILLS = 20;
  private static final long A_LOOK = 200_000;

  private final NoticeFixture on = new NoticeFixture();
  private final AtomicBoolean done = new AtomicBoolean();

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void eachCustomerHasOneNoticeAndOneMailOrOneLetterInABatch() throws InterruptedException {
    on.crowd(CUSTOMERS);
    on.contactPerson(on.legal, 100_000);
    on.released();
    on.on(on.sendBy("C1"));
    var telling = new Thread(this::tellUntilAllAreTold);
    telling.start();

    var killed = killNowAndThen(telling);
    telling.join();

    assertThat(killed).as("parts that were cut off").isPositive();
    assertThat(on.in.number("select count(*) from notice_notice"))
        .isEqualTo(on.in.number("select count(distinct person_id) from notice_notice"))
        .isGreaterThan(CUSTOMERS);
    assertThat(on.in.number("select count(*) from notice_account"))
        .isEqualTo(on.in.number("select count(distinct member_id) from notice_account"));
    assertThat(on.in.number("select count(*) from outbound_message"))
        .isEqualTo(on.in.number("select count(*) from notice_notice where way = 'EMAIL'"))
        .isEqualTo(on.in.number("select count(distinct identity_id) from outbound_message"));
    assertThat(on.in.number("select count(*) from notice_notice where way = 'LETTER'"))
        .isEqualTo(on.in.number("select sum(letters) from notice_batch"))
        .isEqualTo(on.in.number("select count(*) from notice_notice where batch_id is not null"));
  }

  private void tellUntilAllAreTold() {
    while (!done.get()) {
      try {
        if (!on.writing.goOn()) {
          done.set(true);
        }
      } catch (RuntimeException killed) {
        LockSupport.parkNanos(A_LOOK);
      }
    }
  }

  /** Once so many were told, in the midst of the next part. */
  private int killNowAndThen(Thread telling) {
    var seed = Long.getLong("reliability.seed", 20_261_123L);
    var random = new Random(seed);
    var points = new TreeSet<Integer>();
    while (points.size() < KILLS) {
      points.add(
          random.nextInt(CUSTOMERS / NoticeWriting.PART) * NoticeWriting.PART
              + random.nextInt(NoticeWriting.PART));
    }
    var killed = 0;
    for (var point : points) {
      while (!done.get()
          && on.in.number("select count(*) from notice_notice") < point - NoticeWriting.PART) {
        LockSupport.parkNanos(A_LOOK);
      }
      LockSupport.parkNanos(random.nextInt(60_000_000));
      killed +=
          (int)
              on.in.number(
                  """
                  select count(*) from (
                    select pg_terminate_backend(pid) from pg_stat_activity
                     where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle') k""");
    }
    return killed;
  }
}
