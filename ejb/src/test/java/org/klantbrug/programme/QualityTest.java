package org.klantbrug.programme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.NotAllowed;
import org.klantbrug.identity.Staff;
import org.klantbrug.merger.Entity;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.transfer.MadeUpMerger;

/** How good a delivery of a thousand customers is, and who found that good enough. */
@OnDatabase
class QualityTest {
  private final MadeUpMerger in = new MadeUpMerger();
  private final ProgrammeFixture on = new ProgrammeFixture(in);
  private final long run = in.run();

  @BeforeEach
  void begin() {
    on.checklist.begin(in.merger, on.lead);
    delivered("first.csv");
  }

  @AfterEach
  void close() {
    in.close();
  }

  /**
   * Of 1,000 customers 50 came without a mail address and 50 with one that is none; 10 postcodes
   * were written anew. Five came twice. Their bank account was delivered but left behind.
   */
  private long delivered(String file) {
    var id = in.delivery(run, in.theirs, Entity.CUSTOMER, file);
    in.sql(
        """
        update merger_mapping set mapping = '{"entity":"CUSTOMER","columns":[
          {"source":"nr","use":"FIELDS","targets":[{"column":"source_key"}]},
          {"source":"mail","use":"FIELDS","targets":[{"column":"email"}]},
          {"source":"pc","use":"FIELDS","targets":[{"column":"postcode"}]},
          {"source":"iban","use":"NOT_NEEDED"}]}'
         where id = (select mapping_id from merger_delivery where id = %d)"""
            .formatted(id));
    in.sql(
        """
        insert into merger_staged_customer (delivery_id, line_no, raw_sha, content_sha, source_key, email, postcode, iban, row_state)
        select %1$d, n, sha256('a'), sha256('a'), 'K' || n, case when n %% 10 > 0 then 'k' || n || '@example.org' end, '1011AB',
               'NL00', case when n > 1000 then 'DUPLICATE' else 'NEW' end
          from generate_series(1, 1005) n"""
            .formatted(id));
    in.sql(
        """
        insert into merger_warning (delivery_id, line_no, field, code, expected, raw)
        select %1$d, n, 'email', 'NO_EMAIL', 'an address', 'k at example' from generate_series(10, 1000, 20) n
        union all
        select %1$d, n, 'postcode', 'POSTCODE', 'a postcode', '1011 ab' from generate_series(1, 1000, 100) n"""
            .formatted(id));
    return id;
  }

