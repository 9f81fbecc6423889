package org.klantbrug.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.klantbrug.transfer.MadeUpMerger.T;
import static org.klantbrug.transfer.MadeUpMerger.TODAY;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.audit.Audit;
import org.klantbrug.contact.DuePromises;
import org.klantbrug.contact.OpenMatter;
import org.klantbrug.contact.OpenMatters;
import org.klantbrug.contact.Promise;
import org.klantbrug.contact.Promises;
import org.klantbrug.customer.CustomerNames;
import org.klantbrug.customer.GoldenRecord;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.merger.Entity;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.OnDatabase;

/** Promises and complaints that a later delivery changed count once, and are taken up once. */
@OnDatabase
class RenewedHeldWorkTest {
  private static final Sight EVERYTHING = Sight.ofEverything(TODAY);
  private static final String TAKEN = "select taken_as from %s where superseded_by is null";

  private final SmallTakeover takeover = SmallTakeover.live();
  private final MadeUpMerger in = takeover.in;
  private final HeldWork held = new HeldWork(in.database);
  private final long later = in.run();
  private final TwoAtOnce two = new TwoAtOnce(in);

  @AfterEach
  void close() {
    two.close();
    in.close();
  }

  @Test
  void anOpenPromiseWithANewDateTakesThePlaceOfTheOld() {
    promise("OPEN", "2026-05-20");

    var cutover = in.carryLive(later, Kind.TRANSFER);

    assertThat(promisesOfB2()).containsExactly("2026-05-20 OPEN", "null KEPT");
    assertThat(openMattersOf("B2")).containsExactly("PROMISE 2026-05-20");
    assertThat(
            new DuePromises(
                    in.database, new CustomerNames(), new Audit(in.database, new BusinessClock()))
                .shown(9, Sight.ofEverything(TODAY.plusDays(12)), adviser())
                .due())
        .extracting(DuePromises.Due::dueOn)
        .containsExactly(TODAY.plusDays(16));
    assertThat(held.count(Entity.PROMISE)).isEqualTo(1);
    assertThat(in.reconciliation.make(cutover, T).balanced()).isTrue();
  }

  @Test
  void aPromiseThatWasKeptMeanwhileWaitsNoLonger() {
    promise("KEPT", "2026-05-10");

    in.carryLive(later, Kind.TRANSFER);

    assertThat(openMattersOf("B2")).isEmpty();
    assertThat(held.count(Entity.PROMISE)).isZero();
  }

  @Test
  void aChangedComplaintTakesThePlaceOfTheOldAlsoForTheTotalsOfTheOtherLedger() {
    complaint("K1", "Al vier keer gebeld");
    takeover.control(later, "COUNT", "COMPLAINT", "1");

    var cutover = in.carryLive(later, Kind.TRANSFER);

    assertThat(openMattersOf("B4")).containsExactly("COMPLAINT Al vier keer gebeld");
    assertThat(held.count(Entity.COMPLAINT)).isEqualTo(1);
    var statement = in.reconciliation.make(cutover, T);
    assertThat(statement.line("COMPLAINT", "CONTROL_COUNT").targetValue())
        .isEqualByComparingTo("1");
    assertThat(statement.balanced()).isTrue();
  }

  @Test
  void aNewComplaintStandsBesideTheOldOne() {
    complaint("K2", "En nu geen stroom");

    in.carryLive(later, Kind.TRANSFER);

    assertThat(held.count(Entity.COMPLAINT)).isEqualTo(2);
  }

  @Test
  void theSameDeliveredAgainIsLeftAsItIs() {
    promise("OPEN", "2026-05-10");

    in.carryLive(later, Kind.TRANSFER);

    assertThat(in.number("select count(*) from contact_promise where source_key = 'P1'"))
        .isEqualTo(1);
    assertThat(held.count(Entity.PROMISE)).isEqualTo(1);
  }

