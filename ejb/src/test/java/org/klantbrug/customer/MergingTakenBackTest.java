package org.klantbrug.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.klantbrug.transfer.MadeUpMerger.T;
import static org.klantbrug.transfer.MadeUpMerger.TODAY;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.transfer.Kind;
import org.klantbrug.transfer.MadeUpMerger;
import org.klantbrug.transfer.SmallTakeover;

/** What becomes of customers that a colleague merged when their transfer is taken back. */
@OnDatabase
class MergingTakenBackTest {
  private static final Sight EVERYTHING = Sight.ofEverything(TODAY);

  private final SmallTakeover takeover = SmallTakeover.live();
  private final MadeUpMerger in = takeover.in;
  private final Merging merging = new Merging(in.database, in.golden);
  private final long a1 = in.party(in.ours, "A1");
  private final long a3 = in.party(in.ours, "A3");
  private final long b2 = in.party(in.theirs, "B2");
  private final long b4 = in.party(in.theirs, "B4");

  @AfterEach
  void close() {
    in.close();
  }

  @Test
  void whoWasMergedAndTakenBackIsHimselfAgainWhenHeComesOverAgain() {
    var merge = merge(a1, b2);

    takeBack();
    in.carryLive(takeover.run, Kind.TRANSFER);

    assertThat(in.party(in.theirs, "B2")).isEqualTo(b2);
    assertThat(found(b2)).containsExactly(b2);
    assertThat(found(a1)).containsExactly(a1);
    assertThat(standingMerges()).isZero();
    assertThat(in.text("select undone_reason from customer_merge where id = " + merge))
        .isEqualTo("te vroeg");
  }

  @Test
  void aNumberOfSomebodyWhoWasMergedAndTakenBackFindsNobody() {
    merge(a1, b2);

    takeBack();

    assertThat(found(b2)).isEmpty();
  }

  @Test
  void aMergeThatMovedACustomerOfOursStandsAndCanBeSplit() {
    var merge = merge(b2, a1);

    takeBack();

    assertThat(found(a1)).containsExactly(b2);
    merging.unmerge(merge, in.operator, "toch niet", T);
    assertThat(found(a1)).containsExactly(a1);
  }

  @Test
  void ofMergesOnMergesThoseStandThatStillMoveSomebody() {
    merge(a1, b2);
    var second = merge(b4, a1);

    takeBack();

    assertThat(in.texts("select id from customer_merge where undone_at is null"))
        .containsExactly(String.valueOf(second));
    assertThat(found(a1)).containsExactly(b4);
  }

  @Test
  void aNumberLeadsToWhoHasItAndElseToWhereHeIsThoughAMergeLeadsFurther() {
    merge(b2, a3);
    merge(a1, b2);

    takeBack();
    in.carryLive(takeover.run, Kind.TRANSFER);

    assertThat(found(b2)).as("he has his own number again").containsExactly(b2);
    assertThat(found(a3)).as("he is still with the other").containsExactly(a1);
  }

  @Test
  void aMergeThatWasSplitBeforeTheTakingBackStaysAsItWasSplit() {
    var merge = merge(a1, b2);
    merging.unmerge(merge, in.operator, "toch niet", T);

    takeBack();

    assertThat(in.text("select undone_reason from customer_merge")).isEqualTo("toch niet");
  }

  @Test
  void aNumberDoesNotFindWhoWasInThatCustomerOnce() {
    merging.unmerge(merge(a1, b2), in.operator, "toch niet", T);

    assertThat(found(a1)).containsExactly(a1);
    assertThat(found(b2)).containsExactly(b2);
  }

  @Test
  void takingTheHistoryBackLeavesMergesAlone() {
    merge(a1, b2);

    in.transfer.undo(live("HISTORY"), in.operator, "te vroeg", T);

    assertThat(standingMerges()).isEqualTo(1);
    assertThat(found(b2)).containsExactly(a1);
  }

  @Test
  void mergesThatStoodAfterATakingBackOfBeforeAreUndoneByTheMigration() throws IOException {
    merge(a1, b2);
    var stands = merge(b4, a3);
    takeBack();
    in.sql(
        "update customer_merge set undone_at = null, undone_by = null, undone_reason = null where gone_party_id = "
            + b2);
    in.carryLive(takeover.run, Kind.TRANSFER);

    in.sql(migration());

    assertThat(in.texts("select id from customer_merge where undone_at is null"))
        .containsExactly(String.valueOf(stands));
    assertThat(in.texts("select undone_reason from customer_merge where undone_at is not null"))
        .containsExactly("te vroeg");
  }

  private static String migration() throws IOException {
    try (var script =
        Merging.class.getResourceAsStream(
            "/db/migration/V035__what_was_replaced_or_taken_back_no_longer_counts.sql")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private long merge(long kept, long gone) {
    return merging.merge(kept, gone, in.operator, "zelfde", T);
  }

  private void takeBack() {
    in.transfer.undo(live("HISTORY"), in.operator, "te vroeg", T);
    in.transfer.undo(live("TRANSFER"), in.operator, "te vroeg", T);
  }

  private long live(String kind) {
    return in.number(
        "select id from transfer_cutover where state = 'LIVE' and kind = '%s'".formatted(kind));
  }

  /** Whom a colleague finds who types the number of this party, on the page and in the list. */
  private List<Long> found(long party) {
    var number = in.text("select number from customer_party where id = " + party);
    var hits =
        new CustomerSearch(in.database)
            .find(number, 9, EVERYTHING).stream().map(CustomerHit::partyId).toList();
    assertThat(new CustomerNumbers(in.database).holders(number, EVERYTHING))
        .extracting(CustomerNumbers.Holder::partyId)
        .isEqualTo(hits);
    return hits;
  }

  private long standingMerges() {
    return in.number("select count(*) from customer_merge where undone_at is null");
  }
}
