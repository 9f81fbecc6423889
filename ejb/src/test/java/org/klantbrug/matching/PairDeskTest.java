package org.klantbrug.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.klantbrug.transfer.MadeUpMerger.T;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.CustomerNumbers;
import org.klantbrug.identity.Staff;
import org.klantbrug.matching.MatchReview.Which;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.RuleBroken;

/** Two companies' customers side by side: who may look, what is in sight, and what is written. */
@OnDatabase
class PairDeskTest {
  private static final Instant BEFORE_THE_DAY = Instant.parse("2026-04-30T08:00:00Z");
  private static final LocalDate THE_DAY = LocalDate.parse("2026-05-01");
  private static MatchedCompanies matched;

  private final MatchedCompanies companies = new MatchedCompanies(matched);
  private final BusinessClock clock = new BusinessClock();
  private final Audit audit = new Audit(companies.in.database, clock);
  private final PairDesk desk =
      new PairDesk(companies.in.database, clock, audit, companies.review, companies.verdicts);
  private final Staff steward = steward(false);
  private final Staff cleanTeam = steward(true);
  private final long left = companies.pairs("LINK").get(0).getKey();
  private final long right = companies.pairs("LINK").get(0).getValue();
  private final long pair = companies.pair(left, right);

  private Staff steward(boolean cleanTeam) {
    return new Staff(
        companies.in.finance, "steward", "Steward", "nl", cleanTeam, null, Set.of(), Set.of());
  }

  @BeforeAll
  static void matchOnce() {
    matched = MatchedCompanies.of(40).approved().matched();
  }

  @BeforeEach
  void afterTheDay() {
    at(T);
    companies.in.sql(
        "update customer_identity set birth_date = '1961-03-09', iban = 'NL91ABNA0417164300', phone = '+31612345678'");
    companies.in.sql("update customer_identity set birth_date = '1961-09-03' where id = " + right);
  }

  private void at(Instant moment) {
    clock.set(Clock.fixed(moment, BusinessClock.ZONE));
  }

  @AfterEach
  void close() {
    companies.close();
  }

  @Test
  void beforeTheDayOnlyTheCleanTeamSeesPairs() {
    at(BEFORE_THE_DAY);

    assertThat(desk.closedUntil(companies.run, steward)).contains(THE_DAY);
    assertThat(desk.closedUntil(companies.run, cleanTeam)).isEmpty();
    assertClosed(() -> desk.list(companies.run, Which.LINKED, 0, 10, steward));
    assertClosed(() -> desk.next(companies.run, 0, steward));
    assertClosed(() -> desk.open(pair, steward));
    assertClosed(() -> desk.reveal(pair, steward));
    assertClosed(() -> desk.decide(pair, 0, Verdict.SAME, null, steward));
    assertThat(desk.list(companies.run, Which.LINKED, 0, 10, cleanTeam)).isNotEmpty();
    assertThat(desk.open(pair, cleanTeam).id()).isEqualTo(pair);
  }

  private static void assertClosed(Runnable look) {
    assertThatThrownBy(look::run)
        .isInstanceOf(RuleBroken.class)
        .hasMessageContaining("only the clean team");
  }

  @Test
  void whoWasRefusedIsNotWrittenDownAsHavingLooked() {
    at(BEFORE_THE_DAY);

    assertClosed(() -> desk.open(pair, steward));

    assertThat(written("identity", left)).isEmpty();
  }

  @Test
  void fromTheDayOnEveryStewardSeesPairs() {
    at(THE_DAY.atStartOfDay(BusinessClock.ZONE).toInstant());

    assertThat(desk.open(pair, steward).id()).isEqualTo(pair);
  }

  @Test
  void whoListsPairsOrSaysWhatOneIsHasSeenThem() {
    desk.list(companies.run, Which.LINKED, 0, 10, steward);
    desk.decide(pair, desk.open(pair, cleanTeam).version(), Verdict.SAME, "gezien", steward);

    assertThat(written("run", companies.run)).anyMatch(line -> line.contains("pairsListed"));
    assertThat(written("identity", left))
        .filteredOn(line -> line.contains("pairOpened"))
        .as("the colleague who opened it, and the one who said what it is")
        .hasSize(2);
  }