  @Test
  void takingTheLaterDeliveryBackGivesTheOldOneBack() {
    promise("OPEN", "2026-05-20");
    complaint("K1", "Al vier keer gebeld");
    var cutover = in.carryLive(later, Kind.TRANSFER);

    in.transfer.undo(cutover, in.operator, "te vroeg", T);

    assertThat(openMattersOf("B2")).containsExactly("PROMISE 2026-05-10");
    assertThat(openMattersOf("B4")).containsExactly("COMPLAINT Al drie keer gebeld");
  }

  @Test
  void theThirdVersionTakesThePlaceOfTheSecond() {
    complaint("K1", "Al vier keer gebeld");
    in.carryLive(later, Kind.TRANSFER);
    var last = in.run();
    complaint(last, "K1", "Al vijf keer gebeld");

    in.carryLive(last, Kind.TRANSFER);

    assertThat(openMattersOf("B4")).containsExactly("COMPLAINT Al vijf keer gebeld");
    assertThat(held.count(Entity.COMPLAINT)).isEqualTo(1);
  }

  @Test
  void whatTheDeskTookUpStaysTakenInItsNewVersion() {
    take(Entity.COMPLAINT, "K-2026-1");
    take(Entity.PROMISE, "B-2026-1");
    promise("OPEN", "2026-05-20");
    complaint("K1", "Al vier keer gebeld");

    in.carryLive(later, Kind.TRANSFER);

    assertThat(held.count(Entity.COMPLAINT)).isZero();
    assertThat(held.count(Entity.PROMISE)).isZero();
    assertThat(in.texts(TAKEN.formatted("transfer_held_complaint"))).containsExactly("K-2026-1");
    assertThat(in.texts(TAKEN.formatted("contact_promise") + " and source_key = 'P1'"))
        .containsExactly("B-2026-1");
  }

  @Test
  void whatTheDeskTookUpWhileTheNewVersionWasUnderWayIsTaken() {
    complaint("K1", "Al vier keer gebeld");
    var cutover = in.carry(later, Kind.TRANSFER);
    take(Entity.COMPLAINT, "K-2026-1");

    in.transfer.goLive(in.lease, cutover, T);

    assertThat(held.count(Entity.COMPLAINT)).isZero();
  }

  @Test
  void whatTheDeskTookUpInItsNewVersionStaysTakenWhenThatIsTakenBack() {
    complaint("K1", "Al vier keer gebeld");
    var cutover = in.carryLive(later, Kind.TRANSFER);
    take(Entity.COMPLAINT, "K-2026-1");

    in.transfer.undo(cutover, in.operator, "te vroeg", T);

    assertThat(openMattersOf("B4")).containsExactly("COMPLAINT Al drie keer gebeld");
    assertThat(held.count(Entity.COMPLAINT)).isZero();
  }

  @Test
  void whatTheDeskTookUpStaysTakenWhenItsTransferIsTakenBackAndTheSameIsBroughtAgain() {
    take(Entity.COMPLAINT, "K-2026-1");
    take(Entity.PROMISE, "B-2026-1");
    undo("HISTORY");
    undo("TRANSFER");

    in.carryLive(takeover.run, Kind.TRANSFER);

    assertThat(held.count(Entity.COMPLAINT)).isZero();
    assertThat(held.count(Entity.PROMISE)).isZero();
    assertThat(in.texts("select distinct taken_as from transfer_held_complaint"))
        .containsExactly("K-2026-1");
  }

  @Test
  void whatTheDeskTookUpWhileANewVersionWasUnderWayThatNeverWentLiveStaysTaken() {
    complaint("K1", "Al vier keer gebeld");
    var cutover = in.carry(later, Kind.TRANSFER);
    take(Entity.COMPLAINT, "K-2026-1");
    in.transfer.undo(cutover, in.operator, "te vroeg", T);
    var last = in.run();
    complaint(last, "K1", "Al vijf keer gebeld");

    in.carryLive(last, Kind.TRANSFER);

    assertThat(held.count(Entity.COMPLAINT)).isZero();
  }

