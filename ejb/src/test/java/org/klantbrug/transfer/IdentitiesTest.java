package org.klantbrug.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.klantbrug.transfer.MadeUpMerger.T;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.matching.Identities;
import org.klantbrug.merger.Entity;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.work.Slice;

/** Every delivered customer is registered once, in however many parts it is done. */
@OnDatabase
class IdentitiesTest {
  private static final int CUSTOMERS = 60;

  private final MadeUpMerger in = new MadeUpMerger();
  private final Identities identities = new Identities(in.database);
  private long delivery;

  @AfterEach
  void close() {
    in.close();
  }

  @Test
  void partsTogetherHoldEveryCustomerOnceAndAPartDoneAgainChangesNothing() {
    var run = deliver();

    var low = register(run, new Slice(1, Integer.MIN_VALUE, -1));
    var lowAgain = register(run, new Slice(1, Integer.MIN_VALUE, -1));
    var high = register(run, new Slice(2, 0, Integer.MAX_VALUE));

    assertThat(low).isBetween(1, CUSTOMERS - 1);
    assertThat(lowAgain).isZero();
    assertThat(low + high).isEqualTo(CUSTOMERS);
    assertThat(in.number("select count(*) from customer_identity")).isEqualTo(CUSTOMERS);
  }

  @Test
  void aCustomerRepairedBehindAPartThatIsDoneIsRegisteredWhenItIsDoneAgain() {
    var run = deliver();
    var all = new Slice(1, Integer.MIN_VALUE, Integer.MAX_VALUE);
    register(run, all);
    in.stage(delivery, Entity.CUSTOMER, "source_key", "K-repaired", "family_name", "Bakker");

    assertThat(register(run, all)).isEqualTo(1);
  }

  @Test
  void aSmallDeliveryIsOnePart() {
    assertThat(identities.plan(deliver(), in.theirs))
        .containsExactly(new Slice(1, Integer.MIN_VALUE, Integer.MAX_VALUE));
  }

  private long deliver() {
    var run = in.run();
    delivery = in.delivery(run, in.theirs, Entity.CUSTOMER, "klanten.csv");
    for (int i = 0; i < CUSTOMERS; i++) {
      in.stage(delivery, Entity.CUSTOMER, "source_key", "K" + i, "family_name", "Bakker");
    }
    return run;
  }

  private int register(long run, Slice part) {
    return identities.registerIdentities(in.lease, run, in.theirs, part, T);
  }
}