  @Test
  void theWallStandsForAMergerThatWasGivenUp() {
    companies.in.sql("update merger_merger set state = 'ABANDONED'");
    at(BEFORE_THE_DAY);

    assertThat(desk.closedUntil(companies.run, steward)).contains(THE_DAY);
  }

  @Test
  void birthDateTelephoneAndAccountAreMaskedAndStillTellWhetherTheyDiffer() {
    var opened = desk.open(pair, steward);

    assertThat(field(opened, "birth_date").left()).isEqualTo("1961-**-**");
    assertThat(field(opened, "birth_date").differs()).isTrue();
    assertThat(field(opened, "iban").left()).isEqualTo("**************4300");
    assertThat(field(opened, "iban").differs()).isFalse();
    assertThat(field(opened, "phone").left()).isEqualTo("********5678");
    assertThat(field(opened, "family_name").masked()).isFalse();
    assertThat(opened.toString()).doesNotContain("NL91ABNA", "1961-03", "+316123");
  }

  @Test
  void theNextPairAndADecidedOneAreMaskedToo() {
    companies.in.sql("update matching_pair set decision = 'REVIEW' where id = " + pair);

    var next = desk.next(companies.run, 0, steward).orElseThrow();

    assertThat(field(next, "iban").masked()).isTrue();
    assertThat(desk.decide(next.id(), next.version(), Verdict.SAME, null, steward).toString())
        .doesNotContain("NL91ABNA");
  }

  @Test
  void whoAsksForAllOfAPairSeesItAndThatIsWrittenDown() {
    var shown = desk.reveal(pair, steward);

    assertThat(field(shown, "birth_date").left()).isEqualTo("1961-03-09");
    assertThat(field(shown, "iban").right()).isEqualTo("NL91ABNA0417164300");
    assertThat(written("identity", left)).containsExactly("pairRevealed MATCH_REVIEW");
    assertThat(written("identity", right)).containsExactly("pairRevealed MATCH_REVIEW");
  }

  @Test
  void openingAPairIsAViewOfBothCustomers() {
    var party = ourPartyOf(right);

    desk.open(pair, steward);

    assertThat(written("identity", left)).containsExactly("pairOpened MATCH_REVIEW");
    assertThat(written("customer", party)).containsExactly("pairOpened MATCH_REVIEW");
  }

  @Test
  void whoSawACustomerBeforeHeCameOverIsFoundByHisNumber() {
    desk.open(pair, steward);
    var number =
        companies.in.database.with(
            handle ->
                handle
                    .createQuery("select source_key from customer_identity where id = :id")
                    .bind("id", left)
                    .mapTo(String.class)
                    .one());

    var seen = new CustomerNumbers(companies.in.database).logged(number);

    assertThat(audit.page(new Audit.Search(null, null, seen, null, null), T.plusSeconds(1), 10))
        .singleElement()
        .satisfies(entry -> assertThat(entry.actor()).isEqualTo("steward"));
    assertThat(
            audit.page(new Audit.Search(null, null, List.of(), null, null), T.plusSeconds(1), 10))
        .isEmpty();
  }

  private long ourPartyOf(long identity) {
    companies.in.sql(
        "insert into customer_party (founder_id, golden_at) values (%d, now())"
            .formatted(identity));
    var party = companies.in.number("select id from customer_party where founder_id = " + identity);
    companies.in.sql(
        "insert into customer_party_link (identity_id, party_id, linked_at, reason) values (%d, %d, now(), 'FOUNDER')"
            .formatted(identity, party));
    return party;
  }

  private List<String> written(String kind, long id) {
    return audit.about(kind, id, 10).stream()
        .map(entry -> entry.action() + " " + entry.purpose())
        .toList();
  }

  private static MatchReview.FieldView field(MatchReview.PairView pair, String column) {
    return pair.fields().stream()
        .filter(field -> field.column().equals(column))
        .findFirst()
        .orElseThrow();
  }
}