  @Test
  void aTransferWaitsForWhatTheDeskIsTakingUpAndKnowsItThen() throws Exception {
    complaint("K1", "Al vier keer gebeld");
    var cutover = in.carry(later, Kind.TRANSFER);
    var transfer = new Transfer(two.second, new GoldenRecord(two.second));

    var live =
        two.whileOpen(
            () -> take(new HeldWork(two.first), Entity.COMPLAINT, "K-2026-1"),
            () -> transfer.goLive(in.lease, cutover, T),
            "the transfer");
    live.get();

    assertThat(held.count(Entity.COMPLAINT)).isZero();
  }

  @Test
  void whatANewVersionReplacedIsNotTakenUpAnyMore() {
    var old = held.waiting(Entity.COMPLAINT, 0, 10).get(0);
    complaint("K1", "Al vier keer gebeld");
    in.carryLive(later, Kind.TRANSFER);

    assertThatThrownBy(() -> held.take(Entity.COMPLAINT, old, "K-2026-1", in.operator, T))
        .hasMessageContaining("taken up already");
  }

  @Test
  void whatCountedTwiceBeforeThisWasMendedCountsOnceAfterTheMigration() throws IOException {
    promise("OPEN", "2026-05-20");
    complaint("K1", "Al vier keer gebeld");
    in.carryLive(later, Kind.TRANSFER);
    var last = in.run();
    complaint(last, "K1", "Al vijf keer gebeld");
    in.carryLive(last, Kind.TRANSFER);
    in.sql(
        "update transfer_ledger set reason = 'AWAITS_DESK' where reason = 'RENEWED_AWAITS_DESK'");
    in.sql("update contact_promise set superseded_by = null");
    in.sql("update transfer_held_complaint set superseded_by = null");

    in.sql(migration("V035__what_was_replaced_or_taken_back_no_longer_counts.sql"));

    assertThat(openMattersOf("B2")).containsExactly("PROMISE 2026-05-20");
    assertThat(openMattersOf("B4")).containsExactly("COMPLAINT Al vijf keer gebeld");
  }

  private void undo(String kind) {
    var cutover =
        in.number("select id from transfer_cutover where state = 'LIVE' and kind = '" + kind + "'");
    in.transfer.undo(cutover, in.operator, "te vroeg", T);
  }

  private static String migration(String file) throws IOException {
    try (var script = HeldWork.class.getResourceAsStream("/db/migration/" + file)) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void promise(String state, String dueOn) {
    in.stageAs(
        "CHANGED",
        in.delivery(later, in.theirs, Entity.PROMISE, "beloften_later.csv"),
        Entity.PROMISE,
        "source_key",
        "P1",
        "customer_key",
        "B2",
        "text",
        "Belt terug over de meterstand",
        "made_at",
        "2026-04-30T10:00:00Z",
        "due_on",
        dueOn,
        "state",
        state);
  }

  private void complaint(String key, String text) {
    complaint(later, key, text);
  }

  private void complaint(long run, String key, String text) {
    in.stageAs(
        "CHANGED",
        in.delivery(run, in.theirs, Entity.COMPLAINT, "klachten_later.csv"),
        Entity.COMPLAINT,
        "source_key",
        key,
        "customer_key",
        "B4",
        "received_at",
        "2026-04-29T10:00:00Z",
        "text",
        text,
        "state",
        "RECEIVED");
  }

  private void take(Entity entity, String as) {
    take(held, entity, as);
  }

  private void take(HeldWork held, Entity entity, String as) {
    held.take(entity, held.waiting(entity, 0, 10).get(0), as, in.operator, T);
  }

  private List<String> promisesOfB2() {
    return new Promises(in.database)
        .of(in.party(in.theirs, "B2"), EVERYTHING).stream()
            .map((Promise promise) -> promise.dueOn() + " " + promise.state())
            .toList();
  }

  private List<String> openMattersOf(String key) {
    return new OpenMatters(in.database)
        .of(in.party(in.theirs, key), EVERYTHING).stream()
            .map(
                (OpenMatter matter) ->
                    matter.subject()
                        + " "
                        + (matter.subject().equals("PROMISE") ? matter.dueOn() : matter.text()))
            .toList();
  }

  private Staff adviser() {
    return new Staff(
        in.operator, "noor", "Noor", "nl", false, null, Set.of(), Set.of("customer.promises"));
  }
}