  private Quality.Field field(String name) {
    return on.quality.of(in.merger).stream()
        .filter(each -> each.field().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void later() {
    on.at(on.clock.now().plusSeconds(60));
  }

  private void signed(String words) {
    later();
    on.signatures.signData(
        in.merger, "Dirk Smit", "data-eigenaar", on.clock.today(), words, on.lead);
    later();
  }

  private boolean stands() {
    return on.signatures.of(in.merger).get(0).stands();
  }

  @Test
  void eachMappedFieldIsCountedOnceOverAllRecords() {
    assertThat(on.quality.measure(in.merger, on.lead)).isEqualTo(1);

    assertThat(on.quality.of(in.merger))
        .extracting(Quality.Field::field)
        .containsExactly("source_key", "postcode", "email");
    var email = field("email");
    assertThat(email.records()).isEqualTo(1000);
    assertThat(email.filled()).isEqualTo(950);
    assertThat(email.valid()).isEqualTo(900);
    assertThat(email.filledShare()).isEqualTo(95);
    assertThat(email.validShare()).isEqualTo(94);
    assertThat(field("postcode").valid()).isEqualTo(990);
    assertThat(field("source_key").minFilled()).as("what every record needs").isEqualTo(100);
    assertThat(on.quality.measure(in.merger, on.lead)).as("measured once").isZero();
  }

  @Test
  void aFieldIsBelowByALittleToo() {
    on.quality.measure(in.merger, on.lead);

    set("email", 95, 94);
    assertThat(field("email").isBelow()).isFalse();
    set("email", 95, 95);
    assertThat(field("email").isBelow()).as("94.7 is not 95").isTrue();
    assertThatThrownBy(() -> set("email", 95, 101)).hasMessageContaining("per cent");
  }

  private void set(String name, int filled, int valid) {
    later();
    on.quality.set(
        in.merger, List.of(new Quality.Threshold(Entity.CUSTOMER, name, filled, valid)), on.lead);
  }

  @Test
  void whatIsBelowIsSignedWithAReasonOnly() {
    assertThatThrownBy(() -> signed("Goed zo")).hasMessageContaining("measure");
    on.quality.measure(in.merger, on.lead);

    assertThatThrownBy(() -> signed(" ")).hasMessageContaining("One field is");
    assertThatThrownBy(
            () ->
                on.signatures.signData(in.merger, " ", null, on.clock.today(), "Goed zo", on.lead))
        .hasMessageContaining("who signed");
    signed("Wij bellen die klanten na");

    assertThat(stands()).isTrue();
  }

  @Test
  void otherThresholdsAreSignedAnew() {
    on.quality.measure(in.merger, on.lead);
    signed("Wij bellen die klanten na");

    set("email", 95, 90);

    assertThat(stands()).isFalse();
    signed(null);
    assertThat(stands()).isTrue();
  }

  @Test
  void aLaterDeliveryIsSignedAnewOnlyIfItIsBelow() {
    on.quality.measure(in.merger, on.lead);
    set("email", 95, 90);
    set("postcode", 100, 99);
    signed(null);

    var second = delivered("second.csv");
    assertThat(stands()).as("nobody knows yet how good it is").isFalse();
    on.quality.measure(in.merger, on.lead);
    assertThat(stands()).as("as good as agreed").isTrue();

    delivered("third.csv");
    in.sql(
        "update merger_staged_customer set postcode = null where delivery_id > %d and line_no < 50"
            .formatted(second));
    on.quality.measure(in.merger, on.lead);

    assertThat(stands()).isFalse();
  }

  @Test
  void financeSignsForTheParallelRunByTheCriteriaAsTheyStand() {
    Staff finance = ProgrammeFixture.staff(in.finance, null, "finance", Action.MERGER_SIGN);
    assertThatThrownBy(() -> on.signatures.signExit(in.merger, finance))
        .hasMessageContaining("Nobody said yet");
    on.signatures.setExit(in.merger, "Drie maanden geen verschil boven 1 euro", on.lead);
    assertThatThrownBy(() -> on.signatures.signExit(in.merger, on.lead))
        .isInstanceOf(NotAllowed.class);

    on.signatures.signExit(in.merger, finance);
    assertThat(stands()).isTrue();
    later();
    on.signatures.setExit(in.merger, "Twee maanden", on.lead);

    assertThat(stands()).isFalse();
    assertThat(on.signatures.of(in.merger).get(0).words()).startsWith("Drie maanden");
  }

  @Test
  void whoAnswersForTheDataIsSaidPerPhaseAndByWhichAgreementPerRun() {
    on.agreements.setPhase(in.merger, Agreements.Phase.WAVES, "Zuid", "Noord", on.lead);
    on.agreements.setPhase(in.merger, Agreements.Phase.WAVES, "Noord", "Zuid", on.lead);
    on.agreements.set(in.merger, run, "VO-2026-7", "DPIA-12", on.lead);

    assertThat(on.agreements.phases(in.merger))
        .extracting(Agreements.Answers::controller)
        .containsExactly("Noord");
    assertThat(on.agreements.of(run).orElseThrow().assessment()).isEqualTo("DPIA-12");
    assertThatThrownBy(() -> on.agreements.set(in.merger, run, "VO", " ", on.lead))
        .hasMessageContaining("both");
  }
}
