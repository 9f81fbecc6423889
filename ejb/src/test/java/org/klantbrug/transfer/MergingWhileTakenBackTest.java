package org.klantbrug.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.klantbrug.transfer.MadeUpMerger.T;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.customer.GoldenRecord;
import org.klantbrug.customer.Merging;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.OnDatabase;

/** One merges or splits customers while another takes the transfer back that brought them. */
@OnDatabase
class MergingWhileTakenBackTest {
  private final SmallTakeover takeover = SmallTakeover.live();
  private final MadeUpMerger in = takeover.in;
  private final TwoAtOnce two = new TwoAtOnce(in);
  private final long a1 = in.party(in.ours, "A1");
  private final long b2 = in.party(in.theirs, "B2");

  @BeforeEach
  void takeTheHistoryBack() {
    in.transfer.undo(takeover.cutover(Kind.HISTORY), in.operator, "te vroeg", T);
  }

  @AfterEach
  void close() {
    two.close();
    in.close();
  }

  @Test
  void whoIsBeingMergedIsTakenBackToo() throws Exception {
    two.whileOpen(() -> merge(two.first), () -> takeBack(two.second), "taking back").get();

    assertThat(linkedThoughTakenBack()).isZero();
    assertThat(in.number("select count(*) from customer_merge where undone_at is null")).isZero();
    in.carryLive(takeover.run, Kind.TRANSFER);
    assertThat(in.party(in.theirs, "B2")).isEqualTo(b2);
  }

  @Test
  void whoIsBeingSplitIsTakenBackToo() throws Exception {
    var merge = merge(in.database);

    two.whileOpen(
            () -> merging(two.first).unmerge(merge, in.operator, "toch niet", T),
            () -> takeBack(two.second),
            "taking back")
        .get();

    assertThat(linkedThoughTakenBack()).isZero();
  }

  @Test
  void whoIsBeingTakenBackIsNotMerged() {
    var merge = two.whileOpen(() -> takeBack(two.first), () -> merge(two.second), "merging");

    assertThatThrownBy(merge::get).hasMessageContaining("no longer stands alone");
    assertThat(in.number("select count(*) from customer_merge")).isZero();
  }

  @Test
  void whoIsBeingTakenBackIsNotSplit() {
    var merge = merge(in.database);

    var split =
        two.whileOpen(
            () -> takeBack(two.first),
            () -> merging(two.second).unmerge(merge, in.operator, "toch niet", T),
            "splitting");

    assertThatThrownBy(split::get).hasMessageContaining("split already");
    assertThat(linkedThoughTakenBack()).isZero();
  }

  private long linkedThoughTakenBack() {
    return in.number(
        "select count(*) from customer_party_link where ended_at is null and cutover_id = "
            + takeover.cutover(Kind.TRANSFER));
  }

  private long merge(Database database) {
    return merging(database).merge(a1, b2, in.operator, "zelfde", T);
  }

  private static Merging merging(Database database) {
    return new Merging(database, new GoldenRecord(database));
  }

  private void takeBack(Database database) {
    new Transfer(database, new GoldenRecord(database))
        .undo(takeover.cutover(Kind.TRANSFER), in.operator, "te vroeg", T);
  }
}
